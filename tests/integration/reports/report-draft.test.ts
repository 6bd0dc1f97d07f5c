// A report is drafted, edited, reviewed and issued: by editors, one at a time, and no typed figure that disagrees goes unchecked.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submitDraftPart, submitReview } from '@/app/plans/[plan]/reports/drafts/[draft]/submit'
import type { Ticked } from '@/lib/domain/reports/draft-figures'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import type { DraftContent } from '@/lib/domain/reports/report-draft'
import { ChangedError, ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { makeReportPaper } from '@/lib/format/reports/report-paper'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { issueDraft } from '@/lib/mutations/reports/issue-report'
import { discardReportDraft, saveDraftPart, startDraft } from '@/lib/mutations/reports/report-drafts'
import { reviewDraft } from '@/lib/mutations/reports/review-draft'
import { findObstacles } from '@/lib/domain/reports/draft-obstacles'
import { getDraftPart } from '@/lib/queries/reports/draft-part'
import { getDraft, getDraftGround, listDrafts } from '@/lib/queries/reports/report-drafts'
import { getReport } from '@/lib/queries/reports/report'
import { listReports } from '@/lib/queries/reports/reports'
import { fingerprint } from '@/lib/queries/structure/structure'
import { fillDraftPart } from '@/lib/schemas/reports/report-draft'
import { actAs } from '@/tests/helpers/acting'
import { issueReport, markReviewed } from '@/tests/helpers/issue-report'
import { addMember, addPerson } from '@/tests/helpers/people'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  insert,
  rowOf,
  write,
  unreportedPlan,
} from '@/tests/helpers/plan-rows'

const AS_AT = '2026-04-01'
const NONE = { figures: [], note: '' }
const SEND = { step: 'send', ticked: NONE } as const
const APPROVE = { step: 'approve', ticked: NONE } as const
const RETURN = { step: 'return', comment: 'Say more about money' } as const
const NOTES = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))

let db: pg.Client
let plan: ExamplePlan
let slug: string
let editor: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = unreportedPlan('report_draft')
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
  await say(idOf(plan, 'action'), 'atRisk', '2026-03-01')
  editor = await person('editor')
  await actAs(db, editor)
})

const planId = () => idOf(plan, 'plan')
const person = (role: 'editor' | 'officer' | 'analyst' | 'viewer') => addMember(db, planId(), role)

async function say(actionId: string, status: string, on: string, narrative: string | null = null) {
  const id = randomUUID()
  await insert(db, 'progress_update', {
    id,
    plan_id: planId(),
    action_id: actionId,
    status,
    basis: 'reported',
    narrative,
    effective_on: on,
    attributed_to: 'Scottish Government',
  })
  return id
}

const content = (given: Partial<DraftContent> = {}): DraftContent => ({
  summary: '',
  risks: '',
  delivered: {},
  notes: NOTES,
  risksFrom: null,
  ...given,
})
const start = (
  given: Partial<DraftContent> = {},
  reference = 'LB(26)01',
  corrects: { code: string; why: string } | null = null,
) =>
  startDraft(slug, {
    reference,
    title: 'First report',
    meetingOn: '2026-05-01',
    asAt: AS_AT,
    content: content(given),
    corrects,
    submissionKey: randomUUID(),
  })
const write1 = (id: string, text: string, opened = '') =>
  saveDraftPart(slug, id, { kind: 'summary' }, fingerprint({ text: opened }), { part: 'summary', text })
const issue = (id: string, version = 1, ticked: Ticked = NONE) =>
  issueDraft(slug, id, version, vocabulary(), ticked)
const viewOf = async (id: string) => {
  const view = await getDraft(slug, id)
  if (view.kind !== 'open') throw new Error(view.kind)
  return view
}
const passReview = async (id: string, version = 1) => {
  await reviewDraft(slug, id, version, SEND)
  await reviewDraft(slug, id, version, APPROVE)
}

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

describe('issuing', () => {
  it.each([
    ['a field that names nothing', 'We have {at rsk} here.', /\{at rsk\} is not a figure in this plan/],
    ['a field beside another status', '{at risk} are On Track.', /next to a different status/],
  ])('is refused with %s, by whatever reviewer', async (_, summary, message) => {
    const id = await start({ summary })
    // Nor is it reviewed as it is.
    await expect(reviewDraft(slug, id, 1, SEND)).rejects.toMatchObject({
      errors: { form: expect.stringMatching(message) },
    })
    await markReviewed(id)
    await expect(issue(id)).rejects.toMatchObject({ errors: { form: expect.stringMatching(message) } })
    expect(await listReports(slug)).toEqual([])
    expect((await viewOf(id)).draft.state).toBe('reviewed')
  })

  it.each([
    ['a count', '2 actions are At Risk.', '2 actions are At Risk'],
    ['a share', '40% At Risk.', '40% At Risk'],
    ['a list', 'Actions 1 and 99 are At Risk.', 'Actions 1 and 99 are At Risk'],
    ['a rating', 'Section 1.1 is Off Track.', 'Section 1.1 is Off Track'],
  ])('asks for a check by hand where %s of the text disagrees, and keeps it', async (_, summary, says) => {
    const second = await person('editor')
    const id = await start({ summary })
    const { typed } = (await viewOf(id)).preview
    expect(typed).toMatchObject([{ says, verdict: 'disagrees', check: null }])
    const ticked = { figures: typed.map((figure) => figure.id), note: 'Counted twice by hand' }
    // It is sent as it is; who approves it has to check.
    await reviewDraft(slug, id, 1, SEND)
    await actAs(db, second)
    await expect(reviewDraft(slug, id, 1, APPROVE)).rejects.toMatchObject({ errors: { ticked: /^Tick/ } })
    await reviewDraft(slug, id, 1, { step: 'approve', ticked })
    await issue(id)
    const frozen = (await getReport(slug, 'lb-26-01'))?.frozen
    expect(frozen?.document.matter?.typedFigures).toMatchObject([
      {
        part: 'summary',
        says,
        verdict: 'disagrees',
        checked: { by: 'reviewer', note: ticked.note, at: expect.stringMatching(/^\d{4}-/) },
      },
    ])
    const { rows } = await db.query(
      `SELECT actor_id, after FROM audit_entry WHERE record_id = $1 AND kind = 'report-draft.reviewed'`,
      [id],
    )
    expect(rows).toMatchObject([
      { actor_id: second, after: { checkedByHand: [{ says, note: 'Counted twice by hand' }] } },
    ])
    const found = await getReport(slug, 'lb-26-01')
    if (!found?.frozen) throw new Error('The report cannot be read')
    expect(JSON.stringify(makeReportPaper(found.frozen, found))).toContain('Counted twice by hand')
  })

  it('keeps what was checked of each typed figure, of the title as well', async () => {
    const id = await start({ summary: 'One action is At Risk, and 12 boards met.' })
    await saveDraftPart(
      slug,
      id,
      { kind: 'about' },
      fingerprint(fillDraftPart((await viewOf(id)).draft, { part: 'about' })),
      {
        part: 'about',
        name: {
          reference: 'LB(26)01',
          title: 'No action is At Risk',
          meetingOn: null,
          asAt: AS_AT,
        },
        why: '',
      },
    )
    const { typed } = (await viewOf(id)).preview
    expect(typed.map(({ part, says, verdict }) => [part.kind, says, verdict])).toEqual([
      ['summary', 'One action is At Risk', 'agrees'],
      ['summary', '12', 'unchecked'],
      ['about', 'No action is At Risk', 'disagrees'],
    ])
    await markReviewed(id)
    await expect(issue(id, 2)).rejects.toMatchObject({ errors: { ticked: /No action is At Risk/ } })
    await issue(id, 2, { figures: typed.map((figure) => figure.id), note: '' })
    const frozen = (await getReport(slug, 'lb-26-01'))?.frozen
    expect(
      frozen?.document.matter?.typedFigures?.map(({ verdict, checked }) => [verdict, checked?.by]),
    ).toEqual([
      ['agrees', undefined],
      ['unchecked', undefined],
      ['disagrees', 'writer'],
    ])
  })

  it('asks again where the figures moved under the text after it was reviewed', async () => {
    const id = await start({ summary: 'One action is At Risk.' })
    await passReview(id)
    await say(idOf(plan, 'action'), 'onTrack', '2026-03-15')
    await expect(issue(id)).rejects.toMatchObject({ errors: { ticked: /One action is At Risk/ } })
  })

  it.each([
    'In November 2025, 20 actions were At Risk.',
    'We expect 30 actions On Track by June.',
    'Of these, two are At Risk for want of funding.',
    '{at risk in 1.1} At Risk, {on track in 1.1} On Track.',
  ])('is not held up by what may well be true: %s', async (summary) => {
    const id = await start({ summary })
    await passReview(id)
    expect(await issue(id)).toBe('lb-26-01')
  })

  it('is refused until the risks of the report before were read again', async () => {
    const id = await start({ risks: '- Money', risksFrom: 'LB(25)01' })
    await expect(reviewDraft(slug, id, 1, SEND)).rejects.toMatchObject({
      errors: {
        form: /^The draft was not sent for review\. The risks section has been copied from LB\(25\)01 and has not been reviewed$/,
      },
    })
    await markReviewed(id)
    await expect(issue(id)).rejects.toMatchObject({ errors: { form: /copied from LB\(25\)01/ } })
    await saveDraftPart(slug, id, { kind: 'risks' }, fingerprint({ text: '- Money' }), {
      part: 'risks',
      text: '- Money',
    })
    await passReview(id, 2)
    expect(await issue(id, 2)).toBe('lb-26-01')
  })

  it.each([
    ['new', /^“new” cannot be used as a reference, because another page has that address/],
    ['drafts', /^“drafts” cannot be used as a reference/],
    ['報告', /a letter from a to z or a digit/],
  ])('is refused for the reference %s, with the reason', async (reference, message) => {
    const id = await start({}, reference)
    await markReviewed(id)
    await expect(issue(id)).rejects.toMatchObject({ errors: { reference: expect.stringMatching(message) } })
  })

  it('freezes the texts as they read, and removes the draft', async () => {
    const id = await start({ summary: 'We have {at risk} in trouble.', risks: '- {list of at risk}' })
    await passReview(id)
    await issue(id)
    expect(await listDrafts(slug)).toEqual([])
    const frozen = (await getReport(slug, 'lb-26-01'))?.frozen
    expect(frozen?.faults).toEqual([])
    expect(frozen?.document).toMatchObject({
      version: 3,
      matter: {
        texts: {
          summary: {
            source: 'We have {at risk} in trouble.',
            blocks: [{ items: [[{ text: 'We have ' }, { text: '1 (100%)' }, { text: ' in trouble.' }]] }],
          },
        },
        since: null,
        delivered: [],
      },
    })
    expect(JSON.stringify(frozen?.document)).not.toContain('An editor')
    expect(JSON.stringify(frozen?.document)).not.toContain(editor)
  })

  it('tells what was delivered since the report before, in its update’s words unless others were written', async () => {
    const [first, second, third] = [
      await addAction(db, plan, { ref: '2', counted: true, position: 1 }),
      await addAction(db, plan, { ref: '3', counted: true, position: 2 }),
      await addAction(db, plan, { ref: '4', counted: true, position: 3 }),
    ]
    await say(first, 'delivered', '2026-01-01')
    await say(second, 'onTrack', '2026-01-01')
    await issueReport(
      slug,
      {
        reference: 'LB(26)00',
        title: 'Before',
        meetingOn: null,
        asAt: '2026-02-01',
        notes: NOTES,
        corrects: null,
      },
      vocabulary(),
    )
    const update = await say(second, 'delivered', '2026-03-01', 'The course runs.')
    await insert(db, 'progress_update_evidence', {
      plan_id: planId(),
      update_id: update,
      position: 0,
      title: 'The course',
      url: 'https://example.org/c',
    })
    await say(third, 'delivered', '2026-03-01', 'Not told so')
    const reasons = { achievements: 'Written by hand', impact: 'Much', learning: 'Some' }
    const id = await start({ delivered: { [third]: reasons } })
    const { matter } = (await viewOf(id)).preview
    expect(matter.since).toMatchObject({
      code: 'lb-26-00',
      reference: 'LB(26)00',
      asAt: '2026-02-01',
      movement: { after: { code: null, asAt: AS_AT } },
    })
    expect(matter.since?.movement.changes.filter(({ kinds }) => kinds.includes('delivered'))).toHaveLength(2)
    expect(
      matter.delivered?.map(({ code, achievements, impact }) => [code, achievements.source, impact.source]),
    ).toEqual([
      ['3', 'The course runs.\n\n- The course: https://example.org/c', ''],
      ['4', 'Written by hand', 'Much'],
    ])
  })

  it('freezes what moved since the report before under the names of both, and draws it', async () => {
    await issueReport(
      slug,
      {
        reference: 'LB(26)00',
        title: 'Before',
        meetingOn: null,
        asAt: '2026-02-01',
        notes: NOTES,
        corrects: null,
      },
      vocabulary(),
    )
    await say(idOf(plan, 'action'), 'offTrack', '2026-03-10')
    const id = await start()
    await passReview(id)
    await issue(id)
    const found = await getReport(slug, 'lb-26-01')
    if (!found?.frozen) throw new Error('The report cannot be read')
    expect(found.frozen.document.matter?.since).toMatchObject({
      sha256: (await getReport(slug, 'lb-26-00'))?.issued.sha256,
      movement: { before: { code: 'lb-26-00' }, after: { code: 'lb-26-01', reference: 'LB(26)01' } },
    })
    const blocks = makeReportPaper(found.frozen, found).blocks
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'heading', id: 'movement' }))
    expect(JSON.stringify(blocks)).toContain('/compare?from=lb-26-00&to=lb-26-01')
  })

  it('says that another draft corrected the same report first', async () => {
    const first = await start({ notes: NOTES })
    await markReviewed(first)
    const corrects = { code: await issue(first), why: 'A typing error' }
    const [one, other] = [
      await start({ notes: NOTES }, 'LB(26)01', corrects),
      await start({ notes: NOTES }, 'LB(26)01', corrects),
    ]
    await markReviewed(one)
    const code = await issue(one)
    const found = await getDraft(slug, other)
    if (found.kind !== 'open') throw new Error('No draft')
    const obstacles = findObstacles(found.draft, found.preview)
    expect(obstacles).toContainEqual({
      kind: 'corrected',
      report: 'LB(26)01',
      by: { code, reference: 'LB(26)01' },
    })
    await expect(reviewDraft(slug, other, 1, { step: 'send', ticked: NONE })).rejects.toMatchObject({
      errors: { form: expect.stringContaining('LB(26)01 has already been corrected') },
    })
  })

  it('begins a correction with what the report that it corrects was written with', async () => {
    const written = {
      summary: 'We have {at risk}.',
      risks: '- Money',
      risksFrom: null,
      notes: {},
      delivered: { [idOf(plan, 'action')]: { achievements: 'Done', impact: '', learning: 'Much' } },
    }
    await say(idOf(plan, 'action'), 'delivered', '2026-03-15', 'Update text')
    const id = await start({ ...written, notes: NOTES })
    await passReview(id)
    const code = await issue(id)
    const ground = await getDraftGround(slug, AS_AT, code)
    const notes = Object.fromEntries(
      Object.keys(ground?.corrected?.notes ?? {}).map((kind) => [kind, 'Known']),
    )
    expect(ground?.corrected).toEqual({ ...written, notes })
    expect((await getDraftGround(slug, AS_AT, null))?.corrected).toBeNull()
  })

  it('refuses to compare with a report that was altered', async () => {
    await issueReport(
      slug,
      {
        reference: 'LB(26)00',
        title: 'Before',
        meetingOn: null,
        asAt: '2026-02-01',
        notes: NOTES,
        corrects: null,
      },
      vocabulary(),
    )
    await db.query('BEGIN')
    await db.query('ALTER TABLE snapshot DISABLE TRIGGER USER')
    await db.query(
      `UPDATE snapshot SET document = replace(document, '"An aim"', '"Another aim"') WHERE plan_id = $1`,
      [planId()],
    )
    await db.query('ALTER TABLE snapshot ENABLE TRIGGER USER')
    await db.query('COMMIT')
    const ground = await getDraftGround(slug, AS_AT, null)
    expect(ground?.preview.matter.since).toBeNull()
    expect(ground?.risks).toBeNull()
    const id = await start()
    await passReview(id)
    await expect(issue(id)).rejects.toMatchObject({ errors: { form: /LB\(26\)00, has been altered/ } })
  })
})
