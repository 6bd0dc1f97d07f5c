-- Where in its document a status or a rating is, and the rating that another one takes the place of because its basis or source was wrong.
ALTER TABLE "progress_update" ADD COLUMN "source_page" TEXT;
ALTER TABLE "section_assessment" ADD COLUMN "source_page" TEXT,
ADD COLUMN "corrects_id" UUID,
ADD COLUMN "correction" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "section_assessment_plan_id_corrects_id_key" ON "section_assessment"("plan_id", "corrects_id");

-- AddForeignKey
ALTER TABLE "section_assessment" ADD CONSTRAINT "section_assessment_plan_id_corrects_id_fkey" FOREIGN KEY ("plan_id", "corrects_id") REFERENCES "section_assessment"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema file cannot say (see 20261122020100_rules).
ALTER TABLE section_assessment ADD CONSTRAINT section_assessment_correction CHECK ((corrects_id IS NULL) = (correction IS NULL));
