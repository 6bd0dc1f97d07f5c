-- A frozen report is one row of up to a hundred megabytes. The trigger for whole statements keeps a copy of what was written,
-- and reads it twice: two of the three seconds that such an insert took.
CREATE FUNCTION raise_revision_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- No stronger lock: see raise_plan_revision().
  PERFORM 1 FROM plan WHERE id = NEW.plan_id FOR NO KEY UPDATE;
  UPDATE plan SET revision = revision WHERE id = NEW.plan_id;
  RETURN NULL;
END $$;

DROP TRIGGER plan_revision_insert ON snapshot;
CREATE TRIGGER plan_revision_insert AFTER INSERT ON snapshot
  FOR EACH ROW EXECUTE FUNCTION raise_revision_of_row();
