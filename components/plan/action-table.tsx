import type { ReactNode } from 'react'
import { langOf } from '@/lib/domain/plan/languages'
import { ActionStatus } from '@/components/status/action-status'
import { type Column, DataTable } from '@/components/ui/data-table'
import { ListRest, MOST_ROWS } from '@/components/ui/list-rest'
import { NotRecorded } from '@/components/ui/not-recorded'
import { today } from '@/lib/clock'
import { isRowOverdue } from '@/lib/domain/plan/due-date'
import { hasSections, type LevelWord, type PlanSummary } from '@/lib/domain/plan/plan'
import type { ActionRow } from '@/lib/domain/plan/action-row'
import { formatDate } from '@/lib/format/dates'
import { paths } from '@/lib/paths'

export type SortableColumn = 'plan' | 'status' | 'timescale' | 'updated'

interface Props<Row extends ActionRow> {
  readonly plan: PlanSummary
  readonly caption: string
  readonly hideCaption?: boolean
  readonly rows: readonly Row[]
  /** Where all of the rows are listed, when there are many. */
  readonly all?: string
  /** How many of them are shown. */
  readonly most?: number
  /** Says where an action belongs; left out where the page is about that section. */
  readonly showSection?: boolean
  /** Sets parts in from the action they belong to. */
  readonly nested?: boolean
  readonly extra?: readonly Column<Row>[]
  readonly sorting?: Partial<Record<SortableColumn, { control: ReactNode; sorted: Column<Row>['sorted'] }>>
}

/** Actions, one row each, wherever a list of them is wanted. */
export function ActionTable<Row extends ActionRow>(props: Props<Row>) {
  const {
    plan,
    caption,
    hideCaption,
    rows,
    all,
    most = MOST_ROWS,
    showSection,
    nested,
    extra,
    sorting,
  } = props
  const day = plan.asAt ?? today()
  const sortable = (column: SortableColumn) => {
    const given = sorting?.[column]
    return given ? { headerControl: given.control, sorted: given.sorted } : {}
  }
  const columns: Column<Row>[] = [
    {
      key: 'action',
      header: plan.words.action.one,
      rowHeader: true,
      className: 'col-wide',
      ...sortable('plan'),
      cell: (row) => (
        <span className={nested ? `depth depth-${Math.min(row.depth, 3)}` : undefined}>
          <a className="coded" href={paths.action(plan, row.ref)}>
            <span className="code">{row.ref} </span>
            <span lang={langOf(plan)}>{row.title}</span>
          </a>
        </span>
      ),
    },
    ...(showSection && hasSections(plan)
      ? [
          {
            key: 'section',
            header: plan.words.section.one,
            className: 'col-section',
            cell: ({ section }: Row) =>
              section && (
                <a href={paths.section(plan, section.code)}>
                  <span className="code">{section.code}</span>
                  <span className="visually-hidden"> {section.title}</span>
                </a>
              ),
          },
        ]
      : []),
    {
      key: 'status',
      header: 'Status',
      className: 'col-tag',
      hideLabelOnPhone: true,
      ...sortable('status'),
      cell: (row) => <ActionStatus plan={plan} row={row} />,
    },
    {
      key: 'timescale',
      header: 'Timescale',
      className: 'col-text',
      hideLabelOnPhone: true,
      ...sortable('timescale'),
      cell: (row) => (
        <>
          {row.timescale?.title ?? <NotRecorded />}
          {row.due && <span className="aside aside--below">Due {formatDate(row.due)}</span>}
          {isRowOverdue(plan, row, day) && <strong className="past"> Overdue</strong>}
        </>
      ),
    },
    ...(extra ?? []),
    {
      key: 'updated',
      header: 'Last update',
      className: 'col-date',
      ...sortable('updated'),
      cell: (row) =>
        row.updated ? (
          formatDate(row.updated)
        ) : (
          <NotRecorded>{describeNoUpdate(row, plan.words.action)}</NotRecorded>
        ),
    },
  ]
  return (
    <>
      <DataTable
        className="action-table compact-rows"
        caption={caption}
        hideCaption={hideCaption ?? false}
        columns={columns}
        rows={rows.slice(0, most)}
        rowKey={(row) => row.ref}
      />
      <ListRest total={rows.length} shown={most} all={all} />
    </>
  )
}

function describeNoUpdate({ bucket, ratedWith, hasCountedParts }: ActionRow, action: LevelWord): string {
  if (ratedWith) return `Rated with ${action.one.toLowerCase()} ${ratedWith}`
  return !bucket && hasCountedParts ? 'Rated through its parts' : 'None yet'
}
