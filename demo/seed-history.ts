/**
 * Two made-up periods after the published report of February 2025. None of this happened: it shows what movement and trends
 * look like. Updates, ratings, board requests and disputes say so by their basis; what has none says so in its words.
 */

import type { DemoPeriod, DemoReport, DemoWords } from '@/demo/history'
import { isAdverse, type StatusCode } from '@/lib/domain/status/status'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const madeUp = (text: string) => `${text} (made up)`

export const DEMO_WORDS: DemoWords = {
  basisNote: 'Loaded by npm run demo:history.',
  by: 'Cairn demonstration data',
  planNote:
    'What is dated after February 2025 here (statuses, ratings, board requests, disputes, the reports whose reference begins with DEMO) and every action whose number begins with DEMO is made up. Only the achievements of June 2025 are published facts.',
  partner: { code: 'demo', abbreviation: 'Example', name: madeUp('Example organisation') },
  ratingReason: 'Matches the suggested rating.',
  textFor,
}

const JUNE: DemoPeriod = {
  asAt: '2025-06-30',
  added: [
    demoAction('DEMO-1', '1.2', 'Publish a short guide for employers', '2025-04-15', '2025-06-30'),
    demoAction('DEMO-2', '2.3', 'Run a second survey of training places', '2025-04-15', null),
    demoAction('DEMO-3', '3.1', 'Agree terms for shared training', '2025-04-15', null),
    demoAction('DEMO-4', '3.1', 'Set up shared training', '2025-04-15', '2025-12-31'),
    demoAction('DEMO-5', '5.2', 'Collect examples of good practice', '2025-04-15', '2025-09-30'),
  ],
  renumbered: [],
  statuses: {
    '1.1': 'onTrack',
    '1.2': 'atRisk',
    '1.3': 'atRisk',
    '2': 'delivered',
    '3': 'onTrack',
    '4': 'atRisk',
    '6': 'onTrack',
    '9': 'delivered',
    '10': 'onTrack',
    '11': 'onTrack',
    '12': 'missedWithRisk',
    '13': 'onTrack',
    '14': 'delivered',
    '15': 'onTrack',
    '16': 'missedNoRisk',
    '17': 'offTrack',
    '18': 'missedWithRisk',
    '19': 'atRisk',
    '20': 'onTrack',
    '21': 'atRisk',
    '23': 'delivered',
    '25': 'onTrack',
    '30': 'onTrack',
    '34.1': 'onTrack',
    '34.2': 'atRisk',
    '34.3': 'onTrack',
    '35': 'onTrack',
    '36': 'atRisk',
    '37': 'atRisk',
    '38': 'onTrack',
    '46': 'onTrack',
    '48': 'onTrack',
    '50': 'delivered',
    '53': 'onTrack',
    '58': 'atRisk',
    '59': 'onTrack',
    '60': 'onTrack',
    '62': 'delivered',
    '63': 'offTrack',
    'DEMO-1': 'onTrack',
    'DEMO-2': 'onTrack',
    'DEMO-3': 'onTrack',
    'DEMO-4': 'atRisk',
    'DEMO-5': 'onTrack',
  },
  moved: [
    {
      ref: 'DEMO-1',
      on: '2025-06-16',
      dueOn: '2025-09-30',
      reason: madeUp('The first draft needs another round of comments'),
    },
  ],
  left: [],
  judged: {
    '2.3': {
      rag: 'offTrack',
      reason:
        'One action is off track and two have missed their dates, which is more serious than the percentage suggests.',
    },
  },
  asks: [
    {
      number: 1,
      kind: 'question',
      action: '17',
      text: 'What would bring this action back on track?',
      raisedOn: '2025-05-15',
      report: 'lb-25-03-03',
      dueOn: '2025-09-15',
    },
    {
      number: 2,
      kind: 'decision',
      section: '4.1',
      text: 'Agree one set of dates for this section at the next meeting.',
      raisedOn: '2025-05-15',
      report: 'lb-25-03-03',
      dueOn: '2025-09-30',
    },
  ],
  answers: [],
  disputes: [
    {
      number: 1,
      section: '2.3',
      rag: 'atRisk',
      on: '2025-06-10',
      reason: 'One action has not moved since the last report, so At Risk understates the problem.',
    },
  ],
  settled: [
    {
      dispute: 1,
      on: '2025-06-30',
      outcome: 'changed',
      text: madeUp(
        'The section was rated Off Track on 30 June 2025. The rating will be reviewed when the action moves',
      ),
    },
  ],
}

const OCTOBER: DemoPeriod = {
  asAt: '2025-10-31',
  added: [demoAction('DEMO-7', '4.1', 'Compare vacancy figures each quarter', '2025-07-15', '2026-03-31')],
  renumbered: [{ from: 'DEMO-5', to: 'DEMO-6' }],
  statuses: {
    '1.1': 'delivered',
    '1.2': 'onTrack',
    '1.3': 'atRisk',
    '1.4': 'onTrack',
    '3': 'delivered',
    '4': 'onTrack',
    '6': 'missedNoRisk',
    '10': 'atRisk',
    '11': 'onTrack',
    '12': 'missedWithRisk',
    '13': 'onTrack',
    '15': 'delivered',
    '16': 'delivered',
    '17': 'atRisk',
    '18': 'onTrack',
    '19': 'offTrack',
    '20': 'delivered',
    '21': 'atRisk',
    '25': 'onTrack',
    '30': 'delivered',
    '33': 'atRisk',
    '34.1': 'delivered',
    '34.2': 'onTrack',
    '35': 'onTrack',
    '36': 'missedWithRisk',
    '37': 'atRisk',
    '38': 'delivered',
    '46': 'delivered',
    '48': 'onTrack',
    '53': 'delivered',
    '58': 'onTrack',
    '59': 'missedNoRisk',
    '60': 'onTrack',
    '63': 'atRisk',
    'DEMO-1': 'onTrack',
    'DEMO-4': 'onTrack',
    'DEMO-6': 'delivered',
    'DEMO-7': 'onTrack',
  },
  moved: [
    {
      ref: 'DEMO-1',
      on: '2025-09-22',
      dueOn: '2026-03-31',
      reason: madeUp('The guide needs figures that will be published in the new year'),
    },
    {
      ref: 'DEMO-4',
      on: '2025-10-06',
      dueOn: '2026-06-30',
      reason: madeUp('It now includes the work of another action'),
    },
  ],
  left: [
    {
      ref: 'DEMO-2',
      on: '2025-08-29',
      lifecycle: 'withdrawn',
      heir: null,
      reason: madeUp('The first survey provides enough information'),
    },
    {
      ref: 'DEMO-3',
      on: '2025-09-12',
      lifecycle: 'merged',
      heir: 'DEMO-4',
      reason: madeUp('Both actions need the same staff'),
    },
  ],
  judged: {},
  asks: [
    {
      number: 3,
      kind: 'question',
      action: 'DEMO-1',
      text: 'Will the guide be published before its figures are out of date?',
      raisedOn: '2025-07-10',
      report: 'demo-25-06',
      dueOn: '2026-01-31',
    },
  ],
  answers: [
    {
      ask: 1,
      on: '2025-09-10',
      text: madeUp('Two more people have worked on it since August. The first half is complete'),
    },
  ],
  disputes: [],
  settled: [],
}

const report = (month: string, reference: string, meetingOn: string): DemoReport => ({
  reference,
  title: madeUp(`Progress report, ${month}`),
  meetingOn,
  head: 'Everything in this report is made up, to show how Cairn reports changes.',
  risks:
    'These risks are also made up. Vacancies are taking longer to fill than planned, and some dates depend on each other.',
  note: 'Not resolved, to show how a report lists a gap.',
})

/** In order: each period, and the report that closes it. */
export const DEMO_HISTORY: readonly { readonly period: DemoPeriod; readonly report: DemoReport }[] = [
  { period: JUNE, report: report('June 2025', 'DEMO(25)06', '2025-07-10') },
  { period: OCTOBER, report: report('October 2025', 'DEMO(25)10', '2025-11-13') },
]

function demoAction(ref: string, section: string, what: string, addedOn: string, dueOn: string | null) {
  return { ref, section, title: madeUp(what), addedOn, dueOn }
}

const DONE = [
  'The planned work is complete and in use.',
  'The last part of the work was completed in this period.',
  'The work is complete and has been shared with those who asked for it.',
]
const GOING_ON = [
  'Work is continuing as planned.',
  'The next step was completed in this period.',
  'Half of the planned work is complete.',
  'A first version is being tested.',
]
const WHY = [
  'Two posts were vacant for longer than planned.',
  'The figures needed for this action were late.',
  'Another action must be completed first.',
]
const MITIGATION = [
  'The work has been reallocated and the next step has a date.',
  'The first part will go ahead without the figures.',
  'The teams for both actions meet every fortnight.',
]

const pick = (texts: readonly string[], at: number) => texts[at % texts.length] ?? ''

function textFor(before: StatusCode | null, now: StatusCode, at: number) {
  if (now === 'delivered') return { narrative: pick(DONE, at), reason: null, mitigation: null }
  if (isAdverse(PUBLISHED_SIX, now))
    return {
      narrative: describeAdverse(before, now),
      reason: pick(WHY, at),
      mitigation: pick(MITIGATION, at),
    }
  const narrative =
    before !== null && isAdverse(PUBLISHED_SIX, before)
      ? 'The action is back on schedule.'
      : pick(GOING_ON, at)
  return now === 'missedNoRisk'
    ? {
        narrative: 'The due date has passed. Little work remains.',
        reason: pick(WHY, at),
        mitigation: null,
      }
    : { narrative, reason: null, mitigation: null }
}

function describeAdverse(before: StatusCode | null, now: StatusCode): string {
  if (before === now) return 'There has been no progress since the last report.'
  if (before === 'offTrack') return 'Work has restarted, but the due date may be missed.'
  return 'The action fell behind schedule in this period.'
}
