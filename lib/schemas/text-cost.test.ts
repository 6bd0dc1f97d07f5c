// Whatever is typed into a field, is sent in a file or stands in an address is read in a time that grows with its length, and no faster.
import { OWN_FIELD_TYPES } from '@/lib/domain/own-fields'
import { readdirSync } from 'node:fs'
import { z } from 'zod'
import { readPageNumber } from './page-number'
import { refuseUnknownParameters } from './plan/action-filter'
import { describe, expect, it } from 'vitest'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { buildField } from '@/tests/helpers/plan-builder'
import { hasEtag } from '@/lib/api/etag'
import { EVERY_ACTION, selectActions } from '@/lib/domain/plan/action-list'
import { parsePartialDate } from '@/lib/domain/dates'
import { findPasswordProblem } from '@/lib/domain/people/password'
import { codeOf } from '@/lib/domain/reference'
import { checkText } from '@/lib/domain/reports/report-check'
import { readDraftPart } from '@/lib/domain/reports/report-draft'
import { resolveText } from '@/lib/domain/reports/report-fields'
import { readFigures } from '@/lib/domain/reports/report-figures'
import { statusFromLabel } from '@/lib/domain/status/status'
import { trimEndOf } from '@/lib/domain/text'
import { isLinkable } from '@/lib/domain/web-address'
import { csvLine } from '@/lib/exports/csv/csv'
import { escapeMarkup } from '@/lib/format/markup'
import { wrapText } from '@/lib/exports/charts/svg-text'
import { BULK_KINDS } from '@/lib/domain/structure/bulk'
import { STRUCTURE_KINDS } from '@/lib/domain/structure/structure'
import { readReportText } from '@/lib/imports/printed-report'
import { momentHeader, pageAddress } from '@/lib/http/moment-header'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

type Values = Readonly<Record<string, string>>
type Check = (text: string) => unknown

const plan = { ...firstPlan(), asAt: '2025-02-28' }
const figures = readFigures(plan, '2025-02-28')
const today = '2026-11-29'

/** A form in which the same was typed into every field. */
const OWN_FIELDS = OWN_FIELD_TYPES.map((type) =>
  buildField(type.toLowerCase(), { type, options: ['a', 'b'] }),
)
const everyField = (text: string) =>
  new Proxy<Values>({}, { get: (_, name) => (typeof name === 'string' ? text : undefined) })

/** Fields that are found by their names. */
const TYPED_FIGURE = (text: string): Values =>
  Object.fromEntries(
    [
      'actions',
      'url',
      'reported-year',
      'published-year',
      ...['label', 'value', 'unit', 'qualifier', 'as-of'].map((field) => `metric-1-${field}`),
    ].map((name) => [name, text]),
  )

interface Schemas {
  readonly [file: string]: Readonly<Record<string, unknown>>
}

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /^(?!api\/).*(?<!\.test)\.ts$/.test(name),
)
const schemas: Schemas = Object.fromEntries(
  await Promise.all(
    files.map(
      async (name) => [name, (await import(`./${name.slice(0, -3)}.ts`)) as Schemas[string]] as const,
    ),
  ),
)

const ABOUT = ['reference', 'title', 'source', 'correction', 'asOf']
/** What the functions of lib/schemas that read typed text take besides it. */
const ARGUMENTS: Readonly<Record<string, (read: (...given: unknown[]) => unknown) => Check>> = {
  ...Object.fromEntries(
    [
      'checkLifecycle',
      'checkWithdrawal',
      'checkOrigin',
      'checkCounted',
      'checkContributor',
      'checkPlanDetails',
      'checkNewActions',
      'checkNewPlan',
      'checkAhead',
      'readAuditQuery',
      'parseSides',
      'readChoices',
    ].map((name) => [name, (read: (values: Values) => unknown) => (text: string) => read(everyField(text))]),
  ),
  acceptSchema: (make) => (text) =>
    (make({ name: undefined, email: undefined }) as z.ZodType).safeParse(everyField(text)),
  changePasswordSchema: (make) => (text) =>
    (make({ name: text, email: text }) as z.ZodType).safeParse({
      ...everyField(text),
      newPassword: 'a'.repeat(20),
    }),
  readRoles: (read) => (text) => read(everyField(text), ['a']),
  parseComparisonQuery: (read) => (text) => read(plan, everyField(text)),
  parseActionQuery: (read) => (text) => read(plan, everyField(text)),
  noticeUnknownParameters: (read) => (text) => read([text, ...text.split(' ')], ['status']),
  checkRequest: (read) => (text) => read(everyField(text), today),
  checkResponsibleChange: (read) => (text) => read(everyField(text)),
  readDate: (read) => (text) => read(everyField(text), 'due', 'The date'),
  readPartialDate: (read) => (text) => read(everyField(text), 'reported', 'The date'),
  readAnswers: (read) => (text) => read(JSON.stringify({ statuses: { [text]: text } })),
  readCiting: (read) => (text) => {
    read('achievement', { ...TYPED_FIGURE(text) }, {})
    read('publication', { ...TYPED_FIGURE(text) }, {})
  },
  metricNumbers: (read) => (text) => read({ [text]: '', [`metric-${text}`]: '' }),
  readWebAddress: (read) => (text) => {
    read(text)
    read(`https://${text}`)
  },
  checkReassignment: (read) => (text) => read(everyField(text), ['a']),
  checkOwnValues: (read) => (text) => {
    const values = Object.fromEntries(OWN_FIELDS.map(({ code }) => [`field-${code}`, text]))
    read(OWN_FIELDS, values, {})
  },
  readOwnText: (read) => (text) => OWN_FIELDS.map((field) => read(field, text)),
  checkPlanField: (read) => (text) => read(null, { ...everyField(text), type: 'oneOf', public: 'yes' }),
  readFacts: (read) => (text) => read('section', { code: text, title: text }),
  readLocalPath: (read) => (text) => read(`/${text}`),
  readMoment: (read) => (text) =>
    read(new URLSearchParams({ 'as-at': text, 'known-at': text, report: text }), today),
  checkPeriod: (read) => (text) => read(everyField(text), today),
  checkTypedReport: (read) => (text) => read(everyField(text), { codes: ['1.1', '1.2'], plan }, today),
  checkReportFile: (read) => (text) =>
    read(Object.fromEntries(ABOUT.map((name) => [name, text])), { problems: [text] }, today),
  readFigures: (read) => (text) =>
    read(plan, {
      reference: text,
      sections: text.split(' ').map((code) => ({ code, overall: text.slice(0, 50), shares: [] })),
    }),
  readReport: (read) => (text) => read(plan, everyField(text), null),
  checkReport: (read) => (text) =>
    read(
      plan,
      {
        status: 'delivered',
        narrative: text,
        reason: text,
        mitigation: text,
        effectiveOn: today,
        dueOn: null,
        evidence: [],
      },
      text,
      { today, startsOn: today, dueOn: null, timescaleEndsOn: null },
    ),
  reportReference: (make) => (text) => (make('Enter it', 100, ['new']) as z.ZodType).safeParse(text),
  checkAbout: (read) => (text) => read(everyField(text), true, today),
  checkDraftPart: (read) => (text) => {
    for (const part of ['about', 'summary', 'notes', 'delivered'])
      read(everyField(text), { part, actionId: 'a' }, true, today)
  },
  optionalText: (make) => (text) => (make('It') as z.ZodType).safeParse(text),
  requiredLine: (make) => (text) => (make('It', 'Enter it') as z.ZodType).safeParse(text),
  readNoChanges: (read) => (text) => read({ actions: [text, ...text.split(' ')] }),
  requiredText: (make) => (text) => (make('It', 'Enter it') as z.ZodType).safeParse(text),
  slugText: (make) => (text) => (make('It', 'Enter it') as z.ZodType).safeParse(text),
  checkPlace: (read) => (text) => read(everyField(text), ['Plan']),
  checkColumns: (read) => (text) =>
    read(everyField(text), { columns: [{ column: 1, name: text, filled: 1 }] }),
  checkValues: (read) => (text) =>
    read(everyField(text), {
      words: [{ folded: text, text, count: 1 }],
      statusCodes: ['delivered'],
      names: [{ folded: text, text, count: 1, choices: [[text]] }],
      listColumns: [1],
      dateColumns: [2],
    }),
  checkStatuses: (read) => (text) => read(plan, everyField(text)),
  readTicked: (read) => (text) => read({ actions: [text, ...text.split(' ')] }, 'actions'),
  readBulkChange: (read) => (text) => {
    for (const kind of BULK_KINDS) read(plan, kind, everyField(text))
  },
  readScope: (read) => (text) => read(`section:${text}`),
  checkChoices: (read) => (text) =>
    read(everyField(text), [{ id: 'a', row: 2, seen: {}, compared: 'all', fields: ['status'] }]),
  statusIn: (make) => (text) => (make(plan) as z.ZodType).safeParse(text),
  isReadable: (read) => (text) => read(text),
  checkRecord: (read) => (text) => {
    for (const kind of STRUCTURE_KINDS) read(kind, everyField(text))
  },
  gatherTyped: (read) => (text) => read(everyField(text), ['1.1', '1.2'], plan),
}
/** They take no text that someone typed, or hand it on to one of those above. */
const OTHERS =
  /^(fill|list|new|metricField|noChange|submissionKey|describe|show|note|to[A-Z]|name[A-Z]|label|write|wordsOf|roleField|statusFields|choiceName|inputsOf|quoted|noticePage|readSnapshot|readValues|checkForm|joinAnswers|isAsked|columnField|separatorField|orderField|wordField|choiceField|judgeReport|without|fieldUse)/

function checksOf(): [string, Check][] {
  return Object.entries(schemas).flatMap(([file, exported]) =>
    Object.entries(exported).flatMap(([name, value]): [string, Check][] => {
      if (value instanceof z.ZodType)
        return [
          [
            `${file} ${name}`,
            (text) => value.safeParse(value instanceof z.ZodObject ? everyField(text) : text),
          ],
        ]
      const make = ARGUMENTS[name]
      return typeof value === 'function' && make
        ? [[`${file} ${name}`, make(value as (...given: unknown[]) => unknown)]]
        : []
    }),
  )
}

/** Of text that is read elsewhere: reports' texts, uploads, addresses, headers, the search, what is written into files. */
const ELSEWHERE: readonly [name: string, check: Check, longest?: number][] = [
  ['the number of a page', readPageNumber],
  ['the names in the address of a file', (text) => refuseUnknownParameters([text], [])],
  ['the text of a report', (text) => resolveText(text, figures)],
  ['an uploaded report', (text) => readReportText(PUBLISHED_SIX, text)],
  [
    'a cell of an uploaded report',
    (text) => readReportText(PUBLISHED_SIX, `section,status,percent\n1.1,On Track,"${text}"\n`),
  ],
  [
    'a name on an uploaded report',
    (text) => readReportText(PUBLISHED_SIX, JSON.stringify({ title: text, names: { onTrack: [text] } })),
  ],
  ['the search for actions', (text) => selectActions(plan, { ...EVERY_ACTION, text: text.slice(0, 200) })],
  ['a password', (text) => findPasswordProblem('a'.repeat(20), { name: text, email: text })],
  ['a long password', (text) => findPasswordProblem(text, { name: 'A', email: 'a@example.org' })],
  ['a reference', codeOf],
  [
    'an address',
    (text) => [
      momentHeader(text),
      pageAddress(text),
      momentHeader(`/plans/${text}`),
      pageAddress(`/plans/a/reports/${text}`),
    ],
  ],
  ['a link', isLinkable],
  ['an entity tag', (text) => hasEtag(text, 'W/"a"')],
  ['part of a draft', readDraftPart],
  ['a partial date', (text) => attempt(() => parsePartialDate(text))],
  ['a status', (text) => statusFromLabel(PUBLISHED_SIX, text)],
  ['a reason’s end', (text) => trimEndOf(text, /[.;:,]/)],
  ['a CSV file', (text) => csvLine([text])],
  // A title is no longer; to break a line takes most of the time of all these tests.
  ['a picture', (text) => [escapeMarkup(text), wrapText(text, 400, { size: 14, weight: 700 })], 5_000],
]

function attempt(work: () => unknown): void {
  try {
    work()
  } catch {
    // What it says of it is another test's.
  }
}

/** What made a pattern slow, or may. */
const UNITS = [
  ' ',
  '%',
  '1',
  '1,',
  '1.',
  '1-',
  '1 ',
  ',',
  '.',
  '-',
  '/',
  '@',
  'a@',
  'a.',
  '{',
  '"',
  '""',
  '\n',
  '\t',
  '\r',
  '\\',
  'a',
  'aA',
  'a ',
  'a-',
  'a,',
  'é',
  'e\u0301',
  '\u0301',
  '\u00a0',
  '😀',
  '\u{fdfa}',
  '&',
  '<',
  '=',
  '(',
  'W/"',
  '\n- ',
  'a,b\n',
  '{list of counted}',
  '{a}',
  '{on track in 1.1} ',
]
/** And in a sentence about figures. */
const PHRASES = [
  'At Risk ',
  'On Track, ',
  'On Track, At Risk or ',
  '1 At Risk ',
  '28 are On Track and ',
  'counted actions ',
  '1 counted actions ',
  'in 1.1 ',
  'section 1.1 ',
  '1.1, ',
  'Sections 1.1, ',
  'Employ, ',
  'Employ and ',
  'one of the ',
  'up ',
  'is ',
  'of the ',
  'all ',
  '1, 1 is ',
  '26, 27 and 31 are At Risk ',
  'Section 1.1 is At Risk ',
  'since ',
  '(41%) ',
  '10 (14%) At Risk, ',
  '1, 2 actions At Risk in 1.1 ',
]

/** Below this no one waits, and a clock on a busy machine says nothing. In milliseconds. */
const AT_ONCE = 40
/** As much as a field takes, in characters. */
const LONGEST = 20_000
/** Four times the text should take four times as long; where it takes the square, sixteen times. */
const MOST_GROWTH = 8
const MOST_TRIES = 5

function timeOf(check: Check, text: string): number {
  const began = process.cpuUsage()
  check(text)
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

/** Takes a check and two texts, one four times as long; returns what the longer one takes too long, or null. The best of several tries counts. */
function findGrowth(check: Check, [small, large]: readonly [string, string]): string | null {
  let [least, most] = [Infinity, Infinity]
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    most = Math.min(most, timeOf(check, large))
    if (most < AT_ONCE) return null
    least = Math.min(least, timeOf(check, small))
    if (most < MOST_GROWTH * least) return null
  }
  return `${Math.round(most)} ms after ${Math.round(least)} ms`
}

const repeat = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
/** Bare, and between characters that keep a pattern from beginning or ending there. */
const textsOf = (unit: string, length: number) => [repeat(unit, length), `1${repeat(unit, length)}x`]

/** Takes a check, what its texts are made of and how long they are at most; returns those that take too long. */
const slowOnes = (check: Check, units: readonly string[], longest = LONGEST) =>
  units.flatMap((unit) =>
    [0, 1].flatMap((form) => {
      const [small, large] = [longest / 4, longest].map((length) => textsOf(unit, length)[form] ?? '')
      const growth = findGrowth(check, [small ?? '', large ?? ''])
      return growth ? [`${JSON.stringify(unit)}: ${growth}`] : []
    }),
  )

describe('a time that grows with the text, and no faster, is taken by', () => {
  it.each([...checksOf(), ...ELSEWHERE])('%s', (_, check, longest?: number) =>
    expect(slowOnes(check, UNITS, longest)).toEqual([]),
  )

  it('the checker of figures', () => {
    const check: Check = (text) => checkText([{ kind: 'paragraph', items: [[{ text }]] }], figures)
    expect(slowOnes(check, [...UNITS, ...PHRASES], 6_000)).toEqual([])
  }, 60_000)
})

it('every function of lib/schemas that reads text is among them', () => {
  const names = Object.values(schemas).flatMap((exported) =>
    Object.entries(exported).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
  )
  // Of a page number a few digits count, and what is stored was checked before it was.
  const elsewhere = [
    'readPageNumber',
    'readKeptAnswers',
    'readWritten',
    'refuseUnknownParameters',
    'readSheetAnswers',
  ]
  expect(names.filter((name) => !ARGUMENTS[name] && !OTHERS.test(name))).toEqual(elsewhere)
})
