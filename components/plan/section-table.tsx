import { RagTag } from '@/components/plan/rag-tag'
import { Standing } from '@/components/plan/standing'
import { type Column, DataTable } from '@/components/ui/data-table'
import { NotRecorded } from '@/components/ui/not-recorded'
import type { SectionRow } from '@/lib/domain/views'
import type { PlanPlace } from '@/lib/domain/place'
import type { PlanWords } from '@/lib/domain/plan'
import { ragLabel } from '@/lib/domain/rag'
import { formatDate } from '@/lib/format/dates'
import { STALE_RATING } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanPlace & { readonly words: PlanWords }
  readonly caption: string
  readonly hideCaption?: boolean
  readonly sections: readonly SectionRow[]
}

/** Sections, one row each: the ask, its rating, how its actions stand, and how fresh that is. */
export function SectionTable({ plan, caption, hideCaption, sections }: Props) {
  const columns: Column<SectionRow>[] = [
    {
      key: 'section',
      header: plan.words.section.one,
      rowHeader: true,
      className: 'col-wide',
      cell: (section) => (
        <a className="coded" href={paths.section(plan, section.code)}>
          <span className="code">{section.code} </span>
          {section.title}
        </a>
      ),
    },
    {
      key: 'rag',
      header: 'Overall',
      className: 'col-tag',
      hideLabelOnPhone: true,
      cell: ({ rating }) => (
        <>
          {rating.rag ? <RagTag rag={rating.rag} /> : <NotRecorded>Not rated</NotRecorded>}
          {rating.differs && rating.suggestion.rag && (
            <span className="aside">The rule suggests {ragLabel(rating.suggestion.rag)}</span>
          )}
          {rating.isStale && <strong className="aside">{STALE_RATING}</strong>}
        </>
      ),
    },
    {
      key: 'breakdown',
      header: `${plan.words.action.many} below it`,
      className: 'col-bar',
      hideLabelOnPhone: true,
      cell: ({ rollUp, code }) => (
        <Standing
          rollUp={rollUp}
          action={plan.words.action}
          href={paths.actions(plan, { section: code, counted: 'yes' })}
        />
      ),
    },
    {
      key: 'updated',
      header: 'Last update',
      className: 'col-date',
      cell: ({ updated }) => (updated ? formatDate(updated) : <NotRecorded>None yet</NotRecorded>),
    },
  ]
  return (
    <DataTable
      className="section-table"
      caption={caption}
      hideCaption={hideCaption ?? false}
      columns={columns}
      rows={sections}
      rowKey={(section) => section.code}
    />
  )
}
