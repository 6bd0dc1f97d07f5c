/** Each submit by which someone says how a plan is doing: updates, ratings, board requests, reports. */

import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { openOwnSheet } from '@/app/plans/[plan]/spreadsheet/open-sheet'
import { today } from '@/lib/clock'
import { updateWorkbook } from '@/lib/exports/workbook/update-sheet'
import { writeXlsx } from '@/lib/exports/workbook/xlsx'
import { previewBulk } from '@/lib/queries/structure/bulk'
import { getReportable, readSheetActions } from '@/lib/queries/updates/update-sheet'
import { insert } from '@/tests/helpers/plan-rows'
import { makeFormToken } from '@/lib/auth/form-token'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { fingerprint } from '@/lib/queries/structure/structure'
import { EDITORS, INSIDE, REPORTERS } from '@/tests/helpers/every-route'
import { markReviewed } from '@/tests/helpers/issue-report'
import {
  date,
  type Example,
  form,
  newKey,
  newNumber,
  OPENED,
  openDispute,
  openRequest,
  type Row,
  waitingUpdate,
} from './example'

const update = () => ({
  'submission-key': randomUUID(),
  status: 'onTrack',
  narrative: 'Half of it is done',
  ...date('effective', 3, 2025),
})

const ORIGIN = {
  basis: 'illustrative',
  basisNote: 'One of several ways',
  correction: 'It was never printed',
  'submission-key': randomUUID(),
}

const PRINTED = { reference: 'Paper 2', title: 'Another report', ...date('asOf', 3, 2025) }

/** A spreadsheet with another narrative of each action that its reader can report on; returns which preview was seen. */
async function uploadedSheet({ db, slug, id, actorId }: Example): Promise<string> {
  const found = await getReportable(slug)
  if (found.kind !== 'open') return ''
  const { plan, actor, actions } = found
  const rows = (await readSheetActions(plan, actions)).map((row) => ({
    ...row,
    cells: {
      ...row.cells,
      status: 'On Track',
      narrative: `Begun, ${newNumber()}`,
      reason: '',
      mitigation: '',
    },
  }))
  const bytes = await buffer(writeXlsx(updateWorkbook(plan, rows, new Date().toISOString())))
  await insert(db, 'import_file', {
    plan_id: id('plan'),
    person_id: actorId,
    purpose: 'updates',
    name: 'updates.xlsx',
    sha256: actorId,
    bytes,
  })
  const opened = await openOwnSheet(plan, actor)
  if (!opened || opened.refused !== undefined) throw new Error('The file of the example cannot be read')
  return opened.preview.seen
}

export const OF_PROGRESS: Readonly<Record<string, Row>> = {
  'plans/[plan]/actions/[action]/update submitProgressUpdate': {
    may: REPORTERS,
    given: async ({ slug, id, actorId }) => [
      slug,
      '1',
      OPENED,
      form({
        ...update(),
        token: await makeFormToken(actorId, `update ${slug} 1`),
        'seen-update': id('progress_update'),
        'seen-due': '',
      }),
    ],
  },
  'plans/[plan]/actions/[action]/update submitNoChange': {
    may: REPORTERS,
    given: ({ slug, id }) => [
      slug,
      '1',
      'action',
      OPENED,
      form({ 'update-id': id('progress_update'), 'submission-key': randomUUID() }),
    ],
  },
  'plans/[plan]/actions/[action]/updates/[update]/correct submitCorrection': {
    may: EDITORS,
    given: ({ slug, id }) => [
      slug,
      '1',
      id('progress_update'),
      OPENED,
      form({ ...update(), correction: 'The day' }),
    ],
  },
  'my-updates/no-change submitNoChanges': {
    may: REPORTERS,
    given: ({ slug, id }) => {
      const actions = `${slug} 1 ${id('progress_update')}`
      return [OPENED, form({ actions, seen: actions, confirmed: 'yes' })]
    },
  },
  'plans/[plan]/spreadsheet submitUpdates': {
    may: REPORTERS,
    given: async (example) => [example.slug, OPENED, form({ seen: await uploadedSheet(example) })],
  },
  'plans/[plan]/bulk submitBulk': {
    may: REPORTERS,
    given: async ({ slug }) => {
      const found = await getReportable(slug)
      const change = { kind: 'noChange' } as const
      const seen =
        found.kind === 'open' ? (await previewBulk({ ...found, today: today() }, ['1'], change)).seen : ''
      return [slug, 'noChange', OPENED, form({ ...newKey(), actions: '1', seen, confirmed: 'yes' })]
    },
  },
  'plans/[plan]/approvals submitApprovals': {
    may: EDITORS,
    given: async (example) => [example.slug, OPENED, form({ updates: await waitingUpdate(example) })],
  },
  'plans/[plan]/approvals/[update] submitApproval': {
    may: EDITORS,
    given: async (example) => [example.slug, await waitingUpdate(example), OPENED, form({})],
  },
  'plans/[plan]/approvals/[update] submitReturn': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await waitingUpdate(example),
      OPENED,
      form({ comment: 'Say more' }),
    ],
  },
  'plans/[plan]/approvals/[update] submitRewording': {
    may: EDITORS,
    given: async (example) => [example.slug, await waitingUpdate(example), OPENED, form(update())],
  },
  'plans/[plan]/actions/[action]/updates/[update]/source submitUpdateSource': {
    may: EDITORS,
    given: ({ slug, id }) => [slug, id('progress_update'), OPENED, form(ORIGIN)],
  },
  'plans/[plan]/sections/[section]/ratings/[rating]/source submitRatingSource': {
    may: EDITORS,
    given: ({ slug, id }) => [slug, '1.1', id('section_assessment'), OPENED, form(ORIGIN)],
  },
  'plans/[plan]/reconciliation submitTypedReport': {
    may: EDITORS,
    given: ({ slug }) => [slug, OPENED, form({ ...PRINTED, 'share-1.1-onTrack': '100' })],
  },
  'plans/[plan]/reconciliation submitReportFile': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      OPENED,
      form({ ...PRINTED, text: 'section,status,percent\n1.1,On Track,100' }),
    ],
  },
  'plans/[plan]/requests/new submitRequest': {
    may: INSIDE,
    given: ({ slug }) => [
      slug,
      OPENED,
      form({
        kind: 'question',
        about: 'action 1',
        text: 'Why?',
        partner: 'nes',
        'submission-key': randomUUID(),
        ...date('raised', 3, 2025),
        ...date('due', 6),
      }),
    ],
  },
  'plans/[plan]/requests/[request] submitAnswer': {
    may: REPORTERS,
    given: async (example) => [
      example.slug,
      await openRequest(example),
      OPENED,
      form({ answer: 'Because it is late' }),
    ],
  },
  'plans/[plan]/requests/[request] submitWithdrawal': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await openRequest(example),
      OPENED,
      form({ reason: 'Asked twice' }),
    ],
  },
  'plans/[plan]/requests/[request] submitReopening': {
    may: EDITORS,
    given: ({ slug }) => [slug, 1, OPENED, form({ reopen: 'That was no answer' })],
  },
  'plans/[plan]/requests/[request] submitResponsible': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await openRequest(example),
      OPENED,
      form({ partner: 'nes', why: 'More time', ...date('due', 8) }),
    ],
  },
  'plans/[plan]/disputes submitDispute': {
    may: INSIDE,
    given: ({ slug }) => [
      slug,
      { level: 'action', code: '1' },
      OPENED,
      form({ reason: 'It is late', seen: 'onTrack', 'submission-key': randomUUID() }),
    ],
  },
  'plans/[plan]/disputes submitDisputeAnswer': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await openDispute(example),
      OPENED,
      form({ outcome: 'kept', text: 'It is not late' }),
    ],
  },
  'plans/[plan]/sections/[section]/rating submitRating': {
    may: EDITORS,
    given: ({ slug, id }) => [
      slug,
      '1.1',
      OPENED,
      form({ overallRag: 'offTrack', reason: 'Late', seen: id('section_assessment') }),
    ],
  },
  'plans/[plan]/reports/new submitNewDraft': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      null,
      OPENED,
      form({ ...newKey(), reference: 'LB(30)01', title: 'A report', ...date('asAt', 3, 2025) }),
    ],
  },
  'plans/[plan]/reports/drafts/[draft] submitDraftPart': {
    may: EDITORS,
    given: ({ slug, id }) => [
      slug,
      id('report_draft'),
      'summary',
      OPENED,
      form({ text: 'It goes well', fingerprint: fingerprint({ text: 'A draft of it' }) }),
    ],
  },
  'plans/[plan]/reports/drafts/[draft] submitReview': {
    may: EDITORS,
    given: ({ slug, id }) => [slug, id('report_draft'), OPENED, form({ version: '1', step: 'send' })],
  },
  'plans/[plan]/reports/drafts/[draft] submitIssue': {
    may: EDITORS,
    given: async ({ db, slug, id }) => {
      const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
      await db.query(
        `UPDATE report_draft SET content = content || jsonb_build_object('notes', $2::jsonb) WHERE id = $1`,
        [id('report_draft'), JSON.stringify(notes)],
      )
      await markReviewed(id('report_draft'))
      // The example's report is no real one, and a report is compared with the one before it.
      await db.query(`UPDATE report_draft SET as_at = '2025-02-28' WHERE id = $1`, [id('report_draft')])
      return [slug, id('report_draft'), OPENED, form({ version: '1' })]
    },
  },
  'plans/[plan]/reports/drafts/[draft] submitDiscard': {
    may: EDITORS,
    given: ({ slug, id }) => [slug, id('report_draft'), OPENED, form({})],
  },
}
