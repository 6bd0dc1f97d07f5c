import { paths } from '@/lib/paths'
import { askedMoment } from '@/lib/queries/asked-moment'
import { getReport, type ReportView } from '@/lib/queries/report'

/**
 * Takes a plan's slug; returns why no file can be made of it at the moment, or of the report, that the request asks for: dates
 * that make no sense, or a report that is no longer what was frozen. A file is read where no warning stands beside it. Null
 * when nothing is in the way, as with a report that is not there.
 */
export async function refuseFile(slug: string): Promise<Response | null> {
  const { problems, report = null } = await askedMoment()
  if (problems) return sayText(problems.map(({ message }) => message).join('\n'), 400)
  const found = report === null ? null : await getReport(slug, report)
  return found && refuseAltered(slug, found)
}

/** Takes a plan's slug and a report of it; returns why no file is made of the report when it is no longer what was frozen, or null. */
export function refuseAltered(slug: string, { issued, frozen }: ReportView): Response | null {
  if (frozen?.faults.length === 0) return null
  const { reference, code } = issued
  return sayText(
    `Report ${reference} is not what was frozen any more, so no file is made of it. See ${paths.verifyReport(slug, code)}`,
    409,
  )
}

/** Takes a sentence and a status; returns the answer to somebody who asked for a file. */
export function sayText(text: string, status: number): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
