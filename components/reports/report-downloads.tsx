import { PhoneFold } from '@/components/ui/phone-fold'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'

interface Props {
  /** The plan as the report froze it. */
  readonly plan: PlanAt & { readonly words: PlanWords }
  readonly code: string
}

/** The forms in which a report leaves the site. */
export function ReportDownloads({ plan, code }: Props) {
  const { slug } = plan
  const one = plan.words.action.one.toLowerCase()
  return (
    <section className="no-print" aria-labelledby="take-away">
      <h2 id="take-away">Download this report</h2>
      <PhoneFold summary="Show 5 ways to download it">
        <ul>
          <li>
            <a href={paths.reportPaper(slug, code)}>Word file (DOCX)</a>: the board paper, to read or edit.
          </li>
          <li>
            <a href={paths.reportPack(slug, code)}>Offline page (HTML)</a>: this report in one file, with
            every {one} behind the figures. It checks that it is unchanged.
          </li>
          <li>
            <a href={paths.report(slug, code, 'all')}>The whole report on one page</a>: to read in one go, or
            to print or save as PDF from your browser. It is laid out for A4.
          </li>
          <li>
            <a href={paths.files(plan)}>Data files</a>: every {one} and its updates as CSV, Excel,
            OpenDocument, JSON or a Data Package.
          </li>
          <li>
            <a href={paths.reportDocument(slug, code)}>Report document (JSON)</a>: the document that the
            fingerprint of the report is for.{' '}
            <a href={paths.verifyReport(slug, code)}>Check that it is unchanged</a>
          </li>
        </ul>
      </PhoneFold>
    </section>
  )
}
