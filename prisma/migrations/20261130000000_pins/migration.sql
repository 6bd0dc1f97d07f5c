-- What people pinned to their start page. It belongs to a person and not to a plan, so it raises no plan's revision.

-- CreateEnum
CREATE TYPE "pin_level" AS ENUM ('plan', 'section', 'action');

-- CreateTable
CREATE TABLE "pin" (
    "person_id" UUID NOT NULL,
    "level" "pin_level" NOT NULL,
    "record_id" UUID NOT NULL,
    "pinned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pin_pkey" PRIMARY KEY ("person_id","record_id")
);

-- AddForeignKey
ALTER TABLE "pin" ADD CONSTRAINT "pin_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
