/** The figures of a plan. */

import { z } from 'zod'
import { BASES } from '@/lib/domain/plan'
import { about, datedTo, figures, level, links, named, source } from './parts'
import { planFields } from './plan'
import { sectionSummary } from './section'

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
