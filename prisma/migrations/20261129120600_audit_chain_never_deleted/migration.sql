-- Without the end of a chain, the next entry would begin the chain anew.
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_deletion();
