/** What the record of an import holds, as JSON. */

import { z } from 'zod'
import { DATE_PRECISIONS } from '@/lib/domain/dates'
import { LEVEL_SHEETS } from '@/lib/domain/imports/levels'
import { LEVEL_FIELDS } from '@/lib/domain/imports/place-levels'
import type { WrittenImport } from '@/lib/domain/imports/undo'
import { ownChanges } from '@/lib/schemas/structure/structure-facts'
import { REFERENCE_SOURCES, TIMESCALE_SOURCES } from '@/lib/domain/plan/plan'

const ids = z.array(z.uuid())
const textOrNone = z.string().nullable()

const schema: z.ZodType<WrittenImport> = z.object({
  pillars: ids,
  sections: ids,
  partners: ids,
  timescales: ids,
  outcomes: ids,
  renamed: z.array(
    z.object({
      level: z.enum(LEVEL_SHEETS),
      id: z.uuid(),
      code: z.string(),
      field: z.enum(LEVEL_FIELDS),
      before: textOrNone,
    }),
  ),
  actions: ids,
  // Earlier versions of Cairn withdrew none.
  withdrawn: ids.default([]),
  updates: z.array(z.object({ id: z.uuid(), actionId: z.uuid() })),
  changed: z.array(
    z.object({
      id: z.uuid(),
      ref: z.string(),
      refSource: z.enum(REFERENCE_SOURCES),
      title: z.string(),
      sectionId: z.uuid(),
      parentId: textOrNone,
      timescaleId: textOrNone,
      timescaleSource: z.enum(TIMESCALE_SOURCES),
      dueNote: textOrNone,
      note: textOrNone,
      due: z.object({ date: z.string(), precision: z.enum(DATE_PRECISIONS) }).nullable(),
      partners: z.array(z.object({ partnerId: z.uuid(), role: z.string() })),
      own: ownChanges.optional(),
      isBroughtBack: z.boolean(),
    }),
  ),
})

/** Takes what is stored; returns it checked. Throws where it is something else. */
export const readWritten = (stored: unknown): WrittenImport => schema.parse(stored)
