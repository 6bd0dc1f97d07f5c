import { RagTag } from '@/components/status/status-tag'
import { NotRecorded } from '@/components/ui/not-recorded'
import { SummaryList } from '@/components/ui/summary-list'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import type { SectionView } from '@/lib/domain/plan/section-views'
import { formatDate } from '@/lib/format/dates'
import { STALE_RATING } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { statusMessages, thresholdInWords } from '@/lib/format/status/messages'
import { WrittenText } from '@/components/ui/written-text'

interface Props {
  readonly plan: PlanSummary
  readonly section: SectionView
  /** The person who rated it, for those who may know. */
  readonly by?: string | undefined
}

/** Why a section is rated as it is: what was assessed beside what the rule suggests, and where they differ. */
export function RatingPanel({ plan, section, by }: Props) {
  const { rating, assessment } = section
  const { suggestion } = rating
  return (
    <>
      <SummaryList
        items={[
          {
            term: 'Assessed',
            value: assessment ? (
              <>
                <RagTag rag={assessment.overallRag} />
                <span className="aside">
                  {assessment.source ? (
                    <>
                      Published in{' '}
                      <a href={assessment.source.url}>
                        {assessment.source.reference ?? assessment.source.title}
                      </a>
                      {assessment.sourcePage && `, page ${assessment.sourcePage}`}
                    </>
                  ) : (
                    `By ${by && by !== assessment.attributedTo ? `${by} for ` : ''}${assessment.attributedTo}`
                  )}
                  , {formatDate(assessment.effective)}
                </span>
              </>
            ) : (
              <NotRecorded>Not rated yet</NotRecorded>
            ),
          },
          ...(assessment
            ? [
                {
                  term: 'Reason',
                  value: assessment.reason ? <WrittenText text={assessment.reason} /> : <NotRecorded />,
                },
              ]
            : []),
          ...(assessment?.rule
            ? [
                {
                  term: 'Suggested at the time of rating',
                  value: (
                    <>
                      {assessment.suggested ? <RagTag rag={assessment.suggested} /> : 'No suggestion.'}{' '}
                      <span>
                        At Risk was suggested if {thresholdInWords(assessment.rule)} or more of the counted
                        {plan.words.action.many.toLowerCase()} were adverse.
                      </span>
                    </>
                  ),
                },
              ]
            : []),
          {
            term: assessment?.rule ? 'Suggested rating now' : 'Suggested rating',
            value: (
              <>
                {suggestion.rag && <RagTag rag={suggestion.rag} />}{' '}
                <span>{statusMessages.explanation(suggestion)}</span>
              </>
            ),
          },
        ]}
      />
      {rating.isStale && <p className="waiting-mark">{STALE_RATING}</p>}
      <p className="note">
        {rating.differs
          ? 'The assessed rating differs from the suggested rating. The assessed rating is used. '
          : assessment && suggestion.rag
            ? 'The assessed rating matches the suggested rating. '
            : ''}
        <a href={paths.ratings(plan)}>How ratings work</a>
      </p>
    </>
  )
}
