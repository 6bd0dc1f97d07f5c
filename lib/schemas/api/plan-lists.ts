/** What else there is of a plan, in lists: partners, timescales, outcomes, moves of due dates, ratings, and what changed when. */

import { z } from 'zod'
import { CHANGE_SUBJECTS, PUBLIC_CHANGES } from '@/lib/domain/audit/change-log'
import { PARTNER_KINDS } from '@/lib/domain/plan/plan'
import { actionName } from './action'
import {
  about,
  basis,
  basisCounts,
  count,
  date,
  datedTo,
  id,
  level,
  levelOrNull,
  links,
  named,
  overallRag,
  partner,
  ratingFields,
  rollUp,
  source,
  text,
  textOrNull,
} from './parts'

/** A list in parts. */
function listOf<Key extends string, Row extends z.ZodType>(
  name: string,
  description: string,
  key: Key,
  row: Row,
) {
  return named(
    name,
    description,
    z.strictObject({
      total: count('How many there are, in all parts of the list.'),
      ...({ [key]: z.array(row) } as Record<Key, z.ZodArray<Row>>),
      next: textOrNull('The address of the next part; null at the end.'),
      links,
    }),
  )
}

const figures = {
  rollUp: about(rollUp, 'The roll-up of the counted actions that involve it.'),
  basisCounts,
}

export const partnerListBody = listOf(
  'PartnerList',
  'A part of the partners of a plan, those with the most counted actions first, then by name.',
  'partners',
  named(
    'PartnerSummary',
    'A partner and the status of the counted actions that involve it. An action counts for each of its partners: do not add these up.',
    z.strictObject({
      ...partner.omit({ role: true, meaning: true }).shape,
      kind: about(z.enum(PARTNER_KINDS), 'What kind of organisation it is.'),
      ...figures,
      page: text('The page that shows it to people.'),
    }),
  ),
)
export type PartnerListBody = z.infer<typeof partnerListBody>

export const timescaleListBody = listOf(
  'TimescaleList',
  'A part of the timescales of a plan, in its order; “none” for the counted actions without one.',
  'timescales',
  named(
    'TimescaleSummary',
    'A timescale and the status of its counted actions.',
    z.strictObject({
      id: about(id.nullable(), 'Never changes; null for the actions without a timescale.'),
      ...level.shape,
      startsOn: about(date.nullable(), 'Null for the actions without one.'),
      endsOn: about(date.nullable(), 'Null when it has no end, and for the actions without one.'),
      isPast: about(z.boolean(), 'Whether it has ended by the requested day.'),
      ...figures,
    }),
  ),
)
export type TimescaleListBody = z.infer<typeof timescaleListBody>

export const outcomeListBody = listOf(
  'OutcomeList',
  'A part of the outcomes of a plan, by pillar, in its order.',
  'outcomes',
  named(
    'OutcomeSummary',
    'An outcome, the sections that work towards it, and the status of their counted actions.',
    z.strictObject({
      id,
      code: text('Unique in the plan.'),
      text: text('The change sought.'),
      pillar: levelOrNull('pillars'),
      sections: about(z.array(level), 'The sections that work towards it, in the plan’s order.'),
      ...figures,
    }),
  ),
)
export type OutcomeListBody = z.infer<typeof outcomeListBody>

export const dueDateMoveListBody = listOf(
  'DueDateMoveList',
  'Part of all changes to due dates, in the order recorded.',
  'moves',
  named(
    'DueDateMove',
    'One change to the due date of an action.',
    z.strictObject({
      id,
      action: actionName,
      from: about(datedTo.nullable(), 'The old due date; null if there was none.'),
      to: about(datedTo, 'The new due date.'),
      days: about(
        z.int().nullable(),
        'How many days later it is, negative when earlier; null without a date before.',
      ),
      reason: text('The reason for the change.'),
      effective: about(datedTo, 'The date of the change.'),
      recordedAt: about(z.iso.datetime(), 'When it was recorded, in UTC.'),
    }),
  ),
)
export type DueDateMoveListBody = z.infer<typeof dueDateMoveListBody>

export const sectionRatingListBody = listOf(
  'SectionRatingList',
  'Part of all ratings that people gave to sections, in the order recorded. If several have the same date, the last one applies.',
  'ratings',
  named(
    'SectionRating',
    'One rating of a section.',
    z.strictObject({
      id,
      section: z.strictObject({ id, ...level.shape }),
      ...ratingFields,
      reason: textOrNull('Why; null when not recorded.'),
      effective: about(datedTo, 'When it was true.'),
      recordedAt: about(z.iso.datetime(), 'When it was recorded, in UTC.'),
      basis,
      attributedTo: text('The organisation responsible for it. Never a person.'),
      source: about(source.nullable(), 'The document that it comes from; null if it was given in Cairn.'),
      suggested: about(
        overallRag.nullable(),
        'What the rule suggested at that time, if the rating was given in Cairn.',
      ),
      threshold: textOrNull(
        'The threshold of the rule at that time, in words; null if the rating comes from a document.',
      ),
    }),
  ),
)
export type SectionRatingListBody = z.infer<typeof sectionRatingListBody>

export const changeLogBody = named(
  'ChangeLog',
  'A part of what was published about a plan, and when, the newest first. No person is named.',
  z.strictObject({
    changes: z.array(
      named(
        'Change',
        'Something that was published, and when.',
        z.strictObject({
          id,
          at: about(z.iso.datetime(), 'When readers could first see it, in UTC.'),
          kind: about(z.enum(PUBLIC_CHANGES), 'What was published.'),
          label: text('The kind in words.', 'Progress update'),
          about: about(
            z.strictObject({
              type: about(z.enum(CHANGE_SUBJECTS), 'What kind of record it is about.'),
              id,
              code: textOrNull('Its current number or code; null when it is no longer in the plan.'),
              title: textOrNull('Its current title; null when it is no longer in the plan.'),
            }),
            'The record that it is about.',
          ),
          effective: about(
            date.nullable(),
            'The day from which it was true; null when that is from the beginning.',
          ),
        }),
      ),
    ),
    next: textOrNull('The address of the next part; null at the end.'),
    links,
  }),
)
export type ChangeLogBody = z.infer<typeof changeLogBody>

export const MOST_IN_PART = 200
export const USUAL_PART = 50
/** Updates on one action are long. */
export const USUAL_HISTORY = 25

/** How a machine walks a long list. */
export const partParameters = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(MOST_IN_PART)),
  cursor: z.base64url().min(1).max(400).nullable().default(null),
}
