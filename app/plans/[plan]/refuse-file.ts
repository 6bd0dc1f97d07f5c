import { createHash } from 'node:crypto'
import { makeEtag } from '@/lib/api/etag'
import { describeText } from '@/lib/api/plain-text'
import { TooLongError } from '@/lib/exports/workbook/too-long'
import { paths } from '@/lib/paths'
import { readAsAtParams } from '@/lib/queries/plan/as-at-params'
import type { FrozenReport } from '@/lib/queries/plan-state/frozen-report'
import { getReport, type ReportView } from '@/lib/queries/reports/report'

/**
 * Takes a plan's slug; returns why no file can be made of it at the moment, or of the report, that the request asks for: dates
 * that make no sense, or a report that is no longer what was frozen. A file is read where no warning stands beside it. Null
 * when nothing is in the way, as with a report that is not there.
 */
export async function refuseFile(slug: string): Promise<Response | null> {
  const { problems, report = null } = await readAsAtParams()
  if (problems) return describeText(problems.map(({ message }) => message).join('\n'), 400)
  const found = report === null ? null : await getReport(slug, report)
  return found && !isSound(found) ? refuseAltered(slug, found) : null
}

/** A report that is what was frozen. */
type Sound = ReportView & { readonly frozen: FrozenReport }

/** Takes a plan's slug and a report's code; returns the report to make a file of, or why there is none. */
export async function findForFile(slug: string, code: string): Promise<Sound | Response> {
  const found = await getReport(slug, code)
  if (!found) return describeText('There is no such report.', 404)
  return isSound(found) ? found : refuseAltered(slug, found)
}

/** Takes a report; returns the tag of its papers: they name the reports around it as well, which may change. */
export function paperEtag({ frozen, corrects, correctedBy, previous, figuresOf, printed }: Sound): string {
  const around = createHash('sha256').update(
    JSON.stringify([corrects, correctedBy, previous, figuresOf, printed]),
  )
  return makeEtag(frozen.sha256, around.digest('base64url').slice(0, 16))
}

const isSound = (found: ReportView): found is Sound => found.frozen?.faults.length === 0

function refuseAltered(slug: string, { issued: { reference, code } }: ReportView): Response {
  return describeText(
    `Report ${reference} was altered after it was issued, so it cannot be downloaded. See ${paths.verifyReport(slug, code)}`,
    409,
  )
}

/** Takes what sends a file; returns its answer, or says that the format cannot hold so much. */
export async function sendOrRefuse(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof TooLongError) return describeText(error.message, 400)
    throw error
  }
}
