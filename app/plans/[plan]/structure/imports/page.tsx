import type { Metadata } from 'next'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { PageHeader } from '@/components/page/page-header'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { DataTable } from '@/components/ui/data-table'
import { Pagination } from '@/components/ui/pagination'
import { formatMoment } from '@/lib/format/dates'
import { importMessages } from '@/lib/format/imports/messages'
import { structureMessages } from '@/lib/format/structure/messages'
import { paths } from '@/lib/paths'
import { listImports } from '@/lib/queries/imports/plan-imports'
import { readPageNumber } from '@/lib/schemas/page-number'

export const metadata: Metadata = { title: 'Imports' }

export default async function ImportsPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/structure/imports'>) {
  const [{ plan: slug }, query] = await Promise.all([params, searchParams])
  const { plan, refusal } = await requireEditor(slug, paths.imports(slug), structureMessages.cannotEdit)
  if (!plan) return refusal
  const list = await listImports(plan.id, readPageNumber(query.page))
  return (
    <>
      <ManageCrumbs plan={plan} below={[{ label: 'Import a spreadsheet', href: paths.importFile(slug) }]} />
      <PageHeader title="Imports">
        <p className="ds_leader">The files that were imported into this plan, newest first.</p>
      </PageHeader>
      {list.total === 0 ? (
        <p>
          No file was imported yet. <a href={paths.importFile(slug)}>Import a spreadsheet</a>
        </p>
      ) : (
        <DataTable
          caption="Imports, newest first"
          hideCaption
          rows={list.rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'file',
              header: 'File',
              rowHeader: true,
              className: 'col-text',
              cell: ({ id, file }) => <a href={paths.planImport(slug, id)}>{file}</a>,
            },
            {
              key: 'when',
              header: 'Imported',
              cell: ({ recordedAt, author }) =>
                `${formatMoment(recordedAt)}, ${author ?? importMessages.byCommand}`,
            },
            { key: 'added', header: 'Added', numeric: true, cell: ({ added }) => added },
            { key: 'changed', header: 'Changed', numeric: true, cell: ({ changed }) => changed },
            { key: 'updates', header: 'Updates', numeric: true, cell: ({ updates }) => updates },
            {
              key: 'undone',
              header: 'Undone',
              cell: ({ undoneAt, undoneBy }) =>
                undoneAt === null ? 'No' : `${formatMoment(undoneAt)}, ${undoneBy ?? ''}`,
            },
          ]}
        />
      )}
      <Pagination
        label="Pages of imports"
        list={list}
        href={(page) => paths.atPage(paths.imports(slug), page)}
      />
    </>
  )
}
