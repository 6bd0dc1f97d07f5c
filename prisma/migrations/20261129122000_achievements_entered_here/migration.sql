-- Achievements and publications are entered and changed on screen: the ledger of what a plan is made of covers them too.
ALTER TYPE "structure_kind" ADD VALUE 'achievement';
ALTER TYPE "structure_kind" ADD VALUE 'publication';

ALTER TABLE "achievement" ADD COLUMN "source_page" TEXT;
ALTER TABLE "publication" ADD COLUMN "url" TEXT;

-- What the schema file cannot say (see 20261122020100_rules).
ALTER TABLE publication ADD CONSTRAINT publication_url CHECK (url ~ '^https?://');
