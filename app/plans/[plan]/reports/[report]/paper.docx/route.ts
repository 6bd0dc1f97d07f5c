import { withToken } from '@/lib/api/with-token'
import { writeDocx } from '@/lib/exports/docx'
import { makeReportPaper } from '@/lib/format/report-paper'
import { joinNames } from '@/lib/format/words'
import { keepFew } from '@/lib/keep-few'
import { processWide } from '@/lib/process-wide'
import { siteAddress } from '@/lib/site'
import { findForFile } from '../../../refuse-file'
import { sendDocx } from '../../../send-docx'

/** Making one takes a second of the processor, and a report that was just issued is asked for by many. */
const keep = processWide('papers', () => keepFew<Uint8Array<ArrayBuffer>>(8))

/** A report as a Word file. */
export const GET = withToken<RouteContext<'/plans/[plan]/reports/[report]/paper.docx'>>(
  async (_request, { params }) => {
    const { plan: slug, report: code } = await params
    const found = await findForFile(slug, code)
    if (found instanceof Response) return found
    const { issued, frozen, corrects, correctedBy, previous } = found
    // All that it is made from; the document never changes.
    const from = [frozen.sha256, corrects, correctedBy, previous].map((part) => JSON.stringify(part))
    const file = await keep(from.join(), () =>
      writeDocx(makeReportPaper(frozen, found), {
        reference: issued.reference,
        publishers: joinNames(frozen.plan.publishers),
        plan: frozen.plan.title,
        address: siteAddress,
      }),
    )
    return sendDocx(file, `${slug}-${code}`)
  },
)
