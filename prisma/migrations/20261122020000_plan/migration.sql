-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "status" AS ENUM ('delivered', 'onTrack', 'missedNoRisk', 'atRisk', 'missedWithRisk', 'offTrack');

-- CreateEnum
CREATE TYPE "overall_rag" AS ENUM ('onTrack', 'atRisk', 'offTrack');

-- CreateEnum
CREATE TYPE "basis" AS ENUM ('published', 'inferred', 'illustrative');

-- CreateEnum
CREATE TYPE "confidence" AS ENUM ('low', 'medium', 'high');

-- CreateEnum
CREATE TYPE "date_precision" AS ENUM ('day', 'month', 'year');

-- CreateEnum
CREATE TYPE "activity_type" AS ENUM ('existing', 'new');

-- CreateEnum
CREATE TYPE "lifecycle" AS ENUM ('active', 'withdrawn', 'merged', 'superseded');

-- CreateEnum
CREATE TYPE "reference_source" AS ENUM ('printed', 'confirmed', 'deduced');

-- CreateEnum
CREATE TYPE "timescale_source" AS ENUM ('stated', 'inferred', 'missing');

-- CreateEnum
CREATE TYPE "partner_kind" AS ENUM ('government', 'localGovernment', 'nhs', 'regulator', 'thirdSector', 'education', 'union', 'other');

-- CreateEnum
CREATE TYPE "partner_role" AS ENUM ('lead', 'support', 'keyPartner');

-- CreateEnum
CREATE TYPE "metric_qualifier" AS ENUM ('exact', 'about', 'over', 'under', 'upTo');

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "short_title" TEXT NOT NULL,
    "publishers" TEXT[],
    "period" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "published_on" DATE,
    "licence" TEXT NOT NULL,
    "attribution" TEXT NOT NULL,
    "notes" TEXT[],
    "words" JSONB NOT NULL,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "version" UUID NOT NULL DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_document" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "reference" TEXT,
    "title" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "date" TEXT,
    "url" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "read_as" TEXT NOT NULL,

    CONSTRAINT "source_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pillar" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "aim" TEXT NOT NULL,

    CONSTRAINT "pillar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "section" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "pillar_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timescale" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "timescale_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "parent_id" UUID,
    "ref" TEXT NOT NULL,
    "ref_source" "reference_source" NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "activity" "activity_type",
    "timescale_id" UUID,
    "timescale_source" "timescale_source" NOT NULL,
    "original_due_on" DATE,
    "original_due_precision" "date_precision",
    "due_on" DATE,
    "due_precision" "date_precision",
    "due_note" TEXT,
    "done_when" TEXT,
    "lifecycle" "lifecycle" NOT NULL DEFAULT 'active',
    "source_locator" TEXT,
    "note" TEXT,

    CONSTRAINT "action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "abbreviation" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "partner_kind" NOT NULL,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "section_partner" (
    "plan_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "role" "partner_role" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "section_partner_pkey" PRIMARY KEY ("section_id","partner_id")
);

-- CreateTable
CREATE TABLE "action_partner" (
    "plan_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "role" "partner_role" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "action_partner_pkey" PRIMARY KEY ("action_id","partner_id")
);

-- CreateTable
CREATE TABLE "outcome" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "pillar_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "section_outcome" (
    "plan_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "outcome_id" UUID NOT NULL,

    CONSTRAINT "section_outcome_pkey" PRIMARY KEY ("section_id","outcome_id")
);

-- CreateTable
CREATE TABLE "rating_rule" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "at_risk_numerator" INTEGER NOT NULL,
    "at_risk_denominator" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rating_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "progress_update" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "status" "status" NOT NULL,
    "narrative" TEXT,
    "reason" TEXT,
    "mitigation" TEXT,
    "effective_on" DATE NOT NULL,
    "effective_precision" "date_precision" NOT NULL DEFAULT 'day',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,
    "attributed_to" TEXT NOT NULL,
    "basis" "basis" NOT NULL,
    "basis_note" TEXT,
    "confidence" "confidence",

    CONSTRAINT "progress_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "progress_update_source" (
    "plan_id" UUID NOT NULL,
    "update_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "progress_update_source_pkey" PRIMARY KEY ("update_id","source_id")
);

-- CreateTable
CREATE TABLE "section_assessment" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "overall_rag" "overall_rag" NOT NULL,
    "reason" TEXT,
    "effective_on" DATE NOT NULL,
    "effective_precision" "date_precision" NOT NULL DEFAULT 'day',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entry" BIGSERIAL NOT NULL,
    "attributed_to" TEXT NOT NULL,
    "basis" "basis" NOT NULL,
    "source_id" UUID,
    "rule_id" UUID,

    CONSTRAINT "section_assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "achievement" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "summary" TEXT NOT NULL,
    "reported_on" DATE NOT NULL,
    "reported_precision" "date_precision" NOT NULL,
    "source_title" TEXT NOT NULL,
    "doubtful_match" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,

    CONSTRAINT "achievement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "achievement_metric" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "achievement_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "value" DECIMAL(65,30) NOT NULL,
    "unit" TEXT NOT NULL,
    "as_of" TEXT NOT NULL,
    "qualifier" "metric_qualifier" NOT NULL,

    CONSTRAINT "achievement_metric_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "achievement_action" (
    "plan_id" UUID NOT NULL,
    "achievement_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,

    CONSTRAINT "achievement_action_pkey" PRIMARY KEY ("achievement_id","action_id")
);

-- CreateTable
CREATE TABLE "publication" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "publisher" TEXT,
    "published" TEXT,
    "note" TEXT,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication_action" (
    "plan_id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,

    CONSTRAINT "publication_action_pkey" PRIMARY KEY ("publication_id","action_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_slug_key" ON "plan"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "source_document_plan_id_code_key" ON "source_document"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "source_document_plan_id_id_key" ON "source_document"("plan_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "pillar_plan_id_code_key" ON "pillar"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "pillar_plan_id_id_key" ON "pillar"("plan_id", "id");

-- CreateIndex
CREATE INDEX "section_pillar_id_idx" ON "section"("pillar_id");

-- CreateIndex
CREATE UNIQUE INDEX "section_plan_id_code_key" ON "section"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "section_plan_id_id_key" ON "section"("plan_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "timescale_plan_id_code_key" ON "timescale"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "timescale_plan_id_id_key" ON "timescale"("plan_id", "id");

-- CreateIndex
CREATE INDEX "action_parent_id_idx" ON "action"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "action_plan_id_ref_key" ON "action"("plan_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "action_plan_id_id_key" ON "action"("plan_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "action_plan_id_section_id_id_key" ON "action"("plan_id", "section_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_plan_id_code_key" ON "partner"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "partner_plan_id_id_key" ON "partner"("plan_id", "id");

-- CreateIndex
CREATE INDEX "section_partner_partner_id_idx" ON "section_partner"("partner_id");

-- CreateIndex
CREATE INDEX "action_partner_partner_id_idx" ON "action_partner"("partner_id");

-- CreateIndex
CREATE INDEX "outcome_pillar_id_idx" ON "outcome"("pillar_id");

-- CreateIndex
CREATE UNIQUE INDEX "outcome_plan_id_code_key" ON "outcome"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "outcome_plan_id_id_key" ON "outcome"("plan_id", "id");

-- CreateIndex
CREATE INDEX "section_outcome_outcome_id_idx" ON "section_outcome"("outcome_id");

-- CreateIndex
CREATE UNIQUE INDEX "rating_rule_plan_id_id_key" ON "rating_rule"("plan_id", "id");

-- CreateIndex
CREATE INDEX "progress_update_plan_id_action_id_effective_on_recorded_at_idx" ON "progress_update"("plan_id", "action_id", "effective_on" DESC, "recorded_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "progress_update_plan_id_id_key" ON "progress_update"("plan_id", "id");

-- CreateIndex
CREATE INDEX "progress_update_source_source_id_idx" ON "progress_update_source"("source_id");

-- CreateIndex
CREATE INDEX "section_assessment_plan_id_section_id_effective_on_recorded_idx" ON "section_assessment"("plan_id", "section_id", "effective_on" DESC, "recorded_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "section_assessment_plan_id_id_key" ON "section_assessment"("plan_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "achievement_plan_id_code_key" ON "achievement"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "achievement_plan_id_id_key" ON "achievement"("plan_id", "id");

-- CreateIndex
CREATE INDEX "achievement_metric_achievement_id_idx" ON "achievement_metric"("achievement_id");

-- CreateIndex
CREATE INDEX "achievement_action_action_id_idx" ON "achievement_action"("action_id");

-- CreateIndex
CREATE UNIQUE INDEX "publication_plan_id_code_key" ON "publication"("plan_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "publication_plan_id_id_key" ON "publication"("plan_id", "id");

-- CreateIndex
CREATE INDEX "publication_action_action_id_idx" ON "publication_action"("action_id");

-- AddForeignKey
ALTER TABLE "source_document" ADD CONSTRAINT "source_document_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pillar" ADD CONSTRAINT "pillar_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section" ADD CONSTRAINT "section_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section" ADD CONSTRAINT "section_plan_id_pillar_id_fkey" FOREIGN KEY ("plan_id", "pillar_id") REFERENCES "pillar"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timescale" ADD CONSTRAINT "timescale_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_plan_id_section_id_fkey" FOREIGN KEY ("plan_id", "section_id") REFERENCES "section"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_plan_id_section_id_parent_id_fkey" FOREIGN KEY ("plan_id", "section_id", "parent_id") REFERENCES "action"("plan_id", "section_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_plan_id_timescale_id_fkey" FOREIGN KEY ("plan_id", "timescale_id") REFERENCES "timescale"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_partner" ADD CONSTRAINT "section_partner_plan_id_section_id_fkey" FOREIGN KEY ("plan_id", "section_id") REFERENCES "section"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_partner" ADD CONSTRAINT "section_partner_plan_id_partner_id_fkey" FOREIGN KEY ("plan_id", "partner_id") REFERENCES "partner"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_partner" ADD CONSTRAINT "action_partner_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_partner" ADD CONSTRAINT "action_partner_plan_id_partner_id_fkey" FOREIGN KEY ("plan_id", "partner_id") REFERENCES "partner"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_plan_id_pillar_id_fkey" FOREIGN KEY ("plan_id", "pillar_id") REFERENCES "pillar"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_outcome" ADD CONSTRAINT "section_outcome_plan_id_section_id_fkey" FOREIGN KEY ("plan_id", "section_id") REFERENCES "section"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_outcome" ADD CONSTRAINT "section_outcome_plan_id_outcome_id_fkey" FOREIGN KEY ("plan_id", "outcome_id") REFERENCES "outcome"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating_rule" ADD CONSTRAINT "rating_rule_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_update" ADD CONSTRAINT "progress_update_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_update" ADD CONSTRAINT "progress_update_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_update_source" ADD CONSTRAINT "progress_update_source_plan_id_update_id_fkey" FOREIGN KEY ("plan_id", "update_id") REFERENCES "progress_update"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "progress_update_source" ADD CONSTRAINT "progress_update_source_plan_id_source_id_fkey" FOREIGN KEY ("plan_id", "source_id") REFERENCES "source_document"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_assessment" ADD CONSTRAINT "section_assessment_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_assessment" ADD CONSTRAINT "section_assessment_plan_id_section_id_fkey" FOREIGN KEY ("plan_id", "section_id") REFERENCES "section"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_assessment" ADD CONSTRAINT "section_assessment_plan_id_source_id_fkey" FOREIGN KEY ("plan_id", "source_id") REFERENCES "source_document"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_assessment" ADD CONSTRAINT "section_assessment_plan_id_rule_id_fkey" FOREIGN KEY ("plan_id", "rule_id") REFERENCES "rating_rule"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "achievement" ADD CONSTRAINT "achievement_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "achievement_metric" ADD CONSTRAINT "achievement_metric_plan_id_achievement_id_fkey" FOREIGN KEY ("plan_id", "achievement_id") REFERENCES "achievement"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "achievement_action" ADD CONSTRAINT "achievement_action_plan_id_achievement_id_fkey" FOREIGN KEY ("plan_id", "achievement_id") REFERENCES "achievement"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "achievement_action" ADD CONSTRAINT "achievement_action_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_action" ADD CONSTRAINT "publication_action_plan_id_publication_id_fkey" FOREIGN KEY ("plan_id", "publication_id") REFERENCES "publication"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_action" ADD CONSTRAINT "publication_action_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
