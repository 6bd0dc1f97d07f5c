import { BasisMark, RatingTag, SubjectLink } from '@/components/board/board-marks'
import { SummaryList } from '@/components/ui/summary-list'
import type { Dispute } from '@/lib/domain/board/disputes'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { OUTCOME_LABELS } from '@/lib/format/board/request-words'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { WrittenText } from '@/components/ui/written-text'

interface Props {
  readonly plan: PlanSummary
  readonly disputes: readonly Dispute[]
  /** Names of people by their ids. */
  readonly names: ReadonlyMap<string, string>
  readonly mayAnswer: boolean
  /** Of the disputes themselves: 3 where they stand below a heading of their page's section. */
  readonly level?: 2 | 3
  /** Left out where the page is about it. */
  readonly hideSubject?: boolean
}

/** Ratings that board members disputed, each with its answer. For members of the plan. */
export function DisputeList({ plan, disputes, names, mayAnswer, level = 3, hideSubject }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <ol className="history">
      {disputes.map((dispute) => {
        const { number, about, rating, reason, effectiveOn, authorId, answer, basis } = dispute
        return (
          <li key={number} className="history__entry">
            <Heading className="history__head">
              <span>Dispute {number}</span>{' '}
              <span>{answer ? OUTCOME_LABELS[answer.outcome] : 'Not answered yet'}</span>
            </Heading>
            <SummaryList
              items={[
                ...(hideSubject ? [] : [{ term: 'About', value: <SubjectLink plan={plan} about={about} /> }]),
                { term: 'Disputed rating', value: <RatingTag plan={plan} rating={rating} /> },
                {
                  term: 'Why',
                  value: (
                    <>
                      <WrittenText text={reason} />
                      <span className="aside aside--below">
                        By {(authorId && names.get(authorId)) || 'a board member'}, {formatDay(effectiveOn)}
                      </span>
                      <BasisMark basis={basis} />
                    </>
                  ),
                },
                ...(answer
                  ? [
                      {
                        term: 'Answer',
                        value: (
                          <>
                            <WrittenText text={answer.text} />
                            <span className="aside aside--below">
                              By {(answer.authorId && names.get(answer.authorId)) || 'an editor'},{' '}
                              {formatDay(answer.effectiveOn)}
                            </span>
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            {!answer && mayAnswer && (
              <p>
                <a href={paths.dispute(plan.slug, number)}>Answer dispute {number}</a>
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}
