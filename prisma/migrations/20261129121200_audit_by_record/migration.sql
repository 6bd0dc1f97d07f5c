-- A report is compared with the audit entry of its issue whenever it is read.
CREATE INDEX "audit_entry_record_id_idx" ON "audit_entry"("record_id");
