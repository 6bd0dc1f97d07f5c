-- What the schema file cannot say. Each rule is kept here because code that forgets it must not be able to break it.

-- 1. Plan.revision rises with every write to the plan or to any row below it, in the writer's own transaction.
--    Pages and the API are cached by revision, so a write that did not raise it would leave stale figures on screen.
CREATE FUNCTION raise_own_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  NEW.version := gen_random_uuid();
  RETURN NEW;
END $$;

CREATE TRIGGER plan_revision BEFORE UPDATE ON plan
  FOR EACH ROW EXECUTE FUNCTION raise_own_revision();

CREATE FUNCTION raise_plan_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Ordered, so that two writers that touch the same plans cannot lock them crosswise. No stronger lock than this one:
  -- an insert already shares the plan's key, by its foreign key, and two inserts would wait for each other to let go.
  PERFORM 1 FROM plan WHERE id IN (SELECT plan_id FROM written) ORDER BY id FOR NO KEY UPDATE;
  UPDATE plan SET revision = revision WHERE id IN (SELECT plan_id FROM written);
  RETURN NULL;
END $$;

-- TRUNCATE does not say whose rows it took.
CREATE FUNCTION raise_every_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE plan SET revision = revision;
  RETURN NULL;
END $$;

-- Every later table below Plan calls this once in its own migration.
CREATE FUNCTION track_plan_revision(child regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER plan_revision_insert AFTER INSERT ON %s
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION raise_plan_revision()', child);
  EXECUTE format('CREATE TRIGGER plan_revision_update AFTER UPDATE ON %s
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION raise_plan_revision()', child);
  EXECUTE format('CREATE TRIGGER plan_revision_delete AFTER DELETE ON %s
    REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION raise_plan_revision()', child);
  EXECUTE format('CREATE TRIGGER plan_revision_truncate AFTER TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION raise_every_revision()', child);
END $$;

SELECT track_plan_revision(child::regclass) FROM unnest(ARRAY[
  'source_document', 'pillar', 'section', 'timescale', 'action', 'partner', 'section_partner', 'action_partner',
  'outcome', 'section_outcome', 'rating_rule', 'progress_update', 'progress_update_source', 'section_assessment',
  'achievement', 'achievement_metric', 'achievement_action', 'publication', 'publication_action'
]) AS child;

-- 2. A row stays in its plan: moving one would leave the old plan's revision, and its caches, untouched.
CREATE FUNCTION refuse_change_of_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of "%" cannot move to another plan', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION keep_in_plan(child regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER keep_in_plan BEFORE UPDATE OF plan_id ON %s FOR EACH ROW
    WHEN (OLD.plan_id IS DISTINCT FROM NEW.plan_id) EXECUTE FUNCTION refuse_change_of_plan()', child);
END $$;

SELECT keep_in_plan(child::regclass) FROM unnest(ARRAY[
  'source_document', 'pillar', 'section', 'timescale', 'action', 'partner', 'section_partner', 'action_partner',
  'outcome', 'section_outcome', 'rating_rule', 'achievement', 'achievement_metric', 'achievement_action',
  'publication', 'publication_action'
]) AS child;

-- 3. One counted bucket: an active action and its parts are never both counted, at any depth, and no action is its own
--    ancestor. One that was withdrawn, merged or superseded keeps its flag, and its parts may count in its place.
CREATE FUNCTION check_counted_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own action;
  is_own_part boolean;
  counted_above text;
  counted_self text;
  counted_below text;
BEGIN
  -- Writers of one plan take turns, so that two of them cannot each count one half of a clash.
  PERFORM 1 FROM plan WHERE id = NEW.plan_id FOR NO KEY UPDATE;

  -- As it stands now: when the check is deferred, NEW may be a step on the way.
  SELECT * INTO own FROM action WHERE id = NEW.id;

  WITH RECURSIVE above AS (
    SELECT a.id, a.parent_id, a.ref, a.counted AND a.lifecycle = 'active' AS counted FROM action a WHERE a.id = own.parent_id
    UNION
    SELECT a.id, a.parent_id, a.ref, a.counted AND a.lifecycle = 'active' AS counted FROM action a JOIN above ON a.id = above.parent_id
  ), below AS (
    SELECT a.id, a.ref, a.counted AND a.lifecycle = 'active' AS counted FROM action a WHERE a.parent_id = own.id
    UNION
    SELECT a.id, a.ref, a.counted AND a.lifecycle = 'active' AS counted FROM action a JOIN below ON a.parent_id = below.id
  )
  SELECT EXISTS (SELECT 1 FROM above WHERE id = own.id),
         (SELECT ref FROM above WHERE counted LIMIT 1),
         CASE WHEN own.counted AND own.lifecycle = 'active' THEN own.ref END,
         (SELECT ref FROM below WHERE counted LIMIT 1)
    INTO is_own_part, counted_above, counted_self, counted_below;

  IF is_own_part THEN
    RAISE EXCEPTION 'action % cannot be a part of itself', own.ref
      USING ERRCODE = 'check_violation', CONSTRAINT = 'action_not_its_own_part';
  -- An action that is not counted clashes too when it joins a counted one above it to a counted one below it.
  ELSIF num_nonnulls(counted_above, counted_self, counted_below) > 1 THEN
    RAISE EXCEPTION 'actions % and % cannot both be counted: one is part of the other',
      coalesce(counted_above, counted_self), coalesce(counted_below, counted_self)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'action_counted_once';
  END IF;
  RETURN NULL;
END $$;

-- Deferrable, so that one transaction may move the count from an action to its parts in any order.
CREATE CONSTRAINT TRIGGER action_counted_once
  AFTER INSERT OR UPDATE OF counted, lifecycle, parent_id ON action
  DEFERRABLE INITIALLY IMMEDIATE
  FOR EACH ROW EXECUTE FUNCTION check_counted_once();

-- 4. What was said stays said.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '"%" is append-only: add a correcting entry instead', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION make_append_only(child regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()', child);
END $$;

SELECT make_append_only(child::regclass) FROM unnest(ARRAY[
  'rating_rule', 'progress_update', 'progress_update_source', 'section_assessment'
]) AS child;

-- 5. Values that make no sense.
ALTER TABLE plan
  ADD CONSTRAINT plan_slug_shape CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT plan_ends_after_start CHECK (ends_on >= starts_on),
  ADD CONSTRAINT plan_words_whole CHECK (words ?& ARRAY['pillar', 'section', 'action']);
ALTER TABLE pillar ADD CONSTRAINT pillar_code_shape CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE section ADD CONSTRAINT section_code_shape CHECK (code ~ '^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$');
ALTER TABLE partner ADD CONSTRAINT partner_code_shape CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE timescale
  ADD CONSTRAINT timescale_code_shape CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT timescale_ends_after_start CHECK (ends_on >= starts_on);
ALTER TABLE action
  ADD CONSTRAINT action_ref_shape CHECK (ref ~ '^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$'),
  ADD CONSTRAINT action_title_given CHECK (btrim(title) <> ''),
  ADD CONSTRAINT action_due_whole CHECK (num_nonnulls(original_due_on, original_due_precision, due_on, due_precision) IN (0, 4)),
  ADD CONSTRAINT action_timescale_known CHECK ((timescale_id IS NULL) = (timescale_source = 'missing'));
ALTER TABLE rating_rule
  ADD CONSTRAINT rating_rule_share CHECK (at_risk_denominator > 0 AND at_risk_numerator BETWEEN 1 AND at_risk_denominator);
