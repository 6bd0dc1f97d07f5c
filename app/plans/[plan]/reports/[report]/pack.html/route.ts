import { describeText } from '@/lib/api/plain-text'
import { download } from '@/lib/api/download'
import { writePack } from '@/lib/exports/pack/pack'
import { toStream } from '@/lib/exports/tables/stream'
import { makeReportPaper } from '@/lib/format/reports/report-paper'
import { paths } from '@/lib/paths'
import { readReportText } from '@/lib/queries/reports/report'
import { siteAddress } from '@/lib/site'
import { findForFile, paperEtag, sendOrRefuse } from '../../../refuse-file'

/** A report as one HTML file that needs no network. */
export const { GET, OPTIONS } = download<RouteContext<'/plans/[plan]/reports/[report]/pack.html'>>(
  [],
  async (_request, { params }) => {
    const { plan: slug, report: code } = await params
    const [found, stored] = await Promise.all([findForFile(slug, code), readReportText(slug, code)])
    if (found instanceof Response) return found
    if (!stored) return describeText('There is no such report.', 404)
    const { issued, frozen } = found
    return {
      etag: paperEtag(found),
      send: () =>
        sendOrRefuse(async () => {
          const file = writePack(makeReportPaper(frozen, found), {
            plan: frozen.plan,
            reference: issued.reference,
            sha256: frozen.sha256,
            text: stored.document,
            verifyAddress: siteAddress(paths.verifyReport(slug, code)),
            homeAddress: siteAddress(paths.report(slug, code)),
            address: siteAddress,
          })
          return new Response(toStream(file), {
            headers: {
              'content-type': 'text/html; charset=utf-8',
              // Kept and opened as a file: shown from here, it would be a page of the site under rules of its own.
              'content-disposition': `attachment; filename="${slug}-${code}.html"`,
            },
          })
        }),
    }
  },
)
