/** A section, and the list of sections. */

import { z } from 'zod'
import { action } from './action'
import {
  about,
  basis,
  count,
  datedTo,
  figures,
  id,
  level,
  levelOrNull,
  links,
  MOST_NESTED,
  named,
  overallRag,
  partner,
  ratingFields,
  source,
  text,
  textOrNull,
} from './parts'

const sectionFields = {
  id,
  ...level.shape,
  pillar: levelOrNull('pillars'),
  ...figures,
  updated: about(datedTo.nullable(), 'The newest date of any update in it.'),
  links,
}

export const sectionSummary = named(
  'SectionSummary',
  'A section with its figures.',
  z.strictObject(sectionFields),
)

export const sectionListBody = named(
  'SectionList',
  'The sections of a plan, in the plan’s order.',
  z.strictObject({ sections: z.array(sectionSummary) }),
)
export type SectionListBody = z.infer<typeof sectionListBody>

const assessment = named(
  'Assessment',
  'A person’s rating of a section.',
  z.strictObject({
    ...ratingFields,
    reason: textOrNull('Why; null when not recorded.'),
    effective: about(datedTo, 'When it was true.'),
    recordedAt: about(z.iso.datetime(), 'When it was recorded, in UTC.'),
    basis,
    source: source.nullable(),
    suggested: about(
      overallRag.nullable(),
      'What the rule suggested at that moment; null when the rating came from a paper or nothing was suggested.',
    ),
    threshold: textOrNull(
      'The share at which that rule suggested At Risk, in words; null when from a paper.',
    ),
  }),
)

export const sectionBody = named(
  'Section',
  'All that is known of a section.',
  z.strictObject({
    ...sectionFields,
    aim: text('The aim of its pillar; empty where the plan has no pillars.'),
    note: textOrNull('What a reader of the figures should know.'),
    partners: about(z.array(partner), `The first ${MOST_NESTED} of its partners. Its page has all of them.`),
    partnersTotal: count('How many partners it has.'),
    outcomes: about(
      z.array(z.strictObject({ id, code: text('Unique in the plan.'), text: text('The change sought.') })),
      `The first ${MOST_NESTED} of its outcomes. Its page has all of them.`,
    ),
    outcomesTotal: count('How many outcomes it has.'),
    assessment: about(assessment.nullable(), 'A person’s rating; null when there is none.'),
    actions: about(
      z.array(action),
      `The first ${MOST_NESTED} of its actions in the plan’s order; parts follow their action. The address in actionsList has all of them.`,
    ),
    actionsTotal: count('How many actions it has.'),
    actionsList: text('The address of the list of all of its actions, in parts.'),
    previous: about(level.nullable(), 'The section before it in the plan.'),
    next: about(level.nullable(), 'The section after it in the plan.'),
  }),
)
export type SectionBody = z.infer<typeof sectionBody>
