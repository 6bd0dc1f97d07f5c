import { RagTag, StatusTag } from '@/components/status/status-tag'
import type { ListedBoardRequest } from '@/lib/domain/board/board-requests'
import type { Subject } from '@/lib/domain/board/carry-over'
import type { DisputedRating } from '@/lib/domain/board/disputes'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { NOT_DECIDED, describeState, describeSubject } from '@/lib/format/board/request-words'
import { BASIS_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { HasStatuses } from '@/lib/domain/status/status'

/** How an ask stands: open, overdue, answered or withdrawn, and since when. */
export function RequestState({ request: ask }: { request: ListedBoardRequest }) {
  const words = describeState({
    ...ask,
    dueOn: ask.owed.dueOn,
    settledOn: ask.settled?.effectiveOn ?? null,
  })
  return ask.isOverdue ? <strong className="duty__late">{words}</strong> : <span>{words}</span>
}

/** What something of the board is about: a link to the action or section. */
export function SubjectLink({ plan, about }: { plan: PlanSummary; about: Subject }) {
  const href = about.level === 'action' ? paths.action(plan, about.code) : paths.section(plan, about.code)
  return (
    <>
      <a href={href}>{describeSubject(about, plan.words)}</a> {about.title}
    </>
  )
}

/** A rating, of an action or of a section. */
export function RatingTag({ plan, rating }: { plan: HasStatuses; rating: DisputedRating }) {
  return rating.level === 'action' ? (
    <StatusTag plan={plan} bucket={rating.value} />
  ) : (
    <RagTag rag={rating.value} />
  )
}

/** Says that something is an example, where it is. */
export function BasisMark({ basis }: Pick<ListedBoardRequest, 'basis'>) {
  return basis === 'reported' ? null : <span className="basis">{BASIS_LABELS[basis]}</span>
}

/** Who owes an answer: the organisation, and the person for those who may know. */
export function ResponsibleFor({
  owed,
  names,
}: {
  owed: ListedBoardRequest['owed']
  names: ReadonlyMap<string, string>
}) {
  const person = owed.personId && names.get(owed.personId)
  return (
    <>
      {owed.partner?.name ?? (person ? null : NOT_DECIDED)}
      {person && <span className={owed.partner ? 'aside aside--below' : undefined}>{person}</span>}
    </>
  )
}
