/** People with accounts, and their sessions, written to the database as signing in would. */

import { createHash, createHmac, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '@/lib/domain/people/permissions'
import { sessionKey } from '@/lib/http/session-token'
import { insert } from './plan-rows'

interface Given {
  readonly name?: string
  readonly isAdministrator?: boolean
  /** Roles by the id of the plan. */
  readonly roles?: Readonly<Record<string, Role>>
}

/** Adds someone with an account; returns their id. */
export async function addPerson(db: pg.Client, given: Given = {}): Promise<string> {
  const id = randomUUID()
  await insert(db, 'person', {
    id,
    name: given.name ?? `Person ${id.slice(0, 4)}`,
    email: `${id}@example.org`,
    email_verified: true,
    is_administrator: given.isAdministrator ?? false,
  })
  for (const [planId, role] of Object.entries(given.roles ?? {}))
    await insert(db, 'membership', { plan_id: planId, person_id: id, role })
  return id
}

/** Adds someone with an account and a role in a plan; returns their id. */
export function addMember(
  db: pg.Client,
  planId: string,
  role: Role,
  name: string = `An ${role}`,
): Promise<string> {
  return addPerson(db, { name, roles: { [planId]: role } })
}

/** Starts a session; returns its cookie's name and value, signed with CAIRN_SECRET. */
export async function startSession(db: pg.Client, personId: string) {
  const token = randomUUID()
  await insert(db, 'session', {
    id: randomUUID(),
    token: sessionKey(token),
    person_id: personId,
    expires_at: new Date(Date.now() + 60 * 60 * 1000),
  })
  const signature = createHmac('sha256', process.env.CAIRN_SECRET ?? '')
    .update(token)
    .digest('base64')
  return { name: 'cairn.session_token', value: encodeURIComponent(`${token}.${signature}`) }
}

/** Adds a token; returns its id. Without its text, one that no one knows. */
export async function addToken(
  db: pg.Client,
  personId: string,
  planIds: readonly string[],
  text: string = randomUUID(),
): Promise<string> {
  const id = randomUUID()
  await insert(db, 'api_token', {
    id,
    person_id: personId,
    name: 'A chart',
    plan_ids: planIds,
    token_hash: createHash('sha256').update(text).digest('hex'),
    expires_at: new Date(Date.now() + 60 * 60 * 1000),
  })
  return id
}
