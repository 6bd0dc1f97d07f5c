import type { PlanPlace } from '@/lib/domain/place'
import type { Fault, SnapshotDocument } from '@/lib/domain/snapshot'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanPlace
  readonly document: SnapshotDocument
  readonly faults: readonly Fault[]
  /** The reference and the code of the report that corrects it, if one does. */
  readonly correctedBy: { readonly reference: string; readonly code: string } | null
}

/** Says, at the head of every page of a report, what it is, and warns when it is no longer what was frozen. */
export function ReportBanner({ plan, document, faults, correctedBy }: Props) {
  const { report, frozenAt } = document
  const { slug } = plan
  return (
    <section className="ds_inset-text as-at" aria-labelledby="report-banner">
      <div className="ds_inset-text__text">
        <h2 id="report-banner" className="as-at__title">
          Report <a href={paths.report(slug, report.code)}>{report.reference}</a>
        </h2>
        {faults.length > 0 && (
          <p>
            <strong>Do not rely on this page.</strong> It is not what was frozen any more.{' '}
            <a href={paths.verifyReport(slug, report.code)}>See what is wrong</a>
          </p>
        )}
        {correctedBy && (
          <p>
            <strong>Corrected.</strong> Report{' '}
            <a href={paths.report(slug, correctedBy.code)}>{correctedBy.reference}</a> takes its place.
          </p>
        )}
        <p>
          Everything here is as at {formatDay(document.plan.asAt ?? '')}, and as it was worded on{' '}
          {formatMoment(frozenAt)}, when the report was frozen. Nothing changes it.{' '}
          <a href={paths.plan(slug)}>See the plan as it stands now</a>
        </p>
      </div>
    </section>
  )
}
