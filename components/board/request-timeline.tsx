import { SummaryList } from '@/components/ui/summary-list'
import type { ListedBoardRequest } from '@/lib/domain/board/board-requests'
import { ASK_EVENT_LABELS, NOT_DECIDED } from '@/lib/format/board/request-words'
import { formatDay, formatMoment } from '@/lib/format/dates'

interface Props {
  readonly request: ListedBoardRequest
  /** Names of people by their ids. */
  readonly names: ReadonlyMap<string, string>
}

/** Everything that happened to an ask, the newest first, down to when it was raised. For members of the plan. */
export function RequestTimeline({ request: ask, names }: Props) {
  const say = (id: string | null) => (id && names.get(id)) || 'Loaded with the plan'
  const describeResponsible = ({ partner, personId, dueOn }: ListedBoardRequest['owed']) =>
    `${[partner?.name, personId && names.get(personId)].filter(Boolean).join(', ') || NOT_DECIDED}${dueOn ? `, by ${formatDay(dueOn)}` : ''}`
  return (
    <ol className="history">
      {ask.events.toReversed().map(({ id, kind, text, owed, effectiveOn, recordedAt, authorId }) => (
        <li key={id} className="history__entry">
          <h3 className="history__head">
            <span>{formatDay(effectiveOn)}</span> <span>{ASK_EVENT_LABELS[kind]}</span>
          </h3>
          <SummaryList
            items={[
              ...(owed ? [{ term: 'Now assigned to', value: describeResponsible(owed) }] : []),
              { term: kind === 'answered' ? 'Answer' : 'Reason', value: text },
              { term: 'By', value: say(authorId) },
              { term: 'Recorded', value: formatMoment(recordedAt) },
            ]}
          />
        </li>
      ))}
      <li className="history__entry">
        <h3 className="history__head">
          <span>{formatDay(ask.effectiveOn)}</span> <span>Raised</span>
        </h3>
        <SummaryList
          items={[
            { term: 'First assigned to', value: describeResponsible(ask.owedFirst) },
            { term: 'By', value: say(ask.authorId) },
            { term: 'Recorded', value: formatMoment(ask.recordedAt) },
          ]}
        />
      </li>
    </ol>
  )
}
