import { titleOfMeaning } from '@/lib/domain/plan/roles'
import { cellText, SpanText } from '@/components/paper/span-text'
import { ActionStatus } from '@/components/status/action-status'
import { type Column, DataTable } from '@/components/ui/data-table'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import type { ActionRow } from '@/lib/domain/plan/action-row'
import { describeSince } from '@/lib/format/movement/recent-words'
import { listKeyPartners, listLeads, nameAction } from '@/lib/format/plan/plan-blocks'
import type { TimeInStatus } from '@/lib/domain/movement/time-in-status'

/** So many stand on the overview; the rest is one click away. */
export const MOST_ATTENTION = 10

interface Props {
  readonly plan: PlanSummary
  readonly caption: string
  readonly rows: readonly ActionRow[]
  readonly timeInStatus: TimeInStatus | null
}

/** What a board has to talk about: each adverse action, since when it is so, who leads it, why, and what is being done. */
export function AttentionList({ plan, caption, rows, timeInStatus }: Props) {
  const hasReasons = rows.some(({ reason, mitigation }) => reason ?? mitigation)
  const hasLeads = rows.some(({ partners }) => partners.some(({ meaning }) => meaning === 'lead'))
  const columns: Column<ActionRow>[] = [
    {
      key: 'action',
      header: plan.words.action.one,
      rowHeader: true,
      className: 'col-wide',
      cell: (row) => <SpanText spans={nameAction(plan, row)} />,
    },
    {
      key: 'status',
      header: 'Status',
      className: 'col-tag',
      hideLabelOnPhone: true,
      cell: (row) => (
        <>
          <ActionStatus plan={plan} row={row} />
          <Since plan={plan} row={row} timeInStatus={timeInStatus} isReport={plan.report !== null} />
        </>
      ),
    },
    {
      key: 'lead',
      header: titleOfMeaning(plan, hasLeads ? 'lead' : 'keyPartner'),
      className: hasLeads ? 'col-people' : 'col-people not-on-phone',
      cell: ({ partners }) =>
        cellText(hasLeads ? listLeads(plan, partners) : listKeyPartners(plan, partners, 2)),
    },
    ...(hasReasons
      ? [
          {
            key: 'why',
            header: 'Why, and what is being done about it',
            className: 'col-why',
            hideLabelOnPhone: true,
            cell: ({ reason, mitigation }: ActionRow) => (
              <>
                {reason && <span className="clamp">{reason}</span>}
                {mitigation && <span className="clamp aside">{mitigation}</span>}
              </>
            ),
          },
        ]
      : []),
  ]
  return (
    <DataTable
      className="attention few-on-phone"
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={columns}
    />
  )
}

function Since({
  plan,
  row,
  timeInStatus,
  isReport,
}: { row: ActionRow; isReport: boolean } & Pick<Props, 'plan' | 'timeInStatus'>) {
  const earlier = timeInStatus?.(row)
  const since =
    earlier === undefined || row.status === null ? null : describeSince(plan, row.status, earlier, isReport)
  return since && <span className="since">{since}</span>
}
