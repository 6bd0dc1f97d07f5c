-- Whoever reads this table must not be able to sign in with what it holds: SHA-256 of the token that the cookie carries
-- (lib/session-token.ts). Those who are signed in stay so.
UPDATE session SET token = encode(sha256(convert_to(token, 'UTF8')), 'hex');
