import { PagedList } from '@/components/ui/paged-list'
import { SummaryList } from '@/components/ui/summary-list'
import type { ListedBoardRequest } from '@/lib/domain/board/board-requests'
import { ASK_EVENT_LABELS, NOT_DECIDED } from '@/lib/format/board/request-words'
import { FEW_ROWS } from '@/lib/domain/paging'
import { formatDay, formatMoment } from '@/lib/format/dates'

interface Props {
  readonly request: ListedBoardRequest
  /** The address of the page and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Names of people by their ids. */
  readonly names: ReadonlyMap<string, string>
}

/** Everything that happened to an ask, the newest first, down to when it was raised. For members of the plan. */
export function RequestTimeline({ request: ask, here, params, names }: Props) {
  const say = (id: string | null) => (id && names.get(id)) || 'Loaded with the plan'
  const describeResponsible = ({ partner, personId, dueOn }: ListedBoardRequest['owed']) =>
    `${[partner?.name, personId && names.get(personId)].filter(Boolean).join(', ') || NOT_DECIDED}${dueOn ? `, by ${formatDay(dueOn)}` : ''}`
  return (
    <PagedList
      // The last of them, which is no event, is that it was raised.
      rows={[...ask.events.toReversed(), null]}
      params={params}
      label="Pages of the history"
      here={here}
      size={FEW_ROWS}
    >
      {(some) => (
        <ol className="history">
          {some.map((event) => (
            <li key={event?.id ?? 'raised'} className="history__entry">
              <h3 className="history__head">
                <span>{formatDay((event ?? ask).effectiveOn)}</span>{' '}
                <span>{event ? ASK_EVENT_LABELS[event.kind] : 'Raised'}</span>
              </h3>
              <SummaryList
                items={[
                  ...(event
                    ? [
                        ...(event.owed
                          ? [{ term: 'Now assigned to', value: describeResponsible(event.owed) }]
                          : []),
                        { term: event.kind === 'answered' ? 'Answer' : 'Reason', value: event.text },
                      ]
                    : [{ term: 'First assigned to', value: describeResponsible(ask.owedFirst) }]),
                  { term: 'By', value: say((event ?? ask).authorId) },
                  { term: 'Recorded', value: formatMoment((event ?? ask).recordedAt) },
                ]}
              />
            </li>
          ))}
        </ol>
      )}
    </PagedList>
  )
}
