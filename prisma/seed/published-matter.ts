/** What the published report says besides figures: its risks, and the entries of its lists that could be read. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { METRIC_QUALIFIERS } from '@/lib/domain/plan/plan'
import type { PublishedContents } from '@/lib/domain/reports/report-contents'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'
import { codeOf } from '@/lib/domain/reference'

const text = z.string().trim().min(1)
const isCutOff = z.boolean().default(false)
const note = z.object({ complete: z.boolean(), note: text })

const reportFile = z.looseObject({
  report: z.looseObject({ ref: text }),
  risksAndIssues: note.extend({
    items: z.array(z.object({ order: z.int(), text, truncated: isCutOff })).min(1),
  }),
  deliveredSinceLastReport: note.extend({
    planCode: z.literal('delivery'),
    items: z.array(
      z.object({
        ref: text,
        summary: text,
        metrics: z.array(
          z.object({
            label: text,
            value: z.number(),
            unit: text,
            asOf: text,
            qualifier: z.enum(METRIC_QUALIFIERS),
          }),
        ),
        truncated: isCutOff,
      }),
    ),
  }),
  offTrackOrMissedWithRisk: note.extend({
    planCode: z.literal('delivery'),
    items: z.array(
      z.object({
        ref: text,
        summary: text,
        lead: z.array(text),
        status: z.enum(PUBLISHED_SIX.statuses.map(({ code }) => code)).nullable(),
        statusEvidence: text.nullish(),
        reason: text.nullable(),
        mitigation: text.nullable(),
        truncated: isCutOff,
      }),
    ),
  }),
})

const planFile = z.looseObject({ partners: z.array(z.looseObject({ code: text, name: text })) })

/** As its publishers call it; the report is about both plans. */
const OTHER_PLAN = 'Mental Health and Wellbeing Strategy Delivery Plan 2023-2025'
const CUT_OFF = ' (The text that could be read breaks off here.)'

/** What is not a figure of the published report: the text of its risks, and the rest. */
export interface PublishedText {
  readonly risks: string
  readonly published: PublishedContents
}

/** Takes the folder of the data files; returns what the published report says besides figures. Throws when a file is wrong. */
export async function readPublishedText(
  folder = fileURLToPath(new URL('.', import.meta.url)),
): Promise<PublishedText> {
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown
  const { report, risksAndIssues, deliveredSinceLastReport, offTrackOrMissedWithRisk } = reportFile.parse(
    await read('progress-report-2025-02.json'),
  )
  const { partners } = planFile.parse(await read('workforce-action-plan.json'))
  const nameOf = (code: string) => partners.find((partner) => partner.code === code)?.name ?? code
  const noteOf = (part: { complete: boolean; note: string }) => (part.complete ? null : part.note)
  return {
    risks: risksAndIssues.items
      .toSorted((a, b) => a.order - b.order)
      .map((item) => `- ${item.text}${item.truncated ? CUT_OFF : ''}`)
      .join('\n'),
    published: {
      printed: codeOf(report.ref),
      otherPlan: OTHER_PLAN,
      notes: {
        risks: noteOf(risksAndIssues),
        delivered: noteOf(deliveredSinceLastReport),
        offTrack: noteOf(offTrackOrMissedWithRisk),
      },
      elsewhere: {
        delivered: deliveredSinceLastReport.items.map(({ ref, summary, metrics, truncated }) => ({
          code: ref,
          summary,
          metrics,
          isCutOff: truncated,
        })),
        offTrack: offTrackOrMissedWithRisk.items.map(({ ref, lead, statusEvidence, truncated, ...item }) => ({
          ...item,
          summary: item.summary.replace(' (text cut off)', ''),
          code: ref,
          leads: lead.map(nameOf),
          evidence: statusEvidence ?? null,
          isCutOff: truncated,
        })),
      },
    },
  }
}
