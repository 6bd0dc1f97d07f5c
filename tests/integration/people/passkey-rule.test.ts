// Which roles are withheld for want of a passkey is said twice: for pages that are rendered for someone, and in the question
// whether they may be shown one that is kept for many. Both have to say the same.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findActor } from '@/lib/auth/find-actor'
import { PASSKEY_ROLES_SETTING } from '@/lib/auth/passkey-roles'
import { PASSKEY_ROLES, ROLES } from '@/lib/domain/people/permissions'
import { openRevisions, type Revisions } from '@/server/revisions'
import { addPerson, startSession } from '@/tests/helpers/people'
import { connect, createPlan, idOf, insert, rowOf } from '@/tests/helpers/plan-rows'

interface Someone {
  readonly what: string
  readonly id: string
  readonly token: string
}

let db: pg.Client
let revisions: Revisions
let path: string
const people: Someone[] = []
/** Those who decide, where no one has chosen, whether other administrators need one. */
const administrators: string[] = []

beforeAll(async () => {
  db = await connect()
  revisions = openRevisions(process.env.DATABASE_URL ?? '')
  const plan = await createPlan(db)
  path = `/plans/${String(rowOf(plan, 'plan').slug)}`
  for (const isAdministrator of [false, true])
    for (const role of [null, ...ROLES])
      for (const hasPasskey of [false, true]) {
        const id = await addPerson(db, {
          isAdministrator,
          roles: role === null ? {} : { [idOf(plan, 'plan')]: role },
        })
        if (hasPasskey) await addPasskey(id)
        if (isAdministrator && hasPasskey) administrators.push(id)
        const { value } = await startSession(db, id)
        const what = `${role ?? 'no role'}${isAdministrator ? ', administrator' : ''}${hasPasskey ? ', passkey' : ''}`
        people.push({ what, id, token: decodeURIComponent(value).split('.')[0] ?? '' })
      }
})
afterAll(async () => {
  await revisions.close()
  await db.end()
})

const addPasskey = (personId: string) =>
  insert(db, 'passkey', {
    id: randomUUID(),
    person_id: personId,
    credential_id: randomUUID(),
    public_key: '-',
    counter: 0,
    device_type: 'singleDevice',
    backed_up: false,
  })

const SETTINGS = [
  null,
  '',
  ...PASSKEY_ROLES,
  'administrator editor',
  'officer analyst viewer',
  PASSKEY_ROLES.join(' '),
  'nothing known',
]

it.each(SETTINGS.flatMap((setting) => [true, false].map((isActive) => ({ setting, isActive }))))(
  'withholds the same from the same people: setting $setting, administrators with a passkey active: $isActive',
  async ({ setting, isActive }) => {
    await db.query('DELETE FROM setting WHERE name = $1', [PASSKEY_ROLES_SETTING])
    if (setting !== null) await insert(db, 'setting', { name: PASSKEY_ROLES_SETTING, value: setting })
    await db.query(
      'UPDATE person SET deactivated_at = CASE WHEN $2::boolean THEN NULL ELSE now() END WHERE id = ANY($1)',
      [administrators, isActive],
    )
    const states = await Promise.all(people.map(({ token }) => revisions.ask(path, [token])))
    const actors = await Promise.all(people.map(({ id }) => findActor(id)))
    const isOwnCase = (at: number) => states[at]?.reader?.as === null
    const isWithheld = (at: number) => {
      const actor = actors[at]
      return actor?.kind !== 'person' || actor.needsPasskey === true
    }
    const list = (holds: (at: number) => boolean) =>
      people.flatMap(({ what }, at) => (holds(at) ? [what] : []))
    expect(states.map(({ reader }) => reader?.personId)).toEqual(people.map(({ id }) => id))
    expect(list(isOwnCase)).toEqual(list(isWithheld))
    // So that it is known to say something: by hand, for two of the settings.
    if (setting === 'officer analyst viewer' && isActive)
      expect(list(isOwnCase)).toEqual(
        ['', ', administrator'].flatMap((also) =>
          ['viewer', 'analyst', 'officer'].map((role) => `${role}${also}`),
        ),
      )
    if (setting === null && !isActive) expect(list(isOwnCase)).toHaveLength(administrators.length)
  },
)
