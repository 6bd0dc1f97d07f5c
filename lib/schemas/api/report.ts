/** Issued reports, as the read API returns them. */

import { z } from 'zod'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/status/rag'
import { SNAPSHOT_VERSIONS } from '@/lib/domain/reports/snapshot'
import {
  about,
  count,
  countsBy,
  date,
  id,
  level,
  links,
  named,
  overallRag,
  rollUp,
  text,
  textOrNull,
} from './parts'

const sha256 = about(
  z.string().regex(/^[0-9a-f]{64}$/),
  'The fingerprint taken when it was issued: SHA-256 of the text of its document, in hexadecimal.',
)

const reportFields = {
  id,
  code: text('Names the report in addresses.', 'lb-25-03-03'),
  reference: text('The number on the report.', 'LB(25)03-03'),
  title: text('The report’s title.'),
  meetingOn: about(date.nullable(), 'The date of the board meeting; null if not recorded.'),
  asAt: about(date, 'The day of its figures.'),
  frozenAt: about(z.iso.datetime(), 'When the report was issued.'),
  sha256,
  corrects: textOrNull('The code of the report that this one corrects.'),
  correction: textOrNull('What was wrong in the report that it corrects.'),
  correctedBy: textOrNull('The code of the report that corrects this one. Use that one instead.'),
  verified: about(
    z.boolean(),
    'Whether its document is unchanged since it was issued. If not, do not rely on it.',
  ),
  links: about(
    z.strictObject({
      ...links.shape,
      snapshot: text('Its exact document.'),
      verify: text('The page that shows whether it is unchanged since then.'),
      plan: text('The plan in this report.'),
      rollup: text('The figures of the plan in this report.'),
      actions: text('The actions of the plan in this report.'),
    }),
    'Addresses, relative to the server.',
  ),
  files: about(
    z.array(
      z.strictObject({
        name: text('The file’s name.', 'actions.csv'),
        format: text('Its format in words.', 'CSV'),
        type: text('Its media type.', 'text/csv; charset=utf-8; header=present'),
        address: text('Where it is, relative to the server.'),
      }),
    ),
    'The files of the plan in this report.',
  ),
}

const reportSummary = named(
  'ReportSummary',
  'A report of the board: the whole plan on a day. It never changes.',
  z.strictObject(reportFields),
)

export const reportListBody = named(
  'ReportList',
  'The issued reports of a plan, the newest first.',
  z.strictObject({
    reports: z.array(reportSummary),
    missing: about(
      z.array(z.string()),
      'The references of reports that were issued, as the audit log says, but are missing from the database. Normally empty.',
    ),
  }),
)
export type ReportListBody = z.infer<typeof reportListBody>

export const reportBody = named(
  'Report',
  'An issued report with its figures, and whether it is unchanged since then.',
  z.strictObject({
    ...reportFields,
    previous: textOrNull('The code of the previous report, by the day of its figures.'),
    faults: about(z.array(z.string()), 'What is wrong with it, one sentence each; empty when verified.'),
    figures: about(
      z
        .strictObject({
          rollUp,
          ragCounts: about(
            countsBy(
              [...OVERALL_RAGS, 'none'],
              (rag) => `How many are ${rag === 'none' ? 'not rated' : `rated ${ragLabel(rag)}`}.`,
            ),
            'How many sections have each overall rating, and how many none.',
          ),
          sections: z.array(
            z.strictObject({
              id,
              ...level.shape,
              rollUp,
              rag: about(overallRag.nullable(), 'The rating that counted.'),
              suggested: about(overallRag.nullable(), 'What the plan’s rule suggested.'),
            }),
          ),
        })
        .nullable(),
      'Its figures when it was issued; null when its document cannot be read.',
    ),
    accepted: about(
      z.array(
        z.strictObject({
          kind: text('What was missing or out of date.', 'silent'),
          count: count('On how many actions or sections.'),
          note: text('Why it was issued without it.'),
        }),
      ),
      'What was missing or out of date when it was issued.',
    ),
  }),
)
export type ReportBody = z.infer<typeof reportBody>

export const snapshotBody = named(
  'Snapshot',
  'The document that the report keeps: canonical JSON (RFC 8785), so that its hash can be repeated. It holds more than is named here.',
  z.looseObject({
    schema: z.literal('cairn-snapshot'),
    version: about(z.literal([...SNAPSHOT_VERSIONS]), 'Which shape and vocabulary the document has.'),
    report: about(z.looseObject({ code: z.string() }), 'What the report is called.'),
    frozenAt: z.iso.datetime(),
    plan: about(z.looseObject({ slug: z.string() }), 'The plan, with its sections, actions and partners.'),
    stories: about(
      z.record(z.string(), z.array(z.looseObject({ what: z.string() }))),
      'What the public could read about each action, by the action’s id, the newest first.',
    ),
    figures: about(z.looseObject({}), 'Counts and shares of the plan, its pillars and its sections.'),
  }),
)
