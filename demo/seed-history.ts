/**
 * Two made-up periods after the published report of February 2025. None of this happened: it shows what movement and trends
 * look like. Updates, ratings, board requests and disputes say so by their basis; what has none says so in its words.
 */

import type { DemoPeriod, DemoReport, DemoWords } from '@/demo/history'
import { isAdverse, type Status } from '@/lib/domain/status/status'

const madeUp = (text: string) => `${text} (made up)`

export const DEMO_WORDS: DemoWords = {
  basisNote:
    'Demonstration data, loaded by npm run demo:history. It says nothing about what was really done.',
  by: 'Cairn demonstration data',
  planNote:
    'What is dated after February 2025 here (statuses, ratings, board requests, disputes, the reports whose reference begins with DEMO) and every action whose number begins with DEMO is made up. Only the achievements of June 2025 are published facts.',
  partner: { code: 'demo', abbreviation: 'Example', name: madeUp('Example organisation') },
  ratingReason: 'Rated as the rule suggests.',
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
      reason: 'One action is off track and two dates were missed, which weighs more than the share says.',
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
      text: 'Bring one set of dates for this section to the next meeting.',
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
      reason: 'One action has stood still since the last report, so At Risk says too little.',
    },
  ],
  settled: [
    {
      dispute: 1,
      on: '2025-06-30',
      outcome: 'changed',
      text: madeUp('The section was rated Off Track on 30 June 2025, until that action moves again'),
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
      reason: madeUp('The guide waits for figures that come out in the new year'),
    },
    {
      ref: 'DEMO-4',
      on: '2025-10-06',
      dueOn: '2026-06-30',
      reason: madeUp('It takes on the work of another action as well'),
    },
  ],
  left: [
    {
      ref: 'DEMO-2',
      on: '2025-08-29',
      lifecycle: 'withdrawn',
      heir: null,
      reason: madeUp('The first survey says enough'),
    },
    {
      ref: 'DEMO-3',
      on: '2025-09-12',
      lifecycle: 'merged',
      heir: 'DEMO-4',
      reason: madeUp('Both need the same people'),
    },
  ],
  judged: {},
  asks: [
    {
      number: 3,
      kind: 'question',
      action: 'DEMO-1',
      text: 'Will the guide come out before the figures are old?',
      raisedOn: '2025-07-10',
      report: 'demo-25-06',
      dueOn: '2026-01-31',
    },
  ],
  answers: [
    {
      ask: 1,
      on: '2025-09-10',
      text: madeUp('Two more people work on it since August, and its first half is done'),
    },
  ],
  disputes: [],
  settled: [],
}

const report = (month: string, reference: string, meetingOn: string): DemoReport => ({
  reference,
  title: madeUp(`Progress report, ${month}`),
  meetingOn,
  head: 'Everything in this report is made up to show how Cairn tells of movement.',
  risks:
    'The risks are made up too. Posts stay empty for longer than planned, and dates depend on one another.',
  note: 'Left as it is, to show what a gap looks like.',
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
  'What was planned is done, and is in use.',
  'The last part was finished in this period.',
  'It was finished, and those who asked for it have it.',
]
const GOING_ON = [
  'Work goes on as planned.',
  'The next step was taken in this period.',
  'Half of what was planned is done.',
  'A first version is being tried out.',
]
const WHY = [
  'Two posts stayed empty for longer than planned.',
  'The figures it needs came later than expected.',
  'It waits for another action to be finished first.',
]
const MITIGATION = [
  'The work was divided anew, and the next step has a date.',
  'A first part goes ahead without the figures.',
  'Those who work on both meet every fortnight.',
]

const pick = (texts: readonly string[], at: number) => texts[at % texts.length] ?? ''

function textFor(before: Status | null, now: Status, at: number) {
  if (now === 'delivered') return { narrative: pick(DONE, at), reason: null, mitigation: null }
  if (isAdverse(now))
    return {
      narrative: describeAdverse(before, now),
      reason: pick(WHY, at),
      mitigation: pick(MITIGATION, at),
    }
  const narrative = before !== null && isAdverse(before) ? 'It caught up in this period.' : pick(GOING_ON, at)
  return now === 'missedNoRisk'
    ? {
        narrative: 'Its date has passed; what is left is small.',
        reason: pick(WHY, at),
        mitigation: null,
      }
    : { narrative, reason: null, mitigation: null }
}

function describeAdverse(before: Status | null, now: Status): string {
  if (before === now) return 'It stands where it stood in the last report.'
  if (before === 'offTrack') return 'Work has begun again; the date is still in doubt.'
  return 'It fell behind in this period.'
}
