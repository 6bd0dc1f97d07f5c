import { RagTag } from '@/components/status/status-tag'
import { DataTable } from '@/components/ui/data-table'
import { NotRecorded } from '@/components/ui/not-recorded'
import type { PlanState } from '@/lib/domain/plan/plan'
import { ragLabel } from '@/lib/domain/status/rag'
import type { SuggestionChange } from '@/lib/domain/structure/rule-preview'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { statusMessages } from '@/lib/format/status/messages'

/** The sections whose suggestion another rule would change. */
export function RulePreview({ plan, changes }: { plan: PlanState; changes: readonly SuggestionChange[] }) {
  const { section } = plan.words
  const all = countLevel(plan.sections.length, section)
  if (!changes.length) return <p>No suggested rating would change.</p>
  return (
    <>
      <p>
        The suggested rating of {changes.length} of {all} would change.
      </p>
      <DataTable
        caption={`${section.many} with a different suggested rating`}
        hideCaption
        rows={changes}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'section',
            header: section.one,
            rowHeader: true,
            className: 'col-wide',
            cell: ({ code, title }) => (
              <a className="coded" href={paths.section(plan, code)}>
                <span className="code">{code} </span>
                {title}
              </a>
            ),
          },
          {
            key: 'now',
            header: 'Suggested now',
            className: 'col-tag',
            cell: ({ now }) => <RagTag rag={now} />,
          },
          {
            key: 'then',
            header: 'Suggested by the new rule',
            cell: ({ then }) => (
              <>
                <RagTag rag={then.rag} /> <span className="aside">{statusMessages.explanation(then)}</span>
              </>
            ),
          },
          {
            key: 'assessed',
            header: 'Rating given, not changed',
            cell: ({ assessed }) =>
              assessed ? ragLabel(assessed) : <NotRecorded>Not rated yet</NotRecorded>,
          },
        ]}
      />
    </>
  )
}
