import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { paths } from '@/lib/paths'

interface Props {
  /** The plan as the report froze it. */
  readonly plan: PlanAt
  readonly code: string
}

/** The forms in which a report leaves the site. */
export function ReportDownloads({ plan, code }: Props) {
  const { slug } = plan
  return (
    <section className="no-print" aria-labelledby="take-away">
      <h2 id="take-away">Download this report</h2>
      <ul>
        <li>
          <a href={paths.reportPaper(slug, code)} download>
            Word file (DOCX)
          </a>
          : the board paper, to read or edit.
        </li>
        <li>
          <a href={paths.reportPack(slug, code)} download>
            Offline page (HTML)
          </a>
          : this report in one file, with every action behind the figures. It checks that it is unchanged.
        </li>
        <li>Print or PDF: print this page from your browser. Everything is laid out for A4.</li>
        <li>
          <a href={paths.files(plan)}>Data files</a>: every action and its updates as CSV, Excel,
          OpenDocument, JSON or a Data Package.
        </li>
        <li>
          <a href={paths.reportDocument(slug, code)} download>
            Report document (JSON)
          </a>
          : the document that the fingerprint above is for.
        </li>
      </ul>
    </section>
  )
}
