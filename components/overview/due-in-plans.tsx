import { RequestState, ResponsibleFor } from '@/components/board/board-marks'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { titleOf } from '@/lib/domain/structure/structure'
import { paths } from '@/lib/paths'
import type { DueInPlans } from '@/lib/queries/plan/all-plans'

/** Two lists more on a page that has three already, which is to stay short on a phone. */
const DUE_ROWS = 5

interface Props {
  readonly due: DueInPlans
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The page, with its page of plans. */
  readonly here: string
}

/** What is due in all plans, from whom: each reader sees of a plan what its own pages show them. */
export function DueInPlansSections({ due, params, here }: Props) {
  const { officers, requests, names } = due
  return (
    <>
      {officers && (
        <section aria-labelledby="officers">
          <h2 id="officers">Updates due by officer</h2>
          {officers.length > 0 ? (
            <PagedList
              rows={officers}
              params={params}
              name="officers"
              size={DUE_ROWS}
              label="Pages of officers"
              here={`${here}#officers`}
            >
              {(rows) => <OfficersOfPlans officers={rows} />}
            </PagedList>
          ) : (
            <p>No updates are due in the plans that you edit.</p>
          )}
        </section>
      )}
      {requests && requests.length > 0 && (
        <section aria-labelledby="requests">
          <h2 id="requests">Board requests to answer</h2>
          <PagedList
            rows={requests}
            params={params}
            name="requests"
            size={DUE_ROWS}
            label="Pages of board requests"
            here={`${here}#requests`}
          >
            {(rows) => <RequestsOfPlans requests={rows} names={names} />}
          </PagedList>
        </section>
      )}
    </>
  )
}

function OfficersOfPlans({ officers }: { readonly officers: NonNullable<DueInPlans['officers']> }) {
  return (
    <DataTable
      className="compact-rows"
      caption="Updates due from each officer in each plan"
      hideCaption
      rows={officers}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'officer',
          header: 'Officer',
          rowHeader: true,
          className: 'col-wide',
          cell: ({ name }) => name,
        },
        { key: 'open', header: 'Due', numeric: true, cell: ({ open }) => open },
        { key: 'late', header: 'Late', numeric: true, cell: ({ late }) => late },
        {
          key: 'plans',
          header: 'Plans',
          cell: ({ key, plans }) => (
            <ul className="plain-list">
              {plans.map(({ plan, open, late }) => (
                <li key={plan.slug}>
                  <a href={paths.team(plan.slug, { officer: key })}>{plan.shortTitle}</a>: {open} due
                  {late > 0 && `, ${late} late`}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

function RequestsOfPlans({
  requests,
  names,
}: {
  readonly requests: NonNullable<DueInPlans['requests']>
  readonly names: DueInPlans['names']
}) {
  return (
    <DataTable
      className="compact-rows"
      caption="Open board requests of all plans"
      hideCaption
      rows={requests}
      rowKey={({ request }) => request.id}
      columns={[
        {
          key: 'request',
          header: 'Board request',
          rowHeader: true,
          className: 'col-wide',
          cell: ({ plan, request }) => (
            <a href={paths.request(plan.slug, request.number)}>
              {request.number}: {titleOf({ text: request.text })}
            </a>
          ),
        },
        {
          key: 'responsible',
          header: 'Responsible',
          cell: ({ request }) => <ResponsibleFor owed={request.owed} names={names} />,
        },
        { key: 'state', header: 'Status', cell: ({ request }) => <RequestState request={request} /> },
        { key: 'plan', header: 'Plan', cell: ({ plan }) => plan.shortTitle },
      ]}
    />
  )
}
