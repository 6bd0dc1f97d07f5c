/** What the ledger of a plan's structure holds, as JSON: all of a record, or what changed of it. */

import { z } from 'zod'
import { DATE_PRECISIONS } from '@/lib/domain/dates'
import type { StructureKind } from '@/lib/domain/structure/structure'
import type { StructureFacts } from '@/lib/domain/structure/ledger'
import {
  ACTIVITY_TYPES,
  METRIC_QUALIFIERS,
  PARTNER_KINDS,
  REFERENCE_SOURCES,
  TIMESCALE_SOURCES,
} from '@/lib/domain/plan/plan'

const text = z.string()
const textOrNone = z.string().nullable()
const place = z.int().min(0)
/** Of a plan's own fields, by their codes; null where a value was taken away. */
export const ownChanges = z.record(text, z.union([text, z.number(), z.boolean(), z.array(text), z.null()]))
const partners = z.array(z.object({ partnerId: text, role: text }))

const FACTS = {
  pillar: z.object({ code: text, name: text, aim: text, place }),
  section: z.object({
    pillarId: text,
    code: text,
    title: text,
    note: textOrNone,
    place,
    partners,
    outcomeIds: z.array(text),
  }),
  action: z.object({
    sectionId: text,
    parentId: textOrNone,
    ref: text,
    refSource: z.enum(REFERENCE_SOURCES),
    title: text,
    activity: z.enum(ACTIVITY_TYPES).nullable(),
    timescaleId: textOrNone,
    timescaleSource: z.enum(TIMESCALE_SOURCES),
    dueNote: textOrNone,
    doneWhen: textOrNone,
    sourceLocator: textOrNone,
    note: textOrNone,
    place,
    partners,
    ownFields: ownChanges.optional(),
  }),
  partner: z.object({ code: text, abbreviation: text, name: text, kind: z.enum(PARTNER_KINDS) }),
  timescale: z.object({ code: text, label: text, startsOn: text, endsOn: textOrNone, place }),
  outcome: z.object({ pillarId: text, code: text, text, place }),
  achievement: z.object({
    code: text,
    summary: text,
    reported: z.object({ date: text, precision: z.enum(DATE_PRECISIONS) }),
    sourceTitle: text,
    sourcePage: textOrNone,
    doubtfulMatch: z.boolean(),
    note: textOrNone,
    metrics: z.array(
      z.object({
        label: text,
        value: z.number(),
        unit: text,
        asOf: text,
        qualifier: z.enum(METRIC_QUALIFIERS),
      }),
    ),
    actionIds: z.array(text),
  }),
  publication: z.object({
    code: text,
    title: text,
    publisher: textOrNone,
    published: textOrNone,
    url: textOrNone,
    note: textOrNone,
    actionIds: z.array(text),
  }),
} satisfies { readonly [K in StructureKind]: z.ZodType<StructureFacts[K]> }

/** Takes a kind of record and what a line of the ledger holds of one; returns it. Throws on anything else. */
export function readFacts<K extends StructureKind>(kind: K, facts: unknown): Partial<StructureFacts[K]> {
  const schema: z.ZodObject = FACTS[kind]
  return schema.partial().parse(facts) as Partial<StructureFacts[K]>
}
