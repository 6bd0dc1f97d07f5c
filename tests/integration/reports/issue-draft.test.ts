// A reviewed draft is issued: with what stands in the plan, once, and only as it was reviewed.
import { describe, expect, it } from 'vitest'
import { makeReportPaper } from '@/lib/format/reports/report-paper'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { saveDraftPart } from '@/lib/mutations/reports/report-drafts'
import { reviewDraft } from '@/lib/mutations/reports/review-draft'
import { findObstacles } from '@/lib/domain/reports/draft-obstacles'
import { getDraft, getDraftGround, listDrafts } from '@/lib/queries/reports/report-drafts'
import { getReport } from '@/lib/queries/reports/report'
import { listReports } from '@/lib/queries/reports/reports'
import { fingerprint } from '@/lib/queries/structure/structure'
import { fillDraftPart } from '@/lib/schemas/reports/report-draft'
import { actAs } from '@/tests/helpers/acting'
import { issueReport, markReviewed } from '@/tests/helpers/issue-report'
import { addAction, idOf, insert } from '@/tests/helpers/plan-rows'
import {
  AS_AT,
  NONE,
  SEND,
  APPROVE,
  NOTES,
  db,
  plan,
  slug,
  editor,
  planId,
  person,
  say,
  start,
  issue,
  viewOf,
  passReview,
  useOwnDraft,
} from './own-draft'

useOwnDraft()

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
      vocabulary,
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
      vocabulary,
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
      vocabulary,
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
