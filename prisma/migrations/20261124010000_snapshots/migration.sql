-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "entry" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "meeting_on" DATE,
    "as_at" DATE NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_by_id" UUID,
    "schema_version" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "corrects_id" UUID,
    "correction" TEXT,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_plan_id_code_key" ON "snapshot"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_plan_id_id_key" ON "snapshot"("plan_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_plan_id_corrects_id_key" ON "snapshot"("plan_id", "corrects_id");

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_frozen_by_id_fkey" FOREIGN KEY ("frozen_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_plan_id_corrects_id_fkey" FOREIGN KEY ("plan_id", "corrects_id") REFERENCES "snapshot"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema file cannot say (see 20261122020100_rules).

SELECT track_plan_revision('snapshot'), make_append_only('snapshot');

ALTER TABLE snapshot
  -- "new" is the address of the form.
  ADD CONSTRAINT snapshot_code_shape CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND code <> 'new'),
  ADD CONSTRAINT snapshot_sha256_shape CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT snapshot_named CHECK (btrim(reference) <> '' AND btrim(title) <> ''),
  ADD CONSTRAINT snapshot_correction_says_why CHECK ((corrects_id IS NULL) = (correction IS NULL) AND btrim(correction) <> ''),
  ADD CONSTRAINT snapshot_corrects_another CHECK (corrects_id <> id);
