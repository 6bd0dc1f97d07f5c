-- The language of a plan's own texts, for those who have pages read out. The plans there are, are in English.
ALTER TABLE "plan" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en';
