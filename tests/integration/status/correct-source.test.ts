// How a status or a rating is known, and where it was published, is corrected by editors; what was on record stays on record.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import { BASES } from '@/lib/domain/plan/plan'
import { ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { correctRatingSource, correctUpdateSource } from '@/lib/mutations/status/correct-source'
import { rateSection } from '@/lib/mutations/status/rate-section'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getSectionRatings } from '@/lib/queries/status/section-ratings'
import { checkOrigin } from '@/lib/schemas/status/origin'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'

const ESTIMATE = {
  basis: 'illustrative',
  sources: '',
  page: '',
  basisNote: 'One of several ways',
  correction: 'It was never printed',
}

let db: pg.Client
let plan: ExamplePlan
let slug: string
let update: string
let rating: string
let editor: string
let source: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan(`sources-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'action').counted = true
  rowOf(plan, 'plan').is_public = true
  await write(db, plan, 'publication_action')
  update = idOf(plan, 'progress_update')
  rating = idOf(plan, 'section_assessment')
  source = String(rowOf(plan, 'source_document').code)
  editor = await addPerson(db, { name: 'Edith', roles: { [idOf(plan, 'plan')]: 'editor' } })
  await actAs(db, editor)
})

function checked(values: Readonly<Record<string, string | readonly string[]>>) {
  const { data, state } = checkOrigin(values)
  if (!data) throw new InvalidError(state.errors)
  return data
}
const correctUpdate = (values: Parameters<typeof checked>[0], id = update, key: string = randomUUID()) =>
  correctUpdateSource(slug, id, checked(values), key)
const correctRating = (values: Parameters<typeof checked>[0], id = rating, key: string = randomUUID()) =>
  correctRatingSource(slug, id, checked(values), key)

const read = async (asAt: string | null = null, knownAt: string | null = null) =>
  (await readPlan({ slug, asAt, knownAt })) ?? expect.fail()
const current = async (...moment: Parameters<typeof read>) => (await read(...moment)).actions[0]?.current
const assessment = async (...moment: Parameters<typeof read>) =>
  (await read(...moment)).sections[0]?.assessment

async function entries(kind: string) {
  const { rows } = await db.query<{ before: unknown; after: unknown; who: string }>(
    `SELECT before, after, actor_name AS who FROM audit_entry WHERE plan_id = $1 AND kind = $2 ORDER BY number`,
    [idOf(plan, 'plan'), kind],
  )
  return rows
}
const count = async (table: string) =>
  Number(
    (await db.query(`SELECT count(*) FROM ${table} WHERE plan_id = $1`, [idOf(plan, 'plan')])).rows[0]?.count,
  )

/** The plan's source document as a report whose figures were entered. */
async function enterPrintedReport() {
  await db.query(
    `INSERT INTO printed_report (id, plan_id, code, reference, title, as_of_on, source_id, figures)
     VALUES ($1, $2, 'lb', 'LB(1)', 'Report', '2025-02-28', $3, '{}')`,
    [randomUUID(), idOf(plan, 'plan'), idOf(plan, 'source_document')],
  )
}

describe('the basis and source of a status', () => {
  it('are corrected by an entry of the same day that readers see at once; the wrong one stays in the history', async () => {
    const before = await current()
    await correctUpdate({ ...ESTIMATE, basis: 'inferred', sources: source, page: '4' })
    expect(await current()).toMatchObject({
      status: before?.status,
      effective: before?.effective,
      narrative: before?.narrative,
      basis: 'inferred',
      basisNote: 'One of several ways',
      sourceIds: [idOf(plan, 'source_document')],
      sourcePage: '4',
      attributedTo: 'the editors of this plan',
    })
    // As at that day the correction is known now, and was not known then.
    const day = before?.effective.date ?? ''
    expect((await current(day))?.basis).toBe('inferred')
    expect((await current(day, day))?.basis).not.toBe('inferred')
    const { rows } = await db.query(
      `SELECT kind, about_id, correction FROM progress_update WHERE plan_id = $1 ORDER BY entry`,
      [idOf(plan, 'plan')],
    )
    expect(rows).toHaveLength(2)
    expect(rows[1]).toEqual({ kind: 'correction', about_id: update, correction: 'It was never printed' })
    expect(await entries('progress-update.source-corrected')).toMatchObject([
      {
        who: 'Edith',
        before: { sources: [source], page: null },
        after: { basis: 'Inferred', sources: [source], page: '4', reason: 'It was never printed' },
      },
    ])
  })

  it.each(BASES)('as %s cite a published report only where it can be in one', async (basis) => {
    await enterPrintedReport()
    const isOurs = basis === 'illustrative' || basis === 'madeUp'
    for (const correct of [correctUpdate, correctRating]) {
      const sent = correct({ ...ESTIMATE, basis, sources: source, page: '9' })
      if (isOurs)
        await expect(sent).rejects.toMatchObject({
          errors: { sources: expect.stringContaining('is a published report of these figures') as unknown },
        })
      else await sent
    }
    expect((await current())?.sourcePage).toBe(isOurs ? null : '9')
    expect((await assessment())?.sourcePage).toBe(isOurs ? null : '9')
  })

  it('sent twice are corrected once; and what someone else corrected meanwhile is not corrected again', async () => {
    const key = randomUUID()
    const both = await Promise.all([
      correctUpdate(ESTIMATE, update, key),
      correctUpdate(ESTIMATE, update, key),
    ])
    expect(both).toEqual(['1', '1'])
    expect(await count('progress_update')).toBe(2)
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
    await expect(correctUpdate({ ...ESTIMATE, basis: 'madeUp' })).rejects.toBeInstanceOf(InvalidError)
    expect(await count('progress_update')).toBe(2)
  })

  it('are not corrected to what they are, or from a document of another plan', async () => {
    await correctUpdate(ESTIMATE)
    const { id = '' } = (await current()) ?? {}
    await expect(correctUpdate(ESTIMATE, id)).rejects.toMatchObject({
      errors: { form: expect.stringContaining('Nothing is changed') as unknown },
    })
    await expect(correctUpdate({ ...ESTIMATE, sources: 'elsewhere' }, id)).rejects.toMatchObject({
      errors: { sources: 'Select a document from the list' },
    })
    await expect(correctUpdate(ESTIMATE, randomUUID())).rejects.toBeInstanceOf(NotFoundError)
  })
})

describe('the basis and source of a rating', () => {
  it('are corrected by a rating of the same day that takes its place', async () => {
    const before = await assessment()
    await correctRating({ ...ESTIMATE, basis: 'published', sources: source, page: '2 to 3' })
    const now = await assessment()
    expect(now).toMatchObject({
      overallRag: before?.overallRag,
      effective: before?.effective,
      basis: 'published',
      sourceId: idOf(plan, 'source_document'),
      sourcePage: '2 to 3',
      attributedTo: rowOf(plan, 'source_document').publisher,
    })
    expect(now?.id).not.toBe(rating)
    expect((await assessment(today()))?.id).toBe(now?.id)
    const ratings = await getSectionRatings({ slug, asAt: null, knownAt: null }, '1.1')
    expect(ratings.map(({ id, correction }) => [id, correction])).toEqual([
      [now?.id, 'It was never printed'],
      [rating, null],
    ])
    expect(await entries('section-assessment.source-corrected')).toMatchObject([
      {
        who: 'Edith',
        before: { page: null },
        after: { basis: 'Published', page: '2 to 3', reason: 'It was never printed' },
      },
    ])
  })

  it('sent twice are corrected once; the second of two people is told who did it and when', async () => {
    const key = randomUUID()
    await Promise.all([correctRating(ESTIMATE, rating, key), correctRating(ESTIMATE, rating, key)])
    expect(await count('section_assessment')).toBe(2)
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
    await expect(correctRating({ ...ESTIMATE, basis: 'madeUp' })).rejects.toMatchObject({
      errors: {
        form: expect.stringMatching(/^Edith corrected this rating .*Go back to the section/) as unknown,
      },
    })
  })

  it('bring back no rating that another of the same day has replaced', async () => {
    const seen = (await assessment())?.id ?? ''
    await rateSection(slug, '1.1', { overallRag: 'offTrack', reason: 'Why', seen })
    await db.query('ALTER TABLE section_assessment DISABLE TRIGGER USER')
    await db.query(`UPDATE section_assessment SET effective_on = '2025-02-28' WHERE plan_id = $1`, [
      idOf(plan, 'plan'),
    ])
    await db.query('ALTER TABLE section_assessment ENABLE TRIGGER USER')
    await expect(correctRating(ESTIMATE)).rejects.toMatchObject({
      errors: { form: expect.stringContaining('later rating of the same day') as unknown },
    })
  })
})

it.each(['viewer', 'analyst', 'officer', null] as const)('%s may not', async (role) => {
  const roles: Record<string, 'viewer' | 'analyst' | 'officer'> = role ? { [idOf(plan, 'plan')]: role } : {}
  await actAs(db, await addPerson(db, { roles }))
  for (const correct of [correctUpdate, correctRating])
    await expect(correct(ESTIMATE)).rejects.toBeInstanceOf(ForbiddenError)
  await actAs(db, null)
  await expect(correctUpdate(ESTIMATE)).rejects.toBeInstanceOf(SignedOutError)
  expect((await count('progress_update')) + (await count('section_assessment'))).toBe(2)
})
