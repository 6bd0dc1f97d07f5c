import { download } from '@/lib/api/download'
import { writeDocx } from '@/lib/exports/docx/docx'
import { makeReportPaper } from '@/lib/format/reports/report-paper'
import { joinNames } from '@/lib/format/words'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { processWide } from '@/lib/process-wide'
import { siteAddress } from '@/lib/site'
import { findForFile, paperEtag } from '../../../refuse-file'
import { sendDocx } from '../../../send-file'

/** Making one takes a second of the processor, and a report that was just issued is asked for by many. */
const memo = processWide('papers', () => memoizeAsync<Uint8Array<ArrayBuffer>>(8))

/** A report as a Word file. */
export const { GET, OPTIONS } = download<RouteContext<'/plans/[plan]/reports/[report]/paper.docx'>>(
  [],
  async (_request, { params }) => {
    const { plan: slug, report: code } = await params
    const found = await findForFile(slug, code)
    if (found instanceof Response) return found
    const { issued, frozen } = found
    const etag = paperEtag(found)
    return {
      etag,
      send: async () => {
        const file = await memo(etag, () =>
          writeDocx(makeReportPaper(frozen, found), {
            reference: issued.reference,
            publishers: joinNames(frozen.plan.publishers),
            plan: frozen.plan.title,
            made: frozen.document.frozenAt,
            address: siteAddress,
          }),
        )
        return sendDocx(file, `${slug}-${code}`)
      },
    }
  },
)
