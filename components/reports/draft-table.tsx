import { DataTable } from '@/components/ui/data-table'
import { NotRecorded } from '@/components/ui/not-recorded'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { STATE_WORDS } from '@/lib/format/reports/draft-words'
import { paths } from '@/lib/paths'
import type { ListedDraft } from '@/lib/queries/reports/report-drafts'

/** Reports that are being written, for editors. */
export function DraftTable({ slug, drafts }: { slug: string; drafts: readonly ListedDraft[] }) {
  return (
    <DataTable
      caption="Drafts"
      hideCaption
      rows={drafts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'report',
          header: 'Report',
          rowHeader: true,
          className: 'col-wide',
          cell: ({ id, reference, title, corrects }) => (
            <>
              <a href={paths.reportDraft(slug, id)}>
                {reference}: {title}
              </a>
              {corrects && <span className="aside">Corrects {corrects.reference}</span>}
            </>
          ),
        },
        { key: 'state', header: 'Status', cell: ({ state }) => STATE_WORDS[state] },
        { key: 'asAt', header: 'Figures as at', cell: ({ asAt }) => formatDay(asAt) },
        {
          key: 'meeting',
          header: 'Meeting',
          cell: ({ meetingOn }) => (meetingOn ? formatDay(meetingOn) : <NotRecorded />),
        },
        {
          key: 'written',
          header: 'Last edited',
          cell: ({ writtenAt, lastWriter }) => `${formatMoment(writtenAt)}, ${lastWriter}`,
        },
      ]}
    />
  )
}
