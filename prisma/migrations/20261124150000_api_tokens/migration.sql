-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "plan_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "window_opened_at" TIMESTAMPTZ(3),
    "window_uses" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_person_id_idx" ON "api_token"("person_id");

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema file cannot say (see 20261122020100_rules). A token is no part of a plan: making one changes none.

ALTER TABLE api_token
  ADD CONSTRAINT api_token_named CHECK (btrim(name) <> ''),
  ADD CONSTRAINT api_token_hash_shape CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT api_token_has_plans CHECK (plan_ids IS NOT NULL AND cardinality(plan_ids) > 0),
  ADD CONSTRAINT api_token_expires CHECK (expires_at > created_at);
