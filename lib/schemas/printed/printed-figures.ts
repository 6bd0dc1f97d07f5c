/** Printed figures as the database keeps them. */

import { z } from 'zod'
import type { PrintedFigures } from '@/lib/domain/printed/printed-figures'
import { isPrintedPercent } from '@/lib/domain/printed/printed-share'
import { OVERALL_RAGS } from '@/lib/domain/status/rag'

const percent = z.string().refine(isPrintedPercent)
const count = z.int().min(0)

const total = { count: count.nullable(), percent: percent.nullable() }

export const printedFigures: z.ZodType<PrintedFigures> = z.strictObject({
  sections: z.array(
    z.strictObject({
      code: z.string().min(1),
      overallRag: z.enum(OVERALL_RAGS).nullable(),
      shares: z.array(z.strictObject({ bucket: z.string().min(1), percent })),
    }),
  ),
  sectionTotals: z.array(z.strictObject({ bucket: z.enum(OVERALL_RAGS), ...total })),
  actionTotals: z.array(z.strictObject({ bucket: z.string().min(1), ...total })),
  listed: z.array(z.string().min(1)).nullable(),
  names: z.array(
    z.strictObject({
      status: z.string().min(1),
      names: z.array(z.string().min(1)),
    }),
  ),
})
