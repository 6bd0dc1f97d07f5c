// A report is drafted, edited and reviewed: by editors, one at a time, and no typed figure that disagrees goes unchecked.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { submitDraftPart, submitReview } from '@/app/plans/[plan]/reports/drafts/[draft]/submit'
import { ChangedError, ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { discardReportDraft, saveDraftPart } from '@/lib/mutations/reports/report-drafts'
import { reviewDraft } from '@/lib/mutations/reports/review-draft'
import { getDraftPart } from '@/lib/queries/reports/draft-part'
import { getDraft, getDraftGround, listDrafts } from '@/lib/queries/reports/report-drafts'
import { fingerprint } from '@/lib/queries/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { markReviewed } from '@/tests/helpers/issue-report'
import { addMember, addPerson } from '@/tests/helpers/people'
import { examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import {
  AS_AT,
  NONE,
  SEND,
  APPROVE,
  RETURN,
  db,
  plan,
  slug,
  editor,
  planId,
  person,
  say,
  start,
  write1,
  issue,
  viewOf,
  passReview,
  useOwnDraft,
} from './own-draft'

useOwnDraft()

describe('drafts', () => {
  it('are for editors, to read and to write', async () => {
    const id = await start()
    for (const role of ['viewer', 'analyst', 'officer'] as const) {
      await actAs(db, await person(role))
      expect(await listDrafts(slug)).toEqual([])
      expect((await getDraft(slug, id)).kind).toBe('forbidden')
      expect((await getDraftPart(slug, id, { kind: 'summary' })).kind).toBe('forbidden')
      expect(await getDraftGround(slug, AS_AT, null)).toBeNull()
      for (const attempt of [
        () => start(),
        () => write1(id, 'x'),
        () => reviewDraft(slug, id, 1, SEND),
        () => issue(id),
        () => discardReportDraft(slug, id),
      ])
        await expect(attempt()).rejects.toThrow(ForbiddenError)
    }
    await actAs(db, null)
    expect(await listDrafts(slug)).toEqual([])
    expect((await getDraft(slug, id)).kind).toBe('forbidden')
    await expect(start()).rejects.toThrow(SignedOutError)
    await actAs(db, editor)
    expect(await listDrafts(slug)).toMatchObject([
      { id, state: 'draft', lastWriter: 'An editor', version: 1 },
    ])
  })

  it('are drafts of their own plan alone', async () => {
    const id = await start()
    const other = examplePlan()
    await write(db, other)
    const roles = { [idOf(other, 'plan')]: 'editor' as const }
    await actAs(db, await addPerson(db, { roles }))
    const otherSlug = String(rowOf(other, 'plan').slug)
    expect((await getDraft(otherSlug, id)).kind).toBe('missing')
    await expect(discardReportDraft(otherSlug, id)).rejects.toThrow(NotFoundError)
    for (const none of ['x', randomUUID(), "'; --"])
      expect((await getDraft(otherSlug, none)).kind).toBe('missing')
  })

  it('are thrown away, and what they said stays on record', async () => {
    const id = await start({ summary: 'Words that were thrown away' })
    await discardReportDraft(slug, id)
    expect(await listDrafts(slug)).toEqual([])
    const { rows } = await db.query(
      `SELECT kind, before FROM audit_entry WHERE plan_id = $1 AND record_id = $2 ORDER BY number`,
      [planId(), id],
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['report-draft.started', 'report-draft.discarded'])
    expect(rows[1].before).toMatchObject({ summary: 'Words that were thrown away' })
  })

  it('are seen at once by those who may see them, and change no page of others', async () => {
    const stateOf = async () =>
      (await db.query('SELECT revision, inside_version FROM plan WHERE id = $1', [planId()])).rows[0]
    const before = await stateOf()
    const id = await start()
    const started = await stateOf()
    await write1(id, 'x')
    const written = await stateOf()
    expect([started.revision, written.revision]).toEqual([before.revision, before.revision])
    expect(new Set([before, started, written].map((state) => state.inside_version)).size).toBe(3)
  })
})

describe('two editors at once', () => {
  it('do not write over each other, and neither loses a word', async () => {
    const id = await start()
    await write1(id, 'Mine')
    const refusal = write1(id, 'Theirs')
    await expect(refusal).rejects.toThrow(ChangedError)
    const error = (await refusal.catch((one: unknown) => one)) as ChangedError
    expect(error.current).toEqual({ text: 'Mine' })
    // Sent again after reading the other text, it takes its place knowingly.
    await saveDraftPart(slug, id, { kind: 'summary' }, error.fingerprint, { part: 'summary', text: 'Both' })
    expect((await viewOf(id)).draft).toMatchObject({ content: { summary: 'Both' }, version: 3 })
  })

  it('are told who saved the part that they write, and not who saved another since', async () => {
    const id = await start()
    await actAs(db, await addMember(db, planId(), 'editor', 'Anna'))
    await write1(id, 'Mine')
    await actAs(db, await addMember(db, planId(), 'editor', 'Berta'))
    await saveDraftPart(slug, id, { kind: 'risks' }, fingerprint({ text: '' }), {
      part: 'risks',
      text: 'Risks',
    })
    await actAs(db, editor)
    await expect(write1(id, 'Theirs')).rejects.toMatchObject({
      whoDidWhat: expect.stringMatching(/^Anna saved this/),
    })
  })

  it('are told when what they save ends the review', async () => {
    const id = await start()
    expect(await write1(id, 'One')).toBe(false)
    await reviewDraft(slug, id, 2, { step: 'send', ticked: NONE })
    expect(await write1(id, 'Two', 'One')).toBe(true)
    expect((await viewOf(id)).draft.state).toBe('draft')
    expect(await write1(id, 'Three', 'Two')).toBe(false)
  })

  it('may write two parts', async () => {
    const id = await start()
    await Promise.all([
      write1(id, 'The summary'),
      saveDraftPart(slug, id, { kind: 'risks' }, fingerprint({ text: '' }), {
        part: 'risks',
        text: 'The risks',
      }),
    ])
    expect((await viewOf(id)).draft.content).toMatchObject({ summary: 'The summary', risks: 'The risks' })
  })

  it('send and issue only what they have seen', async () => {
    const id = await start()
    await write1(id, 'New words')
    for (const attempt of [() => reviewDraft(slug, id, 1, SEND), () => issue(id, 1)])
      await expect(attempt()).rejects.toMatchObject({ errors: { form: /changed this draft/ } })
  })
})

describe('review', () => {
  it('is by another editor than the writer, goes on record, and any edit afterwards undoes it', async () => {
    const id = await start()
    const second = await person('editor')
    await reviewDraft(slug, id, 1, SEND)
    expect((await viewOf(id)).review).toEqual({ may: false, isOwn: true })
    await expect(reviewDraft(slug, id, 1, APPROVE)).rejects.toMatchObject({
      errors: { form: /another editor/ },
    })
    await actAs(db, second)
    await reviewDraft(slug, id, 1, APPROVE)
    expect(await viewOf(id)).toMatchObject({ reviewer: 'An editor', draft: { reviewed: { byId: second } } })
    const { rows } = await db.query(
      `SELECT actor_id, after FROM audit_entry WHERE record_id = $1 AND kind = 'report-draft.reviewed'`,
      [id],
    )
    expect(rows).toMatchObject([{ actor_id: second, after: { version: 1, reviewedOwnText: false } }])
    await write1(id, 'A late change')
    expect((await viewOf(id)).draft).toMatchObject({ state: 'draft', reviewed: null })
    await expect(issue(id, 2)).rejects.toMatchObject({ errors: { form: /not been reviewed/ } })
  })

  it('is by the writer where there is no one else, and says so', async () => {
    const id = await start()
    expect((await viewOf(id)).review).toEqual({ may: true, isOwn: true })
    await passReview(id)
    expect(await issue(id)).toBe('lb-26-01')
    const { rows } = await db.query(
      `SELECT after FROM audit_entry WHERE record_id = $1 AND kind = 'report-draft.reviewed'`,
      [id],
    )
    expect(rows[0].after).toMatchObject({ reviewedOwnText: true })
  })

  it('waits for what is wrong with the text, and not for what may still come', async () => {
    const id = await start({ notes: {}, summary: 'One action is At Risk.' })
    // Gaps without a note are open, and it can be reviewed all the same.
    expect((await viewOf(id)).preview.gaps.length).toBeGreaterThan(0)
    await reviewDraft(slug, id, 1, SEND)
    await say(idOf(plan, 'action'), 'onTrack', '2026-03-15')
    await expect(reviewDraft(slug, id, 1, APPROVE)).rejects.toMatchObject({
      errors: { ticked: /^Tick that you have checked “One action is At Risk”/ },
    })
    expect((await viewOf(id)).draft.state).toBe('inReview')
    await reviewDraft(slug, id, 1, RETURN)
    expect((await viewOf(id)).draft.state).toBe('draft')
  })

  it('says what is to be changed when the report goes back, until it is sent again', async () => {
    const id = await start()
    await reviewDraft(slug, id, 1, SEND)
    await reviewDraft(slug, id, 1, RETURN)
    expect((await viewOf(id)).returned).toMatchObject({ by: 'An editor', comment: RETURN.comment })
    const { rows } = await db.query(
      `SELECT after FROM audit_entry WHERE record_id = $1 AND kind = 'report-draft.returned'`,
      [id],
    )
    expect(rows[0].after).toMatchObject({ comment: RETURN.comment })
    await write1(id, 'About money')
    expect((await viewOf(id)).returned).not.toBeNull()
    await reviewDraft(slug, id, 2, SEND)
    expect((await viewOf(id)).returned).toBeNull()
  })

  it('is sent back with a comment, through the form too', async () => {
    const id = await start()
    await reviewDraft(slug, id, 1, SEND)
    const form = new FormData()
    form.set('version', '1')
    form.set('step', 'return')
    const shown = await submitReview(slug, id, { values: {}, errors: {} }, form)
    expect(shown.errors).toEqual({ comment: 'Enter what needs to change' })
    form.set('comment', 'Say more about money')
    await expect(submitReview(slug, id, { values: {}, errors: {} }, form)).rejects.toThrow('redirect')
    expect((await viewOf(id)).returned?.comment).toBe('Say more about money')
  })

  it('goes from one step to the next and leaves none out', async () => {
    const id = await start()
    await expect(reviewDraft(slug, id, 1, APPROVE)).rejects.toThrow(InvalidError)
    await expect(reviewDraft(slug, id, 1, RETURN)).rejects.toThrow(InvalidError)
    await reviewDraft(slug, id, 1, SEND)
    await expect(issue(id)).rejects.toMatchObject({ errors: { form: /not been reviewed/ } })
    await reviewDraft(slug, id, 1, RETURN)
    expect((await viewOf(id)).draft.state).toBe('draft')
  })

  it('takes each step once when its form is sent twice, at once or later', async () => {
    const id = await start()
    for (const step of [SEND, RETURN, SEND, APPROVE]) {
      const twice = () => reviewDraft(slug, id, 1, step)
      await Promise.all([twice(), twice()])
      await twice()
    }
    const { rows } = await db.query(
      `SELECT count(*)::int AS steps FROM audit_entry WHERE record_id = $1 AND kind <> 'report-draft.started'`,
      [id],
    )
    expect(rows).toEqual([{ steps: 4 }])
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
    await expect(reviewDraft(slug, id, 1, APPROVE)).rejects.toThrow(InvalidError)
  })
})

describe('a text with too much in it', () => {
  const text = '{list of counted}'.repeat(1_176)

  it('is not saved, and not lost', async () => {
    const id = await start()
    const form = new FormData()
    form.set('text', text)
    form.set('fingerprint', fingerprint({ text: '' }))
    const shown = await submitDraftPart(slug, id, 'summary', { values: {}, errors: {} }, form)
    expect(shown.errors).toEqual({ text: expect.stringMatching(/more than 200 figures in braces/) })
    expect(shown.values.text).toBe(text)
    expect((await viewOf(id)).draft.version).toBe(1)
  })

  it('that was saved before is shown as it was written, and goes no further', async () => {
    const id = await start({ summary: text })
    const { preview } = await viewOf(id)
    expect(preview.checks[0]).toMatchObject({ part: { kind: 'summary' }, excess: 'fields' })
    expect(preview.matter.texts.summary.source).toBe(text)
    await expect(reviewDraft(slug, id, 1, SEND)).rejects.toMatchObject({
      errors: { form: expect.stringMatching(/Remove some of them/) },
    })
    await markReviewed(id)
    await expect(issue(id)).rejects.toThrow(InvalidError)
  })
})
