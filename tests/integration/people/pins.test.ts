// What people pin to their start page: theirs alone, at most so many, and never more than they may read.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MOST_PINS } from '@/lib/domain/people/pins'
import { InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { deactivateAccount } from '@/lib/mutations/people/accounts'
import { addPin, removePin } from '@/lib/mutations/people/pins'
import { listPins } from '@/lib/queries/start/pins'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { addAction, connect, createPlan, type ExamplePlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let person: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
beforeEach(async () => {
  plan = await createPlan(db)
  slug = String(rowOf(plan, 'plan').slug)
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  person = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'viewer' } })
  await actAs(db, person)
})

const stored = async (id = person) =>
  (await db.query('SELECT level, record_id FROM pin WHERE person_id = $1 ORDER BY pinned_at', [id])).rows
const ofPlan = () => ({ plan: slug, level: 'plan', code: slug }) as const
const ofSection = () => ({ plan: slug, level: 'section', code: '1.1' }) as const
const ofAction = (code = '1') => ({ plan: slug, level: 'action', code }) as const

describe('pinning', () => {
  it('takes a plan, a section and an action, the newest first, each as it stands', async () => {
    expect(await addPin(ofPlan())).toBe(rowOf(plan, 'plan').title)
    await addPin(ofSection())
    expect(await addPin(ofAction())).toBe(`1 ${String(rowOf(plan, 'action').title)}`)
    const pins = await listPins({ id: person })
    expect(pins.map(({ pinned }) => pinned?.level)).toEqual(['action', 'section', 'plan'])
    expect(pins[0]?.pinned).toMatchObject({ action: { ref: '1' }, plan: { slug } })
  })

  it('is done once, however often it is sent, and at the same time', async () => {
    await Promise.all([addPin(ofAction()), addPin(ofAction()), addPin(ofAction())])
    await addPin(ofAction())
    expect(await stored()).toHaveLength(1)
  })

  it(`ends at ${MOST_PINS}, and says how to go on`, async () => {
    await db.query(
      `INSERT INTO pin (person_id, level, record_id) SELECT $1, 'action', gen_random_uuid() FROM generate_series(1, $2)`,
      [person, MOST_PINS - 1],
    )
    const results = await Promise.allSettled([addPin(ofAction()), addPin(ofSection()), addPin(ofPlan())])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(InvalidError)
    expect(await stored()).toHaveLength(MOST_PINS)
    await expect(addPin(await addAction(db, plan, { ref: '2' }).then(() => ofAction('2')))).rejects.toThrow(
      `You already have ${MOST_PINS} pins, which is the most. Remove one from your start page, then pin this`,
    )
  })

  it('is refused to no one and to a stranger of the plan as if there were none, and names what is missing', async () => {
    await expect(addPin(ofAction('99'))).rejects.toThrow(NotFoundError)
    await actAs(db, await addPerson(db))
    await expect(addPin(ofPlan())).rejects.toThrow(NotFoundError)
    await actAs(db, null)
    await expect(addPin(ofPlan())).rejects.toThrow(SignedOutError)
  })
})

describe('a pin', () => {
  it('is removed by its owner alone, twice without harm', async () => {
    await addPin(ofAction())
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
    await removePin(idOf(plan, 'action'))
    expect(await stored()).toHaveLength(1)
    await actAs(db, person)
    await removePin(idOf(plan, 'action'))
    await removePin(idOf(plan, 'action'))
    expect(await stored()).toEqual([])
  })

  it('shows nothing of what its owner may no longer read, or of what was removed', async () => {
    await addPin(ofAction())
    await db.query('INSERT INTO pin (person_id, level, record_id) VALUES ($1, $2, $3)', [
      person,
      'section',
      randomUUID(),
    ])
    await db.query('DELETE FROM membership WHERE person_id = $1', [person])
    await actAs(db, person)
    expect((await listPins({ id: person })).map(({ pinned }) => pinned)).toEqual([null, null])
  })

  it('raises no plan’s revision', async () => {
    const revision = async () => (await db.query('SELECT revision FROM plan WHERE slug = $1', [slug])).rows[0]
    const before = await revision()
    await addPin(ofSection())
    await removePin(idOf(plan, 'section'))
    expect(await revision()).toEqual(before)
  })

  it('goes with the account when that is deactivated', async () => {
    await addPin(ofPlan())
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    await deactivateAccount(person)
    expect(await stored()).toEqual([])
  })
})
