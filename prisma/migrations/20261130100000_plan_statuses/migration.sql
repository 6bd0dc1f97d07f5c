-- Statuses belong to the plan. What a status means is the same in every plan; what it is called, and which there are, is the plan's own.
CREATE TYPE "meaning" AS ENUM ('delivered', 'onTrack', 'notStarted', 'missedNoRisk', 'atRisk', 'missedWithRisk', 'offTrack');

CREATE TABLE "plan_status" (
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "short_label" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "meaning" "meaning" NOT NULL,
    "aliases" TEXT[],

    CONSTRAINT "plan_status_pkey" PRIMARY KEY ("plan_id","code")
);

ALTER TABLE "plan_status" ADD CONSTRAINT "plan_status_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Ten of them at most. The order is written at once, so it is judged when all of it is written.
ALTER TABLE "plan_status" ADD CONSTRAINT "plan_status_plan_id_position_key" UNIQUE ("plan_id", "position") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE plan_status
  ADD CONSTRAINT plan_status_position CHECK (position BETWEEN 0 AND 9),
  ADD CONSTRAINT plan_status_code CHECK (code ~ '^[A-Za-z][A-Za-z0-9]{0,39}$' AND code <> 'noUpdate'),
  ADD CONSTRAINT plan_status_label CHECK (label <> '' AND short_label <> '');

-- Every plan has had the published six until now, under these codes.
INSERT INTO plan_status (plan_id, code, position, label, short_label, definition, meaning, aliases)
SELECT p.id, s.code, s.position, s.label, s.label, s.definition, s.code::meaning, s.aliases
FROM plan p CROSS JOIN (VALUES
  (0, 'delivered', 'Delivered', 'The action is done.', ARRAY['Completed']),
  (1, 'onTrack', 'On Track', 'The action is expected to be done by its date.', ARRAY[]::text[]),
  (2, 'missedNoRisk', 'Delivery Date Missed no Risk',
    'The date has passed, and delivery is still expected without risk to the result.',
    ARRAY['Missed Delivery Date no Risk', 'Missed with no risk']),
  (3, 'atRisk', 'At Risk', 'Something threatens delivery by its date, or the result.', ARRAY[]::text[]),
  (4, 'missedWithRisk', 'Delivery Date Missed with Risk',
    'The date has passed, and something threatens delivery or the result.', ARRAY['Missed with risk']),
  (5, 'offTrack', 'Off Track', 'Without a change, the action will not be done by its date, or not at all.', ARRAY[]::text[])
) AS s (position, code, label, definition, aliases);

-- What was said keeps its code, and names a status of its plan by it.
ALTER TABLE "progress_update" ALTER COLUMN "status" TYPE TEXT USING "status"::text;
ALTER TABLE "rating_dispute" ALTER COLUMN "status" TYPE TEXT USING "status"::text;
DROP TYPE "status";
ALTER TABLE "progress_update" ADD CONSTRAINT "progress_update_plan_id_status_fkey" FOREIGN KEY ("plan_id", "status") REFERENCES "plan_status"("plan_id", "code") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rating_dispute" ADD CONSTRAINT "rating_dispute_plan_id_status_fkey" FOREIGN KEY ("plan_id", "status") REFERENCES "plan_status"("plan_id", "code") ON DELETE RESTRICT ON UPDATE RESTRICT;

SELECT track_plan_revision('plan_status'), keep_in_plan('plan_status');
