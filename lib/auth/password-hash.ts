/** Hashing passwords: scrypt, so costly on purpose that a stolen table is of little use (docs/performance.md has the time). */

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { limitConcurrency, openQueue } from '@/lib/concurrency'
import { processWide } from '@/lib/process-wide'
import { peopleMessages } from '@/lib/format/people/messages'

// The least that OWASP's Password Storage Cheat Sheet asks for, in the shape with 32 MiB: as hard to guess as 128 MiB with one
// round, and several people may sign in at once.
const [COST, BLOCKS, ROUNDS] = [2 ** 15, 8, 3]
const LENGTH = 64

/** So many are hashed at the same time (32 MiB and a thread each), and so many more wait. */
const AT_ONCE = 2
const MOST_WAITING = 50

/** Takes a password; returns what to keep of it: the parameters, the salt and the hash. Throws UnavailableError. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST, BLOCKS, ROUNDS)
  return ['scrypt', COST, BLOCKS, ROUNDS, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Takes a password and what was kept; returns whether they go together. Throws UnavailableError. */
export async function verifyPassword({
  hash,
  password,
}: {
  hash: string
  password: string
}): Promise<boolean> {
  const [name, cost, blocks, rounds, salt = '', saved = ''] = hash.split('$')
  if (name !== 'scrypt') return false
  const expected = Buffer.from(saved, 'base64url')
  const key = await derive(
    password,
    Buffer.from(salt, 'base64url'),
    Number(cost),
    Number(blocks),
    Number(rounds),
  )
  return expected.length === key.length && timingSafeEqual(expected, key)
}

/** Takes what was kept of a password; returns whether it was made at another cost than new ones are. */
export function isOutdated(hash: string): boolean {
  return !hash.startsWith(`scrypt$${COST}$${BLOCKS}$${ROUNDS}$`)
}

function derive(
  password: string,
  salt: Buffer,
  cost: number,
  blocks: number,
  rounds: number,
): Promise<Buffer> {
  const options = { N: cost, r: blocks, p: rounds, maxmem: 256 * cost * blocks }
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        // Keyboards differ in how they write the same letter.
        scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )
}

const inTurn = limitConcurrency(
  processWide('password-hashing', () => openQueue(AT_ONCE)),
  {
    maxWaiting: MOST_WAITING,
    busy: peopleMessages.busySigningIn,
  },
)
