/** What the record of an import keeps of its answers, as JSON. */

import { z } from 'zod'
import type { KeptAnswers } from '@/lib/domain/imports/kept-answers'
import { FIELD_TYPES, LIST_SEPARATORS } from '@/lib/domain/imports/rows'
import { COLUMN_USES } from '@/lib/domain/imports/table'

const schema = z.object({
  columns: z.record(
    z.string(),
    z.object({
      use: z.enum(COLUMN_USES),
      separator: z.enum(LIST_SEPARATORS).optional(),
      dayOrder: z.enum(['dayFirst', 'monthFirst']).nullable().optional(),
      type: z.enum(FIELD_TYPES).optional(),
      field: z.string().optional(),
      decimal: z.enum(['.', ',']).nullable().optional(),
    }),
  ),
  hiddenRows: z.enum(['in', 'out']),
  references: z.enum(['columns', 'titles', 'position']),
  parts: z.enum(['byReference', 'alone']),
  counted: z.enum(['wholes', 'leaves']),
  statuses: z.record(z.string(), z.string().nullable()),
  organisations: z.record(z.string(), z.array(z.string())),
})

/** Takes what is stored; returns it, or null where an earlier version of Cairn kept something else: then all is asked again. */
export const readKeptAnswers = (stored: unknown): KeptAnswers | null =>
  (schema.safeParse(stored).data as KeptAnswers | undefined) ?? null
