import type { Metadata } from 'next'
import { ActionFilterForm } from '@/components/plan/action-filter-form'
import { ActionTable, type SortableColumn } from '@/components/plan/action-table'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { DownloadLink } from '@/components/ui/download-link'
import { DownloadFiles } from '@/components/plan/download-files'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { NoFiles } from '@/components/plan/no-files'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { Pagination } from '@/components/ui/pagination'
import { OwnFieldValue } from '@/components/plan/own-field-value'
import type { Column } from '@/components/ui/data-table'
import { NotRecorded } from '@/components/ui/not-recorded'
import type { ActionRow } from '@/lib/domain/plan/action-row'
import type { PlanState } from '@/lib/domain/plan/plan'
import { fieldTitle } from '@/lib/format/structure/own-field-words'
import { Notices } from '@/components/ui/notices'
import { currentActor } from '@/lib/auth/actor'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { countLevel, describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { type ActionList, listActions } from '@/lib/queries/plan/actions'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { findAltered } from '@/lib/queries/reports/report'
import { toQuery } from '@/lib/schemas/plan/action-filter'

type Props = PageProps<'/plans/[plan]/actions'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const plan = await readPlan(await readPlanAt((await params).plan))
  return plan ? { title: plan.words.action.many } : { title: 'Not found' }
}

export default async function ActionsPage({ params, searchParams }: Props) {
  const list = await listActions(await readPlanAt((await params).plan), await searchParams)
  if (!list) return <MissingInPlan />
  const { plan, filter, sort, columns, rows, total, rollUp, page, pages, notices } = list
  const { action } = plan.words
  const [altered, actor] = await Promise.all([findAltered(plan), currentActor()])
  const isLive = plan.report === null && plan.asAt === null && plan.knownAt === null
  const isFiltered = Object.keys(toQuery(filter)).length > 0
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.actions(plan.slug, toQuery(filter, sort, 1, columns))} />
      <PageHeader title={action.many}>
        {total > 0 && !altered && <DownloadLink href="#download" />}
      </PageHeader>
      <InventedNotice plan={plan} invented={list.invented} hasMarks />
      <Notices notices={notices} />
      <ActionFilterForm list={list} isFiltered={isFiltered} />
      <section aria-labelledby="results" className="results">
        <h2 id="results">
          {countLevel(total, action)} {isFiltered ? 'found' : 'and parts of actions'}
        </h2>
        {total === 0 ? (
          <p>
            No {action.many.toLowerCase()} match your filters.{' '}
            <a href={paths.actions(plan)}>Show all {action.many.toLowerCase()}</a>, or remove a filter above.
          </p>
        ) : (
          <>
            <p className="pillar__sentence">
              {countLevel(rollUp.base, action)} counted · {describeShares(rollUp)}
            </p>
            <BreakdownBar plan={plan} rollUp={rollUp} size="small" decorative />
            {isLive && canEditPlan(actor, plan) && (
              <p>
                <a href={paths.bulk(plan.slug, toQuery(filter, sort))}>Change several of these</a>
              </p>
            )}
            <ActionTable
              plan={plan}
              caption={`${action.many}${pages > 1 ? `, page ${page} of ${pages}` : ''}`}
              hideCaption
              rows={rows}
              showSection
              extra={ownColumns(plan, columns)}
              sorting={sortLinks(list)}
            />
          </>
        )}
        <Pagination
          label="Pages of actions"
          list={list}
          href={(to) => paths.actions(plan, toQuery(filter, sort, to, columns))}
        />
      </section>
      {altered && <NoFiles plan={plan.slug} report={altered} />}
      {total > 0 && !altered && <DownloadFiles plan={plan} query={toQuery(filter, sort)} total={total} />}
      <LookBack plan={plan} now={paths.actions(plan.slug, toQuery(filter, sort, 1, columns))} />
    </>
  )
}

/** Those of the plan's own fields that the reader chose. */
function ownColumns({ fields }: PlanState, codes: readonly string[]): Column<ActionRow>[] {
  return fields
    .filter(({ code }) => codes.includes(code))
    .map((field) => ({
      key: `field-${field.code}`,
      header: fieldTitle(field),
      className: 'col-text',
      cell: ({ ownFields }) => {
        const value = ownFields[field.code]
        return value === undefined ? <NotRecorded /> : <OwnFieldValue field={field} value={value} />
      },
    }))
}

const SORTABLE: readonly (readonly [SortableColumn, string])[] = [
  ['plan', 'Action'],
  ['status', 'Status'],
  ['timescale', 'Timescale'],
  ['updated', 'Last update'],
]

/** Headers that sort: a second press turns the order round. */
function sortLinks({ plan, filter, sort, columns }: ActionList) {
  return Object.fromEntries(
    SORTABLE.map(([by, label]) => {
      const isSorted = sort.by === by
      const descending = isSorted && !sort.descending
      const sorted = isSorted
        ? sort.descending
          ? ('descending' as const)
          : ('ascending' as const)
        : undefined
      const header = by === 'plan' ? plan.words.action.one : label
      return [
        by,
        {
          sorted,
          control: (
            <a
              className="sort-link"
              href={paths.actions(plan, toQuery(filter, { by, descending }, 1, columns))}
            >
              {header}
              <span className="visually-hidden">
                {sorted ? `, sorted ${sorted}; reverse order` : ', sort by this'}
              </span>
              <span aria-hidden="true">{sorted ? (sort.descending ? ' ▼' : ' ▲') : ' ↕'}</span>
            </a>
          ),
        },
      ]
    }),
  )
}
