import { RequestState, BasisMark, ResponsibleFor, SubjectLink } from '@/components/board/board-marks'
import { DataTable } from '@/components/ui/data-table'
import type { ListedBoardRequest } from '@/lib/domain/board/board-requests'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { ASK_KIND_LABELS } from '@/lib/format/board/request-words'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { WrittenText } from '@/components/ui/written-text'

interface Props {
  readonly plan: PlanSummary
  readonly caption: string
  readonly requests: readonly ListedBoardRequest[]
  /** Names of people by their ids. */
  readonly names: ReadonlyMap<string, string>
  /** Left out where the page is about it. */
  readonly hideSubject?: boolean
}

/** What the board asked: each with who owes the answer, and how it stands. For members of the plan. */
export function BoardRequestTable({ plan, caption, requests: asks, names, hideSubject }: Props) {
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={asks}
      rowKey={({ number }) => String(number)}
      columns={[
        {
          key: 'ask',
          header: 'Board request',
          rowHeader: true,
          className: 'col-wide',
          cell: ({ number, kind, text, effectiveOn, report, basis }) => (
            <>
              <a href={paths.request(plan.slug, number)}>Board request {number}</a>: {text}
              <span className="aside aside--below">
                {ASK_KIND_LABELS[kind]}, raised {formatDay(effectiveOn)}
                {report && ` on ${report.reference}`}
              </span>
              <BasisMark basis={basis} />
            </>
          ),
        },
        ...(hideSubject
          ? []
          : [
              {
                key: 'about',
                header: 'About',
                cell: ({ about }: ListedBoardRequest) => <SubjectLink plan={plan} about={about} />,
              },
            ]),
        {
          key: 'owed',
          header: 'Responsible',
          cell: ({ owed }) => <ResponsibleFor owed={owed} names={names} />,
        },
        {
          key: 'standing',
          header: 'Status',
          cell: (request) => (
            <>
              <RequestState request={request} />
              {request.settled && (
                <span className="aside aside--below">
                  <WrittenText text={request.settled.text} />
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
