// What becomes of an update: approval, correction, its audit entry, and the draft of one.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import { viewUpdatesDue } from '@/lib/domain/periods/updates-due-rows'
import { ForbiddenError, NotFoundError } from '@/lib/errors'
import { approveUpdate, returnUpdate, rewordUpdate } from '@/lib/mutations/updates/decide-update'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { rateSection } from '@/lib/mutations/status/rate-section'
import { discardDraft, saveDraft } from '@/lib/mutations/updates/draft'
import { correctUpdate } from '@/lib/mutations/updates/report-progress'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readReporting } from '@/lib/queries/periods/reporting'
import { hasWaiting, readReportedAction, readWaiting } from '@/lib/queries/updates/sent-updates'
import { getTimeline } from '@/lib/queries/updates/timeline'
import { getReporting } from '@/lib/queries/updates/update-form'
import { fillDate } from '@/lib/schemas/date-fields'
import type { FormValues } from '@/lib/schemas/form'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { idOf, insert, rowOf } from '@/tests/helpers/plan-rows'
import {
  DAY,
  db,
  plan,
  slug,
  officer,
  editor,
  ON_TRACK,
  WRONG,
  form,
  saved,
  errorsOf,
  current,
  due,
  useOwnAction,
} from './own-action'

useOwnAction()

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
