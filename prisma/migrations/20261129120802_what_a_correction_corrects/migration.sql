-- What was wrong with the update that a correction takes the place of. Corrections from before do not say.
ALTER TABLE "progress_update" ADD COLUMN "correction" TEXT;
