-- CreateEnum
CREATE TYPE "ask_kind" AS ENUM ('question', 'decision');

-- CreateEnum
CREATE TYPE "ask_event_kind" AS ENUM ('answered', 'reopened', 'changed', 'withdrawn');

-- CreateEnum
CREATE TYPE "dispute_outcome" AS ENUM ('kept', 'changed');

-- CreateTable
CREATE TABLE "board_ask" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "ask_kind" NOT NULL,
    "action_id" UUID,
    "section_id" UUID,
    "text" TEXT NOT NULL,
    "raised_on" DATE NOT NULL,
    "report_id" UUID,
    "partner_id" UUID,
    "person_id" UUID,
    "due_on" DATE NOT NULL,
    "basis" "basis" NOT NULL DEFAULT 'reported',
    "author_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,
    "submission_key" UUID,

    CONSTRAINT "board_ask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "board_ask_event" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "ask_id" UUID NOT NULL,
    "kind" "ask_event_kind" NOT NULL,
    "text" TEXT NOT NULL,
    "partner_id" UUID,
    "person_id" UUID,
    "due_on" DATE,
    "effective_on" DATE NOT NULL,
    "author_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "board_ask_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rating_dispute" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "action_id" UUID,
    "section_id" UUID,
    "status" "status",
    "overall_rag" "overall_rag",
    "reason" TEXT NOT NULL,
    "basis" "basis" NOT NULL DEFAULT 'reported',
    "effective_on" DATE NOT NULL,
    "author_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,
    "submission_key" UUID,

    CONSTRAINT "rating_dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_answer" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "dispute_id" UUID NOT NULL,
    "outcome" "dispute_outcome" NOT NULL,
    "text" TEXT NOT NULL,
    "effective_on" DATE NOT NULL,
    "author_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "dispute_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "board_ask_submission_key_key" ON "board_ask"("submission_key");

-- CreateIndex
CREATE INDEX "board_ask_action_id_idx" ON "board_ask"("action_id");

-- CreateIndex
CREATE INDEX "board_ask_section_id_idx" ON "board_ask"("section_id");

-- CreateIndex
CREATE INDEX "board_ask_person_id_idx" ON "board_ask"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_ask_plan_id_number_key" ON "board_ask"("plan_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "board_ask_plan_id_id_key" ON "board_ask"("plan_id", "id");

-- CreateIndex
CREATE INDEX "board_ask_event_ask_id_idx" ON "board_ask_event"("ask_id");

-- CreateIndex
CREATE INDEX "board_ask_event_person_id_idx" ON "board_ask_event"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_ask_event_plan_id_id_key" ON "board_ask_event"("plan_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "rating_dispute_submission_key_key" ON "rating_dispute"("submission_key");

-- CreateIndex
CREATE INDEX "rating_dispute_action_id_idx" ON "rating_dispute"("action_id");

-- CreateIndex
CREATE INDEX "rating_dispute_section_id_idx" ON "rating_dispute"("section_id");

-- CreateIndex
CREATE UNIQUE INDEX "rating_dispute_plan_id_number_key" ON "rating_dispute"("plan_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "rating_dispute_plan_id_id_key" ON "rating_dispute"("plan_id", "id");

-- CreateIndex
-- CreateIndex
CREATE UNIQUE INDEX "dispute_answer_plan_id_id_key" ON "dispute_answer"("plan_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_answer_plan_id_dispute_id_key" ON "dispute_answer"("plan_id", "dispute_id");

-- AddForeignKey
ALTER TABLE "board_ask" ADD CONSTRAINT "board_ask_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask" ADD CONSTRAINT "board_ask_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask" ADD CONSTRAINT "board_ask_plan_id_section_id_fkey" FOREIGN KEY ("plan_id", "section_id") REFERENCES "section"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask" ADD CONSTRAINT "board_ask_plan_id_report_id_fkey" FOREIGN KEY ("plan_id", "report_id") REFERENCES "snapshot"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask" ADD CONSTRAINT "board_ask_plan_id_partner_id_fkey" FOREIGN KEY ("plan_id", "partner_id") REFERENCES "partner"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask" ADD CONSTRAINT "board_ask_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask" ADD CONSTRAINT "board_ask_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask_event" ADD CONSTRAINT "board_ask_event_plan_id_ask_id_fkey" FOREIGN KEY ("plan_id", "ask_id") REFERENCES "board_ask"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask_event" ADD CONSTRAINT "board_ask_event_plan_id_partner_id_fkey" FOREIGN KEY ("plan_id", "partner_id") REFERENCES "partner"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask_event" ADD CONSTRAINT "board_ask_event_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_ask_event" ADD CONSTRAINT "board_ask_event_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_dispute" ADD CONSTRAINT "rating_dispute_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_dispute" ADD CONSTRAINT "rating_dispute_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_dispute" ADD CONSTRAINT "rating_dispute_plan_id_section_id_fkey" FOREIGN KEY ("plan_id", "section_id") REFERENCES "section"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_dispute" ADD CONSTRAINT "rating_dispute_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_answer" ADD CONSTRAINT "dispute_answer_plan_id_dispute_id_fkey" FOREIGN KEY ("plan_id", "dispute_id") REFERENCES "rating_dispute"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_answer" ADD CONSTRAINT "dispute_answer_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema file cannot say (see 20261122020100_rules).

SELECT track_plan_revision(child::regclass), make_append_only(child::regclass) FROM unnest(ARRAY[
  'board_ask', 'board_ask_event', 'rating_dispute', 'dispute_answer'
]) AS child;

ALTER TABLE board_ask
  ADD CONSTRAINT board_ask_about_one CHECK (num_nonnulls(action_id, section_id) = 1),
  ADD CONSTRAINT board_ask_says_what CHECK (btrim(text) <> ''),
  ADD CONSTRAINT board_ask_numbered CHECK (number > 0),
  ADD CONSTRAINT board_ask_due_after CHECK (due_on >= raised_on);
ALTER TABLE board_ask_event
  ADD CONSTRAINT board_ask_event_says_what CHECK (btrim(text) <> ''),
  -- Who owes it stands with the day by which.
  ADD CONSTRAINT board_ask_event_owed CHECK ((kind = 'changed') = (due_on IS NOT NULL)
    AND (kind = 'changed' OR num_nonnulls(partner_id, person_id) = 0));
ALTER TABLE rating_dispute
  ADD CONSTRAINT rating_dispute_of_one CHECK (num_nonnulls(action_id, section_id) = 1
    AND (action_id IS NULL) = (status IS NULL) AND (section_id IS NULL) = (overall_rag IS NULL)),
  ADD CONSTRAINT rating_dispute_says_why CHECK (btrim(reason) <> ''),
  ADD CONSTRAINT rating_dispute_numbered CHECK (number > 0);
ALTER TABLE dispute_answer ADD CONSTRAINT dispute_answer_says_why CHECK (btrim(text) <> '');
