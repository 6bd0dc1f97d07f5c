import type { Metadata } from 'next'
import { HiddenField } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { RowCheckbox } from '@/components/forms/row-checkbox'
import { ConfirmedSubmit } from '@/components/forms/confirmed-submit'
import { StatusTag } from '@/components/status/status-tag'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PagedList } from '@/components/ui/paged-list'
import { DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { getMyUpdates } from '@/lib/queries/periods/my-updates'
import { noChangeValue } from '@/lib/schemas/periods/no-change'
import { submitNoChanges } from './submit'

/** So many are confirmed together: each is a form's worth of work for whoever reads it. */
const MOST_CONFIRMED = 50

export const metadata: Metadata = { title: 'No change for several actions' }

export default async function NoChangePage({ searchParams }: PageProps<'/my-updates/no-change'>) {
  await requireActor(paths.noChange())
  const [{ rows, plans, today }, query] = await Promise.all([getMyUpdates(), searchParams])
  const confirmable = rows.flatMap((row) =>
    row.noChange ? [{ ...row, updateId: row.noChange.updateId }] : [],
  )
  return (
    <PlainPage>
      <Breadcrumbs crumbs={[{ label: 'My updates', href: paths.myUpdates() }]} />
      <PageHeader title="No change for several actions">
        <p className="ds_leader">
          Select the actions whose status has not changed, as of today, {formatDay(today)}.
        </p>
      </PageHeader>
      {confirmable.length === 0 ? (
        <p>
          There are no actions to confirm. <a href={paths.myUpdates()}>Go to My updates</a>
        </p>
      ) : (
        <Form submit={submitNoChanges} className="form-wide">
          <PagedList
            rows={confirmable}
            params={query}
            label="Pages of actions you can confirm"
            here={paths.noChange()}
            size={MOST_CONFIRMED}
          >
            {(some) => (
              <DataTable
                caption="Actions you can confirm"
                hideCaption
                rows={some}
                rowKey={({ plan, ref }) => `${plan.slug} ${ref}`}
                columns={[
                  {
                    key: 'action',
                    header: 'Action',
                    rowHeader: true,
                    className: 'col-text',
                    cell: ({ plan, ref, title }) => (
                      <>
                        <a className="coded" href={paths.action(plan.slug, ref)}>
                          <span className="code">{ref} </span>
                          {title}
                        </a>
                        {plans.length > 1 && <span className="aside aside--below">{plan.shortTitle}</span>}
                      </>
                    ),
                  },
                  {
                    key: 'status',
                    header: 'Status',
                    cell: ({ plan, bucket }) => <StatusTag plan={plan} bucket={bucket} />,
                  },
                  {
                    key: 'last',
                    header: 'Last update',
                    cell: ({ last }) => last && formatDay(last.on),
                  },
                  {
                    key: 'tick',
                    header: 'No change',
                    cell: ({ plan, ref, updateId }) => (
                      <RowCheckbox
                        name="actions"
                        value={noChangeValue({ plan: plan.slug, ref, updateId })}
                        label={`No change to ${plan.words.action.one.toLowerCase()} ${ref}`}
                      />
                    ),
                  },
                ]}
              />
            )}
          </PagedList>
          <HiddenField name="seen" />
          <ConfirmedSubmit confirm="Confirm no change" page={paths.noChange()}>
            Continue
          </ConfirmedSubmit>
        </Form>
      )}
    </PlainPage>
  )
}
