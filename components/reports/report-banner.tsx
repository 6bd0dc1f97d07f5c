import type { DatedTo } from '@/lib/domain/dates'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { Fault, SnapshotDocument } from '@/lib/domain/reports/snapshot'
import { formatDate, formatMoment } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { WrittenText } from '@/components/ui/written-text'

interface Props {
  readonly plan: PlanAt
  readonly document: SnapshotDocument
  /** What its figures are of. */
  readonly figuresOf: DatedTo
  readonly faults: readonly Fault[]
  /** The report that corrects it, if one does, and what was wrong. It may bear the same reference. */
  readonly correctedBy: {
    readonly reference: string
    readonly code: string
    readonly frozenAt: string
    readonly correction: string | null
  } | null
}

/** Says, at the head of every page of a report, what it is, and warns when it is no longer what was frozen. */
export function ReportBanner({ plan, document, figuresOf, faults, correctedBy }: Props) {
  const { report, frozenAt, corrects } = document
  const { slug } = plan
  return (
    <section className="ds_inset-text as-at" aria-labelledby="report-banner">
      <div className="ds_inset-text__text">
        <p id="report-banner" className="as-at__title">
          Report <a href={paths.report(slug, report.code)}>{report.reference}</a>
        </p>
        {faults.length > 0 && (
          <p>
            <strong>Do not rely on this page.</strong> It was altered after it was issued.{' '}
            <a href={paths.verifyReport(slug, report.code)}>See what is wrong</a>
          </p>
        )}
        {correctedBy && (
          <p>
            <strong>Corrected.</strong>{' '}
            <a href={paths.report(slug, correctedBy.code)}>
              {correctedBy.reference} as issued on {formatMoment(correctedBy.frozenAt)}
            </a>{' '}
            replaces it. What was wrong: {correctedBy.correction}
          </p>
        )}
        {corrects && (
          <p>
            <strong>A correction.</strong> It replaces{' '}
            <a href={paths.report(slug, corrects.code)}>an earlier report</a>. What was wrong:{' '}
            <WrittenText text={corrects.why} />
          </p>
        )}
        <p>
          This report shows figures for {formatDate(figuresOf)}. It was issued on {formatMoment(frozenAt)} and
          cannot be changed. <a href={paths.plan(slug)}>See the current figures</a>
        </p>
      </div>
    </section>
  )
}
