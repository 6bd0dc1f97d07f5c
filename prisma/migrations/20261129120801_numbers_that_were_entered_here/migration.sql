-- Those that were entered before: of actions added or renumbered here, and of plans that took over the structure of another.
-- A migration of its own, since PostgreSQL takes a new value of an enumeration only after the transaction that adds it.
UPDATE action a SET ref_source = 'entered'
WHERE a.ref_source = 'printed' AND (
  a.added_on IS NOT NULL
  OR EXISTS (
    SELECT 1 FROM audit_entry e
    WHERE e.plan_id = a.plan_id AND e.record_id = a.id::text AND e.kind = 'action.changed' AND e.before ? 'ref')
  OR EXISTS (SELECT 1 FROM audit_entry e WHERE e.plan_id = a.plan_id AND e.kind = 'plan.created'));
