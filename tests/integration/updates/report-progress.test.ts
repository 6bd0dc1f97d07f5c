// Reporting on an action: every rule, two people at once, the same form twice, approval and corrections.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import { viewUpdatesDue } from '@/lib/domain/periods/updates-due-rows'
import { ForbiddenError, InvalidError, NotFoundError } from '@/lib/errors'
import { BASIS_LABELS } from '@/lib/format/words'
import { confirmUpdate } from '@/lib/mutations/updates/confirm-update'
import { approveUpdate, returnUpdate, rewordUpdate } from '@/lib/mutations/updates/decide-update'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { rateSection } from '@/lib/mutations/status/rate-section'
import { discardDraft, saveDraft } from '@/lib/mutations/updates/draft'
import { correctUpdate, reportProgress, type SentForm } from '@/lib/mutations/updates/report-progress'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readCurrentUpdate } from '@/lib/queries/plan-state/progress-updates'
import { readReporting } from '@/lib/queries/periods/reporting'
import { hasWaiting, readReportedAction, readWaiting } from '@/lib/queries/updates/sent-updates'
import { getTimeline } from '@/lib/queries/updates/timeline'
import { getReporting } from '@/lib/queries/updates/update-form'
import { fillDate } from '@/lib/schemas/date-fields'
import type { FormValues } from '@/lib/schemas/form'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'
import { giveAction } from '@/tests/helpers/periods'
import { updateMessages } from '@/lib/format/updates/messages'

const LAST_SEEN = 'progress_update_source'
const DAY = today()

let db: pg.Client
let plan: ExamplePlan
let slug: string
let officer: string
let editor: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan()
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'plan').ends_on = '2100-12-31'
  rowOf(plan, 'action').counted = true
  await write(db, plan, LAST_SEEN)
  const planId = idOf(plan, 'plan')
  officer = await addMember(db, planId, 'officer', 'Olive')
  editor = await addMember(db, planId, 'editor', 'Edith')
  await giveAction(db, planId, idOf(plan, 'action'), officer, '2025-01-01')
  await actAs(db, officer)
})

const ON_TRACK = { status: 'onTrack', narrative: 'Half of it is done', ...fillDate('effective', DAY) }
const WRONG = { correction: 'It was of another action' }
const EVIDENCE = { 'evidence-1-title': 'The report', 'evidence-1-url': 'https://example.org/report' }

async function seenNow() {
  const action = await readReportedAction(idOf(plan, 'plan'), '1')
  return { updateId: action?.latest?.id ?? null, dueOn: action?.dueOn ?? null }
}

async function form(values: FormValues = {}, given: Partial<SentForm> = {}): Promise<SentForm> {
  return {
    values: { ...ON_TRACK, ...values },
    submissionKey: randomUUID(),
    seen: await seenNow(),
    compared: null,
    choices: {},
    ...given,
  }
}

const report = async (values: FormValues = {}, given: Partial<SentForm> = {}) =>
  reportProgress(slug, '1', await form(values, given))

async function saved(values: FormValues = {}) {
  const result = await report(values)
  if (result.kind !== 'saved') throw new Error('It was not saved')
  return result.id
}

const errorsOf = (work: Promise<unknown>) =>
  work.then(
    () => ({}),
    (error: unknown) => {
      if (error instanceof InvalidError) return error.errors
      throw error
    },
  )

const current = () => readCurrentUpdate(idOf(plan, 'plan'), idOf(plan, 'action'))
const countUpdates = async () =>
  Number(
    (await db.query('SELECT count(*) FROM progress_update WHERE plan_id = $1', [idOf(plan, 'plan')])).rows[0]
      .count,
  )
const due = async () =>
  (
    await db.query('SELECT original_due_on::text, due_on::text FROM action WHERE id = $1', [
      idOf(plan, 'action'),
    ])
  ).rows[0]

describe('a form gone back to in the browser', () => {
  it('loses nothing that is typed into it then', async () => {
    const first = await form()
    await reportProgress(slug, '1', first)
    const again = { ...first, values: { ...first.values, narrative: 'All of it is done' } }
    const shown = await reportProgress(slug, '1', again)
    if (shown.kind !== 'conflict') throw new Error('It was not shown beside what was sent first')
    expect(shown.fields).toEqual(['narrative'])
    const chosen = {
      ...again,
      seen: shown.seen,
      compared: shown.compared,
      choices: { narrative: 'mine' },
    } as const
    const count = await countUpdates()
    await reportProgress(slug, '1', chosen)
    await reportProgress(slug, '1', chosen)
    expect(await countUpdates()).toBe(count + 1)
    expect(await current()).toMatchObject({ narrative: 'All of it is done' })
  })

  it('says who reported meanwhile and when, the writer too', async () => {
    const first = await form()
    const { id } = (await reportProgress(slug, '1', first)) as { id: string }
    const again = { ...first, values: { ...first.values, narrative: 'All of it is done' } }
    const own = await reportProgress(slug, '1', again)
    const { rows } = await db.query('SELECT recorded_at FROM progress_update WHERE id = $1', [id])
    const recordedAt = (rows[0].recorded_at as Date).toISOString()
    expect(own).toMatchObject({ meanwhile: { by: { id: officer, name: 'Olive' }, recordedAt } })
    await actAs(db, editor)
    const theirs = await reportProgress(slug, '1', { ...again, submissionKey: randomUUID() })
    expect(theirs).toMatchObject({ meanwhile: { by: { id: officer } } })
    const button = confirmUpdate(slug, '1', {
      updateId: String(rowOf(plan, 'progress_update').id),
      submissionKey: randomUUID(),
    })
    expect(await errorsOf(button)).toEqual({
      form: expect.stringMatching(
        /^Olive reported on this action on .+ at \d\d:\d\d, while this page was open/,
      ),
    })
  })

  it('records the same text once, from another copy of the form too', async () => {
    const id = await saved()
    const count = await countUpdates()
    expect(await saved()).toBe(id)
    expect(await report({}, { seen: { updateId: null, dueOn: null } })).toMatchObject({ id })
    const other = { narrative: 'All of it is done' }
    const shown = await report(other, { seen: { updateId: null, dueOn: null } })
    if (shown.kind !== 'conflict') throw new Error('It was not shown beside what was sent first')
    const { seen, compared } = shown
    expect(await report(other, { seen, compared, choices: { narrative: 'theirs' } })).toMatchObject({ id })
    expect(await countUpdates()).toBe(count)
    await saved(fillDate('effective', '2025-03-01'))
    expect(await countUpdates()).toBe(count + 1)
  })

  it('is no second correction that no one sees', async () => {
    const wrong = await saved()
    const key = { submissionKey: randomUUID() }
    await correctUpdate(slug, wrong, { values: { ...ON_TRACK, ...WRONG, narrative: 'A third' }, ...key })
    await correctUpdate(slug, wrong, { values: { ...ON_TRACK, ...WRONG, narrative: 'A third' }, ...key })
    const other = correctUpdate(slug, wrong, {
      values: { ...ON_TRACK, ...WRONG, narrative: 'A quarter' },
      ...key,
    })
    expect(await errorsOf(other)).toEqual({
      form: updateMessages.correctedMeanwhile,
    })
  })
})

describe('an update', () => {
  it('is recorded with its author, its body and an audit entry', async () => {
    const id = await saved(EVIDENCE)
    const { rows } = await db.query('SELECT * FROM progress_update WHERE id = $1', [id])
    expect(rows[0]).toMatchObject({
      kind: 'update',
      author_id: officer,
      attributed_to: 'Scottish Government',
      basis: 'reported',
      needs_approval: false,
    })
    expect((await current())?.id).toBe(id)
    const audit = await db.query('SELECT kind, record_name, actor_id FROM audit_entry WHERE record_id = $1', [
      id,
    ])
    expect(audit.rows).toEqual([
      { kind: 'progress-update.recorded', record_name: 'Action 1', actor_id: officer },
    ])
  })

  it('may come from a contributor or an editor, not from other officers, viewers or for another plan', async () => {
    const planId = idOf(plan, 'plan')
    await actAs(db, editor)
    await saved()
    const other = await addPerson(db, { roles: { [planId]: 'officer' } })
    await actAs(db, other)
    await expect(report()).rejects.toThrow(ForbiddenError)
    await insert(db, 'contributor', { plan_id: planId, action_id: idOf(plan, 'action'), person_id: other })
    await saved()
    await actAs(db, await addPerson(db, { roles: { [planId]: 'viewer' } }))
    await expect(report()).rejects.toThrow(ForbiddenError)
    await actAs(db, editor)
    await expect(reportProgress(slug, '99', await form())).rejects.toThrow(NotFoundError)
  })

  it('is refused with every error at once', async () => {
    expect(
      Object.keys(
        await errorsOf(
          report({
            status: 'splendid',
            narrative: 'x'.repeat(20_001),
            reason: 'a\u0000b',
            'effective-day': '31',
            'effective-month': '2',
            'effective-year': '2025',
            'evidence-1-url': 'javascript:alert(1)',
          }),
        ),
      ).toSorted(),
    ).toEqual(['effective', 'evidence-1-title', 'evidence-1-url', 'narrative', 'reason', 'status'])
  })

  it.each([
    [{ status: 'atRisk' }, ['mitigation', 'reason']],
    [{ reason: 'So' }, ['reason']],
    [{ status: 'delivered' }, ['evidence-1-url']],
    [fillDate('effective', '2100-01-01'), ['effective']],
    [fillDate('effective', '2022-12-31'), ['effective']],
    [fillDate('due', '2100-01-01'), ['due-reason']],
    [{ 'due-reason': 'So' }, ['due']],
  ])('is checked: %o', async (values, wrong) => {
    expect(Object.keys(await errorsOf(report(values))).toSorted()).toEqual(wrong)
  })

  it('past the date says that the date was missed', async () => {
    await db.query(
      `UPDATE action SET original_due_on = '2025-01-31', original_due_precision = 'day', due_on = '2025-01-31', due_precision = 'day' WHERE id = $1`,
      [idOf(plan, 'action')],
    )
    const errors = await errorsOf(report())
    expect(errors).toMatchObject({
      status: expect.stringContaining(
        'Delivery Date Missed no Risk, Delivery Date Missed with Risk or Off Track',
      ),
    })
    expect(Object.keys(await errorsOf(report({ status: 'missedWithRisk' })))).toEqual([
      'reason',
      'mitigation',
    ])
    // What a refused status would ask for is not asked for as well.
    expect(Object.keys(await errorsOf(report({ status: 'atRisk' })))).toEqual(['status'])
    await saved({ status: 'missedNoRisk' })
    await saved({ status: 'offTrack', reason: 'So', mitigation: 'This' })
    await saved({ status: 'delivered', ...EVIDENCE })
  })

  it('counts slippage from the end of the timescale where no date was promised', async () => {
    await db.query(`UPDATE timescale SET ends_on = '2098-12-31' WHERE id = $1`, [idOf(plan, 'timescale')])
    await saved({ ...fillDate('due', '2099-01-31'), 'due-reason': 'Late supplier' })
    expect(await due()).toEqual({ original_due_on: '2098-12-31', due_on: '2099-01-31' })
  })

  it('sets the first expected date, then moves it, and the ledger keeps both', async () => {
    await saved({ ...fillDate('due', '2099-01-31'), 'due-reason': 'Agreed' })
    await saved({ ...fillDate('due', '2099-06-30'), 'due-reason': 'Late supplier' })
    expect(await due()).toEqual({ original_due_on: '2099-01-31', due_on: '2099-06-30' })
    const { rows } = await db.query(
      'SELECT due_on::text, reason FROM due_date_move WHERE action_id = $1 ORDER BY entry',
      [idOf(plan, 'action')],
    )
    expect(rows).toEqual([
      { due_on: '2099-01-31', reason: 'Agreed' },
      { due_on: '2099-06-30', reason: 'Late supplier' },
    ])
  })
})

it('of an earlier day than what readers see moves no expected date', async () => {
  await saved({ ...fillDate('due', '2099-01-31'), 'due-reason': 'Agreed' })
  const earlier = {
    ...fillDate('effective', '2025-03-01'),
    ...fillDate('due', '2098-01-31'),
    'due-reason': 'Old',
  }
  await expect(reportProgress(slug, '1', await form(earlier))).rejects.toMatchObject({
    errors: { due: expect.stringContaining('an earlier date cannot change the due date') },
  })
  expect((await seenNow()).dueOn).toBe('2099-01-31')
  await saved(fillDate('effective', '2025-03-01'))
})

describe('the same form', () => {
  it('sent 20 times at once is one update', async () => {
    const same = await form()
    const before = await countUpdates()
    const results = await Promise.all(Array.from({ length: 20 }, () => reportProgress(slug, '1', same)))
    expect(new Set(results.map((result) => result.kind === 'saved' && result.id)).size).toBe(1)
    expect(await countUpdates()).toBe(before + 1)
  })

  it('is of no use to someone else', async () => {
    const same = await form()
    await reportProgress(slug, '1', same)
    await actAs(db, editor)
    expect(await errorsOf(reportProgress(slug, '1', same))).toHaveProperty('form')
  })
})

describe('two people at once', () => {
  it('of 20 different forms opened together one is saved, and the others see it', async () => {
    const forms = await Promise.all(
      Array.from({ length: 20 }, (_, at) => form({ narrative: `Version ${at}` })),
    )
    const before = await countUpdates()
    const results = await Promise.all(forms.map((one) => reportProgress(slug, '1', one)))
    expect(results.filter(({ kind }) => kind === 'saved')).toHaveLength(1)
    expect(results.filter(({ kind }) => kind === 'conflict')).toHaveLength(19)
    expect(await countUpdates()).toBe(before + 1)
  })

  it('the second chooses field by field', async () => {
    const seen = await seenNow()
    await saved({ status: 'offTrack', reason: 'No money', mitigation: 'Ask for some', narrative: 'Theirs' })
    const first = await report({ narrative: 'Mine' }, { seen })
    if (first.kind !== 'conflict') throw new Error('There was no conflict')
    expect(first.fields).toEqual(['status', 'narrative', 'reason', 'mitigation'])
    const again = { seen: first.seen, compared: first.compared }
    const open = await report(
      { narrative: 'Mine' },
      { ...again, choices: { status: 'theirs', narrative: 'mine' } },
    )
    expect(open).toMatchObject({ kind: 'conflict', isNew: false })
    const result = await report(
      { narrative: 'Mine' },
      { ...again, choices: { status: 'theirs', narrative: 'mine', reason: 'theirs', mitigation: 'theirs' } },
    )
    expect(result.kind).toBe('saved')
    expect(await current()).toMatchObject({ status: 'offTrack', narrative: 'Mine', reason: 'No money' })
  })

  it('a date moved meanwhile is not moved back unseen', async () => {
    const seen = await seenNow()
    await saved({ ...fillDate('due', '2099-01-31'), 'due-reason': 'Agreed' })
    const mine = { ...fillDate('due', '2098-01-31'), 'due-reason': 'Sooner' }
    const first = await report(mine, { seen })
    if (first.kind !== 'conflict') throw new Error('There was no conflict')
    expect(first.fields).toEqual(['dueOn'])
    await report(mine, { seen: first.seen, compared: first.compared, choices: { dueOn: 'theirs' } })
    expect(await due()).toMatchObject({ due_on: '2099-01-31' })
  })
})

describe('no change', () => {
  const confirm = (updateId: string, submissionKey = randomUUID()) =>
    confirmUpdate(slug, '1', { updateId, submissionKey })

  it('says that the last update is still true, once for each form', async () => {
    const id = await saved({ status: 'offTrack', reason: 'So', mitigation: 'This' })
    const key = randomUUID()
    const [one, two] = await Promise.all([confirm(id, key), confirm(id, key)])
    expect(one.id).toBe(two.id)
    expect(await current()).toMatchObject({
      id: one.id,
      status: 'offTrack',
      reason: 'So',
      mitigation: 'This',
    })
    const { rows } = await db.query('SELECT kind, about_id FROM progress_update WHERE id = $1', [one.id])
    expect(rows[0]).toEqual({ kind: 'nilReturn', about_id: id })
  })

  it('is refused when someone spoke meanwhile, and when the date has passed', async () => {
    const id = await saved()
    await saved({ narrative: 'Newer' })
    expect(await errorsOf(confirm(id))).toHaveProperty('form')
    await db.query(
      `UPDATE action SET original_due_on = '2025-01-31', original_due_precision = 'day', due_on = '2025-01-31', due_precision = 'day' WHERE id = $1`,
      [idOf(plan, 'action')],
    )
    expect(await errorsOf(confirm((await current())?.id ?? ''))).toMatchObject({
      form: expect.stringContaining('no longer On Track'),
    })
  })
})

describe('the audit entry of an update', () => {
  const entryOf = async (id: string, kind: string) =>
    (await db.query('SELECT before, after FROM audit_entry WHERE record_id = $1 AND kind = $2', [id, kind]))
      .rows[0]

  it('names what readers saw before and see now, and no date that did not move', async () => {
    const id = await saved({ ...fillDate('due', '2099-01-31'), 'due-reason': 'Agreed' })
    const next = await saved({ status: 'offTrack', reason: 'So', mitigation: 'This' })
    const { before, after } = await entryOf(next, 'progress-update.recorded')
    expect(before).toMatchObject({ id, status: 'onTrack' })
    expect(after).toMatchObject({ status: 'offTrack', isSeenByReaders: true })
    for (const side of [before, after]) expect(Object.keys(side).join()).not.toMatch(/due/i)
  })

  it('claims no change where the update is of a day before the newest, and that one stays in sight', async () => {
    const newest = await saved({ status: 'offTrack', reason: 'So', mitigation: 'This' })
    const id = await saved(fillDate('effective', '2025-03-01'))
    expect((await current())?.id).toBe(newest)
    const { before, after } = await entryOf(id, 'progress-update.recorded')
    expect(before).toBeNull()
    expect(after).toMatchObject({ status: 'onTrack', effectiveOn: '2025-03-01', isSeenByReaders: false })
    const state = (await readPlan(slug)) ?? expect.fail('no such plan')
    expect((await getReporting(state, '1', id))?.sent).toMatchObject({ id, current: { id: newest } })
    const older = await correctUpdate(slug, id, {
      values: { ...ON_TRACK, ...WRONG, narrative: 'A third', ...fillDate('effective', '2025-03-01') },
      submissionKey: randomUUID(),
    })
    expect((await entryOf(older.id, 'progress-update.corrected')).before).toBeNull()
  })

  it('claims no change before an editor has approved it, and names it then', async () => {
    await db.query('UPDATE plan SET needs_approval = true WHERE slug = $1', [slug])
    const was = (await current())?.id
    const id = await saved({ status: 'missedNoRisk' })
    expect(await entryOf(id, 'progress-update.recorded')).toMatchObject({
      before: null,
      after: { needsApproval: true, isSeenByReaders: false },
    })
    await actAs(db, editor)
    await approveUpdate(slug, id)
    expect(await entryOf(id, 'progress-update.approved')).toMatchObject({
      before: { id: was, status: 'onTrack' },
      after: { decision: 'approved', status: 'missedNoRisk', isSeenByReaders: true },
    })
    await actAs(db, officer)
    const second = await saved({ ...fillDate('effective', '2025-03-01') })
    await actAs(db, editor)
    await approveUpdate(slug, second)
    expect(await entryOf(second, 'progress-update.approved')).toMatchObject({
      before: null,
      after: { isSeenByReaders: false },
    })
  })
})

describe('what no one reported here', () => {
  const put = async (given: object) => {
    const id = randomUUID()
    await insert(db, 'progress_update', {
      ...rowOf(plan, 'progress_update'),
      id,
      effective_on: DAY,
      ...given,
    })
    return id
  }

  it.each(['published', 'inferred', 'illustrative', 'madeUp'] as const)(
    'is not confirmed by one button: %s',
    async (basis) => {
      const updateId = await put({ basis })
      const before = await countUpdates()
      expect(await errorsOf(confirmUpdate(slug, '1', { updateId, submissionKey: randomUUID() }))).toEqual({
        form: expect.stringContaining(
          `This status is ${BASIS_LABELS[basis].toLowerCase()}: no one has reported it here yet`,
        ),
      })
      expect(await countUpdates()).toBe(before)
      expect(await current()).toMatchObject({ id: updateId, basis })
    },
  )

  it('is not confirmed where an adverse status has no reason', async () => {
    const updateId = await put({ status: 'atRisk', basis: 'reported' })
    expect(await errorsOf(confirmUpdate(slug, '1', { updateId, submissionKey: randomUUID() }))).toEqual({
      form: expect.stringContaining('At Risk needs a reason'),
    })
  })

  it('does not become so by a correction of its words, but by one of its status', async () => {
    const wrong = await put({ basis: 'inferred', basis_note: 'From the annex', confidence: 'high' })
    await insert(db, 'progress_update_source', { ...rowOf(plan, 'progress_update_source'), update_id: wrong })
    const correct = (id: string, values: FormValues) =>
      correctUpdate(slug, id, { values: { ...ON_TRACK, ...WRONG, ...values }, submissionKey: randomUUID() })
    await actAs(db, editor)
    const { id } = await correct(wrong, { narrative: 'Without the typing error' })
    expect(await current()).toMatchObject({
      id,
      basis: 'inferred',
      basisNote: 'From the annex',
      confidence: 'high',
      sourceIds: [idOf(plan, 'source_document')],
    })
    const { id: next } = await correct(id, { status: 'missedNoRisk' })
    expect(await current()).toMatchObject({ id: next, basis: 'reported', basisNote: null, sourceIds: [] })
  })
})

describe('with approval', () => {
  beforeEach(() => db.query('UPDATE plan SET needs_approval = true WHERE slug = $1', [slug]))
  const moved = { ...fillDate('due', '2099-01-31'), 'due-reason': 'Agreed' }

  it('an update of an officer waits, an editor does not', async () => {
    const before = await current()
    const id = await saved(moved)
    expect((await current())?.id).toBe(before?.id)
    expect(await hasWaiting(idOf(plan, 'plan'), idOf(plan, 'action'))).toBe(true)
    expect((await readWaiting(idOf(plan, 'plan'), 100)).map((one) => one.id)).toEqual([id])
    expect(await due()).toMatchObject({ due_on: null })
    await expect(approveUpdate(slug, id)).rejects.toThrow(ForbiddenError)
    await actAs(db, editor)
    await approveUpdate(slug, id)
    expect((await current())?.id).toBe(id)
    expect(await due()).toMatchObject({ due_on: '2099-01-31' })
    // Sent twice, it is approved once, and both answers say so.
    expect(await approveUpdate(slug, id)).toMatchObject({ ref: '1' })
    const { rows: decisions } = await db.query('SELECT 1 FROM update_decision WHERE update_id = $1', [id])
    expect(decisions).toHaveLength(1)
    const own = await saved()
    expect((await current())?.id).toBe(own)
  })

  it('is not approved for an action that has left the plan meanwhile, and can be returned', async () => {
    const id = await saved(moved)
    await actAs(db, editor)
    await changeLifecycle(slug, '1', {
      lifecycle: 'withdrawn',
      heir: '',
      parts: '',
      reason: 'No longer wanted',
      on: today(),
    })
    const refused = { form: expect.stringContaining('Action 1 was withdrawn while this update was waiting') }
    expect(await errorsOf(approveUpdate(slug, id))).toEqual(refused)
    expect(await errorsOf(rewordUpdate(slug, id, await form()))).toEqual(refused)
    expect(await due()).toMatchObject({ due_on: null })
    await returnUpdate(slug, id, 'It was withdrawn')
  })

  it('moves no expected date where readers see what was reported of a later day', async () => {
    const waiting = await saved({ ...moved, ...fillDate('effective', '2025-03-01') })
    await actAs(db, editor)
    const newer = await saved({ ...fillDate('effective', today()) })
    await approveUpdate(slug, waiting)
    expect((await current())?.id).toBe(newer)
    expect(await due()).toMatchObject({ due_on: null })
  })

  it('is returned with a comment', async () => {
    const id = await saved()
    await actAs(db, editor)
    const twice = () => returnUpdate(slug, id, 'Say more')
    expect(await Promise.all([twice(), twice()])).toHaveLength(2)
    expect(await errorsOf(returnUpdate(slug, id, 'Say less'))).toHaveProperty('form')
    expect((await readReportedAction(idOf(plan, 'plan'), '1'))?.latest).toMatchObject({
      standing: 'returned',
      comment: 'Say more',
    })
    expect(await readWaiting(idOf(plan, 'plan'), 100)).toEqual([])
  })

  it('is reworded: readers see only the wording that was approved', async () => {
    const id = await saved(moved)
    await actAs(db, editor)
    const key = randomUUID()
    const values = { ...ON_TRACK, narrative: 'In better words', ...moved }
    await rewordUpdate(slug, id, { values, submissionKey: key })
    await rewordUpdate(slug, id, { values, submissionKey: key })
    expect(await current()).toMatchObject({ narrative: 'In better words' })
    expect(await due()).toMatchObject({ due_on: '2099-01-31' })
    const { rows } = await db.query(`SELECT kind FROM progress_update WHERE about_id = $1`, [id])
    expect(rows).toEqual([{ kind: 'revision' }])
  })

  it('is approved as it is where nothing was edited', async () => {
    const id = await saved(moved)
    await actAs(db, editor)
    await rewordUpdate(slug, id, { values: { ...ON_TRACK, ...moved }, submissionKey: randomUUID() })
    expect((await current())?.id).toBe(id)
    expect(await due()).toMatchObject({ due_on: '2099-01-31' })
    expect((await db.query(`SELECT kind FROM progress_update WHERE about_id = $1`, [id])).rows).toEqual([])
  })
})

describe('a correction', () => {
  const correct = (id: string, values: FormValues = {}) =>
    correctUpdate(slug, id, { values: { ...ON_TRACK, ...WRONG, ...values }, submissionKey: randomUUID() })
  const MAY = fillDate('effective', '2025-05-01')
  const timeline = async () =>
    getTimeline((await readPlan(slug)) ?? expect.fail('no such plan'), '1', undefined)
  const correctable = async () =>
    (await timeline()).rows.flatMap((entry) =>
      entry.what === 'update' && entry.canCorrect ? [entry.id] : [],
    )
  const waitAll = () => db.query('UPDATE plan SET needs_approval = true WHERE slug = $1', [slug])
  const responsible = async () =>
    viewUpdatesDue(
      (await readPlan(slug)) ?? expect.fail('no such plan'),
      await readReporting(idOf(plan, 'plan'), DAY),
      null,
      DAY,
    )[0]

  it('takes the place of what it corrects, once', async () => {
    const id = await saved(MAY)
    const { id: newer } = await correct(id, { narrative: 'What was meant', ...MAY })
    expect(await current()).toMatchObject({
      id: newer,
      narrative: 'What was meant',
      effective: { date: '2025-05-01' },
    })
    expect(await errorsOf(correct(id))).toHaveProperty('form')
  })

  it('says what was wrong', async () => {
    const id = await saved()
    expect(await errorsOf(correct(id, { narrative: 'What was meant', correction: ' ' }))).toEqual({
      correction: 'Enter what was wrong with the update',
    })
    await correct(id, { narrative: 'What was meant' })
    expect((await timeline()).rows.find((entry) => entry.what === 'update')).toMatchObject(WRONG)
  })

  it('corrects something', async () => {
    const id = await saved()
    expect(await errorsOf(correct(id))).toEqual({
      form: 'Nothing was changed. Change what is wrong, then save the correction',
    })
    expect((await current())?.id).toBe(id)
  })

  it('is for the author and editors', async () => {
    const id = String(rowOf(plan, 'progress_update').id)
    const own = await saved()
    expect(await correctable()).toEqual([own])
    await expect(correct(id)).rejects.toThrow(ForbiddenError)
    await actAs(db, editor)
    expect(await correctable()).toEqual([own, id])
    await correct(id)
    await actAs(db, null)
    expect(await correctable()).toEqual([])
  })

  it('may be of any entry, and does not bring back one that a later one of the same day overtook', async () => {
    const id = await saved()
    const last = await saved({ narrative: 'Later that day' })
    const { id: right } = await correct(id, { narrative: 'What was meant' })
    expect((await current())?.id).toBe(last)
    await correct(right, { narrative: 'What was really meant' })
    expect((await current())?.id).toBe(last)
    expect((await timeline()).rows.find((entry) => entry.id === right)).toMatchObject({ about: { id } })
  })

  it('may move what was said to the day it was true on, and the old day knows it no more', async () => {
    const id = await saved(MAY)
    const { id: right } = await correct(id, fillDate('effective', '2025-01-10'))
    const on = async (asAt: string) =>
      (await loadPlan(idOf(plan, 'plan'), { asAt, knownAt: null })).actions[0]?.current?.id
    expect(await on('2025-01-20')).toBe(right)
    expect(await on('2025-05-02')).not.toBe(id)
    expect(await errorsOf(correct(right, fillDate('effective', '2100-01-01')))).toHaveProperty('effective')
    expect(await errorsOf(correct(right, fillDate('effective', '2022-12-31')))).toHaveProperty('effective')
  })

  it('of the words alone is not judged by the date that holds today', async () => {
    const id = await saved(MAY)
    await db.query(
      `UPDATE action SET original_due_on = '2025-01-31', original_due_precision = 'day', due_on = '2025-01-31', due_precision = 'day' WHERE id = $1`,
      [idOf(plan, 'action')],
    )
    await correct(id, { narrative: 'What was meant', ...MAY })
    expect(await errorsOf(correct((await current())?.id ?? '', ON_TRACK))).toHaveProperty('status')
  })

  it('of an update that waits takes its place among those that wait', async () => {
    await waitAll()
    const id = await saved()
    const { id: right } = await correct(id, { narrative: 'What was meant' })
    expect((await readWaiting(idOf(plan, 'plan'), 100)).map((one) => one.id)).toEqual([right])
    expect(await responsible()).toMatchObject({ pending: 'waiting' })
    await actAs(db, editor)
    expect(await errorsOf(approveUpdate(slug, id))).toHaveProperty('form')
    await approveUpdate(slug, right)
    expect(await errorsOf(returnUpdate(slug, right, 'Say more'))).toEqual({
      form: expect.stringMatching(
        /^You approved this update on .+ at \d\d:\d\d\. This update is no longer waiting/,
      ),
    })
    expect((await current())?.id).toBe(right)
    expect(await readWaiting(idOf(plan, 'plan'), 100)).toEqual([])
    expect(await responsible()).toMatchObject({ pending: null })
  })

  it('that was approved long ago leaves nothing waiting', async () => {
    const [wrong, right] = [randomUUID(), randomUUID()]
    const row = { ...rowOf(plan, 'progress_update'), author_id: officer, effective_on: '2025-05-01' }
    const at = (day: string) => ({ recorded_at: `2025-05-${day}T12:00:00Z` })
    await insert(db, 'progress_update', { ...row, id: wrong, needs_approval: true, ...at('01') })
    const about = { kind: 'correction', about_id: wrong }
    await insert(db, 'progress_update', { ...row, id: right, ...about, ...at('02') })
    expect(await responsible()).toMatchObject({ pending: null })
    expect(await hasWaiting(idOf(plan, 'plan'), idOf(plan, 'action'))).toBe(false)
  })

  it('of what readers see changes nothing until it is approved; once returned, another can be sent', async () => {
    const id = await saved()
    await waitAll()
    const { id: first } = await correct(id, { narrative: 'First try' })
    expect((await current())?.id).toBe(id)
    expect(await correctable()).toEqual([])
    expect(await errorsOf(correct(first))).toHaveProperty('form')
    await actAs(db, editor)
    await returnUpdate(slug, first, 'Say more')
    await actAs(db, officer)
    expect(await correctable()).toEqual([id])
    const { id: second } = await correct(id, { narrative: 'Second try' })
    await actAs(db, editor)
    await approveUpdate(slug, second)
    expect((await current())?.id).toBe(second)
  })
})

describe('a draft', () => {
  const drafts = async () =>
    (
      await db.query('SELECT person_id, fields FROM draft WHERE form = $1', [
        `update ${idOf(plan, 'action')}`,
      ])
    ).rows
  const typed = () => ({ kind: 'update', plan: slug, ref: '1' }) as const

  it('is kept for its author alone, and gone once the update is saved', async () => {
    await saveDraft(typed(), { narrative: 'Not yet', token: 'secret' })
    expect(await drafts()).toEqual([{ person_id: officer, fields: { narrative: 'Not yet' } }])
    await saved()
    expect(await drafts()).toEqual([])
    await saveDraft(typed(), { narrative: 'Not yet' })
    await discardDraft(typed())
    expect(await drafts()).toEqual([])
  })

  it('is kept for the person the form belongs to, and for no one who may not report', async () => {
    await actAs(db, null)
    await saveDraft(typed(), { narrative: 'Typed before the session ended' }, officer)
    expect(await drafts()).toHaveLength(1)
    const stranger = await addPerson(db)
    await expect(saveDraft(typed(), { narrative: 'x' }, stranger)).rejects.toThrow(ForbiddenError)
  })

  it('of any form is kept for those who may send it, and gone once they have sent it', async () => {
    const own = await saved()
    const section = { kind: 'rating', plan: slug, section: '1.1' } as const
    const correction = { kind: 'correction', plan: slug, ref: '1', update: own } as const
    const decision = (kind: 'return' | 'rewording') => ({ kind, plan: slug, update: own })
    const names = async () =>
      (await db.query('SELECT form FROM draft WHERE person_id = $1 ORDER BY form', [editor])).rows.map(
        (row) => String(row.form),
      )
    for (const form of [section, decision('return'), decision('rewording')])
      await expect(saveDraft(form, { comment: 'x' }, officer)).rejects.toThrow(ForbiddenError)
    await saveDraft(correction, { narrative: 'x' }, officer)
    const other = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'officer' } })
    await expect(saveDraft(correction, { narrative: 'x' }, other)).rejects.toThrow(ForbiddenError)

    await actAs(db, editor)
    for (const form of [section, correction, decision('return'), decision('rewording')])
      await saveDraft(form, { reason: 'x' })
    expect(await names()).toHaveLength(4)
    await rateSection(slug, '1.1', { overallRag: 'offTrack', reason: 'Late', seen: '' })
    const values = { ...ON_TRACK, ...WRONG, narrative: 'What was meant' }
    await correctUpdate(slug, own, { values, submissionKey: randomUUID() })
    expect(await names()).toEqual([`return ${own}`, `rewording ${own}`])
    await db.query('UPDATE plan SET needs_approval = true WHERE slug = $1', [slug])
    await actAs(db, officer)
    const waiting = await saved()
    await actAs(db, editor)
    await saveDraft({ kind: 'return', plan: slug, update: waiting }, { comment: 'Say' })
    await returnUpdate(slug, waiting, 'Say more')
    expect(await names()).toHaveLength(2)
    await expect(saveDraft({ ...section, section: '9.9' }, {})).rejects.toThrow(NotFoundError)
  })
})
