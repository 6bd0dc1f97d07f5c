-- Who did something is told by the name of that day. Entries that are there already have none, and keep the hash that they have.
ALTER TABLE "audit_entry" ADD COLUMN "actor_name" TEXT;

ALTER TABLE audit_entry
  ADD CONSTRAINT audit_entry_name_of_somebody CHECK (actor_name IS NULL OR actor_id IS NOT NULL);
