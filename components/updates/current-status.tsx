import { StatusTag } from '@/components/status/status-tag'
import { NotRecorded } from '@/components/ui/not-recorded'
import { SummaryList } from '@/components/ui/summary-list'
import { WrittenText } from '@/components/ui/written-text'
import type { IsoDate } from '@/lib/domain/dates'
import type { ProgressUpdate } from '@/lib/domain/plan/plan'
import type { ProgressReport } from '@/lib/domain/plan/progress-report'
import { formatDate, formatDay, formatMoment } from '@/lib/format/dates'
import { BASIS_LABELS } from '@/lib/format/words'
import { describeReportField } from '@/lib/format/reports/report-words'
import type { HasStatuses } from '@/lib/domain/status/status'

interface Props {
  readonly plan: HasStatuses
  /** What readers see; null when nothing was ever said. */
  readonly current: ProgressUpdate | null
  /** What was sent last, whatever became of it. */
  readonly latest: {
    readonly standing: 'shown' | 'waiting' | 'returned' | 'replaced'
    readonly report: ProgressReport
    readonly comment: string | null
    readonly author: { readonly name: string } | null
    readonly recordedAt: string
  } | null
  readonly dueOn: IsoDate | null
  readonly originalDueOn: IsoDate | null
  /** When its timescale ends, which is when it is expected as long as it has no date of its own. */
  readonly timescaleEndsOn: IsoDate | null
}

/** How an action stands, in sight of whoever reports on it. */
export function CurrentStatus({ plan, current, latest, dueOn, originalDueOn, timescaleEndsOn }: Props) {
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">Current status</h2>
      <SummaryList
        items={[
          {
            term: 'Status',
            value: current ? (
              <>
                <StatusTag plan={plan} bucket={current.status} /> {BASIS_LABELS[current.basis]}
              </>
            ) : (
              <NotRecorded>No update yet</NotRecorded>
            ),
          },
          ...(current
            ? [
                { term: 'Progress', value: <Lines text={current.narrative} /> },
                ...(current.reason ? [{ term: 'Reason', value: <Lines text={current.reason} /> }] : []),
                ...(current.mitigation
                  ? [{ term: 'What is being done about it', value: <Lines text={current.mitigation} /> }]
                  : []),
                { term: 'Date of this status', value: formatDate(current.effective) },
              ]
            : []),
          {
            term: 'Due date',
            value: dueOn ? (
              `${formatDay(dueOn)}${originalDueOn && originalDueOn !== dueOn ? `, originally ${formatDay(originalDueOn)}` : ''}`
            ) : timescaleEndsOn ? (
              `End of its timescale, ${formatDay(timescaleEndsOn)}`
            ) : (
              <NotRecorded>Not recorded</NotRecorded>
            ),
          },
        ]}
      />
      {latest?.standing === 'waiting' && (
        <Inset
          title={`An update of ${formatMoment(latest.recordedAt)}${latest.author ? ` by ${latest.author.name}` : ''} is waiting for approval`}
        >
          <p>
            {describeReportField(plan, latest.report, 'status')}. <Lines text={latest.report.narrative} />
          </p>
        </Inset>
      )}
      {latest?.standing === 'returned' && (
        <Inset
          title={`The update of ${formatMoment(latest.recordedAt)}${latest.author ? ` by ${latest.author.name}` : ''} was returned`}
        >
          <p>
            <Lines text={latest.comment} />
          </p>
        </Inset>
      )}
    </section>
  )
}

function Lines({ text }: { text: string | null }) {
  return text ? (
    <span className="lines">
      <WrittenText text={text} />
    </span>
  ) : (
    <NotRecorded />
  )
}

function Inset({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="ds_inset-text">
      <div className="ds_inset-text__text">
        <h3>{title}</h3>
        {children}
      </div>
    </div>
  )
}
