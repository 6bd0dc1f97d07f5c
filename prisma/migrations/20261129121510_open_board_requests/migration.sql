-- Who answers a request of the board, and by when, may not be decided yet.
ALTER TABLE "board_ask" ALTER COLUMN "due_on" DROP NOT NULL;

ALTER TABLE board_ask_event
  DROP CONSTRAINT board_ask_event_owed,
  ADD CONSTRAINT board_ask_event_owed CHECK (kind = 'changed' OR num_nonnulls(partner_id, person_id, due_on) = 0);
