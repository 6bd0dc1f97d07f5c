/** A plan, and the list of plans. */

import { z } from 'zod'
import { MOST_FIELDS, OWN_FIELD_TYPES } from '@/lib/domain/own-fields'
import { PARTNER_KINDS, ROLE_MEANINGS } from '@/lib/domain/plan/plan'
import {
  about,
  date,
  id,
  level,
  levelOrNull,
  links,
  named,
  partner,
  planStatuses,
  source,
  text,
  textOrNull,
} from './parts'

export const planFields = {
  id,
  slug: text('Names the plan in every address.', 'mental-health-workforce'),
  title: text('The full title.'),
  shortTitle: text('A short title, for where space is limited.'),
  publishers: z.array(z.string()),
  period: text('The years it covers, as printed.'),
  startsOn: date,
  endsOn: date,
  publishedOn: date.nullable(),
  licence: text('The licence of its contents.', 'Open Government Licence v3.0'),
  attribution: text('The attribution that anyone who uses the contents must include.'),
  language: text('The language of its titles, as a BCP 47 tag.', 'en'),
  revision: about(
    z.int().min(0),
    'Rises with every change to the plan or anything in it; 0 in a report, which never changes.',
  ),
  asAt: about(date.nullable(), 'The day as at which the plan is shown; null for today.'),
  knownAt: about(
    date.nullable(),
    'Only information recorded by the end of that day is included; null for all information.',
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
      z.strictObject({ pillar: words.nullable(), section: words.nullable(), action: words }),
      'What the plan calls its levels; null for one that it does not have.',
    ),
    roles: about(
      z.array(
        z.strictObject({
          code: text('Its code, which stays when it is renamed.', 'lead'),
          one: z.string(),
          many: z.string(),
          meaning: z.enum(ROLE_MEANINGS),
        }),
      ),
      'The roles of partners, in the plan’s order.',
    ),
    statuses: planStatuses,
    fields: about(
      z
        .array(
          z.strictObject({
            code: text('Stays with the field, whatever it is called. Unique in the plan.', 'budget'),
            label: text('What the plan calls it.'),
            hint: text('What to enter; can be empty.'),
            type: z.enum(OWN_FIELD_TYPES),
            unit: textOrNull('Of a number: what it is counted in.'),
            options: about(z.array(z.string()), 'What can be chosen; empty where it is no list.'),
            required: about(z.boolean(), 'Whether it must be filled in.'),
          }),
        )
        .max(MOST_FIELDS),
      'Fields that the plan has of its own, on its actions.',
    ),
    rule: about(
      z.strictObject({
        atRiskNumerator: z.int(),
        atRiskDenominator: z.int(),
        threshold: text('The fraction in words.', 'a third'),
      }),
      'At Risk is suggested when adverse / base reaches this fraction.',
    ),
    pillars: z.array(z.strictObject({ id, ...level.shape, aim: text('What the pillar is for.') })),
    timescales: z.array(
      z.strictObject({
        id,
        ...level.shape,
        startsOn: date,
        endsOn: about(date.nullable(), 'Null when it has no end.'),
      }),
    ),
    partners: z.array(
      z.strictObject({
        ...partner.omit({ role: true, meaning: true }).shape,
        kind: about(z.enum(PARTNER_KINDS), 'What kind of organisation it is.'),
      }),
    ),
    outcomes: z.array(
      z.strictObject({
        id,
        code: text('Unique in the plan.'),
        text: text('The change sought.'),
        pillar: levelOrNull('pillars'),
      }),
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
