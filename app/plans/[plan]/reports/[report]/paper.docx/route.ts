import { writeDocx } from '@/lib/exports/docx'
import { makeReportPaper } from '@/lib/format/report-paper'
import { joinNames } from '@/lib/format/words'
import { getReport } from '@/lib/queries/report'
import { siteAddress } from '@/lib/site'

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A report as a Word file. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/plans/[plan]/reports/[report]/paper.docx'>,
) {
  const { plan: slug, report: code } = await params
  const found = await getReport(slug, code)
  if (!found?.frozen)
    return new Response('There is no such report.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  const { plan } = found.frozen
  const file = await writeDocx(makeReportPaper(found.frozen, found), {
    reference: found.issued.reference,
    publishers: joinNames(plan.publishers),
    plan: plan.title,
    address: siteAddress,
  })
  return new Response(file, {
    headers: {
      'content-type': TYPE,
      'content-disposition': `attachment; filename="${slug}-${code}.docx"`,
      // The plan may be for its members only.
      'cache-control': 'no-store',
    },
  })
}
