-- The same form sent twice is one. Asks and disputes kept the key of their form in a column of their own.

-- DropIndex
DROP INDEX "board_ask_submission_key_key";

-- DropIndex
DROP INDEX "rating_dispute_submission_key_key";

-- AlterTable
ALTER TABLE "board_ask" DROP COLUMN "submission_key";

-- AlterTable
ALTER TABLE "rating_dispute" DROP COLUMN "submission_key";

-- CreateTable
CREATE TABLE "submission" (
    "key" UUID NOT NULL,
    "result" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("key")
);
