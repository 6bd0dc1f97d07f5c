import type { Metadata } from 'next'
import { AuditFilterForm } from '@/components/audit/audit-filter-form'
import { AuditTable } from '@/components/audit/audit-table'
import { ForbiddenPage } from '@/components/page/forbidden-page'
import { Notices } from '@/components/ui/notices'
import { PageHeader } from '@/components/page/page-header'
import { Pagination } from '@/components/ui/pagination'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import { ForbiddenError } from '@/lib/errors'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { listAudit } from '@/lib/queries/audit/audit'
import { readAuditQuery, toAuditParams } from '@/lib/schemas/audit/audit-filter'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage({ searchParams }: PageProps<'/admin/audit'>) {
  const { filter, page, notices } = readAuditQuery(await searchParams)
  await requireActor(paths.audit(toAuditParams(filter, page)))
  const found = await listAudit(filter, page).catch((error: unknown) => {
    if (error instanceof ForbiddenError) return error
    throw error
  })
  if (found instanceof ForbiddenError) return <ForbiddenPage why={found.why} />
  return (
    <PlainPage>
      <PageHeader title="Audit log">
        <p>All changes in the plans you manage. Entries cannot be changed or removed.</p>
      </PageHeader>
      <Notices notices={notices} />
      <AuditFilterForm found={found} filter={filter} />
      <h2>{count(found.total, 'entry', 'entries')}</h2>
      {found.rows.length > 0 ? (
        <>
          <p className="note">
            <a href={paths.auditCsv(toAuditParams(filter))}>Download as CSV</a>. Cells that begin with =, +, -
            or @ start with a single quote, so that a spreadsheet does not run them.
          </p>
          <AuditTable rows={found.rows} names={found.names} />
          <Pagination
            label="Pages of entries"
            list={found}
            href={(to) => paths.audit(toAuditParams(filter, to))}
          />
        </>
      ) : (
        <p>No entries match your filters.</p>
      )}
    </PlainPage>
  )
}
