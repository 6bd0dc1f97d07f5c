import { AskStanding, BasisMark, OwedBy, SubjectLink } from '@/components/board/board-marks'
import { DataTable } from '@/components/ui/data-table'
import type { ListedAsk } from '@/lib/domain/board/board-requests'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { ASK_KIND_LABELS } from '@/lib/format/board/request-words'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanSummary
  readonly caption: string
  readonly asks: readonly ListedAsk[]
  /** Names of people by their ids. */
  readonly names: ReadonlyMap<string, string>
  /** Left out where the page is about it. */
  readonly hideSubject?: boolean
}

/** What the board asked: each with who owes the answer, and how it stands. For members of the plan. */
export function AskTable({ plan, caption, asks, names, hideSubject }: Props) {
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={asks}
      rowKey={({ number }) => String(number)}
      columns={[
        {
          key: 'ask',
          header: 'Ask',
          rowHeader: true,
          className: 'col-wide',
          cell: ({ number, kind, text, effectiveOn, report, basis }) => (
            <>
              <a href={paths.ask(plan.slug, number)}>Ask {number}</a>: {text}
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
                cell: ({ about }: ListedAsk) => <SubjectLink plan={plan} about={about} />,
              },
            ]),
        { key: 'owed', header: 'Who answers', cell: ({ owed }) => <OwedBy owed={owed} names={names} /> },
        {
          key: 'standing',
          header: 'Where it stands',
          cell: (ask) => (
            <>
              <AskStanding ask={ask} />
              {ask.settled && <span className="aside aside--below">{ask.settled.text}</span>}
            </>
          ),
        },
      ]}
    />
  )
}
