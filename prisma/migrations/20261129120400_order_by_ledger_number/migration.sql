-- What was recorded last is told by its number in the ledger: each instance of the app has a clock of its own.

DROP INDEX "progress_update_plan_id_action_id_effective_on_recorded_at_idx";
CREATE INDEX "progress_update_plan_id_action_id_effective_on_entry_idx" ON "progress_update"("plan_id", "action_id", "effective_on" DESC, "entry" DESC);
DROP INDEX "section_assessment_plan_id_section_id_effective_on_recorded_idx";
CREATE INDEX "section_assessment_plan_id_section_id_effective_on_entry_idx" ON "section_assessment"("plan_id", "section_id", "effective_on" DESC, "entry" DESC);

-- Rules had no number yet. Those there are get one in the order that they were read in until now.
ALTER TABLE "rating_rule" ADD COLUMN "entry" BIGINT;
ALTER TABLE "rating_rule" DISABLE TRIGGER USER;
UPDATE "rating_rule" r SET "entry" = n.place
FROM (SELECT id, row_number() OVER (ORDER BY created_at, id) AS place FROM "rating_rule") n WHERE n.id = r.id;
ALTER TABLE "rating_rule" ENABLE TRIGGER USER;
CREATE SEQUENCE "rating_rule_entry_seq" OWNED BY "rating_rule"."entry";
SELECT setval('rating_rule_entry_seq', (SELECT coalesce(max("entry"), 0) + 1 FROM "rating_rule"), false);
ALTER TABLE "rating_rule" ALTER COLUMN "entry" SET DEFAULT nextval('rating_rule_entry_seq'), ALTER COLUMN "entry" SET NOT NULL;
