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
      <h2 id="take-away">Take it with you</h2>
      <ul>
        <li>
          <a href={paths.reportPaper(slug, code)} download>
            Word file (DOCX)
          </a>
          : the board paper with contents, numbered tables and charts, to read or to work on.
        </li>
        <li>
          <a href={paths.reportPack(slug, code)} download>
            Page that works without a network (HTML)
          </a>
          : all of this in one file, with every action behind the numbers and the frozen data. It checks its
          own fingerprint.
        </li>
        <li>
          On paper or as a PDF: print this page from your browser. It is laid out for A4, with page numbers
          and all that is folded away here.
        </li>
        <li>
          <a href={paths.files(plan)}>Data files</a>: every action, and everything said about it, as CSV,
          Excel, OpenDocument, JSON or a Data Package.
        </li>
        <li>
          <a href={paths.reportDocument(slug, code)} download>
            Everything that was frozen (JSON)
          </a>
          : the document that the fingerprint above is of.
        </li>
      </ul>
    </section>
  )
}
