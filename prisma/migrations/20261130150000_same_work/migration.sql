-- An action or an achievement of a plan that is the same work as an action of another plan.
CREATE TABLE "same_work" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "action_id" UUID,
    "achievement_id" UUID,
    "cited_plan_id" UUID NOT NULL,
    "cited_action_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "same_work_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "same_work_of_one_record" CHECK (num_nonnulls("action_id", "achievement_id") = 1)
);

-- CreateIndex
CREATE UNIQUE INDEX "same_work_action_id_cited_action_id_key" ON "same_work"("action_id", "cited_action_id");

-- CreateIndex
CREATE UNIQUE INDEX "same_work_achievement_id_cited_action_id_key" ON "same_work"("achievement_id", "cited_action_id");

-- CreateIndex
CREATE INDEX "same_work_plan_id_idx" ON "same_work"("plan_id");

-- CreateIndex
CREATE INDEX "same_work_cited_plan_id_idx" ON "same_work"("cited_plan_id");

-- CreateIndex
CREATE INDEX "same_work_cited_action_id_idx" ON "same_work"("cited_action_id");

-- AddForeignKey
ALTER TABLE "same_work" ADD CONSTRAINT "same_work_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "same_work" ADD CONSTRAINT "same_work_plan_id_action_id_fkey" FOREIGN KEY ("plan_id", "action_id") REFERENCES "action"("plan_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "same_work" ADD CONSTRAINT "same_work_plan_id_achievement_id_fkey" FOREIGN KEY ("plan_id", "achievement_id") REFERENCES "achievement"("plan_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "same_work" ADD CONSTRAINT "same_work_cited_plan_id_fkey" FOREIGN KEY ("cited_plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "same_work" ADD CONSTRAINT "same_work_cited_plan_id_cited_action_id_fkey" FOREIGN KEY ("cited_plan_id", "cited_action_id") REFERENCES "action"("plan_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Pages of the plan that is cited hang on the one that cites it as well: server/revisions.ts.
SELECT track_plan_revision('same_work'), keep_in_plan('same_work');
