// Every submit with something else than its page bound to it or its form asks for: it answers, and changes nothing that it should not.
import { inspect } from 'node:util'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, idOf, insert } from '@/tests/helpers/plan-rows'
import { allSubmits, GIVEN } from './submits/every-submit'
import { become, exampleOf, makePlan, OPENED } from './submits/example'

let db: pg.Client
let submits: Awaited<ReturnType<typeof allSubmits>>

beforeAll(async () => {
  db = await connect()
  submits = await allSubmits()
})
afterAll(() => db.end())

/** What may come in the place of what a page has bound to a form: anything that a browser can send. */
const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  NaN,
  1e21,
  10n,
  Symbol.for('x'),
  new Date(0),
  Promise.resolve('x'),
  {},
  { not: '' },
  { in: [] },
  { contains: '' },
  { kind: 'update' },
  { level: {}, code: { not: '' } },
  [''],
  [{ not: '' }],
  new Map([['not', '']]),
  new FormData(),
  new Blob(['x']),
  '',
  '\0',
  '\u202e',
  '\ud800',
  'x'.repeat(100_000),
  '__proto__',
  '../..',
]

const FRAME = ['token', 'typed-form', 'boxes', '__proto__']
/** What may come in the place of what was typed. */
const TYPED: readonly (readonly (string | Blob)[])[] = [
  [new Blob(['x'])],
  ['one', 'two'],
  ['\0'],
  [''],
  ['9'.repeat(400)],
  ['-1'],
  ['x'.repeat(30_000)],
  [`' OR true --`],
  ['__proto__'],
]
/** What may come in the place of what the form showed last. */
const SHOWN: readonly unknown[] = [undefined, 'x', [], { versions: 1 }, { versions: [{}] }, { values: null }]

/** How many rows there are of everything that is kept, and a sum of what wrote them; but for what counts attempts and notes that someone is there. */
async function everything(): Promise<unknown> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
       AND table_type = 'BASE TABLE' AND table_name NOT IN ('rate_limit', 'verification') ORDER BY 1`,
  )
  const each = rows.map(
    ({ name }) => `SELECT '${name}' AS name, count(*), sum(xmin::text::bigint) FROM "${name}"`,
  )
  return (await db.query(`${each.join(' UNION ALL ')} ORDER BY 1`)).rows
}

/** Calls a submit, which answers with a form, leads elsewhere or finds nothing; it does not fail. */
async function call(name: string, sent: readonly unknown[]): Promise<void> {
  const error: unknown = await submits
    .get(name)?.(...(sent as never[]))
    .then(
      () => null,
      (reason: unknown) => reason,
    )
  if (error === null || (error instanceof Error && /^(redirect \/|not found$)/.test(error.message))) return
  throw new Error(`${name} fails on ${inspect(sent).slice(0, 400)}`, { cause: error })
}

describe.each(Object.entries(GIVEN))('%s', (name, given) => {
  let parameters: readonly unknown[]
  beforeAll(async () => {
    const plan = await makePlan(db)
    const actorId = await become(db, plan, 'administrator')
    await insert(db, 'membership', { plan_id: idOf(plan, 'plan'), person_id: actorId, role: 'editor' })
    parameters = await given(exampleOf(db, plan, actorId))
  })

  it('changes nothing and does not fail on what is bound to it', async () => {
    const before = await everything()
    for (const [at, usual] of parameters.entries())
      for (const value of HOSTILE) {
        // What the form showed last is no one's concern but the sender's, and the address of the form to come back to.
        if (usual === OPENED || (/submit(Correction|RatingSource)$/.test(name) && at === 1)) continue
        // The rest may be one of what the page can bind.
        if (usual === value || (typeof usual === 'boolean' && typeof value === 'boolean')) continue
        if (usual instanceof FormData && value instanceof FormData) continue
        await call(name, parameters.with(at, value))
      }
    expect(await everything()).toEqual(before)
  })

  it('does not fail on what is typed into it', async () => {
    const state = parameters.indexOf(OPENED)
    const typed = parameters.at(-1)
    if (!(typed instanceof FormData)) return
    // What every form may have besides its own fields is read in one place (app/checked-submit.ts): one form tries each of it alone.
    const own = [
      ...new Set([...typed.keys(), 'fingerprint', ...(name.endsWith('submitRating') ? FRAME : [])]),
    ]
    const fields = [...new Set([...own, ...FRAME])]
    const send = async (
      changed: readonly string[],
      values: readonly (string | Blob)[],
      ...shown: unknown[]
    ) => {
      const data = new FormData()
      for (const [field, value] of typed) if (!changed.includes(field)) data.append(field, value)
      for (const field of changed) for (const value of values) data.append(field, value)
      const sent = parameters.with(-1, data)
      await call(name, state >= 0 && shown.length ? sent.with(state, shown[0]) : sent)
    }
    for (const [turn, values] of TYPED.entries()) await send(fields, values, SHOWN[turn % SHOWN.length])
    for (const field of own) await send([field], ['one', 'two'])
    await send(FRAME, ['one', 'two'])
  })
})
