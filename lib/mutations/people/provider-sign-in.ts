/** Signing in on the word of an OpenID Connect provider. */

import 'server-only'
import { headers } from 'next/headers'
import { auth } from '@/lib/auth/auth'
import type { ProviderIdentity } from '@/lib/auth/provider'
import type { ProviderProblem } from '@/lib/domain/people/sign-in-problem'
import { acceptInvitationFor } from './accept-invitation'
import { findByEmail, lockAccounts } from './administer'
import { ACCOUNTS, recordAudit } from '@/lib/audit/append'
import { inTransaction, type PlanTransaction } from '@/lib/mutations/write-plan'

/**
 * Takes whom the provider vouches for; signs them in when they have an account or an open invitation, and returns null.
 * Everyone else gets no account: then returns what they are to be told. A first sign-in links the provider's subject to
 * the account, and only when the provider has verified the email address; from then on the subject alone counts.
 */
export async function signInWithProvider(identity: ProviderIdentity): Promise<ProviderProblem | null> {
  const found = await inTransaction((tx) => findOrLink(tx, identity))
  if ('problem' in found) return found.problem
  await auth.api.startSession({ body: { personId: found.personId }, headers: await headers() })
  return null
}

type Found = { readonly personId: string } | { readonly problem: ProviderProblem }

async function findOrLink(tx: PlanTransaction, identity: ProviderIdentity): Promise<Found> {
  const { issuer, subject } = identity
  const known = (await findLinked(tx, issuer, subject)) ?? (await findLinkedMeanwhile(tx, issuer, subject))
  if (known) return known.deactivatedAt ? { problem: 'deactivated' } : { personId: known.id }
  if (!identity.email || !identity.isEmailVerified) return { problem: 'unverified' }
  const person =
    (await findByEmail(tx, identity.email.toLowerCase())) ??
    (await takeUpInvitation(tx, identity.email, identity.name))
  if (!person) return { problem: 'stranger' }
  if (person.deactivatedAt) return { problem: 'deactivated' }
  // The provider has given the address to someone else since: they are not the person whose account this is.
  if (
    await tx.credential.findFirst({ where: { userId: person.id, providerId: issuer }, select: { id: true } })
  )
    return { problem: 'taken' }
  await tx.credential.create({ data: { userId: person.id, providerId: issuer, accountId: subject } })
  await recordAudit(tx, ACCOUNTS, person.id, {
    kind: 'credential.linked',
    recordType: 'person',
    recordId: person.id,
    recordName: person.name,
    after: { provider: issuer },
  })
  return { personId: person.id }
}

async function findLinked(tx: PlanTransaction, issuer: string, subject: string) {
  const known = await tx.credential.findUnique({
    where: { providerId_accountId: { providerId: issuer, accountId: subject } },
    select: { user: { select: { id: true, deactivatedAt: true } } },
  })
  return known?.user ?? null
}

/** First sign-ins come one at a time: another tab of the same person may just have made the link. */
async function findLinkedMeanwhile(tx: PlanTransaction, issuer: string, subject: string) {
  await lockAccounts(tx)
  return findLinked(tx, issuer, subject)
}

/** Takes a verified email address and what the provider calls the person; returns their new account, if they are invited. */
async function takeUpInvitation(tx: PlanTransaction, email: string, name: string | null) {
  const person = await acceptInvitationFor(tx, name ?? email.replace(/@.*/, ''), email.toLowerCase())
  return person && { ...person, deactivatedAt: null }
}
