-- The list of reports asks which were issued, each time: of all that was ever put on record, a few entries.
CREATE INDEX "audit_entry_plan_id_kind_idx" ON "audit_entry"("plan_id", "kind");
