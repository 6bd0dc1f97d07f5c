-- An update that an import wrote is taken back by another entry of the ledger: it stands on no day any more.
ALTER TYPE "update_kind" ADD VALUE 'withdrawal';

-- Files that were imported, and what undoing that puts back. Only members see them.
CREATE TABLE "plan_import" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "author_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "updates" INTEGER NOT NULL,
    "written" JSONB NOT NULL,
    "answers" JSONB NOT NULL,
    "first_entry" INTEGER NOT NULL,
    "last_entry" INTEGER NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" UUID,
    "undo_first_entry" INTEGER,
    "undo_last_entry" INTEGER,

    CONSTRAINT "plan_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_import_plan_id_first_entry_key" ON "plan_import"("plan_id", "first_entry");

-- AddForeignKey
ALTER TABLE "plan_import" ADD CONSTRAINT "plan_import_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_import" ADD CONSTRAINT "plan_import_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_import" ADD CONSTRAINT "plan_import_undone_by_id_fkey" FOREIGN KEY ("undone_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "plan_import"
  ADD CONSTRAINT plan_import_undone_whole CHECK (num_nulls(undone_at, undo_first_entry, undo_last_entry) IN (0, 3));

SELECT keep_in_plan('plan_import'::regclass);
SELECT track_inside_version('plan_import'::regclass);
