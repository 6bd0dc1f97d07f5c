/**
 * What the read API returns: the one source of its handlers' types, of the tests that parse its answers, and of the
 * OpenAPI document. A field never changes its name or meaning within a version; new ones may be added.
 */

import { z } from 'zod'
import { DATE_PRECISIONS } from '@/lib/domain/dates'
import {
  ACTIVITY_TYPES,
  BASES,
  CONFIDENCES,
  METRIC_QUALIFIERS,
  PARTNER_KINDS,
  PARTNER_ROLES,
  REFERENCE_SOURCES,
  TIMESCALE_SOURCES,
  UPDATE_KINDS,
} from '@/lib/domain/plan'
import { OVERALL_RAGS } from '@/lib/domain/rag'
import { LIFECYCLES } from '@/lib/domain/roll-up'
import { BUCKETS, STATUS_CODES } from '@/lib/domain/status'

/** The schemas that the OpenAPI document names, by their name there. */
export const apiSchemas = z.registry<{ id: string }>()

function named<S extends z.ZodType>(id: string, description: string, schema: S): S {
  const described = schema.meta({ description })
  apiSchemas.add(described, { id })
  return described
}

const about = <S extends z.ZodType>(schema: S, description: string, ...examples: z.output<S>[]): S =>
  schema.meta(examples.length ? { description, examples } : { description })

const text = (description: string, ...examples: string[]) => about(z.string(), description, ...examples)
const textOrNull = (description: string) => about(z.string().nullable(), description)
const count = (description: string) => about(z.int().min(0), description)

const date = named('Date', 'A day of the calendar.', z.iso.date())

const datedTo = named(
  'DatedTo',
  'A date and how exactly it is known. For a month or a year the date is its last day.',
  z.strictObject({
    date: about(z.iso.date(), 'The day, or the last day of the month or year.', '2025-02-28'),
    precision: about(z.enum(DATE_PRECISIONS), 'How exactly the date is known.'),
  }),
)

const status = named('Status', 'Where delivery of one action stands.', z.enum(STATUS_CODES))

const bucket = named(
  'Bucket',
  'Where a counted action lands in a roll-up: its status, or noUpdate.',
  z.enum(BUCKETS),
)

const basis = named(
  'Basis',
  'How a fact is known. published: printed in a source. inferred: supported by a named text. illustrative: one example ' +
    'among several possible ones, which must be shown as an example.',
  z.enum(BASES),
)

const overallRag = named('OverallRag', 'A section’s overall rating.', z.enum(OVERALL_RAGS))

const level = named(
  'CodeAndTitle',
  'The name of a row of the plan.',
  z.strictObject({ code: text('Unique in the plan among its kind.'), title: text('As readers see it.') }),
)

const links = about(
  z.strictObject({ self: text('Its address in this API.'), page: text('The page that shows it to people.') }),
  'Addresses, relative to the server.',
)

const source = named(
  'Source',
  'A paper that facts were read from.',
  z.strictObject({
    code: text('Unique in the plan.'),
    reference: textOrNull('Its number, if it has one.'),
    title: text('Its title.'),
    url: about(z.url(), 'Where it was read.'),
    readAs: text('How much of it was read, and in which form.'),
  }),
)

const rollUp = named(
  'RollUp',
  'Counts and shares of the status of counted actions.',
  z.strictObject({
    base: count('How many counted actions the figures are about.'),
    counts: about(
      z.record(z.enum(BUCKETS), z.int().min(0)),
      'How many actions each bucket holds. They sum to the base.',
    ),
    shares: about(
      z.array(
        z.strictObject({
          bucket,
          label: text('The published label.', 'On Track'),
          count: count('How many actions.'),
          percent: about(z.int().min(0).max(100), 'Whole per cent of the base, rounded half up on its own.'),
        }),
      ),
      'The buckets that hold something, in display order.',
    ),
    sentence: text('The shares as the published reports write them.', '25% On Track, 75% At Risk'),
    percentTotal: count('What the percentages add up to: rounded each on its own, they need not make 100.'),
    adverse: count('How many actions are At Risk, Off Track or Delivery Date Missed with Risk.'),
  }),
)

const ratingFields = {
  rag: overallRag,
  label: text('The published label.', 'At Risk'),
}

const rating = named(
  'Rating',
  'What a person decided, beside what the plan’s rule suggests. A person rates sections only.',
  z.strictObject({
    rag: about(overallRag.nullable(), 'The rating that counts: the assessed one, or else the suggested one.'),
    label: textOrNull('Its published label.'),
    assessed: about(z.strictObject(ratingFields).nullable(), 'A person’s rating; null when nobody gave one.'),
    suggested: about(
      z.strictObject({
        rag: overallRag.nullable(),
        label: textOrNull('The published label.'),
        explanation: text('Why.', '2 of 6 counted actions are adverse; the threshold is a third.'),
      }),
      'What the rule suggests; rag is null when there is nothing to go by.',
    ),
    differs: about(z.boolean(), 'Whether the two disagree.'),
    stale: about(z.boolean(), 'Whether the statuses below have changed since the person’s rating was made.'),
  }),
)

const partner = named(
  'NamedPartner',
  'An organisation with a part in a section or an action.',
  z.strictObject({
    code: text('Unique in the plan.', 'nes'),
    abbreviation: text('Its short name.', 'NES'),
    name: text('Its full name.', 'NHS Education for Scotland'),
    role: about(
      z.enum(PARTNER_ROLES),
      'keyPartner: named by the plan, which does not say whether the partner leads or supports.',
    ),
  }),
)

const planFields = {
  slug: text('Names the plan in every address.', 'mental-health-workforce'),
  title: text('The full title.'),
  shortTitle: text('A title for narrow places.'),
  publishers: z.array(z.string()),
  period: text('The years it covers, as printed.'),
  startsOn: date,
  endsOn: date,
  publishedOn: date.nullable(),
  licence: text('The licence of its contents.', 'Open Government Licence v3.0'),
  attribution: text('The statement that a user of the contents has to repeat.'),
  revision: about(z.int().min(1), 'Rises with every change to the plan or anything in it.'),
  asAt: about(date.nullable(), 'The day as at which the plan is shown; null for today.'),
  knownAt: about(
    date.nullable(),
    'Only what was on record at the end of that day is shown; null for all that is on record.',
  ),
}

const planLinks = about(
  z.strictObject({
    ...links.shape,
    rollup: text('Its figures.'),
    sections: text('Its sections.'),
    actions: text('Its actions.'),
  }),
  'Addresses, relative to the server.',
)

const planSummary = named(
  'PlanSummary',
  'A plan in short.',
  z.strictObject({ ...planFields, links: planLinks }),
)

export const planListBody = named('PlanList', 'The plans.', z.strictObject({ plans: z.array(planSummary) }))
export type PlanListBody = z.infer<typeof planListBody>

const words = z.strictObject({ one: z.string(), many: z.string() })

export const planBody = named(
  'Plan',
  'A plan with the codes that its filters take.',
  z.strictObject({
    ...planFields,
    words: about(
      z.strictObject({ pillar: words, section: words, action: words }),
      'What the plan calls its levels.',
    ),
    rule: about(
      z.strictObject({
        atRiskNumerator: z.int(),
        atRiskDenominator: z.int(),
        threshold: text('The fraction in words.', 'a third'),
      }),
      'At Risk is suggested when adverse / base reaches this fraction.',
    ),
    pillars: z.array(z.strictObject({ ...level.shape, aim: text('What the pillar is for.') })),
    timescales: z.array(
      z.strictObject({
        ...level.shape,
        startsOn: date,
        endsOn: about(date.nullable(), 'Null when it has no end.'),
      }),
    ),
    partners: z.array(
      z.strictObject({
        ...partner.omit({ role: true }).shape,
        kind: about(z.enum(PARTNER_KINDS), 'What kind of body.'),
      }),
    ),
    outcomes: z.array(
      z.strictObject({ code: text('Unique in the plan.'), text: text('The change sought.'), pillar: level }),
    ),
    sources: z.array(
      z.strictObject({
        ...source.shape,
        publisher: text('Who published it.'),
        date: textOrNull('As printed: a year, a month or a day.'),
      }),
    ),
    links: planLinks,
  }),
)
export type PlanBody = z.infer<typeof planBody>

const figures = { rollUp, rating }

const sectionFields = {
  ...level.shape,
  pillar: level,
  ...figures,
  updated: about(datedTo.nullable(), 'The newest date for which anything was said in it.'),
  links,
}

const sectionSummary = named('SectionSummary', 'A section with its figures.', z.strictObject(sectionFields))

export const rollUpBody = named(
  'PlanRollUp',
  'The figures of a plan, its pillars and its sections.',
  z.strictObject({
    plan: z.strictObject({
      slug: planFields.slug,
      title: planFields.title,
      revision: planFields.revision,
      asAt: planFields.asAt,
      knownAt: planFields.knownAt,
      ...figures,
    }),
    pillars: z.array(z.strictObject({ ...level.shape, ...figures })),
    sections: z.array(sectionSummary),
    freshness: about(
      z.strictObject({
        reported: about(datedTo.nullable(), 'The date that most figures are true of.'),
        daysOld: about(z.int().nullable(), 'Whole days from that date to today in Scotland.'),
        newer: about(
          z.strictObject({ count: z.int().min(1), latest: datedTo }).nullable(),
          'How many figures are newer, and the newest date among them.',
        ),
        older: about(z.int().min(0), 'How many figures are older.'),
        source: about(
          source.pick({ reference: true, title: true, url: true }).nullable(),
          'The paper most of the reported figures come from.',
        ),
        basisCounts: about(
          z.record(z.enum(BASES), z.int().min(0)),
          'How many counted actions have a status that is known in this way.',
        ),
      }),
      'How fresh the figures are, and what they rest on.',
    ),
    links,
  }),
)
export type RollUpBody = z.infer<typeof rollUpBody>

export const sectionListBody = named(
  'SectionList',
  'The sections of a plan, in the plan’s order.',
  z.strictObject({ sections: z.array(sectionSummary) }),
)
export type SectionListBody = z.infer<typeof sectionListBody>

const actionFields = {
  ref: text('Unique in the plan.', '26.3'),
  title: text('What is promised. A summary where the plan says so.'),
  pillar: level,
  section: level,
  parentRef: textOrNull('The action it is a part of.'),
  depth: count('How many actions stand above it: 0 for a numbered action.'),
  counted: about(z.boolean(), 'Whether it is one of those that roll-ups count while they are active.'),
  lifecycle: about(
    z.enum(LIFECYCLES),
    'Whether it is still a commitment. Only active actions enter roll-ups.',
  ),
  ratedWith: textOrNull('For a part that is not counted: the counted action above it that it is rated with.'),
  bucket: about(bucket.nullable(), 'Where it lands in every roll-up; null when it enters none.'),
  status: about(status.nullable(), 'Its current status; null when nothing was ever said of it.'),
  statusLabel: textOrNull('The status’s published label.'),
  basis: about(basis.nullable(), 'How the status is known.'),
  confidence: about(z.enum(CONFIDENCES).nullable(), 'How sure an inferred status is.'),
  reason: textOrNull('Why it is rated so; null when not recorded.'),
  mitigation: textOrNull('What is being done about it; null when not recorded.'),
  updated: about(datedTo.nullable(), 'When the status was true.'),
  activity: about(
    z.enum(ACTIVITY_TYPES).nullable(),
    'Existing or new activity; null when the plan does not say.',
  ),
  timescale: about(
    z.strictObject({ ...level.shape, endsOn: date.nullable() }).nullable(),
    'The band of years promised; null when none is known.',
  ),
  due: about(datedTo.nullable(), 'The current due date; null when none is known.'),
  dueNote: textOrNull('The due date in the plan’s own terms.'),
  partners: about(z.array(partner), 'Who answers for it.'),
  partnersNamedOn: about(z.enum(['action', 'parent', 'section']), 'Where the plan names those partners.'),
  involves: about(
    z.array(z.string()),
    'Codes of every partner it involves: named on it, above it, on its parts or on its section. The partner filter goes by these.',
  ),
  links,
}

const action = named('Action', 'An action, or a part of one.', z.strictObject(actionFields))

const assessment = named(
  'Assessment',
  'A person’s rating of a section.',
  z.strictObject({
    ...ratingFields,
    reason: textOrNull('Why; null when not recorded.'),
    effective: about(datedTo, 'When it was true.'),
    recordedAt: about(z.iso.datetime(), 'When it was put on record, in UTC.'),
    basis,
    source: source.nullable(),
    suggested: about(
      overallRag.nullable(),
      'What the rule suggested at that moment; null when the rating came from a paper or nothing was suggested.',
    ),
    threshold: textOrNull('From which share that rule suggested At Risk, in words; null when from a paper.'),
  }),
)

export const sectionBody = named(
  'Section',
  'All that is known of a section.',
  z.strictObject({
    ...sectionFields,
    aim: text('The aim of its pillar.'),
    note: textOrNull('What a reader of the figures should know.'),
    partners: z.array(partner),
    outcomes: z.array(
      z.strictObject({ code: text('Unique in the plan.'), text: text('The change sought.') }),
    ),
    assessment: about(assessment.nullable(), 'A person’s rating; null when nobody gave one.'),
    actions: about(z.array(action), 'All of its actions in the plan’s order; parts follow their action.'),
    previous: about(level.nullable(), 'The section before it in the plan.'),
    next: about(level.nullable(), 'The section after it in the plan.'),
  }),
)
export type SectionBody = z.infer<typeof sectionBody>

export const actionListBody = named(
  'ActionList',
  'A part of a list of actions.',
  z.strictObject({
    total: count('How many actions pass the filter, in all parts of the list.'),
    rollUp: about(rollUp, 'The roll-up of those of them that are counted.'),
    notices: about(
      z.array(
        z.strictObject({
          parameter: text('Its name in the address.', 'status'),
          message: text('In plain English.', 'We ignored “purple”, which is not a status.'),
        }),
      ),
      'What was ignored of the filters asked for. Check that it is empty.',
    ),
    actions: z.array(action),
    next: textOrNull('The address of the next part; null at the end.'),
    links,
  }),
)
export type ActionListBody = z.infer<typeof actionListBody>

// The author stays out on purpose: an officer's name is not for public files (design rules, "Files").
const progressUpdate = named(
  'ProgressUpdate',
  'One thing said about an action.',
  z.strictObject({
    id: z.uuid(),
    kind: about(
      z.enum(UPDATE_KINDS),
      'What it is to the one it is about. update: new, about none. nilReturn: that one is still true. correction: takes ' +
        'its place, on whatever day. revision: an editor’s wording of it.',
    ),
    about: about(
      z.uuid().nullable(),
      'The id of that one; null when there is none or readers do not see it.',
    ),
    evidence: about(
      z.array(
        z.strictObject({ title: text('What the link is called.'), url: about(z.url(), 'Its address.') }),
      ),
      'Links that show what is said.',
    ),
    status,
    statusLabel: text('The published label.'),
    narrative: textOrNull('What was done; null when not recorded.'),
    reason: textOrNull('Why it is rated so; null when not recorded.'),
    mitigation: textOrNull('What is being done about it; null when not recorded.'),
    effective: about(datedTo, 'When it was true.'),
    recordedAt: about(z.iso.datetime(), 'When it was put on record, in UTC.'),
    basis,
    basisNote: textOrNull('What the basis is.'),
    confidence: z.enum(CONFIDENCES).nullable(),
    sources: z.array(source),
  }),
)

const actionRefs = about(z.array(z.string()), 'References of all the actions it cites.')

export const actionBody = named(
  'ActionDetail',
  'All that is known of an action.',
  z.strictObject({
    ...actionFields,
    doneWhen: textOrNull('What “done” looks like; null when not recorded.'),
    originalDue: about(datedTo.nullable(), 'The due date first promised.'),
    daysPastDue: about(
      z.int().min(1).nullable(),
      'Whole days since the last day on which it would have been in time (its due date, or else the end of its timescale), today in Scotland; null when it is delivered, still in time or not counted.',
    ),
    refSource: about(
      z.enum(REFERENCE_SOURCES),
      'How its reference is known: printed, confirmed by a later paper, or deduced from its neighbours.',
    ),
    timescaleSource: about(z.enum(TIMESCALE_SOURCES), 'How its timescale is known.'),
    sourceLocator: textOrNull('Where in the plan it stands.'),
    note: textOrNull('What a reader should know.'),
    parent: about(action.nullable(), 'The action it is a part of.'),
    parts: about(z.array(action), 'Its parts at any depth, in the plan’s order.'),
    partsRollUp: about(
      rollUp.nullable(),
      'The roll-up of those parts that are counted in its place; null when none is.',
    ),
    history: about(
      z.array(progressUpdate),
      'Everything ever said about it, newest first. One that a correction is about stands no longer.',
    ),
    achievements: about(
      z.array(
        z.strictObject({
          code: text('Unique in the plan.'),
          summary: text('What was done.'),
          reported: about(datedTo, 'When it was reported.'),
          sourceTitle: text('Where it was reported.'),
          doubtfulMatch: about(
            z.boolean(),
            'The report cites an action that, in the plan, is about something else.',
          ),
          note: textOrNull('What a reader should know.'),
          metrics: z.array(
            z.strictObject({
              label: text('What is measured.'),
              value: z.number(),
              unit: text('What it is counted in.'),
              asOf: text('When it was true, as printed.'),
              qualifier: about(z.enum(METRIC_QUALIFIERS), 'How exact the value is.'),
            }),
          ),
          actionRefs,
        }),
      ),
      'What reports say was done, citing this action.',
    ),
    publications: about(
      z.array(
        z.strictObject({
          code: text('Unique in the plan.'),
          title: text('Its title.'),
          publisher: textOrNull('Who published it.'),
          published: textOrNull('As printed: a year, a month or a day.'),
          note: textOrNull('What a reader should know.'),
          actionRefs,
        }),
      ),
      'Publications that cite this action.',
    ),
  }),
)
export type ActionBody = z.infer<typeof actionBody>

export const problemBody = named(
  'Problem',
  'Why there is no answer (RFC 9457).',
  z.strictObject({
    type: text('Names the kind of problem, and leads to its description.', '/api#not-found'),
    title: text('The kind of problem in words.', 'Not found'),
    status: about(z.int(), 'The HTTP status.', 404),
    detail: text('What went wrong this time.', 'There is no section "9.9".'),
    instance: text('The path that was asked for.'),
    parameter: about(z.string().optional(), 'The parameter that is wrong, where one is.', 'limit'),
  }),
)
export type ProblemBody = z.infer<typeof problemBody>

export const MOST_IN_PART = 200
export const USUAL_PART = 50

/** How a machine walks a long list. */
export const partParameters = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(MOST_IN_PART))
    .default(USUAL_PART),
  cursor: z.base64url().min(1).max(400).nullable().default(null),
}
