-- What a plan is made of has a history: names, numbers, and what stands where. Records that are there already need no entry:
-- until their first change they count as having always been as they are.

-- CreateEnum
CREATE TYPE "structure_kind" AS ENUM ('pillar', 'section', 'action', 'partner', 'timescale', 'outcome');

-- CreateTable
CREATE TABLE "structure_change" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "kind" "structure_kind" NOT NULL,
    "record_id" UUID NOT NULL,
    "facts" JSONB,
    "effective_on" DATE,
    "is_correction" BOOLEAN NOT NULL DEFAULT false,
    "author_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "structure_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "structure_change_plan_id_entry_idx" ON "structure_change"("plan_id", "entry");

-- CreateIndex
CREATE UNIQUE INDEX "structure_change_plan_id_id_key" ON "structure_change"("plan_id", "id");

-- AddForeignKey
ALTER TABLE "structure_change" ADD CONSTRAINT "structure_change_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "structure_change" ADD CONSTRAINT "structure_change_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema file cannot say (see 20261122020100_rules).

SELECT track_plan_revision('structure_change'), make_append_only('structure_change');

ALTER TABLE structure_change
  ADD CONSTRAINT structure_change_facts CHECK (facts IS NULL OR (jsonb_typeof(facts) = 'object' AND facts <> '{}')),
  -- What was always so is no change of any day.
  ADD CONSTRAINT structure_change_correction CHECK (NOT is_correction OR effective_on IS NULL);
