import type { Metadata } from 'next'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { NoFiles } from '@/components/plan/no-files'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/page/page-header'
import type { Table } from '@/lib/exports/tables/table'
import { actionTable } from '@/lib/exports/tables/actions'
import { challengeTable, FINDING_TABLE, REQUEST_TABLE } from '@/lib/exports/tables/board'
import { BASIS_NOTES } from '@/lib/exports/tables/columns'
import { ACHIEVEMENT_TABLE, PUBLICATION_TABLE } from '@/lib/exports/tables/evidence'
import { historyTable } from '@/lib/exports/tables/history'
import { PARTNER_TABLE } from '@/lib/exports/tables/partners'
import { sectionTable } from '@/lib/exports/tables/sections'
import { SOURCE_TABLE } from '@/lib/exports/tables/sources'
import { countTable } from '@/lib/exports/tables/status-counts'
import { PLAN_FILES, type PlanFileName } from '@/lib/format/plan/plan-files'
import { count, lower } from '@/lib/format/words'
import { hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { countForFiles } from '@/lib/queries/plan/plan-files'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { findAltered } from '@/lib/queries/reports/report'

type Props = PageProps<'/plans/[plan]/files'>

const tablesOf = (plan: PlanState): readonly Table<never>[] => [
  actionTable(plan),
  ...(hasSections(plan) ? [sectionTable(plan), countTable(plan)] : []),
  PARTNER_TABLE,
  SOURCE_TABLE,
  historyTable(plan),
  ACHIEVEMENT_TABLE,
  PUBLICATION_TABLE,
  REQUEST_TABLE,
  challengeTable(plan),
  FINDING_TABLE,
]

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const plan = await readPlan(await readPlanAt((await params).plan))
  return plan ? { title: 'Data and files' } : { title: 'Not found' }
}

export default async function FilesPage({ params }: Props) {
  const found = await countForFiles(await readPlanAt((await params).plan))
  if (!found) return <MissingInPlan />
  const { plan, updates } = found
  const altered = await findAltered(plan)
  const rowsOf = (name: PlanFileName) => {
    if (name.endsWith('metadata.json')) return 'Describes a file'
    if (name.endsWith('.zip')) return 'Several files'
    return count(name.startsWith('history') ? updates : plan.actions.length, 'row')
  }
  const actions = lower(plan.words, 'action').many
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.files(plan.slug)} />
      <PageHeader title="Data and files" />
      {altered ? (
        <NoFiles plan={plan.slug} report={altered} />
      ) : (
        <>
          <p>
            Download the whole plan. For part of it, filter the{' '}
            <a href={paths.actions(plan)}>list of {actions}</a> and download that. The file has the same rows
            and says which filters apply.
          </p>
          <DataTable
            caption="Files"
            columns={[
              {
                key: 'file',
                header: 'File',
                rowHeader: true,
                cell: (name: PlanFileName) => <a href={paths.file(plan, name)}>{name}</a>,
              },
              { key: 'format', header: 'Format', cell: (name) => PLAN_FILES[name].format },
              { key: 'holds', header: 'Contents', cell: (name) => PLAN_FILES[name].says },
              { key: 'rows', header: 'Rows', numeric: true, cell: rowsOf },
            ]}
            rows={Object.keys(PLAN_FILES) as PlanFileName[]}
            rowKey={(name) => name}
          />
        </>
      )}
      <p>{plan.attribution}</p>

      <section aria-labelledby="basis">
        <h2 id="basis">About these figures</h2>
        <p>Each row says how its status is known.</p>
        <ul>
          {BASIS_NOTES.map(({ code, label, meaning }) => (
            <li key={code}>
              <strong>{label}</strong> (<code>{code}</code>): {meaning}
            </li>
          ))}
        </ul>
      </section>

      <section aria-labelledby="whole">
        <h2 id="whole">Check that a file is complete</h2>
        <p>
          If a download fails, your browser or program says so. To be sure, count the rows: the response
          header <code>Cairn-Row-Count</code>, the CSV metadata and the JSON file’s <code>rowCount</code> say
          how many rows there are. The Data Package gives the rows, size and SHA-256 of each file. An
          incomplete spreadsheet or archive does not open.
        </p>
      </section>

      <section aria-labelledby="columns">
        <h2 id="columns">What the columns mean</h2>
        <p>Names of columns do not change. New columns can be added anywhere, so use names, not positions.</p>
        {tablesOf(plan).map(({ name, title, description, columns }) => (
          <details className="ds_details" key={name} id={name}>
            <summary className="ds_details__summary">
              {title}: {count(columns.length, 'column')}
            </summary>
            <div className="ds_details__text">
              <p>{description}</p>
              <DataTable
                caption={`Columns of “${title}”`}
                hideCaption
                columns={[
                  {
                    key: 'name',
                    header: 'Name',
                    rowHeader: true,
                    cell: (column: (typeof columns)[number]) => <code>{column.name}</code>,
                  },
                  { key: 'type', header: 'Type', cell: ({ type }) => type },
                  { key: 'meaning', header: 'Meaning', cell: (column) => column.description },
                  { key: 'codes', header: 'Values', cell: ({ codes }) => codes?.join(', ') ?? 'Any' },
                ]}
                rows={columns}
                rowKey={(column) => column.name}
              />
            </div>
          </details>
        ))}
      </section>
      <LookBack plan={plan} now={paths.files(plan.slug)} />
    </>
  )
}
