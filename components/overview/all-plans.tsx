import { cellText, SpanText } from '@/components/paper/span-text'
import { ActionStatus } from '@/components/status/action-status'
import { StatusSummary } from '@/components/status/status-summary'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import {
  type AllPlansView,
  keyOfPart,
  type PlacedRow,
  type SharedPartner,
} from '@/lib/domain/overview/all-plans'
import { FEW_ROWS } from '@/lib/domain/paging'
import { langOf } from '@/lib/domain/plan/languages'
import { adverseCodes } from '@/lib/domain/status/status'
import { listLeads, nameAction } from '@/lib/format/plan/plan-blocks'
import { count, countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** A line a plan: how its counted actions are rated, and how many need attention. */
export function PlanTable({ plans }: Pick<AllPlansView, 'plans'>) {
  return (
    <DataTable
      className="bar-table"
      caption="The plans and their counted actions"
      hideCaption
      rows={plans}
      rowKey={({ plan }) => plan.slug}
      columns={[
        {
          key: 'plan',
          header: 'Plan',
          rowHeader: true,
          className: 'col-wide',
          cell: ({ plan }) => (
            <a href={paths.plan(plan)} lang={langOf(plan)}>
              {plan.title}
            </a>
          ),
        },
        {
          key: 'statuses',
          header: 'By status',
          className: 'col-bar',
          hideLabelOnPhone: true,
          cell: ({ plan, overview }) => (
            <StatusSummary
              plan={plan}
              rollUp={overview.rollUp}
              action={plan.words.action}
              href={paths.actions(plan, { counted: 'yes' })}
            />
          ),
        },
        {
          key: 'attention',
          header: 'Need attention',
          numeric: true,
          cell: ({ plan, overview }) => (
            <a href={paths.actions(plan, { status: adverseCodes(plan), counted: 'yes' })}>
              {overview.attention.length}
              <span className="visually-hidden"> in {plan.shortTitle}</span>
            </a>
          ),
        },
      ]}
    />
  )
}

/** Actions of several plans in one list. */
export function PlacedActions({ caption, rows }: { caption: string; rows: readonly PlacedRow[] }) {
  return (
    <DataTable
      className="attention"
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ row }) => row.id}
      columns={[
        {
          key: 'action',
          header: 'Action',
          rowHeader: true,
          className: 'col-wide',
          cell: ({ plan, row }) => <SpanText spans={nameAction(plan, row)} />,
        },
        {
          key: 'status',
          header: 'Status',
          className: 'col-tag',
          hideLabelOnPhone: true,
          cell: ({ plan, row }) => <ActionStatus plan={plan} row={row} />,
        },
        { key: 'plan', header: 'Plan', cell: ({ plan }) => plan.shortTitle },
        {
          key: 'lead',
          header: 'Lead',
          className: 'col-people',
          cell: ({ plan, row }) => cellText(listLeads(plan, row.partners)),
        },
      ]}
    />
  )
}

interface PartnerActionsProps {
  readonly partner: SharedPartner
  readonly rows: readonly PlacedRow[]
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Of the plans. */
  readonly page: number
}

/** What one partner still has to do in all plans. */
export function PartnerActions({ partner, rows, params, page }: PartnerActionsProps) {
  return (
    <section aria-labelledby="partner">
      <h2 id="partner">What involves {partner.name}</h2>
      <p>
        {rows.length} not done in {count(partner.plans.length, 'plan')}:{' '}
        {partner.plans.map(({ plan, code, open }, at) => (
          <span key={plan.slug}>
            {at > 0 && ', '}
            <a href={paths.partner(plan, code)}>
              {countLevel(open, plan.words.action)} in {plan.shortTitle}
            </a>
          </span>
        ))}
        .
      </p>
      <PagedList
        rows={rows}
        params={params}
        name="actions"
        size={FEW_ROWS}
        label={`Pages of what involves ${partner.name}`}
        here={`${paths.allPlans({ page, partner: partner.code })}#partner`}
      >
        {(shown) => <PlacedActions caption={`What involves ${partner.name} and is not done`} rows={shown} />}
      </PagedList>
    </section>
  )
}

const describeDue = (updates: number) => (updates > 0 ? `, ${count(updates, 'update')} due` : '')

/** A line a partner: what it has to do in each plan. */
export function PartnersOfPlans({
  partners,
  due,
  page,
}: {
  readonly partners: readonly SharedPartner[]
  /** Updates due by keyOfPart, where the reader may see them. */
  readonly due: ReadonlyMap<string, number>
  readonly page: number
}) {
  return (
    <DataTable
      className="compact-rows"
      caption="Partners and what they have to do in each plan"
      hideCaption
      rows={partners}
      rowKey={({ code, name }) => `${code} ${name}`}
      columns={[
        {
          key: 'partner',
          header: 'Partner',
          rowHeader: true,
          className: 'col-wide',
          cell: ({ code, name }) => <a href={`${paths.allPlans({ page, partner: code })}#partner`}>{name}</a>,
        },
        {
          key: 'open',
          header: 'Not done',
          numeric: true,
          cell: ({ open }) => open,
        },
        {
          key: 'plans',
          header: 'Plans',
          cell: ({ plans }) => (
            <ul className="plain-list">
              {plans.map(({ plan, code, counted, open, adverse }) => (
                <li key={plan.slug}>
                  <a href={paths.partner(plan, code)}>{plan.shortTitle}</a>: {open} of {counted} not done
                  {adverse > 0 && `, ${adverse} ${adverse === 1 ? 'needs' : 'need'} attention`}
                  {describeDue(due.get(keyOfPart(plan, code)) ?? 0)}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
