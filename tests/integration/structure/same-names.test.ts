// Names that look the same: refused with the one that is there, unless the person insists.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { today } from '@/lib/clock'
import { InvalidError } from '@/lib/errors'
import { addPeriods, changePeriod } from '@/lib/mutations/periods/periods'
import { createPlan as makePlan } from '@/lib/mutations/structure/create-plan'
import { savePlanDetails } from '@/lib/mutations/structure/save-plan-details'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fingerprint, getRecordPage } from '@/lib/queries/structure/structure'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkNewPlan, checkPlanDetails, fillPlanDetails } from '@/lib/schemas/structure/plan-details'
import { checkPeriod } from '@/lib/schemas/periods/period'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan()
  slug = String(rowOf(plan, 'plan').slug)
  ;(plan as Map<string, unknown>).delete('reporting_period')
  await write(db, plan)
  await actAs(db, await addPerson(db, { isAdministrator: true, roles: { [idOf(plan, 'plan')]: 'editor' } }))
})

async function save(kind: StructureKind, code: string | null, values: FormValues): Promise<string> {
  const page = code === null ? null : await getRecordPage(slug, kind, code)
  const record = page && page !== 'forbidden' ? page.record : null
  const { data, state } = checkRecord(kind, { ...newSubmission(), ...record?.values, ...values })
  if (!data) throw new InvalidError(state.errors)
  return saveRecord(slug, record && { code: record.code, fingerprint: record.fingerprint }, data)
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof InvalidError) return error
      throw error
    },
  )

const partner = (name: string, abbreviation: string): FormValues => ({
  code: `p-${randomUUID()}`,
  kind: 'other',
  name,
  abbreviation,
})

describe('organisations that look the same', () => {
  const NAME = 'Cómhairle nan Eilean'
  const LOOKS_SAME = [
    NAME.normalize('NFD'),
    'Cómhairle\u00A0nan Eilean',
    'CÓMHAIRLE NAN EILEAN',
    'Comhairle nan Eilean',
    'Cómhairle  nan Eilean',
    'Cómhairle nan\u200B Eilean',
    ' Cómhairle nan Eilean ',
  ]

  it('are one, until someone says that it is another', async () => {
    const code = await save('partner', null, partner(`${NAME.normalize('NFD')} `, 'CnE'))
    const { rows } = await db.query('SELECT name FROM partner WHERE code = $1', [code])
    expect(rows).toEqual([{ name: NAME }])
    for (const [at, name] of LOOKS_SAME.entries()) {
      const refused = await refusalOf(save('partner', null, partner(name, `A${at}`)))
      expect(refused?.errors.isAnother, name).toContain(`looks the same as "${NAME}" (${code}). Use that one`)
      expect(refused?.links.isAnother?.address).toBe(`/plans/${slug}/structure/edit/partner/${code}`)
    }
    await save('partner', null, { ...partner(NAME, 'Other'), isAnother: 'yes' })
  })

  it('have short names of their own, at a rename too', async () => {
    await save('partner', null, partner('One', 'SSSC'))
    const two = await save('partner', null, partner('Two', 'Two'))
    expect((await refusalOf(save('partner', two, { abbreviation: 'Sssc' })))?.errors.isAnother).toContain(
      'This short name looks the same as "SSSC", which "One" has',
    )
    // What is there already may stay, and what is the record's own is no one else's.
    await save('partner', two, { abbreviation: 'Sssc', isAnother: 'yes' })
    await save('partner', two, { name: 'Two and a half' })
    await save('partner', two, { name: 'TWO AND A HALF' })
  })

  it('are asked about when one had the name before', async () => {
    const code = await save('partner', null, partner('Health Scotland', 'NHS HS'))
    await save('partner', code, { name: 'Public Health Scotland', abbreviation: 'PHS' })
    const again = partner('HEALTH  SCOTLAND', 'HS')
    const refused = await refusalOf(save('partner', null, again))
    expect(refused?.errors.isAnother).toContain(
      `"Health Scotland" was the name of "Public Health Scotland" (${code}) before`,
    )
    expect(refused?.links.isAnother?.address).toBe(`/plans/${slug}/structure/edit/partner/${code}`)
    expect(
      (await refusalOf(save('partner', null, partner('Another', 'nhs hs'))))?.errors.isAnother,
    ).toContain('"NHS HS" was the short name of "Public Health Scotland"')
    // Its own old name is its own.
    await save('partner', code, { name: 'Health Scotland' })
    await save('partner', code, { name: 'Public Health Scotland' })
    await save('partner', null, { ...again, isAnother: 'yes' })
  })

  it('are refused when two are added at once', async () => {
    const added = ['Same', 'same'].map((name, at) =>
      refusalOf(save('partner', null, partner(name, `B${at}`))),
    )
    expect((await Promise.all(added)).filter(Boolean)).toHaveLength(1)
  })
})

it.each<readonly [StructureKind, FormValues, FormValues]>([
  ['pillar', { code: 'one', name: 'Retain' }, { code: 'two', name: 'retain' }],
  ['section', { code: '7.1', title: 'Keep people' }, { code: '7.2', title: 'Keep  People' }],
  ['section', { code: '7.A', title: 'Keep people' }, { code: '7.a', title: 'Train people' }],
  ['action', { ref: '34a', title: 'One' }, { ref: '34A', title: 'Two' }],
  ['action', { ref: '26.99', title: 'One' }, { ref: '026.99', title: 'Two' }],
  ['action', { ref: '26.07', title: 'One' }, { ref: '26.7', title: 'Two' }],
  ['section', { code: '7.10', title: 'Keep people' }, { code: '7.010', title: 'Train people' }],
  ['timescale', { code: 'one', label: 'By 2027' }, { code: 'two', label: 'by 2027' }],
  ['outcome', { code: 'one', text: 'Better care' }, { code: 'two', text: 'Better care' }],
])('a %s that looks like %j is refused, and taken from who insists', async (kind, first, second) => {
  const rest = { aim: 'An aim', pillar: 'plan', section: '1.1', counted: 'no' }
  const starts = { 'starts-day': '1', 'starts-month': '1', 'starts-year': '2026' }
  await save(kind, null, { ...rest, ...starts, ...first })
  const again = { ...rest, ...starts, ...second }
  expect(Object.keys((await refusalOf(save(kind, null, again)))?.errors ?? {})).toEqual(['isAnother'])
  await save(kind, null, { ...again, isAnother: 'yes' })
})

it('a number that an action had before is asked about with leading zeros too', async () => {
  const action = { title: 'One', section: '1.1', counted: 'no' }
  await save('action', null, { ...action, ref: '26.3' })
  await save('action', '26.3', { ref: '26.99' })
  const again = { ...action, title: 'Two', ref: '026.3' }
  expect((await refusalOf(save('action', null, again)))?.errors.useFormer).toContain(
    '"26.3" was the number or code of 26.99',
  )
  await save('action', null, { ...again, useFormer: 'yes' })
  // Zeros that count are no leading ones.
  await save('action', null, { ...action, ref: '26.30' })
})

describe('plans', () => {
  const details = (title: string): FormValues => ({
    title,
    shortTitle: 'Short',
    publishers: 'COSLA',
    period: '2026',
    licence: 'OGL',
    'starts-day': '1',
    'starts-month': '4',
    'starts-year': '2026',
    'ends-day': '31',
    'ends-month': '3',
    'ends-year': '2029',
    attribution: 'OGL',
    access: 'inside',
    'pillar-one': 'Pillar',
    'pillar-many': 'Pillars',
    'section-one': 'Section',
    'section-many': 'Sections',
    'action-one': 'Action',
    'action-many': 'Actions',
  })
  const make = (title: string, given: FormValues = {}) => {
    const { data } = checkNewPlan({
      ...newSubmission(),
      ...details(title),
      slug: `plan-${randomUUID()}`,
      ...given,
    })
    if (!data) throw new Error('The form is wrong')
    return makePlan(data)
  }

  const rename = async (values: FormValues) => {
    const state = await readPlan(slug)
    if (!state) throw new Error('The plan is there')
    const before = fillPlanDetails(state)
    const { data } = checkPlanDetails({ ...before, ...values })
    if (!data) throw new Error('The form is wrong')
    return savePlanDetails(slug, fingerprint(before), data)
  }

  it('that look the same are refused, two at once and at a rename, except from who insists', async () => {
    const title = `Plan ${randomUUID()}`
    const made = await Promise.all([title, title.toUpperCase()].map((one) => refusalOf(make(one))))
    expect(made.filter(Boolean).map((one) => Object.keys(one?.errors ?? {}))).toEqual([['isAnother']])
    await make(title, { isAnother: 'yes' })
    expect((await refusalOf(rename({ title })))?.errors.isAnother).toContain('There is already a plan called')
    await rename({ title, isAnother: 'yes' })
  })

  it('that someone may not read are not told of', async () => {
    const title = `Secret ${randomUUID()}`
    await make(title)
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
    await rename({ title })
  })
})

describe('periods', () => {
  const day = today()
  const daysAfter = (date: string, days: number) =>
    new Date(Date.parse(date) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const on = (name: string, from: number) => ({
    name,
    opensOn: daysAfter(day, from),
    dueOn: daysAfter(day, from + 5),
    closesOn: daysAfter(day, from + 8),
  })

  it('have names of their own, within one form too', async () => {
    await addPeriods(slug, [on('October 2031', 10)])
    const refused = await refusalOf(addPeriods(slug, [on('october  2031', 30)]))
    expect(refused?.errors.name).toContain('There is already a period called October 2031')
    expect(refused?.links.name?.address).toContain(`/plans/${slug}/periods/`)
    const both = [on('Same', 50), on('SAME', 70)]
    expect((await refusalOf(addPeriods(slug, both)))?.errors.name).toContain(
      'There is already a period called Same',
    )
    const [one, two] = await Promise.all(both.map((period) => refusalOf(addPeriods(slug, [period]))))
    expect([one, two].filter(Boolean)).toHaveLength(1)
  })

  it('that are open keep a due day that can still be met', async () => {
    await db.query(
      `INSERT INTO reporting_period (id, plan_id, name, opens_on, due_on, closes_on) VALUES ($1, $2, 'Now', $3, $4, $5)`,
      [randomUUID(), idOf(plan, 'plan'), daysAfter(day, -5), daysAfter(day, 3), daysAfter(day, 9)],
    )
    const { rows } = await db.query(`SELECT id FROM reporting_period WHERE name = 'Now' AND plan_id = $1`, [
      idOf(plan, 'plan'),
    ])
    const seen = {
      name: 'Now',
      opensOn: daysAfter(day, -5),
      dueOn: daysAfter(day, 3),
      closesOn: daysAfter(day, 9),
    }
    const change = (given: Partial<typeof seen>) =>
      refusalOf(changePeriod(slug, String(rows[0]?.id), seen, { ...seen, ...given }))
    expect((await change({ dueOn: daysAfter(day, -1) }))?.errors).toMatchObject({
      due: /only move to today or later/,
    })
    expect(await change({ dueOn: day })).toBeNull()
  })
})

it('a name is one line wherever it is typed', () => {
  const { data } = checkPeriod(
    {
      name: ' October\u00A0 to\u200B December ',
      'opens-day': '1',
      'opens-month': '10',
      'opens-year': '2031',
      'due-day': '1',
      'due-month': '11',
      'due-year': '2031',
      'closes-day': '1',
      'closes-month': '12',
      'closes-year': '2031',
    },
    null,
  )
  expect(data?.name).toBe('October to December')
})
