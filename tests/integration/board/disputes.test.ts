// A board member says that a rating is wrong, an editor answers, and both stay on record.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import { ForbiddenError, NotFoundError, SignedOutError } from '@/lib/errors'
import { answerDispute, disputeRating } from '@/lib/mutations/board/disputes'
import { saveDraft } from '@/lib/mutations/updates/draft'
import { rateSection } from '@/lib/mutations/status/rate-section'
import { getBoardItems, getDisputeForm, getDisputes } from '@/lib/queries/board/board-items'
import type { ReportBefore } from '@/lib/domain/board/carry-over'
import { carryDisputes } from '@/lib/domain/board/disputes'
import { readDisputes } from '@/lib/queries/board/disputes'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readGaps } from '@/lib/queries/reports/readiness'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import { connect, type ExamplePlan, idOf, insert, rowOf, write, countedPlan } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = countedPlan('rating_dispute', 'dispute_answer')
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
})

type Role = 'editor' | 'officer' | 'analyst' | 'viewer'
async function become(role: Role): Promise<string> {
  const id = await addMember(db, idOf(plan, 'plan'), role)
  await actAs(db, id)
  return id
}

const SECTION = { level: 'section', code: '1.1' } as const
const ACTION = { level: 'action', code: '1' } as const
const dispute = (about: typeof SECTION | typeof ACTION = SECTION, seen = 'onTrack') => ({
  about,
  seen,
  reason: 'It is late',
  submissionKey: randomUUID(),
})

async function audited(): Promise<string[]> {
  const { rows } = await db.query<{ kind: string }>(
    'SELECT kind FROM audit_entry WHERE plan_id = $1 ORDER BY number',
    [idOf(plan, 'plan')],
  )
  return rows.map(({ kind }) => kind).slice(1)
}

async function listed() {
  const page = await getDisputes(slug)
  if (page.kind !== 'open') throw new Error(`The disputes are ${page.kind}`)
  return page.disputes
}

describe('what was typed of a dispute and of its answer', () => {
  const typed = { kind: 'dispute', plan: '', ...SECTION } as const
  const names = async (personId: string) =>
    (await db.query('SELECT form FROM draft WHERE person_id = $1', [personId])).rows.map((row) => row.form)

  it('is kept for those who may send it, and gone once they have', async () => {
    const viewer = await become('viewer')
    await actAs(db, null)
    await saveDraft({ ...typed, plan: slug }, { reason: 'It is' }, viewer)
    await expect(saveDraft({ ...typed, plan: slug }, {}, await addPerson(db))).rejects.toThrow(ForbiddenError)
    await actAs(db, viewer)
    await expect(saveDraft({ ...typed, plan: slug, code: '9.9' }, {})).rejects.toThrow(NotFoundError)
    expect(await names(viewer)).toEqual([`dispute ${idOf(plan, 'section')}`])
    await disputeRating(slug, dispute())
    expect(await names(viewer)).toEqual([])
    const answer = { kind: 'disputeAnswer', plan: slug, dispute: '1' } as const
    await expect(saveDraft(answer, { text: 'x' })).rejects.toThrow(ForbiddenError)
    const editor = await become('editor')
    await saveDraft(answer, { text: 'x' })
    for (const none of ['2', '0', 'x'])
      await expect(saveDraft({ ...answer, dispute: none }, {})).rejects.toThrow(NotFoundError)
    expect(await names(editor)).toHaveLength(1)
    await answerDispute(slug, 1, { outcome: 'kept', text: 'It is right' })
    expect(await names(editor)).toEqual([])
  })
})

describe('disputing a rating', () => {
  it('is for members of the plan', async () => {
    await actAs(db, null)
    await expect(disputeRating(slug, dispute())).rejects.toThrow(SignedOutError)
    await actAs(db, await addPerson(db))
    await expect(disputeRating(slug, dispute())).rejects.toThrow(ForbiddenError)
    expect((await getDisputeForm(slug, 'section', '1.1')).kind).toBe('forbidden')
    for (const role of ['viewer', 'analyst', 'officer', 'editor'] as const) {
      await become(role)
      await disputeRating(slug, dispute())
    }
    expect((await listed()).map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(await audited()).toEqual(Array(4).fill('rating.disputed'))
  })

  it('keeps what the rating was, of a section and of an action', async () => {
    await become('viewer')
    await disputeRating(slug, dispute(SECTION))
    await disputeRating(slug, dispute(ACTION))
    expect((await listed()).map(({ rating }) => rating)).toEqual([
      { level: 'section', value: 'onTrack' },
      { level: 'action', value: 'onTrack' },
    ])
  })

  it('is done once, however often the form is sent', async () => {
    await become('viewer')
    const form = dispute()
    expect([await disputeRating(slug, form), await disputeRating(slug, form)]).toEqual([1, 1])
    expect(await disputeRating(slug, { ...form, reason: 'Another' })).toBe(2)
    expect(await audited()).toHaveLength(2)
  })

  it('is refused where the rating has changed, where there is none, and of what is not there', async () => {
    await become('viewer')
    await expect(disputeRating(slug, dispute(SECTION, 'atRisk'))).rejects.toThrow(/It is now On Track/)
    await insert(db, 'action', {
      id: randomUUID(),
      plan_id: idOf(plan, 'plan'),
      section_id: idOf(plan, 'section'),
      ref: '2',
      ref_source: 'printed',
      position: 9,
      title: 'Silent',
      counted: true,
      timescale_source: 'missing',
    })
    const about = { level: 'action', code: '2' } as const
    await expect(disputeRating(slug, { ...dispute(), about })).rejects.toThrow(/no rating to dispute/)
    const form = await getDisputeForm(slug, 'action', '2')
    expect(form.kind === 'open' && form.rating).toBeNull()
    const gone = { level: 'section', code: '9.9' } as const
    await expect(disputeRating(slug, { ...dispute(), about: gone })).rejects.toThrow(NotFoundError)
  })
})

describe('answering a dispute', () => {
  beforeEach(async () => {
    await become('viewer')
    await disputeRating(slug, dispute())
  })

  it('is for editors, once', async () => {
    for (const role of ['viewer', 'analyst', 'officer'] as const) {
      await become(role)
      await expect(answerDispute(slug, 1, { outcome: 'kept', text: 'No' })).rejects.toThrow(ForbiddenError)
    }
    await become('editor')
    await answerDispute(slug, 1, { outcome: 'kept', text: 'It is not late' })
    await answerDispute(slug, 1, { outcome: 'kept', text: 'It is not late' })
    await expect(answerDispute(slug, 1, { outcome: 'kept', text: 'Other words' })).rejects.toThrow(
      /^You answered this dispute on .+ at \d\d:\d\d, while this page was open/,
    )
    await expect(answerDispute(slug, 2, { outcome: 'kept', text: 'No' })).rejects.toThrow(NotFoundError)
    expect(await audited()).toEqual(['rating.disputed', 'rating.dispute-answered'])
    expect((await listed())[0]?.answer).toMatchObject({ outcome: 'kept', text: 'It is not late' })
  })

  it('must be true: the rating was kept, or changed, only where it was', async () => {
    await become('editor')
    await expect(answerDispute(slug, 1, { outcome: 'changed', text: 'Right' })).rejects.toThrow(
      /still On Track/,
    )
    await rateSection(slug, '1.1', {
      overallRag: 'atRisk',
      reason: 'Late indeed',
      seen: idOf(plan, 'section_assessment'),
    })
    await expect(answerDispute(slug, 1, { outcome: 'kept', text: 'Right' })).rejects.toThrow(
      /The rating is now At Risk/,
    )
    await answerDispute(slug, 1, { outcome: 'changed', text: 'You are right' })
    // What was disputed stays what it was.
    expect((await listed())[0]?.rating.value).toBe('onTrack')
  })
})

describe('reading disputes', () => {
  it('is for members, beside the rating as it is now', async () => {
    await become('viewer')
    await disputeRating(slug, dispute())
    const state = await readPlan(slug)
    if (!state) throw new Error('There is a plan')
    const about = { level: 'section', id: idOf(plan, 'section') } as const
    expect((await getBoardItems(state, about))?.disputes).toHaveLength(1)
    expect((await getBoardItems(state, about))?.mayAnswer).toBe(false)
    await actAs(db, null)
    expect(await getBoardItems(state, about)).toBeNull()
    expect((await getDisputes(slug)).kind).toBe('forbidden')
    await become('editor')
    expect((await getBoardItems(state, about))?.mayAnswer).toBe(true)
    for (const none of ['2', '0', 'x']) expect((await getDisputes(slug, none)).kind).toBe('missing')
  })

  it('is what a report is made with: open ones are a gap, and no name is in it', async () => {
    const author = await become('viewer')
    await disputeRating(slug, dispute())
    await become('editor')
    const gap = async () =>
      (await readGaps(await loadPlan(idOf(plan, 'plan'), { asAt: today(), knownAt: null }), today())).find(
        ({ kind }) => kind === 'openDispute',
      )
    expect((await gap())?.where).toEqual([{ level: 'section', code: '1.1', title: 'A section' }])
    const carried = async (since: ReportBefore | null = null) =>
      carryDisputes(await readDisputes(idOf(plan, 'plan')), { asAt: today(), since })
    expect(await carried()).toMatchObject([{ number: 1, answer: null, reason: 'It is late' }])
    await answerDispute(slug, 1, { outcome: 'kept', text: 'It is not late' })
    expect(await gap()).toBeUndefined()
    expect(await carried()).toMatchObject([{ answer: { outcome: 'kept', text: 'It is not late' } }])
    expect(JSON.stringify(await carried())).not.toMatch(new RegExp(`${author}|An viewer`))
    const later = { asAt: today(), frozenAt: new Date(Date.now() + 1000).toISOString() }
    expect(await carried(later)).toEqual([])
  })
})
