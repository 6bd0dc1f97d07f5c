-- A plan has pillars and sections above its actions, sections alone, or neither. The rows of a level that it does not have are one of each, and never shown.
CREATE TYPE "plan_levels" AS ENUM ('pillars', 'sections', 'actions');
ALTER TABLE "plan" ADD COLUMN "levels" "plan_levels" NOT NULL DEFAULT 'pillars';
