-- What an update is about is looked up for every update of a plan that is read.
CREATE INDEX "progress_update_about_id_idx" ON "progress_update"("about_id");
