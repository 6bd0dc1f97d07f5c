import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { ConfirmedSubmit } from '@/components/forms/confirmed-submit'
import { DraftForm } from '@/components/forms/draft-form'
import { RowCheckbox } from '@/components/forms/row-checkbox'
import { HiddenField } from '@/components/forms/text-fields'
import { PageHeader } from '@/components/page/page-header'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { StatusTag } from '@/components/status/status-tag'
import { BulkFields } from '@/components/structure/bulk-fields'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { selectActions } from '@/lib/domain/plan/action-list'
import { currentStatus } from '@/lib/domain/plan/plan'
import { NO_UPDATE } from '@/lib/domain/status/status'
import { PAGE_ROWS } from '@/lib/domain/paging'
import { BULK_KINDS, MOST_TICKED } from '@/lib/domain/structure/bulk'
import { formatDate } from '@/lib/format/dates'
import { BULK_LABELS, bulkMessages } from '@/lib/format/structure/bulk-messages'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { paths } from '@/lib/paths'
import { listReporters } from '@/lib/queries/periods/accountable'
import { getReportable } from '@/lib/queries/updates/update-sheet'
import { newSubmission } from '@/lib/schemas/form'
import { parseActionQuery, toQuery } from '@/lib/schemas/plan/action-filter'
import { requireMember } from '../require-role'
import { submitBulk } from './submit'

export const metadata: Metadata = { title: 'Change several actions' }

export default async function BulkPage({ params, searchParams }: PageProps<'/plans/[plan]/bulk'>) {
  const [{ plan: slug }, query] = await Promise.all([params, searchParams])
  const { open, refusal } = await requireMember(slug, paths.bulk(slug), sheetMessages.cannot, () =>
    getReportable(slug),
  )
  if (!open) return refusal
  const { plan, actor, actions: reportable } = open
  const { filter, sort } = parseActionQuery(plan, query)
  const mayReport = new Set(reportable.map(({ id }) => id))
  const actions = selectActions(plan, filter, sort).filter(({ id }) => mayReport.has(id))
  const kinds = canEditPlan(actor, plan) ? BULK_KINDS : BULK_KINDS.slice(0, 1)
  const kind = kinds.find((one) => one === query.change) ?? 'noChange'
  const filters = toQuery(filter, sort)
  const hasMany = query.rows === 'many'
  const here = paths.bulk(slug, { ...filters, change: kind, ...(hasMany && { rows: 'many' }) })
  const many = plan.words.action.many.toLowerCase()
  const one = plan.words.action.one.toLowerCase()
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[{ label: plan.words.action.many, href: paths.actions(slug, filters) }]}
      />
      <PageHeader title={bulkMessages.title(many)}>
        <p className="ds_leader">
          Select {many} and make one change to all of them. You see what will change before it is saved.
        </p>
      </PageHeader>
      {kinds.length > 1 && (
        <nav aria-label="What to change">
          <ul className="bulk-kinds">
            {kinds.map((each) => (
              <li key={each}>
                <a
                  href={paths.bulk(slug, { ...filters, change: each })}
                  aria-current={each === kind ? 'page' : undefined}
                >
                  {BULK_LABELS[each]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <h2>{BULK_LABELS[kind]}</h2>
      {actions.length === 0 ? (
        <p>
          There are no {many} here that you can change. <a href={paths.actions(slug)}>Go to the list</a>
        </p>
      ) : (
        <DraftForm
          className="form-wide"
          opened={await openPageForm(here, { own: newSubmission() })}
          submit={submitBulk.bind(null, slug, kind)}
        >
          {actions.length > PAGE_ROWS && !hasMany && (
            <p>
              <a href={paths.bulk(slug, { ...filters, change: kind, rows: 'many' })}>
                Show up to {MOST_TICKED} {many} on one page
              </a>
            </p>
          )}
          <BulkFields
            plan={plan}
            kind={kind}
            reporters={kind === 'officer' ? await listReporters(plan) : []}
          />
          <PagedList
            rows={actions}
            params={query}
            label={`Pages of ${many}`}
            here={here}
            size={hasMany ? MOST_TICKED : PAGE_ROWS}
          >
            {(rows) => (
              <DataTable
                caption={plan.words.action.many}
                hideCaption
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'action',
                    header: plan.words.action.one,
                    rowHeader: true,
                    className: 'col-text',
                    cell: ({ ref, title }) => (
                      <a className="coded" href={paths.action(slug, ref)}>
                        <span className="code">{ref} </span>
                        {title}
                      </a>
                    ),
                  },
                  {
                    key: 'status',
                    header: 'Status',
                    cell: (action) => <StatusTag plan={plan} bucket={currentStatus(action) ?? NO_UPDATE} />,
                  },
                  { key: 'due', header: 'Due date', cell: ({ due }) => due && formatDate(due) },
                  {
                    key: 'tick',
                    header: 'Select',
                    cell: ({ ref }) => (
                      <RowCheckbox name="actions" value={ref} label={`Select ${one} ${ref}`} />
                    ),
                  },
                ]}
              />
            )}
          </PagedList>
          <HiddenField name="submission-key" />
          <HiddenField name="seen" />
          <ConfirmedSubmit confirm="Save the change" page={here}>
            Continue
          </ConfirmedSubmit>
        </DraftForm>
      )}
    </>
  )
}
