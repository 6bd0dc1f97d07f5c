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
  const head = heading('unanswered', 'Who has not answered')
  if (responsible === null)
    return [head, sentence('Not known: these are figures of an earlier day, or no updates were asked for.')]
  if (responsible.rows.length === 0)
    return [
      head,
      sentence(
        `Something was said in ${responsible.period} on every ${action.one.toLowerCase()} that was to be reported on.`,
      ),
    ]
  return [
    head,
    sentence(
      `Nothing was said in ${responsible.period} about ${countLevel(responsible.rows.length, action)} that ${responsible.rows.length === 1 ? 'is' : 'are'} not delivered.`,
    ),
    {
      kind: 'table',
      id: 'table-unanswered',
      caption: `${action.many} that nobody has given an update on`,
      columns: [
        { header: action.one, width: 45 },
        { header: 'Who answers for it', width: 33 },
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

/** Many bodies stand behind an action that nobody leads; a table of such rows is for the first few. */
function nameSome(bodies: readonly string[]): string {
  const more = bodies.length - (MOST_BODIES - 1)
  return joinNames(
    bodies.length > MOST_BODIES ? [...bodies.slice(0, MOST_BODIES - 1), `${more} more`] : bodies,
  )
}

/** Takes a report; returns how old its figures are and what they rest on. */
export function freshness({ plan, matter: { freshness: fresh } }: PaperSource): Block[] {
  const { reported, daysOld, newer, older, source, basisCounts } = fresh
  const head = heading('freshness', 'How fresh the figures are')
  if (!reported || daysOld === null) return [head, sentence('Nothing has been reported yet.')]
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
          term: 'Most figures are true of',
          value: [{ text: `${formatDate(reported)}${describeAgeThen(daysOld)}` }],
        },
        ...(newer
          ? [
              {
                term: 'Newer',
                value: [
                  { text: `${count(newer.count, 'figure')}, the latest of ${formatDate(newer.latest)}` },
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
          term: 'What they rest on',
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
  return `, ${age} before the day of the report’s figures`
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
  const head = heading('slipped', 'Slipped dates')
  if (rows.length === 0)
    return [head, sentence(`No ${action.one.toLowerCase()} is due later than was first promised.`)]
  return [
    head,
    {
      kind: 'table',
      id: 'table-slipped',
      caption: `${action.many} due later than was first promised`,
      columns: [
        { header: action.one, width: 46 },
        { header: 'First promised', width: 20 },
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
    heading('asks', 'Questions and decisions of the board'),
    ...requestsAsBlocks(asks, plan),
    ...(about.length ? [heading('disputed', 'Disputed ratings'), ...about] : []),
  ]
}
