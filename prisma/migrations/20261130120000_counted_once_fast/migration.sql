-- Most actions have nothing above them and nothing below: for thousands of them at once, looking further takes seconds.
CREATE OR REPLACE FUNCTION check_counted_once() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF own.parent_id IS NULL AND NOT EXISTS (SELECT 1 FROM action a WHERE a.parent_id = own.id) THEN
    RETURN NULL;
  END IF;

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
