-- Which actions a revision of a plan changed. A process that holds the plan as it was some revisions ago reads those actions again, and
-- not all of them. A revision that has no row here may have changed anything.
CREATE TABLE "plan_change" (
    "plan_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "version" UUID NOT NULL,
    "previous_version" UUID NOT NULL,
    "action_ids" UUID[],

    CONSTRAINT "plan_change_pkey" PRIMARY KEY ("plan_id","revision")
);

ALTER TABLE "plan_change" ADD CONSTRAINT "plan_change_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- As raise_plan_revision(), and notes in the same transaction whose actions were written. The parameter says how their ids are found.
CREATE FUNCTION raise_revision_of_actions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- So many revisions are remembered, none that wrote more rows than this. Beyond that everything is read.
  most_revisions CONSTANT int := 500;
  most_rows CONSTANT int := 100;
  known RECORD;
  raised RECORD;
  ids uuid[];
BEGIN
  -- The order and the lock are those of raise_plan_revision(). The one that holds the lock sees the last version, and no other
  -- raises it until this transaction has ended: each version has one before it.
  FOR known IN SELECT id, version FROM plan WHERE id IN (SELECT plan_id FROM written) ORDER BY id FOR NO KEY UPDATE LOOP
    UPDATE plan SET revision = revision WHERE id = known.id RETURNING revision, version INTO raised;
    -- A later revision than this one is of another history of the plan.
    DELETE FROM plan_change WHERE plan_id = known.id
      AND (revision <= raised.revision - most_revisions OR revision >= raised.revision);
    CONTINUE WHEN (SELECT count(*) > most_rows FROM written WHERE plan_id = known.id);

    -- Questions within the list of what is selected are asked row by row, by an index, whatever was planned for the first time.
    IF TG_ARGV[0] = 'row' THEN
      -- The place of an action decides the order of all, and its number what it was called before.
      SELECT array_agg(w.id) INTO ids FROM written w WHERE w.plan_id = known.id
      HAVING count(*) = (SELECT count(*) FROM written n JOIN before b USING (id, plan_id, position, ref) WHERE n.plan_id = known.id);
    ELSIF TG_ARGV[0] = 'action' THEN
      SELECT array_agg(DISTINCT w.action_id) INTO ids FROM written w WHERE w.plan_id = known.id;
    ELSIF TG_ARGV[0] = 'about' THEN
      -- What corrects or rewords an update takes its place.
      SELECT array_agg(DISTINCT u.id) INTO ids FROM (
        SELECT unnest(ARRAY[w.action_id, (SELECT a.action_id FROM progress_update a WHERE a.id = w.about_id)]) AS id
        FROM written w WHERE w.plan_id = known.id) u WHERE u.id IS NOT NULL;
    ELSE
      SELECT array_agg(DISTINCT u.id) INTO ids FROM (
        SELECT unnest(ARRAY[
          (SELECT u.action_id FROM progress_update u WHERE u.id = w.update_id),
          (SELECT a.action_id FROM progress_update a WHERE a.id = (SELECT u.about_id FROM progress_update u WHERE u.id = w.update_id))
        ]) AS id FROM written w WHERE w.plan_id = known.id) u WHERE u.id IS NOT NULL;
    END IF;
    INSERT INTO plan_change (plan_id, revision, version, previous_version, action_ids)
    SELECT known.id, raised.revision, raised.version, known.version, ids WHERE ids IS NOT NULL;
  END LOOP;
  RETURN NULL;
END $$;

-- What is only ever added to. Of such a table everything else still raises the revision, and is no change of some actions alone.
CREATE FUNCTION track_changed_actions(child regclass, found_by text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TRIGGER plan_revision_insert ON %s', child);
  EXECUTE format('CREATE TRIGGER plan_revision_insert AFTER INSERT ON %s
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION raise_revision_of_actions(%L)', child, found_by);
END $$;

SELECT track_changed_actions('progress_update', 'about');
SELECT track_changed_actions(child::regclass, 'update') FROM unnest(ARRAY[
  'progress_update_source', 'progress_update_evidence', 'update_decision'
]) AS child;
SELECT track_changed_actions(child::regclass, 'action') FROM unnest(ARRAY[
  'due_date_move', 'lifecycle_change', 'counted_change'
]) AS child;

-- An action that comes or goes changes the order of all.
DROP TRIGGER plan_revision_update ON action;
CREATE TRIGGER plan_revision_update AFTER UPDATE ON action
  REFERENCING OLD TABLE AS before NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION raise_revision_of_actions('row');
