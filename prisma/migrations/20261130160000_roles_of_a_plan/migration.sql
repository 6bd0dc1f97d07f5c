-- The roles of partners are the plan's own words ("plan"."words"), each with a code that stays when it is renamed.
ALTER TABLE "section_partner" ALTER COLUMN "role" TYPE TEXT USING "role"::text;
ALTER TABLE "action_partner" ALTER COLUMN "role" TYPE TEXT USING "role"::text;
DROP TYPE "partner_role";

ALTER TABLE "section_partner" ADD CONSTRAINT section_partner_role CHECK (role ~ '^[A-Za-z0-9-]{1,60}$');
ALTER TABLE "action_partner" ADD CONSTRAINT action_partner_role CHECK (role ~ '^[A-Za-z0-9-]{1,60}$');
