-- CreateTable
CREATE TABLE "printed_report" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "as_of_on" DATE NOT NULL,
    "as_of_precision" "date_precision" NOT NULL DEFAULT 'day',
    "source_id" UUID,
    "figures" JSONB NOT NULL,
    "correction" TEXT,
    "author_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "printed_report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "printed_report_plan_id_code_idx" ON "printed_report"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "printed_report_plan_id_id_key" ON "printed_report"("plan_id", "id");

-- AddForeignKey
ALTER TABLE "printed_report" ADD CONSTRAINT "printed_report_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "printed_report" ADD CONSTRAINT "printed_report_plan_id_source_id_fkey" FOREIGN KEY ("plan_id", "source_id") REFERENCES "source_document"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "printed_report" ADD CONSTRAINT "printed_report_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What the schema file cannot say (see 20261122020100_rules).

SELECT track_plan_revision('printed_report');
SELECT make_append_only('printed_report');

ALTER TABLE printed_report
  ADD CONSTRAINT printed_report_code_shape CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT printed_report_named CHECK (btrim(reference) <> '' AND btrim(title) <> ''),
  ADD CONSTRAINT printed_report_correction_says_what CHECK (btrim(correction) <> '');
