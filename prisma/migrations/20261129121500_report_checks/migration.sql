-- What somebody checked by hand in a draft's text, and what a reviewer said who gave it back.
ALTER TABLE "report_draft" ADD COLUMN     "hand_checks" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "return_comment" TEXT,
ADD COLUMN     "returned_at" TIMESTAMPTZ(3),
ADD COLUMN     "returned_by_id" UUID;

-- AddForeignKey
ALTER TABLE "report_draft" ADD CONSTRAINT "report_draft_returned_by_id_fkey" FOREIGN KEY ("returned_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE report_draft
  ADD CONSTRAINT report_draft_return_whole CHECK (
    (returned_by_id IS NULL) = (returned_at IS NULL) AND (returned_by_id IS NULL) = (return_comment IS NULL)
    AND btrim(return_comment) <> ''
  );
