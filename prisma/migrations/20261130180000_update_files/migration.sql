-- Beside the file that someone is bringing into a plan, each has one of their own with updates.
CREATE TYPE "file_purpose" AS ENUM ('plan', 'updates');

ALTER TABLE "import_file" ADD COLUMN "purpose" "file_purpose" NOT NULL DEFAULT 'plan';
ALTER TABLE "import_file" DROP CONSTRAINT "import_file_pkey";
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_pkey" PRIMARY KEY ("plan_id", "person_id", "purpose");
