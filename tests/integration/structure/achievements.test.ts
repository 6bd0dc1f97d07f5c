// Achievements and publications are entered, changed and withdrawn by editors, and pages of earlier days stay as they were.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as getActionBody } from '@/app/api/v1/plans/[plan]/actions/[action]/route'
import { today } from '@/lib/clock'
import type { CitingKind } from '@/lib/domain/structure/structure'
import { ChangedError, ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { getAction } from '@/lib/queries/plan/action'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getRecordPage } from '@/lib/queries/structure/structure'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'

const ACHIEVEMENT: FormValues = {
  summary: 'Trained people',
  sourceTitle: 'The yearly report',
  sourcePage: '12',
  actions: '1, 2',
  'reported-month': '3',
  'reported-year': '2026',
  'metric-1-label': 'People trained',
  'metric-1-value': '1,200',
  'metric-1-unit': 'people',
  'metric-1-qualifier': 'over',
  'metric-1-as-of': '2025-26',
}
const PUBLICATION: FormValues = {
  title: 'A guide',
  publisher: 'NES',
  url: 'https://example.org/guide',
  actions: '1',
  'published-year': '2026',
}

let db: pg.Client
let plan: ExamplePlan
let slug: string
let editor: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan(`achievements-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'plan').starts_on = '2023-01-01'
  rowOf(plan, 'plan').is_public = true
  await write(db, plan, 'publication_action')
  await addAction(db, plan, { ref: '2', position: 1 })
  editor = await addPerson(db, { name: 'Edith', roles: { [idOf(plan, 'plan')]: 'editor' } })
  await actAs(db, editor)
})

const checked = (kind: CitingKind, values: FormValues) => {
  const { data, state } = checkRecord(kind, values)
  if (!data) throw new InvalidError(state.errors)
  return data
}

/** Sends the form that adds a record. */
const add = (kind: CitingKind, values: FormValues, key = newSubmission()) =>
  saveRecord(slug, null, checked(kind, { ...values, ...key }))

async function openForm(kind: CitingKind, code: string) {
  const page = await getRecordPage(slug, kind, code)
  if (!page || page === 'forbidden' || !page.record) throw new Error(`${code} cannot be opened`)
  return page.record
}

/** Sends the form of a record as it was opened, with what was changed. */
async function change(kind: CitingKind, code: string, changed: FormValues, opened = openForm(kind, code)) {
  const { values, fingerprint } = await opened
  return saveRecord(slug, { code, fingerprint }, checked(kind, { ...values, ...changed }))
}

async function withdraw(kind: CitingKind, code: string, isMistake = false) {
  const { fingerprint } = await openForm(kind, code)
  await removeRecord(slug, kind, code, { reason: 'Counted twice', isMistake, fingerprint })
}

const summariesAt = async (asAt: string | null, knownAt: string | null = null) =>
  (await readPlan({ slug, asAt, knownAt }))?.achievements.map(({ summary }) => summary)

async function entries(kind: string) {
  const { rows } = await db.query<{ name: string; before: unknown; after: unknown; who: string }>(
    `SELECT record_name AS name, before, after, actor_name AS who FROM audit_entry
     WHERE plan_id = $1 AND kind = $2 ORDER BY number`,
    [idOf(plan, 'plan'), kind],
  )
  return rows
}

/** As if all that is on record so far had been recorded on that day. */
async function recordedOn(day: string) {
  await db.query('ALTER TABLE structure_change DISABLE TRIGGER USER')
  await db.query(
    `UPDATE structure_change SET recorded_at = $2::date, effective_on = CASE WHEN effective_on = $3::date THEN $2::date
     ELSE effective_on END WHERE plan_id = $1`,
    [idOf(plan, 'plan'), day, today()],
  )
  await db.query('ALTER TABLE structure_change ENABLE TRIGGER USER')
  await db.query('UPDATE plan SET title = title WHERE id = $1', [idOf(plan, 'plan')])
}

describe('an editor', () => {
  it('adds an achievement that readers, the API and the audit log have at once', async () => {
    const before = await readPlan({ slug, asAt: null, knownAt: null })
    expect(await add('achievement', ACHIEVEMENT)).toBe('A-1')
    await actAs(db, null)
    const now = await readPlan({ slug, asAt: null, knownAt: null })
    expect(now?.revision).toBeGreaterThan(before?.revision ?? Infinity)
    const shown = {
      code: 'A-1',
      summary: 'Trained people',
      reported: { date: '2026-03-31', precision: 'month' },
      sourceTitle: 'The yearly report',
      sourcePage: '12',
      doubtfulMatch: false,
      note: null,
      metrics: [{ label: 'People trained', value: 1200, unit: 'people', asOf: '2025-26', qualifier: 'over' }],
      actionRefs: ['1', '2'],
    }
    expect((await getAction({ slug, asAt: null, knownAt: null }, '2'))?.achievements).toMatchObject([shown])
    const body = (await (
      await getActionBody(new Request(`http://localhost/api/v1/plans/${slug}/actions/2`), {
        params: Promise.resolve({ plan: slug, action: '2' }),
      })
    ).json()) as { achievements: unknown }
    expect(body.achievements).toEqual([shown])
    expect(await entries('achievement.added')).toEqual([
      {
        name: 'Achievement A-1',
        who: 'Edith',
        before: null,
        after: expect.objectContaining({
          summary: 'Trained people',
          actions: '1, 2',
          'metric-1-value': '1200',
        }) as unknown,
      },
    ])
  })

  it('withdraws once what one form withdraws twice, at once or later', async () => {
    const code = await add('publication', PUBLICATION)
    const { fingerprint } = await openForm('publication', code)
    const send = () =>
      removeRecord(slug, 'publication', code, { reason: 'Counted twice', isMistake: false, fingerprint })
    await Promise.all([send(), send()])
    await send()
    expect(await entries('publication.withdrawn')).toHaveLength(1)
  })

  it('adds, changes and withdraws a publication', async () => {
    const code = await add('publication', PUBLICATION)
    await change('publication', code, { url: '', actions: '2', 'published-month': '9' })
    const { publications } = (await readPlan({ slug, asAt: null, knownAt: null })) ?? expect.fail()
    expect(publications.find((one) => one.code === code)).toMatchObject({ published: '2026-09', url: null })
    expect(await entries('publication.changed')).toMatchObject([
      {
        before: { url: 'https://example.org/guide', actions: '1', 'published-month': '' },
        after: { url: '', actions: '2', 'published-month': '9' },
      },
    ])
    await withdraw('publication', code)
    const now = await readPlan({ slug, asAt: null, knownAt: null })
    expect(now?.publications.map((one) => one.code)).toEqual(['p1'])
    expect(await entries('publication.withdrawn')).toMatchObject([
      { before: { title: 'A guide' }, after: { reason: 'Counted twice' } },
    ])
  })

  it('never gets the code of one that was withdrawn', async () => {
    await add('achievement', ACHIEVEMENT)
    const last = await add('achievement', { ...ACHIEVEMENT, summary: 'Another' })
    await withdraw('achievement', last)
    expect(await add('achievement', { ...ACHIEVEMENT, summary: 'A third' })).toBe('A-3')
  })

  it('is told which action is not in the plan, and of a day to come', async () => {
    await expect(add('achievement', { ...ACHIEVEMENT, actions: '1, 99' })).rejects.toMatchObject({
      errors: { actions: expect.stringContaining('no action 99') as unknown },
    })
    const nextYear = String(Number(today().slice(0, 4)) + 1)
    await expect(add('achievement', { ...ACHIEVEMENT, 'reported-year': nextYear })).rejects.toMatchObject({
      errors: { reported: 'Date reported must be today or in the past' },
    })
    await expect(add('publication', { ...PUBLICATION, 'published-year': nextYear })).rejects.toMatchObject({
      errors: { published: 'Date published must be today or in the past' },
    })
    expect(await summariesAt(null)).toEqual(['Done'])
  })

  it('is told of one that looks the same', async () => {
    await add('achievement', ACHIEVEMENT)
    await expect(add('achievement', ACHIEVEMENT)).rejects.toMatchObject({
      errors: { isAnother: expect.stringContaining('looks the same') as unknown },
    })
    await add('achievement', { ...ACHIEVEMENT, isAnother: 'yes' })
  })

  it('cannot withdraw without a reason', async () => {
    const { fingerprint } = await openForm('achievement', 'a1')
    for (const withdrawal of [null, { reason: '', isMistake: false, fingerprint }])
      await expect(removeRecord(slug, 'achievement', 'a1', withdrawal)).rejects.toMatchObject({
        errors: { reason: 'Enter why it is withdrawn' },
      })
    expect(await summariesAt(null)).toEqual(['Done'])
  })
})

it.each(['viewer', 'analyst', 'officer', null] as const)('%s may not', async (role) => {
  const opened = await openForm('achievement', 'a1')
  const roles: Record<string, 'viewer' | 'analyst' | 'officer'> = role ? { [idOf(plan, 'plan')]: role } : {}
  await actAs(db, await addPerson(db, { roles }))
  await expect(add('achievement', ACHIEVEMENT)).rejects.toBeInstanceOf(ForbiddenError)
  await expect(
    change('achievement', 'a1', { summary: 'Mine' }, Promise.resolve(opened)),
  ).rejects.toBeInstanceOf(ForbiddenError)
  const withdrawal = { reason: 'Mine', isMistake: true, fingerprint: opened.fingerprint }
  await expect(removeRecord(slug, 'achievement', 'a1', withdrawal)).rejects.toBeInstanceOf(ForbiddenError)
  expect(await getRecordPage(slug, 'achievement', 'a1')).toBe('forbidden')
  expect(await summariesAt(null)).toEqual(['Done'])
})

it('who is signed out may not', async () => {
  await actAs(db, null)
  await expect(add('publication', PUBLICATION)).rejects.toBeInstanceOf(SignedOutError)
})

describe('sent', () => {
  it.each(['achievement', 'publication'] as const)(
    'twice, the form of one %s makes it once',
    async (kind) => {
      const values = kind === 'achievement' ? ACHIEVEMENT : PUBLICATION
      const key = newSubmission()
      const both = await Promise.all([add(kind, values, key), add(kind, values, key)])
      expect(both[0]).toBe(both[1])
      expect(await add(kind, values, key)).toBe(both[0])
      expect(await entries(`${kind}.added`)).toHaveLength(1)
    },
  )

  it('by two people who opened it at once, the second is told who saved it and when', async () => {
    const opened = await openForm('achievement', 'a1')
    await actAs(db, await addPerson(db, { name: 'Olga', roles: { [idOf(plan, 'plan')]: 'editor' } }))
    await change('achievement', 'a1', { summary: 'Hers' })
    await actAs(db, editor)
    for (const late of [
      () => change('achievement', 'a1', { summary: 'Mine' }, Promise.resolve(opened)),
      () =>
        removeRecord(slug, 'achievement', 'a1', {
          reason: 'x',
          isMistake: false,
          fingerprint: opened.fingerprint,
        }),
    ])
      await expect(late()).rejects.toSatisfy(
        (error) => error instanceof ChangedError && /^Olga saved this/.test(error.whoDidWhat ?? ''),
      )
    expect(await summariesAt(null)).toEqual(['Hers'])
    await withdraw('achievement', 'a1')
    await expect(
      change('achievement', 'a1', { summary: 'Mine' }, Promise.resolve(opened)),
    ).rejects.toBeInstanceOf(NotFoundError)
  })
})

describe('a page of an earlier day', () => {
  it('stays as it was when an achievement is edited or withdrawn later', async () => {
    const at = async (day: string) => {
      const { achievements, publications } =
        (await readPlan({ slug, asAt: day, knownAt: null })) ?? expect.fail()
      return { achievements, publications }
    }
    const before = await at('2026-01-31')
    await change('achievement', 'a1', { summary: 'All done', actions: '2', 'metric-1-value': '9' })
    await change('publication', 'p1', { title: 'Renamed', actions: '2' })
    expect(await at('2026-01-31')).toEqual(before)
    await withdraw('achievement', 'a1')
    await withdraw('publication', 'p1')
    expect(await at('2026-01-31')).toEqual(before)
    expect(await at(today())).toEqual({ achievements: [], publications: [] })
    // An action that an achievement of that day belonged to is named there, whatever it belongs to now.
    const then = await getAction({ slug, asAt: '2026-01-31', knownAt: null }, '1')
    expect(then?.achievements).toMatchObject([{ summary: 'Done', actionRefs: ['1'] }])
  })

  it('shows one from the day that reports it, as far as it was known then', async () => {
    await add('achievement', ACHIEVEMENT)
    await recordedOn('2026-05-01')
    expect(await summariesAt('2026-03-30')).toEqual(['Done'])
    expect(await summariesAt('2026-03-31')).toEqual(['Done', 'Trained people'])
    expect(await summariesAt('2026-03-31', '2026-04-30')).toEqual(['Done'])
    expect(await summariesAt('2026-03-31', '2026-05-01')).toEqual(['Done', 'Trained people'])
  })

  it('takes a mistake as corrected from the beginning', async () => {
    const asAt = '2026-01-31'
    await change('achievement', 'a1', { summary: 'As reported', fromBeginning: 'yes' })
    expect(await summariesAt(asAt)).toEqual(['As reported'])
    expect(await summariesAt(asAt, '2026-01-31')).toEqual(['Done'])
    await withdraw('achievement', 'a1', true)
    expect(await summariesAt(asAt)).toEqual([])
    expect(await summariesAt(asAt, '2026-01-31')).toEqual(['Done'])
  })

  it('is as it is now, read as at today', async () => {
    await add('achievement', ACHIEVEMENT)
    await add('publication', PUBLICATION)
    await change('achievement', 'a1', { actions: '2, 1' })
    const bare = async (asAt: string | null) => {
      const { achievements, publications } = (await readPlan({ slug, asAt, knownAt: asAt })) ?? expect.fail()
      return { achievements, publications }
    }
    expect(await bare(today())).toEqual(await bare(null))
  })
})
