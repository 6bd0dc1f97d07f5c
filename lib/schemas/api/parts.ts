/** What the bodies of the read API are made of, and how the OpenAPI document learns of them. */

import { z } from 'zod'
import { DATE_PRECISIONS } from '@/lib/domain/dates'
import { BASES, ROLE_MEANINGS } from '@/lib/domain/plan/plan'
import { OVERALL_RAGS } from '@/lib/domain/status/rag'
import { MEANINGS, MOST_STATUSES } from '@/lib/domain/status/status'

/** The schemas that the OpenAPI document names, by their name there. */
export const apiSchemas = z.registry<{ id: string }>()

export function named<S extends z.ZodType>(id: string, description: string, schema: S): S {
  const described = schema.meta({ description })
  apiSchemas.add(described, { id })
  return described
}

export const about = <S extends z.ZodType>(schema: S, description: string, ...examples: z.output<S>[]): S =>
  schema.meta(examples.length ? { description, examples } : { description })

export const text = (description: string, ...examples: string[]) =>
  about(z.string(), description, ...examples)
export const textOrNull = (description: string) => about(z.string().nullable(), description)
export const count = (description: string) => about(z.int().min(0), description)

export const date = named('Date', 'A day of the calendar.', z.iso.date())

export const datedTo = named(
  'DatedTo',
  'A date and how exactly it is known. For a month or a year the date is its last day.',
  z.strictObject({
    date: about(z.iso.date(), 'The day, or the last day of the month or year.', '2025-02-28'),
    precision: about(z.enum(DATE_PRECISIONS), 'How exactly the date is known.'),
  }),
)

export const status = named(
  'Status',
  'The delivery status of an action: the code of one of the plan’s statuses, which the body of the plan lists.',
  z.string(),
)

export const planStatuses = about(
  z
    .array(
      named(
        'PlanStatus',
        'A status of a plan. Its code stays when it is called something else.',
        z.strictObject({
          code: text('Unique in the plan.', 'onTrack'),
          label: text('What the plan calls it.', 'On Track'),
          shortLabel: text('The same where there is little room.', 'On Track'),
          definition: text('What it says about an action.'),
          meaning: about(
            z.enum(MEANINGS),
            'What follows from it in every plan. atRisk, missedWithRisk and offTrack count against a section; with delivered nothing is left to do.',
          ),
          aliases: about(z.array(z.string()), 'Other names of the same status in printed reports.'),
        }),
      ),
    )
    .max(MOST_STATUSES),
  'The plan’s statuses, in display order.',
)

export const bucket = named(
  'Bucket',
  'The place of a counted action in a roll-up: its status, or noUpdate.',
  z.string(),
)

export const basis = named(
  'Basis',
  'How a fact is known. published: printed in a document. inferred: supported by a named text. illustrative: estimated, ' +
    'one of several ways to reach the published figures; show it as an estimate. madeUp: demonstration data.',
  z.enum(BASES),
)

export const overallRag = named('OverallRag', 'A section’s overall rating.', z.enum(OVERALL_RAGS))

export const id = about(
  z.uuid(),
  'Never changes, whatever its number, code or name. It is the same in the files of a plan.',
)

/** Counts under the names of what is counted: a client that is generated from the description keeps them as fields. */
export function countsBy<Key extends string>(keys: readonly Key[], sayKey: (key: Key) => string) {
  return z.strictObject(
    Object.fromEntries(keys.map((key) => [key, count(sayKey(key))])) as Record<Key, z.ZodInt>,
  )
}

const bucketCounts = named(
  'BucketCounts',
  'How many actions each bucket holds, by the codes of the plan’s statuses and noUpdate, zeros included. They sum to the base.',
  z.record(z.string(), count('How many have this status.')),
)

export const basisCounts = named(
  'BasisCounts',
  'How many of the counted actions have a status that is known in each way. Those without a status are in none. Where ' +
    'illustrative is more than 0, the figures are partly estimates: state this wherever you show them.',
  countsBy(BASES, (one) => `How many have one whose basis is ${one}.`),
)

export const level = named(
  'CodeAndTitle',
  'The name of a row of the plan.',
  z.strictObject({ code: text('Unique in the plan among its kind.'), title: text('As readers see it.') }),
)

/** Takes a level of plans; returns the name of the row of that level that something is in. */
export const levelOrNull = (levels: 'pillars' | 'sections') =>
  about(level.nullable(), `Null where the plan has no ${levels}.`)

/** So many records of a list that stands in another record; the whole list has an address of its own. */
export const MOST_NESTED = 50

export const links = about(
  z.strictObject({ self: text('Its address in this API.'), page: text('The page that shows it to people.') }),
  'Addresses, relative to the server.',
)

export const source = named(
  'Source',
  'A document that the data comes from.',
  z.strictObject({
    code: text('Unique in the plan.'),
    reference: textOrNull('Its number, if it has one.'),
    title: text('Its title.'),
    url: about(z.url(), 'Where it was read.'),
    readAs: text('How much of it was read, and in which form.'),
  }),
)

export const rollUp = named(
  'RollUp',
  'Counts and shares of the status of counted actions.',
  z.strictObject({
    base: count('How many counted actions the figures are about.'),
    counts: bucketCounts,
    shares: about(
      z.array(
        z.strictObject({
          bucket,
          label: text('What the plan calls it.', 'On Track'),
          count: count('How many actions.'),
          percent: about(z.int().min(0).max(100), 'Whole percentage of the base, rounded half up.'),
        }),
      ),
      'The buckets that hold something, in display order.',
    ),
    sentence: text('The shares as the published reports write them.', '25% On Track, 75% At Risk'),
    percentTotal: count('What the percentages add up to. Because each is rounded, this may not be 100.'),
    adverse: count('How many actions have a status that counts against their section.'),
  }),
)

export const ratingFields = {
  rag: overallRag,
  label: text('The published label.', 'At Risk'),
}

const rating = named(
  'Rating',
  'What a person decided, beside what the plan’s rule suggests. A person rates sections only.',
  z.strictObject({
    rag: about(
      overallRag.nullable(),
      'The rating that is used: the assessed rating, or the suggested rating if there is none.',
    ),
    label: textOrNull('Its published label.'),
    assessed: about(z.strictObject(ratingFields).nullable(), 'A person’s rating; null when there is none.'),
    suggested: about(
      z.strictObject({
        rag: overallRag.nullable(),
        label: textOrNull('The published label.'),
        explanation: text('Why.', '2 of 6 counted actions are adverse; the threshold is a third.'),
      }),
      'What the rule suggests; rag is null if no actions are counted.',
    ),
    differs: about(z.boolean(), 'Whether the assessed and suggested ratings differ.'),
    stale: about(z.boolean(), 'Whether the statuses below have changed since the person’s rating was made.'),
  }),
)

export const partner = named(
  'NamedPartner',
  'An organisation with a part in a section or an action.',
  z.strictObject({
    id,
    code: text('Unique in the plan.', 'nes'),
    abbreviation: text('Its short name.', 'NES'),
    name: text('Its full name.', 'NHS Education for Scotland'),
    role: text('The code of its role, one of the plan’s.', 'lead'),
    meaning: about(
      z.enum(ROLE_MEANINGS),
      'What the role means. keyPartner: named by the plan, which does not say whether the partner leads or supports.',
    ),
  }),
)

export const figures = { rollUp, basisCounts, rating }

/** What a plan's own field holds: text, a number, yes or no, or what was chosen. */
export const ownValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
