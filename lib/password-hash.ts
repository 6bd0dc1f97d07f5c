/** Hashing passwords: scrypt, so costly on purpose that a stolen table is of little use (docs/performance.md has the time). */

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// Two rounds rather than twice the memory: 32 MiB for each, and several people may sign in at once.
const [COST, BLOCKS, ROUNDS] = [2 ** 14, 16, 2]
const LENGTH = 64

/** Takes a password; returns what to keep of it: the parameters, the salt and the hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST, BLOCKS, ROUNDS)
  return ['scrypt', COST, BLOCKS, ROUNDS, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Takes a password and what was kept; returns whether they go together. */
export async function verifyPassword({
  hash,
  password,
}: {
  hash: string
  password: string
}): Promise<boolean> {
  const [name, cost, blocks, rounds, salt = '', kept = ''] = hash.split('$')
  if (name !== 'scrypt') return false
  const expected = Buffer.from(kept, 'base64url')
  const key = await derive(
    password,
    Buffer.from(salt, 'base64url'),
    Number(cost),
    Number(blocks),
    Number(rounds),
  )
  return expected.length === key.length && timingSafeEqual(expected, key)
}

function derive(
  password: string,
  salt: Buffer,
  cost: number,
  blocks: number,
  rounds: number,
): Promise<Buffer> {
  const options = { N: cost, r: blocks, p: rounds, maxmem: 256 * cost * blocks }
  return new Promise((resolve, reject) => {
    // Keyboards differ in how they write the same letter.
    scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
