// Reporting on an action: every rule, two people at once, the same form twice.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ForbiddenError, NotFoundError } from '@/lib/errors'
import { BASIS_LABELS } from '@/lib/format/words'
import { confirmUpdate } from '@/lib/mutations/updates/confirm-update'
import { correctUpdate, reportProgress } from '@/lib/mutations/updates/report-progress'
import { fillDate } from '@/lib/schemas/date-fields'
import type { FormValues } from '@/lib/schemas/form'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { idOf, insert, rowOf } from '@/tests/helpers/plan-rows'
import { updateMessages } from '@/lib/format/updates/messages'
import {
  DAY,
  db,
  plan,
  slug,
  officer,
  editor,
  ON_TRACK,
  WRONG,
  EVIDENCE,
  seenNow,
  form,
  report,
  saved,
  errorsOf,
  current,
  countUpdates,
  due,
  useOwnAction,
} from './own-action'

useOwnAction()

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
