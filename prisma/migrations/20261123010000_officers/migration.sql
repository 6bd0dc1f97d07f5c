-- CreateEnum
CREATE TYPE "update_kind" AS ENUM ('update', 'nilReturn', 'correction', 'revision');

-- CreateEnum
CREATE TYPE "update_decision_kind" AS ENUM ('approved', 'returned');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'analyst', 'officer', 'editor');

-- AlterEnum
ALTER TYPE "basis" ADD VALUE 'reported';

-- AlterTable
ALTER TABLE "action" ADD COLUMN     "added_on" DATE,
ADD COLUMN     "heir_id" UUID;

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "needs_approval" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "progress_update" ADD COLUMN     "about_id" UUID,
ADD COLUMN     "author_id" UUID,
ADD COLUMN     "kind" "update_kind" NOT NULL DEFAULT 'update',
ADD COLUMN     "due_on" DATE,
ADD COLUMN     "due_reason" TEXT,
ADD COLUMN     "needs_approval" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "submission_key" UUID;

-- AlterTable
ALTER TABLE "rating_rule" ADD COLUMN     "author_id" UUID,
ADD COLUMN     "reason" TEXT;

-- AlterTable
ALTER TABLE "section_assessment" ADD COLUMN     "author_id" UUID,
ADD COLUMN     "counts" JSONB,
ADD COLUMN     "suggested" "overall_rag";

-- CreateTable
CREATE TABLE "progress_update_evidence" (
    "plan_id" UUID NOT NULL,
    "update_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "progress_update_evidence_pkey" PRIMARY KEY ("update_id","position")
);

-- CreateTable
CREATE TABLE "update_decision" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "update_id" UUID NOT NULL,
    "decision" "update_decision_kind" NOT NULL,
    "comment" TEXT,
    "author_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "update_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "due_date_move" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "precision" "date_precision" NOT NULL DEFAULT 'day',
    "reason" TEXT NOT NULL,
    "update_id" UUID,
    "author_id" UUID,
    "effective_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "due_date_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lifecycle_change" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "lifecycle" "lifecycle" NOT NULL,
    "heir_id" UUID,
    "reason" TEXT NOT NULL,
    "author_id" UUID,
    "effective_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "lifecycle_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counted_change" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "author_id" UUID,
    "effective_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "counted_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accountability" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "person_id" UUID,
    "reason" TEXT,
    "author_id" UUID,
    "effective_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,

    CONSTRAINT "accountability_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contributor" (
    "plan_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "contributor_pkey" PRIMARY KEY ("action_id","person_id")
);

-- CreateTable
CREATE TABLE "reporting_period" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "opens_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "closes_on" DATE NOT NULL,

    CONSTRAINT "reporting_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "plan_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "role" NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("plan_id","person_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "plan_id" UUID,
    "chain" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "kind" TEXT NOT NULL,
    "record_type" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "record_name" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "chain" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "is_administrator" BOOLEAN NOT NULL DEFAULT false,
    "deactivated_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip_address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "aaguid" TEXT,

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email" TEXT,
    "is_administrator" BOOLEAN NOT NULL DEFAULT false,
    "roles" JSONB NOT NULL DEFAULT '[]',
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "action_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "fields" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("action_id","person_id")
);

-- CreateIndex
CREATE INDEX "update_decision_update_id_idx" ON "update_decision"("update_id");

-- CreateIndex
CREATE UNIQUE INDEX "update_decision_plan_id_id_key" ON "update_decision"("plan_id", "id");

-- CreateIndex
CREATE INDEX "due_date_move_action_id_idx" ON "due_date_move"("action_id");

-- CreateIndex
CREATE UNIQUE INDEX "due_date_move_plan_id_id_key" ON "due_date_move"("plan_id", "id");

-- CreateIndex
CREATE INDEX "lifecycle_change_action_id_idx" ON "lifecycle_change"("action_id");

-- CreateIndex
CREATE UNIQUE INDEX "lifecycle_change_plan_id_id_key" ON "lifecycle_change"("plan_id", "id");

-- CreateIndex
CREATE INDEX "counted_change_action_id_idx" ON "counted_change"("action_id");

-- CreateIndex
CREATE UNIQUE INDEX "counted_change_plan_id_id_key" ON "counted_change"("plan_id", "id");

-- CreateIndex
CREATE INDEX "accountability_action_id_idx" ON "accountability"("action_id");

-- CreateIndex
CREATE INDEX "accountability_person_id_idx" ON "accountability"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "accountability_plan_id_id_key" ON "accountability"("plan_id", "id");

-- CreateIndex
CREATE INDEX "contributor_person_id_idx" ON "contributor"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "reporting_period_plan_id_name_key" ON "reporting_period"("plan_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "reporting_period_plan_id_id_key" ON "reporting_period"("plan_id", "id");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "audit_entry_recorded_at_idx" ON "audit_entry"("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_chain_number_key" ON "audit_entry"("chain", "number");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "credential_person_id_idx" ON "credential"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "credential_provider_id_account_id_key" ON "credential"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");

-- CreateIndex
CREATE INDEX "passkey_person_id_idx" ON "passkey"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "progress_update_submission_key_key" ON "progress_update"("submission_key");

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_plan_id_heir_id_fkey" FOREIGN KEY ("plan_id", "heir_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_rule" ADD CONSTRAINT "rating_rule_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_update" ADD CONSTRAINT "progress_update_plan_id_about_id_fkey" FOREIGN KEY ("plan_id", "about_id") REFERENCES "progress_update"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_update" ADD CONSTRAINT "progress_update_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_assessment" ADD CONSTRAINT "section_assessment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_update_evidence" ADD CONSTRAINT "progress_update_evidence_plan_id_update_id_fkey" FOREIGN KEY ("plan_id", "update_id") REFERENCES "progress_update"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_decision" ADD CONSTRAINT "update_decision_plan_id_update_id_fkey" FOREIGN KEY ("plan_id", "update_id") REFERENCES "progress_update"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_decision" ADD CONSTRAINT "update_decision_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_date_move" ADD CONSTRAINT "due_date_move_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_date_move" ADD CONSTRAINT "due_date_move_plan_id_update_id_fkey" FOREIGN KEY ("plan_id", "update_id") REFERENCES "progress_update"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_date_move" ADD CONSTRAINT "due_date_move_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lifecycle_change" ADD CONSTRAINT "lifecycle_change_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lifecycle_change" ADD CONSTRAINT "lifecycle_change_plan_id_heir_id_fkey" FOREIGN KEY ("plan_id", "heir_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lifecycle_change" ADD CONSTRAINT "lifecycle_change_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counted_change" ADD CONSTRAINT "counted_change_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counted_change" ADD CONSTRAINT "counted_change_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accountability" ADD CONSTRAINT "accountability_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accountability" ADD CONSTRAINT "accountability_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accountability" ADD CONSTRAINT "accountability_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contributor" ADD CONSTRAINT "contributor_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contributor" ADD CONSTRAINT "contributor_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reporting_period" ADD CONSTRAINT "reporting_period_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- What the schema file cannot say (see 20261122020100_rules).

SELECT track_plan_revision(child::regclass) FROM unnest(ARRAY[
  'progress_update_evidence', 'update_decision', 'due_date_move', 'lifecycle_change', 'counted_change', 'accountability',
  'contributor', 'reporting_period', 'membership', 'audit_entry'
]) AS child;

SELECT keep_in_plan(child::regclass) FROM unnest(ARRAY['contributor', 'reporting_period', 'membership']) AS child;

SELECT make_append_only(child::regclass) FROM unnest(ARRAY[
  'progress_update_evidence', 'update_decision', 'due_date_move', 'lifecycle_change', 'counted_change', 'accountability',
  'audit_entry'
]) AS child;

-- An approval is final; a return is not, since the officer may send another update.
CREATE UNIQUE INDEX update_decision_approved_once ON update_decision (update_id) WHERE decision = 'approved';

ALTER TABLE progress_update
  ADD CONSTRAINT progress_update_about_another CHECK ((kind = 'update') = (about_id IS NULL) AND about_id <> id),
  ADD CONSTRAINT progress_update_due_says_why CHECK ((due_on IS NULL) = (due_reason IS NULL) AND btrim(due_reason) <> '');
ALTER TABLE progress_update_evidence
  ADD CONSTRAINT progress_update_evidence_url CHECK (url ~ '^https?://'),
  ADD CONSTRAINT progress_update_evidence_title CHECK (btrim(title) <> '');
ALTER TABLE update_decision
  ADD CONSTRAINT update_decision_return_says_why CHECK (decision <> 'returned' OR btrim(comment) <> '');
ALTER TABLE due_date_move ADD CONSTRAINT due_date_move_says_why CHECK (btrim(reason) <> '');
ALTER TABLE lifecycle_change
  ADD CONSTRAINT lifecycle_change_says_why CHECK (btrim(reason) <> ''),
  ADD CONSTRAINT lifecycle_change_heir CHECK ((lifecycle <> 'merged' OR heir_id IS NOT NULL) AND heir_id <> action_id);
ALTER TABLE counted_change ADD CONSTRAINT counted_change_says_why CHECK (btrim(reason) <> '');
ALTER TABLE action ADD CONSTRAINT action_heir CHECK (heir_id <> id AND (lifecycle <> 'active' OR heir_id IS NULL));
ALTER TABLE reporting_period
  ADD CONSTRAINT reporting_period_in_order CHECK (opens_on <= due_on AND due_on <= closes_on);
ALTER TABLE person
  ADD CONSTRAINT person_email_lower CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$'),
  ADD CONSTRAINT person_name_given CHECK (btrim(name) <> '');
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_chain CHECK (chain = coalesce(plan_id::text, 'accounts'));

-- The date first promised is kept for ever; only the current one moves, by the slippage ledger.
CREATE FUNCTION keep_original_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the original due date of action % stays as it is: move the current one', OLD.ref
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER keep_original_due BEFORE UPDATE OF original_due_on, original_due_precision ON action FOR EACH ROW
  WHEN (OLD.original_due_on IS NOT NULL
    AND (OLD.original_due_on, OLD.original_due_precision) IS DISTINCT FROM (NEW.original_due_on, NEW.original_due_precision))
  EXECUTE FUNCTION keep_original_due();

-- Those who said something must stay findable: an account is deactivated, never deleted.
CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of "%" is deactivated, never deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON person FOR EACH STATEMENT EXECUTE FUNCTION refuse_deletion();
