/** The figures of a plan. */

import { z } from 'zod'
import { about, basisCounts, datedTo, figures, id, level, links, named, source } from './parts'
import { planFields } from './plan'
import { sectionSummary } from './section'

export const rollUpBody = named(
  'PlanRollUp',
  'The figures of a plan, its pillars and its sections.',
  z.strictObject({
    plan: z.strictObject({
      id,
      slug: planFields.slug,
      title: planFields.title,
      revision: planFields.revision,
      asAt: planFields.asAt,
      knownAt: planFields.knownAt,
      ...figures,
    }),
    pillars: z.array(z.strictObject({ id, ...level.shape, ...figures })),
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
        basisCounts,
      }),
      'How fresh the figures are, and what they rest on.',
    ),
    links,
  }),
)
export type RollUpBody = z.infer<typeof rollUpBody>
