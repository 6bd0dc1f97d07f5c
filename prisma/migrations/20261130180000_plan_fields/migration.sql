-- Fields that a plan has of its own, on its actions: a budget, a priority, a second reference.
CREATE TYPE "own_field_type" AS ENUM ('text', 'longText', 'number', 'date', 'yesNo', 'oneOf', 'severalOf', 'link');

CREATE TABLE "plan_field" (
    "plan_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "hint" TEXT NOT NULL DEFAULT '',
    "type" "own_field_type" NOT NULL,
    "unit" TEXT,
    "options" TEXT[],
    "is_required" BOOLEAN NOT NULL DEFAULT false,
    "is_public" BOOLEAN NOT NULL,
    "is_retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "plan_field_pkey" PRIMARY KEY ("plan_id","code")
);

ALTER TABLE "plan_field" ADD CONSTRAINT "plan_field_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The order is written at once, so it is judged when all of it is written. Twenty are in use at most; those that were retired stay.
ALTER TABLE "plan_field" ADD CONSTRAINT "plan_field_plan_id_position_key" UNIQUE ("plan_id", "position") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE plan_field
  ADD CONSTRAINT plan_field_position CHECK (position BETWEEN 0 AND 59),
  ADD CONSTRAINT plan_field_code CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  ADD CONSTRAINT plan_field_label CHECK (label <> ''),
  ADD CONSTRAINT plan_field_options CHECK ((cardinality(options) > 0) = (type IN ('oneOf', 'severalOf')) AND cardinality(options) <= 30),
  ADD CONSTRAINT plan_field_unit CHECK (unit IS NULL OR type = 'number');

-- What was entered was entered as one type, and for the public or not.
CREATE FUNCTION refuse_other_field() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the code and the type of a field, and whether it is public, never change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER plan_field_fixed BEFORE UPDATE ON plan_field FOR EACH ROW
  WHEN ((OLD.code, OLD.type, OLD.is_public) IS DISTINCT FROM (NEW.code, NEW.type, NEW.is_public)) EXECUTE FUNCTION refuse_other_field();

SELECT track_plan_revision('plan_field'), keep_in_plan('plan_field');

-- Values by the code of their field. Those of fields that are not public stand apart, so that no reading for the public finds them.
ALTER TABLE "action" ADD COLUMN "own_fields" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "inside_fields" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE action
  ADD CONSTRAINT action_own_fields CHECK (jsonb_typeof(own_fields) = 'object' AND octet_length(own_fields::text) <= 500000),
  ADD CONSTRAINT action_inside_fields CHECK (jsonb_typeof(inside_fields) = 'object' AND octet_length(inside_fields::text) <= 500000);
