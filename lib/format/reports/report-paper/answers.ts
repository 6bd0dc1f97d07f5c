/** What a report tells of people's answers: who gave none, how fresh the figures are, and which dates slipped. */

import { daysBetween } from '@/lib/domain/dates'
import { isCounted } from '@/lib/domain/status/roll-up'
import { requestsAsBlocks, disputesAsBlocks } from '@/lib/format/board/requests-paper'
import { formatAge, formatDate, formatDay } from '@/lib/format/dates'
import type { Block } from '@/lib/format/paper/paper'
import { nameAction, textCell } from '@/lib/format/plan/plan-blocks'
import { count, countLevel, joinNames } from '@/lib/format/words'
import { heading, type Parts, sentence, type PaperSource } from './parts'

/** Takes a report; returns who owed an update and gave none. */
export function unanswered({ plan, matter: { unanswered: responsible } }: PaperSource): Block[] {
  const { action } = plan.words
  const head = heading('unanswered', 'Overdue updates')
  if (responsible === null)
    return [
      head,
      sentence('No updates were requested for this period, or the figures are for an earlier date.'),
    ]
  if (responsible.rows.length === 0)
    return [head, sentence(`None. All updates due in ${responsible.period} were received.`)]
  return [
    head,
    sentence(
      `No update was received in ${responsible.period} on ${countLevel(responsible.rows.length, action)} not yet delivered.`,
    ),
    {
      kind: 'table',
      id: 'table-unanswered',
      caption: `${action.many} with no update in this period`,
      columns: [
        { header: action.one, width: 45 },
        { header: 'Responsible', width: 33 },
        { header: 'Last update', width: 22 },
      ],
      rows: responsible.rows.map(({ code, title, bodies, lastOn }) => [
        textCell(...nameAction(plan, { ref: code, title })),
        textCell(bodies.length ? { text: nameSome(bodies) } : { text: 'Not recorded', quiet: true }),
        textCell(lastOn ? { text: formatDay(lastOn) } : { text: 'None yet', quiet: true }),
      ]),
    },
  ]
}

const MOST_BODIES = 4

/** Many bodies stand behind an action that no one leads; a table of such rows is for the first few. */
function nameSome(bodies: readonly string[]): string {
  const more = bodies.length - (MOST_BODIES - 1)
  return joinNames(
    bodies.length > MOST_BODIES ? [...bodies.slice(0, MOST_BODIES - 1), `${more} more`] : bodies,
  )
}

/** Takes a report; returns how old its figures are and what they rest on. */
export function freshness({ plan, matter: { freshness: fresh } }: PaperSource): Block[] {
  const { reported, daysOld, newer, older, source, basisCounts } = fresh
  const head = heading('freshness', 'Dates of the figures')
  if (!reported || daysOld === null) return [head, sentence('No updates yet.')]
  const { action } = plan.words
  const { published, inferred, illustrative, reported: here, madeUp } = basisCounts
  const kinds = [
    ...(published ? [`${published} published`] : []),
    ...(here ? [`${here} reported here`] : []),
    ...(inferred ? [`${inferred} inferred`] : []),
    ...(illustrative ? [`${illustrative} estimated`] : []),
    ...(madeUp ? [`${madeUp} made up`] : []),
  ]
  return [
    head,
    {
      kind: 'facts',
      items: [
        {
          term: 'Most figures are from',
          value: [{ text: `${formatDate(reported)}${describeAgeThen(daysOld)}` }],
        },
        ...(newer
          ? [
              {
                term: 'Newer',
                value: [
                  { text: `${count(newer.count, 'figure')}, the latest from ${formatDate(newer.latest)}` },
                ],
              },
            ]
          : []),
        ...(older > 0 ? [{ term: 'Older', value: [{ text: count(older, 'figure') }] }] : []),
        ...(source
          ? [
              {
                term: 'Most come from',
                value: [{ text: source.reference ?? source.title, href: source.url }],
              },
            ]
          : []),
        {
          term: 'Basis',
          value: [{ text: `The statuses of ${action.many.toLowerCase()}: ${joinNames(kinds)}` }],
        },
      ],
    },
  ]
}

/** A report is read long after: how old its figures are is told from their own day on. */
function describeAgeThen(days: number): string {
  if (days < 1) return ''
  const age = days === 1 ? 'a day' : formatAge(days).replace(/ ago$/, '')
  return `, ${age} before the date of this report’s figures`
}

/** Takes a report; returns the counted actions whose due date is later than the one first promised, the longest slip first. */
export function slipped({ plan }: Parts): Block[] {
  const { action } = plan.words
  const rows = plan.actions
    .flatMap(({ ref, title, originalDue, due, ...rest }) => {
      const days = originalDue && due ? daysBetween(originalDue.date, due.date) : 0
      return isCounted(rest) && originalDue && due && days > 0 ? [{ ref, title, originalDue, due, days }] : []
    })
    .sort((a, b) => b.days - a.days)
  const head = heading('slipped', 'Due dates moved later')
  if (rows.length === 0) return [head, sentence(`No due dates have moved later.`)]
  return [
    head,
    {
      kind: 'table',
      id: 'table-slipped',
      caption: `${action.many} due later than the original date`,
      columns: [
        { header: action.one, width: 46 },
        { header: 'Originally due', width: 20 },
        { header: 'Due now', width: 20 },
        { header: 'Days later', numeric: true, width: 14 },
      ],
      rows: rows.map((row) => [
        textCell(...nameAction(plan, row)),
        textCell({ text: formatDate(row.originalDue) }),
        textCell({ text: formatDate(row.due) }),
        textCell({ text: row.days.toLocaleString('en-GB') }),
      ]),
    },
  ]
}

/** Takes a report; returns what the board asked and disputed. */
export function asked({ plan, matter: { asks, disputes } }: PaperSource): Block[] {
  const about = disputesAsBlocks(disputes, plan)
  return [
    heading('asks', 'Board requests'),
    ...requestsAsBlocks(asks, plan),
    ...(about.length ? [heading('disputed', 'Disputed ratings'), ...about] : []),
  ]
}
