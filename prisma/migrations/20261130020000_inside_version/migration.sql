-- What only members see has a version of its own: a membership, a draft of a report or an entry of the audit trail changes no
-- public page, and must not have every one of them rendered anew.
ALTER TABLE plan ADD COLUMN inside_version UUID NOT NULL DEFAULT gen_random_uuid();

DROP TRIGGER plan_revision ON plan;
CREATE TRIGGER plan_revision BEFORE UPDATE ON plan FOR EACH ROW
  WHEN (OLD.inside_version = NEW.inside_version) EXECUTE FUNCTION raise_own_revision();

CREATE FUNCTION raise_inside_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- In the same order and with the same lock as raise_plan_revision().
  PERFORM 1 FROM plan WHERE id IN (SELECT plan_id FROM written) ORDER BY id FOR NO KEY UPDATE;
  UPDATE plan SET inside_version = gen_random_uuid() WHERE id IN (SELECT plan_id FROM written);
  RETURN NULL;
END $$;

CREATE FUNCTION raise_every_inside_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE plan SET inside_version = gen_random_uuid();
  RETURN NULL;
END $$;

-- Every later table below Plan calls this or track_plan_revision, once, in its own migration.
CREATE FUNCTION track_inside_version(child regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER inside_version_insert AFTER INSERT ON %s
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION raise_inside_version()', child);
  EXECUTE format('CREATE TRIGGER inside_version_update AFTER UPDATE ON %s
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION raise_inside_version()', child);
  EXECUTE format('CREATE TRIGGER inside_version_delete AFTER DELETE ON %s
    REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION raise_inside_version()', child);
  EXECUTE format('CREATE TRIGGER inside_version_truncate AFTER TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION raise_every_inside_version()', child);
END $$;

DO $$
DECLARE child text;
BEGIN
  FOREACH child IN ARRAY ARRAY['membership', 'accountability', 'contributor', 'reporting_period', 'report_draft', 'audit_entry'] LOOP
    EXECUTE format('DROP TRIGGER plan_revision_insert ON %I', child);
    EXECUTE format('DROP TRIGGER plan_revision_update ON %I', child);
    EXECUTE format('DROP TRIGGER plan_revision_delete ON %I', child);
    EXECUTE format('DROP TRIGGER plan_revision_truncate ON %I', child);
    PERFORM track_inside_version(child::regclass);
  END LOOP;
END $$;
