-- Who does long work says every few seconds that they still do: work of one who was killed is known for that within a minute.
-- Of someone who is not signed in the network address is kept, so that no one takes all the room.
ALTER TABLE "long_work" ADD COLUMN "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, ADD COLUMN "address" TEXT;
