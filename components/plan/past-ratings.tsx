import { RagTag } from '@/components/status/status-tag'
import { DataTable } from '@/components/ui/data-table'
import { NotRecorded } from '@/components/ui/not-recorded'
import { ragLabel } from '@/lib/domain/status/rag'
import { formatDate, formatMoment } from '@/lib/format/dates'
import type { SectionRating } from '@/lib/queries/status/section-ratings'
import { thresholdInWords } from '@/lib/format/status/messages'
import { WrittenText } from '@/components/ui/written-text'

/** Every rating of a section, newest first, with who made it: for those inside only. */
export function PastRatings({ ratings }: { ratings: readonly SectionRating[] }) {
  return (
    <DataTable
      caption="Ratings, newest first"
      hideCaption
      rows={ratings}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'when',
          header: 'Date of rating',
          rowHeader: true,
          className: 'col-date',
          cell: ({ effective, recordedAt }) => (
            <>
              {formatDate(effective)}
              <span className="aside aside--below">Recorded {formatMoment(recordedAt)}</span>
            </>
          ),
        },
        {
          key: 'rag',
          header: 'Rating',
          className: 'col-tag',
          hideLabelOnPhone: true,
          cell: ({ overallRag }) => <RagTag rag={overallRag} />,
        },
        {
          key: 'reason',
          header: 'Reason',
          cell: ({ reason, correction }) => (
            <>
              {reason ? <WrittenText text={reason} /> : <NotRecorded />}
              {correction && (
                <span className="aside aside--below">
                  Basis or source corrected: <WrittenText text={correction} />
                </span>
              )}
            </>
          ),
        },
        {
          key: 'suggested',
          header: 'Suggested at the time',
          cell: ({ suggested, rule }) =>
            rule ? (
              `${suggested ? ragLabel(suggested) : 'No suggestion'} (threshold: ${thresholdInWords(rule)})`
            ) : (
              <NotRecorded>Not recorded</NotRecorded>
            ),
        },
        { key: 'by', header: 'By', cell: ({ by }) => by },
      ]}
    />
  )
}
