/** The shape of the plan's data files. */

import { z } from 'zod'
import { parsePartialDate } from '@/lib/domain/dates'
import {
  ACTIVITY_TYPES,
  BASES,
  CONFIDENCES,
  METRIC_QUALIFIERS,
  PARTNER_KINDS,
  REFERENCE_SOURCES,
  TIMESCALE_SOURCES,
} from '@/lib/domain/plan/plan'
import { OVERALL_RAGS } from '@/lib/domain/status/rag'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const text = z.string().trim().min(1)
const optionalText = text.nullish().transform((value) => value ?? null)
const partialDate = text.refine(
  (value) => {
    try {
      return Boolean(parsePartialDate(value))
    } catch {
      return false
    }
  },
  { error: 'not a date: give a year, a month (2024-09) or a day (2024-09-30)' },
)
const status = z.enum(PUBLISHED_SIX.statuses.map(({ code }) => code))
const refs = z.array(text).default([])
const year = z.int().min(1900).max(2199)

const planFile = z.object({
  plan: z.object({
    title: text,
    publishers: z.array(text).min(1),
    period: z.object({ label: text, startYear: year, endYear: year }),
    published: z.iso.date(),
    licence: text,
    attribution: text,
    sourceDocuments: z.array(
      z.object({
        id: text,
        title: text,
        publisher: text,
        date: optionalText,
        url: z.url(),
        licence: text,
        readAs: text,
      }),
    ),
  }),
  timescales: z.array(z.object({ code: text, label: text, startYear: year, endYear: year.nullable() })),
  partners: z.array(z.object({ code: text, abbreviation: text, name: text, kind: z.enum(PARTNER_KINDS) })),
  pillars: z.array(z.object({ code: text, name: text, aim: text })),
  sections: z.array(
    z.object({ code: text, pillar: text, title: text, partnerCodes: refs, notes: optionalText }),
  ),
  outcomes: z.array(z.object({ code: text, pillar: text, text })),
  sectionOutcomes: z.array(z.object({ section: text, outcome: text })),
  actions: z.array(
    z.object({
      ref: text,
      parentRef: text.nullable(),
      section: text,
      title: text,
      activityType: z.enum(ACTIVITY_TYPES).nullable(),
      timescale: text.nullable(),
      timescaleSource: z.enum(TIMESCALE_SOURCES),
      partnerCodes: refs,
      countsTowardsSectionRag: z.boolean(),
      refSource: z.enum(REFERENCE_SOURCES),
      sourceLocator: text,
      notes: optionalText,
      due: z.object({ text, date: partialDate }).nullish(),
    }),
  ),
})

// Loose: its printed figures are read below, in the way in which any report's are.
const reportFile = z.looseObject({
  report: z.looseObject({ ref: text, title: text, date: partialDate, publisher: text, sourceRef: text }),
  discrepancies: z.array(z.object({ where: text, printed: text, computed: text, note: text })),
  workforce: z.looseObject({
    sections: z.array(z.looseObject({ code: text, overallRag: z.enum(OVERALL_RAGS) })),
  }),
})

const allocationFile = z.object({
  reportRef: text,
  asOf: partialDate,
  allocations: z.array(
    z.object({
      actionRef: text,
      status,
      basis: z.enum(BASES),
      confidence: z.enum(CONFIDENCES).nullish(),
      reason: text,
      sourceRefs: refs,
    }),
  ),
})

const updateFile = z.object({
  update: z.object({ title: text, date: partialDate }),
  achievements: z.array(
    z.object({
      id: text,
      planCode: text,
      actionRefs: refs,
      refFit: z.enum(['fits', 'doubtful']).nullish(),
      summary: text,
      notes: optionalText,
      metrics: z.array(
        z.object({
          label: text,
          value: z.number(),
          unit: text,
          asOf: text,
          qualifier: z.enum(METRIC_QUALIFIERS),
        }),
      ),
    }),
  ),
  publications: z.array(
    z.object({
      id: text,
      title: text,
      published: partialDate.nullable(),
      publisher: optionalText,
      actionRefs: refs,
      notes: optionalText,
    }),
  ),
})

export const NAMES = {
  plan: 'workforce-action-plan.json',
  report: 'progress-report-2025-02.json',
  allocation: 'action-status-allocation.json',
  update: 'progress-update-2025-06.json',
} as const

export const SCHEMAS = { plan: planFile, report: reportFile, allocation: allocationFile, update: updateFile }

export interface DataFiles {
  plan: z.infer<typeof planFile>
  report: z.infer<typeof reportFile>
  allocation: z.infer<typeof allocationFile>
  update: z.infer<typeof updateFile>
}
