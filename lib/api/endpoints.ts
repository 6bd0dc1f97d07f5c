/** The addresses of the API and their parameters, as its description lists them. */

import { ACTIVITY_CHOICES, SORT_KEYS } from '@/lib/domain/plan/action-list'
import { CHANGE_KINDS } from '@/lib/domain/movement/movement-kinds'
import { CELL_PLACES } from '@/lib/domain/movement/movement-matrix'
import { BUCKETS } from '@/lib/domain/status/status'
import { NO_TIMESCALE } from '@/lib/domain/plan/timescale-views'
import { type ActionParameter, MOST_TEXT, nameSort } from '@/lib/schemas/plan/action-filter'
import { MOST_IN_PART, USUAL_PART } from '@/lib/schemas/api'

/** A JSON schema, as far as this API uses them. */
export interface JsonSchema {
  $ref?: string
  type?: string
  format?: string
  description?: string
  examples?: unknown[]
  enum?: string[]
  default?: unknown
  items?: JsonSchema
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema
  required?: string[]
  minimum?: number
  maximum?: number
  maxLength?: number
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description: string
  schema: JsonSchema
  /** Those of a path, and those that the page's example of a request sets. */
  example?: string | number | string[]
}

/** What the addresses are about, in the order of a reader's questions. */
export const TAGS = {
  Plans: 'What a plan is, and its figures.',
  Sections: 'Sections, their figures and their ratings.',
  Actions: 'Actions, what was said about them and when they are due.',
  Partners: 'Who has a part in a plan.',
  Outcomes: 'What a plan seeks to change.',
  Timescales: 'What was promised for when.',
  Reports: 'Reports that froze a plan, and how it went from one to the next.',
  'Printed reports': 'Figures that were printed, and where they do not agree.',
  Changes: 'What was published when.',
  Description: 'This API.',
} as const

export interface Endpoint {
  path: string
  operationId: string
  /** One of TAGS. */
  tag: keyof typeof TAGS
  summary: string
  description: string
  /** The name of its answer's schema; null for a CSV file. */
  answer: string | null
  parameters: Parameter[]
}

const inPath = (name: string, description: string, example: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
  example,
})

const PLAN = inPath('plan', 'The plan’s slug.', 'mental-health-workforce')
const MOMENT: Parameter[] = [
  {
    name: 'as-at',
    in: 'query',
    description: 'What was true on that day; without it, what is true now. Not in the future.',
    schema: { type: 'string', format: 'date', examples: ['2025-06-30'] },
  },
  {
    name: 'known-at',
    in: 'query',
    description: 'Only what was on record here at the end of that day, in Scotland; without it, all that is.',
    schema: { type: 'string', format: 'date', examples: ['2025-07-31'] },
  },
]
/** What can be read as a report froze it, too. */
const STATE: Parameter[] = [
  ...MOMENT,
  {
    name: 'report',
    in: 'query',
    description: 'The code of an issued report: everything as that report froze it. Not together with a day.',
    schema: { type: 'string', examples: ['lb-25-03-03'] },
  },
]
const ISSUED = inPath('report', 'The code of an issued report, made from its reference.', 'lb-25-03-03')
const SECTION = inPath('section', 'The section’s code.', '1.1')
const REPORT = inPath('report', 'The code of a printed report, made from its reference.', 'lb-25-03-03')
const ACTION = inPath('action', 'The action’s reference.', '26')

const inQuery = (name: string, description: string, schema: JsonSchema): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
})
const MOVEMENT: Parameter[] = [
  inQuery(
    'from',
    'The earlier state: the code of an issued report. Without it, the report before the later state.',
    { type: 'string', examples: ['lb-25-03-03'] },
  ),
  inQuery('to', 'The later state: the code of an issued report, or “now”, which it is when left out.', {
    type: 'string',
    examples: ['now'],
  }),
  inQuery('was', 'Only actions that stood there; those that did not change are listed, too.', {
    type: 'string',
    enum: [...CELL_PLACES],
  }),
  inQuery('is', 'Only actions that stand there; those that did not change are listed, too.', {
    type: 'string',
    enum: [...CELL_PLACES],
  }),
  inQuery('kind', 'Only actions that made this kind of movement.', {
    type: 'string',
    enum: [...CHANGE_KINDS],
  }),
]

/** How a list is read in parts. */
const PARTS: Parameter[] = [
  inQuery('limit', 'How many to return.', {
    type: 'integer',
    minimum: 1,
    maximum: MOST_IN_PART,
    default: USUAL_PART,
  }),
  inQuery(
    'cursor',
    'Where to go on, as the last answer’s next address has it. It is good for the same day or report only.',
    {
      type: 'string',
    },
  ),
]
const IN_PARTS =
  'In parts: follow next until it is null. Whatever is saved meanwhile ends that walk with a 409.'

type ListParameter = Exclude<ActionParameter, 'page'> | 'limit' | 'cursor'

const LIST_PARAMETERS: Record<ListParameter, Omit<Parameter, 'name' | 'in'>> = {
  pillar: { description: 'A pillar’s code.', schema: { type: 'string', examples: ['train'] } },
  section: { description: 'A section’s code.', schema: { type: 'string', examples: ['1.1'] } },
  status: {
    description: 'A status, or noUpdate for counted actions without one. May be repeated: any of them.',
    schema: { type: 'array', items: { type: 'string', enum: [...BUCKETS] } },
    example: ['atRisk'],
  },
  partner: { description: 'A partner’s code.', schema: { type: 'string', examples: ['nes'] } },
  timescale: {
    description: `A timescale’s code, or “${NO_TIMESCALE}” for actions without one.`,
    schema: { type: 'string', examples: ['short'] },
  },
  activity: {
    description: 'Existing or new activity, or actions of which the plan does not say.',
    schema: { type: 'string', enum: [...ACTIVITY_CHOICES] },
  },
  q: {
    description:
      'Words that all have to occur in the reference (now or formerly), the title, the section or a partner’s name. Case and accents make no difference.',
    schema: { type: 'string', maxLength: MOST_TEXT, examples: ['rural recruitment'] },
  },
  counted: {
    description: '“yes”: only the actions that enter roll-ups.',
    schema: { type: 'string', enum: ['yes'] },
  },
  sort: {
    description:
      'What to order by, with “-” before it for the other direction. Actions with nothing to order by come last.',
    schema: {
      type: 'string',
      enum: SORT_KEYS.flatMap((by) => [false, true].map((descending) => nameSort({ by, descending }))),
      default: SORT_KEYS[0],
    },
  },
  limit: {
    description: 'How many actions to return.',
    schema: { type: 'integer', minimum: 1, maximum: MOST_IN_PART, default: USUAL_PART },
    example: 5,
  },
  cursor: {
    description:
      'Where to go on, as the last answer’s next address has it. It is good for the same filters, order and day only.',
    schema: { type: 'string' },
  },
}

export const ENDPOINTS = [
  {
    path: '/api/v1/plans',
    operationId: 'listPlans',
    tag: 'Plans',
    summary: 'The plans',
    description: 'Every plan that may be read, by title.',
    answer: 'PlanList',
    parameters: [],
  },
  {
    path: '/api/v1/plans/{plan}',
    operationId: 'getPlan',
    tag: 'Plans',
    summary: 'A plan',
    description:
      'What the plan is, the words it uses, its rating rule, its sources, and the codes that filters take.',
    answer: 'Plan',
    parameters: [PLAN, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/rollup',
    operationId: 'getRollUp',
    tag: 'Plans',
    summary: 'The figures of a plan',
    description: 'Counts, shares and ratings of the plan, of each pillar and of each section.',
    answer: 'PlanRollUp',
    parameters: [PLAN, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/sections',
    operationId: 'listSections',
    tag: 'Sections',
    summary: 'The sections of a plan',
    description: 'Each with its figures, in the plan’s order.',
    answer: 'SectionList',
    parameters: [PLAN, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/sections/{section}',
    operationId: 'getSection',
    tag: 'Sections',
    summary: 'A section',
    description:
      'Its figures, its rating and why, its partners, its outcomes and all of its actions. A code that it had before leads on (308).',
    answer: 'Section',
    parameters: [PLAN, SECTION, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/actions',
    operationId: 'listActions',
    tag: 'Actions',
    summary: 'The actions of a plan',
    description:
      'Narrowed and ordered as asked, in parts: follow next until it is null. Whatever is saved meanwhile ' +
      'ends that walk with a 409: start again, or read an issued report, which never changes.',
    answer: 'ActionList',
    parameters: [
      PLAN,
      ...Object.entries(LIST_PARAMETERS).map(([name, parameter]) => ({
        name,
        in: 'query' as const,
        ...parameter,
      })),
      ...STATE,
    ],
  },
  {
    path: '/api/v1/plans/{plan}/actions/{action}',
    operationId: 'getAction',
    tag: 'Actions',
    summary: 'An action',
    description:
      'All that is known of it, with everything ever said about it, newest first. A number that it had before leads on (308).',
    answer: 'ActionDetail',
    parameters: [PLAN, ACTION, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/reports',
    operationId: 'listReports',
    tag: 'Reports',
    summary: 'Issued reports',
    description:
      'The reports of the board that froze the plan, corrected ones included: each says which one it corrects, or is corrected by.',
    answer: 'ReportList',
    parameters: [PLAN],
  },
  {
    path: '/api/v1/plans/{plan}/reports/{report}',
    operationId: 'getReport',
    tag: 'Reports',
    summary: 'An issued report',
    description:
      'Its figures as they were frozen, and whether its document is still what was frozen. It is checked for every answer.',
    answer: 'Report',
    parameters: [PLAN, ISSUED],
  },
  {
    path: '/api/v1/plans/{plan}/reports/{report}/snapshot',
    operationId: 'getSnapshot',
    tag: 'Reports',
    summary: 'The document of a report',
    description:
      'The frozen document, to the letter. Cairn-SHA256 is the fingerprint taken when it was frozen: the SHA-256 of what you ' +
      'receive has to be the same. Repr-Digest (RFC 9530) is that of what is sent.',
    answer: 'Snapshot',
    parameters: [PLAN, ISSUED],
  },
  {
    path: '/api/v1/plans/{plan}/movement',
    operationId: 'getMovement',
    tag: 'Reports',
    summary: 'What moved',
    description:
      'What moved between two reports, or between one and now: the matrix of statuses, sections then and now, and every action ' +
      'that changed with its old and new values and why. Identity follows the action, not its number. Sides that make no sense, ' +
      'a report that was altered, or a wrong filter are errors.',
    answer: 'Movement',
    parameters: [PLAN, ...MOVEMENT],
  },
  {
    path: '/api/v1/plans/{plan}/time-series',
    operationId: 'getTimeSeries',
    tag: 'Reports',
    summary: 'How a plan went',
    description:
      'One row a report and a status, for the plan, each pillar and each section, as the reports froze them. Reports that were ' +
      'corrected are left out.',
    answer: 'TimeSeries',
    parameters: [PLAN],
  },
  {
    path: '/api/v1/plans/{plan}/time-series.csv',
    operationId: 'getTimeSeriesCsv',
    tag: 'Reports',
    summary: 'How a plan went, as CSV',
    description: 'The rows of the time series as a CSV file, with a header of names in snake_case.',
    answer: null,
    parameters: [PLAN],
  },
  {
    path: '/api/v1/plans/{plan}/history',
    operationId: 'listHistory',
    tag: 'Actions',
    summary: 'The history of a plan',
    description: `Everything ever said about its actions that readers may see, in the order of recording. ${IN_PARTS}`,
    answer: 'History',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/due-date-moves',
    operationId: 'listDueDateMoves',
    tag: 'Actions',
    summary: 'How due dates moved',
    description: `Every move of the due date of an action, in the order of recording, and why. ${IN_PARTS}`,
    answer: 'DueDateMoveList',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/section-ratings',
    operationId: 'listSectionRatings',
    tag: 'Sections',
    summary: 'Ratings over time',
    description: `Every rating that a person gave a section, in the order of recording. ${IN_PARTS}`,
    answer: 'SectionRatingList',
    parameters: [PLAN, ...PARTS, ...MOMENT],
  },
  {
    path: '/api/v1/plans/{plan}/partners',
    operationId: 'listPartners',
    tag: 'Partners',
    summary: 'The partners of a plan',
    description: `Each with the figures of the counted actions that involve it. ${IN_PARTS}`,
    answer: 'PartnerList',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/timescales',
    operationId: 'listTimescales',
    tag: 'Timescales',
    summary: 'The timescales of a plan',
    description: `Each with its figures. ${IN_PARTS}`,
    answer: 'TimescaleList',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/outcomes',
    operationId: 'listOutcomes',
    tag: 'Outcomes',
    summary: 'The outcomes of a plan',
    description: `Each with the sections that work towards it, and their figures. ${IN_PARTS}`,
    answer: 'OutcomeList',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/changes',
    operationId: 'listChanges',
    tag: 'Changes',
    summary: 'What was published when',
    description:
      'Updates, ratings, moves of dates, changes of the structure and reports, each from the instant at which readers could see it, ' +
      'the newest first. Nobody is named. In parts: follow next until it is null. What is published meanwhile is before the first part.',
    answer: 'ChangeLog',
    parameters: [PLAN, ...PARTS],
  },
  {
    path: '/api/v1/plans/{plan}/printed-reports',
    operationId: 'listPrintedReports',
    tag: 'Printed reports',
    summary: 'Printed reports',
    description:
      'The reports whose printed figures were entered, and how many things in each do not agree. Each is compared with the ' +
      'plan as it stood on the day of its figures, unless another day is asked for.',
    answer: 'PrintedReportList',
    parameters: [PLAN, ...MOMENT],
  },
  {
    path: '/api/v1/plans/{plan}/printed-reports/{report}',
    operationId: 'getPrintedReport',
    tag: 'Printed reports',
    summary: 'A printed report',
    description:
      'Its figures as they were printed, and where they differ from arithmetic, from its own other tables and from the ' +
      'statuses on record.',
    answer: 'PrintedReport',
    parameters: [PLAN, REPORT, ...MOMENT],
  },
] as const satisfies readonly Endpoint[]

/** The name of what an address does. */
export type Operation = (typeof ENDPOINTS)[number]['operationId'] | 'getOpenApi'

/** Takes the name of what an address does; returns the parameters that its query may have, by name. */
export function queryOf(operation: Operation): ReadonlyMap<string, Parameter> {
  const found: Endpoint | undefined = ENDPOINTS.find(({ operationId }) => operationId === operation)
  return new Map(
    (found?.parameters ?? []).flatMap((parameter) =>
      parameter.in === 'query' ? [[parameter.name, parameter]] : [],
    ),
  )
}
