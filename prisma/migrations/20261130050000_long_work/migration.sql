-- Work that takes long, and what became of it, for the browser that waits for it. Belongs to no plan: no page depends on it.
CREATE TABLE "long_work" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID,
    "rights" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" JSONB,
    "body" BYTEA,

    CONSTRAINT "long_work_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "long_work_began_at_idx" ON "long_work"("began_at");
