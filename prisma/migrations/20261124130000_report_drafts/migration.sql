-- CreateEnum
CREATE TYPE "report_draft_state" AS ENUM ('draft', 'inReview', 'reviewed');

-- CreateTable
CREATE TABLE "report_draft" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "meeting_on" DATE,
    "as_at" DATE NOT NULL,
    "corrects_id" UUID,
    "correction" TEXT,
    "content" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" "report_draft_state" NOT NULL DEFAULT 'draft',
    "writer_ids" UUID[],
    "last_writer_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reviewed_by_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_draft_plan_id_id_key" ON "report_draft"("plan_id", "id");

-- AddForeignKey
ALTER TABLE "report_draft" ADD CONSTRAINT "report_draft_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_draft" ADD CONSTRAINT "report_draft_plan_id_corrects_id_fkey" FOREIGN KEY ("plan_id", "corrects_id") REFERENCES "snapshot"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_draft" ADD CONSTRAINT "report_draft_last_writer_id_fkey" FOREIGN KEY ("last_writer_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_draft" ADD CONSTRAINT "report_draft_reviewed_by_id_fkey" FOREIGN KEY ("reviewed_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What the schema file cannot say (see 20261122020100_rules).

SELECT track_plan_revision('report_draft'), keep_in_plan('report_draft');

ALTER TABLE report_draft
  ADD CONSTRAINT report_draft_named CHECK (btrim(reference) <> '' AND btrim(title) <> ''),
  ADD CONSTRAINT report_draft_correction_says_why CHECK ((corrects_id IS NULL) = (correction IS NULL) AND btrim(correction) <> ''),
  ADD CONSTRAINT report_draft_review_whole CHECK ((reviewed_by_id IS NULL) = (reviewed_at IS NULL) AND (state = 'reviewed') = (reviewed_by_id IS NOT NULL)),
  ADD CONSTRAINT report_draft_written CHECK (last_writer_id = ANY (writer_ids));

-- "drafts" is where drafts have their addresses.
ALTER TABLE snapshot ADD CONSTRAINT snapshot_code_not_drafts CHECK (code <> 'drafts');
