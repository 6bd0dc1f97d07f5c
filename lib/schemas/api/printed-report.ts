/** Printed reports, as the read API returns them. */

import { z } from 'zod'
import { FINDING_GROUPS } from '@/lib/domain/printed/findings'
import {
  about,
  bucket,
  count,
  date,
  datedTo,
  links,
  named,
  overallRag,
  status,
  text,
  textOrNull,
} from './parts'

const printedReportFields = {
  code: text('Names the report in addresses.', 'lb-25-03-03'),
  reference: text('The number on the report.', 'LB(25)03-03'),
  title: text('The report’s title.'),
  asOf: about(datedTo, 'The day that its figures are of.'),
  comparedAsAt: about(date, 'The day as at which the plan was compared with it.'),
  findingCount: count('How many inconsistencies were found.'),
  links,
}

const printedReportSummary = named(
  'PrintedReportSummary',
  'A report whose printed figures were entered.',
  z.strictObject(printedReportFields),
)

export const printedReportListBody = named(
  'PrintedReportList',
  'The printed reports of a plan, the newest first.',
  z.strictObject({ reports: z.array(printedReportSummary) }),
)
export type PrintedReportListBody = z.infer<typeof printedReportListBody>

const printedPercent = text('The percentage as it was printed, with its digits.', '16.5')
const printedLine = {
  count: about(z.int().min(0).nullable(), 'The count that was printed.'),
  percent: about(printedPercent.nullable(), 'The percentage as it was printed, with its digits.'),
}

export const printedReportBody = named(
  'PrintedReport',
  'What a report printed, and where it does not match.',
  z.strictObject({
    ...printedReportFields,
    correction: textOrNull('What was wrong with the figures entered before; null for a first entry.'),
    figures: about(
      z.strictObject({
        sections: z.array(
          z.strictObject({
            code: text('The section’s code as printed.'),
            overallRag: about(overallRag.nullable(), 'The rating that was printed.'),
            shares: z.array(z.strictObject({ bucket, percent: printedPercent })),
          }),
        ),
        sectionTotals: z.array(z.strictObject({ bucket: overallRag, ...printedLine })),
        actionTotals: z.array(z.strictObject({ bucket, ...printedLine })),
        listed: about(
          z.array(z.string()).nullable(),
          'References of the actions listed as off track or missed with risk; null when there was no such list.',
        ),
        names: z.array(z.strictObject({ status, names: z.array(z.string()) })),
      }),
      'The figures as printed, including any errors.',
    ),
    findings: about(
      z.array(
        z.strictObject({
          kind: text('What kind of inconsistency it is.', 'oddRounding'),
          group: about(z.enum(FINDING_GROUPS), 'What the figure does not match.'),
          sentence: text('The inconsistency, in words.'),
        }),
      ),
      'The inconsistencies.',
    ),
  }),
)
export type PrintedReportBody = z.infer<typeof printedReportBody>
