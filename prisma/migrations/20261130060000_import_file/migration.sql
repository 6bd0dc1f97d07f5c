-- A file that someone is bringing into a plan, and what they have answered about it so far. No page that others see depends on it.
CREATE TABLE "import_file" (
    "plan_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("plan_id", "person_id")
);

CREATE INDEX "import_file_started_at_idx" ON "import_file"("started_at");

ALTER TABLE "import_file" ADD CONSTRAINT "import_file_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import_file" ADD CONSTRAINT import_file_size CHECK (octet_length(bytes) <= 20 * 1024 * 1024);
