/** Failed sign-ins: in the log, each, for whoever watches; on record in the accounts' chain where they are about an account. */

import 'server-only'
import { createHmac } from 'node:crypto'
import { db, writing } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { ACCOUNTS, recordAudit } from '@/lib/audit/append'
import { logSecurity } from '@/lib/security-log'
import { accountKey, ATTEMPTS_WINDOW, MOST_PER_ACCOUNT } from './attempts'

interface Failure {
  readonly way: 'password' | 'passkey'
  /** Whom it is about, as far as that is known. */
  readonly who: { readonly email: string } | { readonly passkey: string }
  /** Whether it was not even tried, because there had been too many attempts. */
  readonly isLocked: boolean
  readonly address: string
}

/**
 * Takes a sign-in that failed; notes it. No one waits for that: how long an answer takes must not tell whether there is such an
 * account.
 */
export function noteFailedSignIn(failure: Failure): void {
  note(failure).catch((error: unknown) => log.error({ err: error }, 'a failed sign-in could not be noted'))
}

async function note({ way, who, isLocked, address }: Failure): Promise<void> {
  const person = await db.person.findFirst({
    where: 'email' in who ? { email: who.email } : { passkeys: { some: { credentialID: who.passkey } } },
    select: { id: true, name: true, email: true },
  })
  logSecurity(isLocked ? 'sign-in-locked' : 'sign-in-failed', {
    way,
    // What is no account's address may be a password, typed into the wrong field.
    ...(person ? { account: person.id } : { unknown: shortHash(Object.values(who).join()) }),
    address,
  })
  if (!person) return
  const counted = await db.rateLimit.findUnique({
    where: { key: accountKey(person.email) },
    select: { count: true },
  })
  const attempts = counted?.count ?? 1
  const isFull = way === 'password' && attempts >= MOST_PER_ACCOUNT
  await recordOnce(isFull ? 'sign-in.locked' : 'sign-in.failed', person, { way, attempts })
}

/** No one can fill the chain by trying: of each kind there is one entry for an account in as long as attempts are counted. */
async function recordOnce(
  kind: string,
  { id, name }: { readonly id: string; readonly name: string },
  after: { readonly way: string; readonly attempts: number },
): Promise<void> {
  const fact = { kind, recordType: 'person', recordId: id, recordName: name, after }
  const since = new Date(Date.now() - ATTEMPTS_WINDOW)
  const already = { chain: ACCOUNTS, kind, recordId: id, recordedAt: { gt: since } }
  if (await db.auditEntry.findFirst({ where: already, select: { id: true } })) return
  await writing(async (tx) => {
    // Those that failed at the same time take turns.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`cairn ${kind} ${id}`}))::text`
    if (await tx.auditEntry.findFirst({ where: already, select: { id: true } })) return
    // No one known did it.
    await recordAudit(tx, ACCOUNTS, null, fact)
  })
}

/** Tells one such text from another, and is of no use to guess it by. */
function shortHash(text: string): string {
  return createHmac('sha256', env.CAIRN_SECRET).update(`failed sign-in\n${text}`).digest('hex').slice(0, 12)
}
