import { ActionStatus } from '@/components/plan/action-status'
import { LeadNames } from '@/components/plan/partner-names'
import { DataTable } from '@/components/ui/data-table'
import { NotRecorded } from '@/components/ui/not-recorded'
import type { PlanSummary } from '@/lib/domain/plan'
import type { ActionRow } from '@/lib/domain/views'
import { paths } from '@/lib/paths'

/** What a board has to talk about: each adverse action with who leads it, why it is rated so and what is being done. */
export function AttentionTable({ plan, rows }: { plan: PlanSummary; rows: readonly ActionRow[] }) {
  return (
    <DataTable
      className="attention-table"
      caption="Actions that need attention"
      hideCaption
      rows={rows}
      rowKey={(row) => row.ref}
      columns={[
        {
          key: 'action',
          header: plan.words.action.one,
          rowHeader: true,
          className: 'col-wide',
          cell: (row) => (
            <a className="coded" href={paths.action(plan, row.ref)}>
              <span className="code">{row.ref} </span>
              {row.title}
            </a>
          ),
        },
        {
          key: 'status',
          header: 'Status',
          className: 'col-tag',
          hideLabelOnPhone: true,
          cell: (row) => <ActionStatus plan={plan} row={row} />,
        },
        {
          key: 'lead',
          header: 'Lead',
          className: 'col-people',
          cell: (row) => <LeadNames plan={plan} partners={row.partners} />,
        },
        {
          key: 'why',
          header: 'Why, and what is being done',
          className: 'col-why',
          cell: ({ reason, mitigation }) =>
            reason || mitigation ? (
              <>
                <p>{reason ?? <NotRecorded>Why: not recorded</NotRecorded>}</p>
                <p>{mitigation ?? <NotRecorded>What is being done: not recorded</NotRecorded>}</p>
              </>
            ) : (
              <NotRecorded />
            ),
        },
      ]}
    />
  )
}
