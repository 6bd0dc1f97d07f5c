-- A draft belongs to a person and to any form of theirs, not only to that for reporting on an action.
ALTER TABLE "draft" ADD COLUMN "form" TEXT;
UPDATE "draft" SET "form" = 'update ' || "action_id";
ALTER TABLE "draft" DROP CONSTRAINT "draft_action_id_fkey",
  DROP CONSTRAINT "draft_pkey",
  DROP COLUMN "action_id",
  ALTER COLUMN "form" SET NOT NULL,
  ADD CONSTRAINT "draft_pkey" PRIMARY KEY ("person_id", "form");
