-- What happened since somebody was last on My updates is listed there.
ALTER TABLE "person" ADD COLUMN "visited_at" TIMESTAMPTZ(3),
ADD COLUMN "visited_before" TIMESTAMPTZ(3);

-- Every page of an editor says how many updates wait for approval.
CREATE INDEX progress_update_needs_approval ON progress_update (plan_id) WHERE needs_approval;

CREATE INDEX "update_decision_recorded_at_idx" ON "update_decision"("recorded_at");
