/** Question or decision and disputed, as blocks of a report. No person is named. */

import type { FrozenBoardRequest } from '@/lib/domain/board/board-requests'
import type { FrozenSubject } from '@/lib/domain/board/carry-over'
import type { FrozenDispute } from '@/lib/domain/board/disputes'
import { paths } from '@/lib/paths'
import {
  ASK_KIND_LABELS,
  NOT_DECIDED,
  OUTCOME_LABELS,
  describeRating,
  describeState,
  describeSubject,
} from './request-words'
import { formatDay } from '@/lib/format/dates'
import type { Block, Paper, PaperCell, Span, Spans } from '@/lib/format/paper/paper'
import { BASIS_LABELS } from '@/lib/format/words'

/** Whose pages the blocks lead to, and what that plan calls its levels. */
type Where = Paper['plan']

type TableColumns = Extract<Block, { readonly kind: 'table' }>['columns']

const ASK_COLUMNS: TableColumns = [
  { header: 'Board request', width: 14 },
  { header: 'About', width: 20 },
  { header: 'Question or decision', width: 26 },
  { header: 'Who answers', width: 16 },
  { header: 'Status', width: 24 },
]
const DISPUTE_COLUMNS: TableColumns = [
  { header: 'Rating', width: 26 },
  { header: 'Reason for the dispute', width: 37 },
  { header: 'Answer', width: 37 },
]

/** Takes the asks that a report carries and its plan; returns them as blocks, without a heading: a sentence and a table, or a sentence alone. */
export function requestsAsBlocks(requests: readonly FrozenBoardRequest[], plan: Where): Block[] {
  if (requests.length === 0)
    return [say('No board requests are open, and none have been answered since the last report.')]
  const open = requests.filter(({ standing }) => standing === 'open')
  const overdue = open.filter(({ isOverdue }) => isOverdue).length
  const settled = requests.length - open.length
  return [
    say(
      `${open.length} open${overdue ? `, ${overdue} of them overdue` : ''}; ${settled} answered or withdrawn since the last report.`,
    ),
    {
      kind: 'table',
      id: 'board-asks',
      caption: 'Board requests',
      columns: ASK_COLUMNS,
      rows: requests.map((request) => [
        text(
          [
            { text: `Board request ${request.number}`, strong: true },
            { text: ` · ${ASK_KIND_LABELS[request.kind]}${describeBasis(request.basis)}` },
          ],
          [
            {
              text: `Raised ${formatDay(request.raisedOn)}${request.report ? `, on ${request.report.reference}` : ''}`,
            },
          ],
        ),
        text(nameSubject(request.about, plan)),
        text([{ text: request.text }]),
        text([{ text: request.owner?.name ?? NOT_DECIDED }]),
        text(
          [
            {
              text: describeState({ ...request, settledOn: request.settled?.on ?? null }),
              strong: request.isOverdue,
            },
          ],
          ...(request.settled ? [[{ text: request.settled.text }]] : []),
        ),
      ]),
    },
  ]
}

/** Takes the disputes that a report carries and its plan; returns them as blocks, as asksAsBlocks does; none at all when no rating is disputed. */
export function disputesAsBlocks(disputes: readonly FrozenDispute[], plan: Where): Block[] {
  if (disputes.length === 0) return []
  return [
    {
      kind: 'table',
      id: 'disputes',
      caption: 'Ratings disputed by a board member',
      columns: DISPUTE_COLUMNS,
      rows: disputes.map(({ about, rating, reason, raisedOn, answer, basis }) => [
        text(nameSubject(about, plan), [{ text: describeRating(plan, rating), strong: true }]),
        text(
          [{ text: `By a board member, ${formatDay(raisedOn)}${describeBasis(basis)}` }],
          [{ text: reason }],
        ),
        answer
          ? text(
              [{ text: `${OUTCOME_LABELS[answer.outcome]}, ${formatDay(answer.on)}`, strong: true }],
              [{ text: answer.text }],
            )
          : text([{ text: 'Not answered yet' }]),
      ]),
    },
  ]
}

function nameSubject(about: FrozenSubject, plan: Where): Spans {
  const href = about.level === 'action' ? paths.action(plan, about.code) : paths.section(plan, about.code)
  const link: Span = { text: describeSubject(about, plan.words), href }
  return [link, { text: ` ${about.title}` }]
}

const describeBasis = (basis: FrozenBoardRequest['basis']) =>
  basis === 'reported' ? '' : ` (${BASIS_LABELS[basis]})`
const say = (words: string): Block => ({ kind: 'paragraph', spans: [{ text: words }] })
const text = (...paragraphs: Spans[]): PaperCell => ({ kind: 'text', paragraphs })
