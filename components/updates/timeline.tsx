import { TimelineUpdate } from '@/components/updates/timeline-update'
import { SummaryList } from '@/components/ui/summary-list'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { MovedDue, TimelineEntry } from '@/lib/domain/updates/timeline'
import { formatDate, formatMoment } from '@/lib/format/dates'
import { describeOwnChange } from '@/lib/format/structure/own-field-words'
import { count, joinNames, LIFECYCLE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** Everything that happened to an action, the newest first, each with who stands for it, when it was true and when it was recorded. */
export function ActionTimeline({
  plan,
  action,
  entries,
}: {
  plan: PlanState
  /** The action's reference. */
  action: string
  entries: readonly TimelineEntry[]
}) {
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={`${entry.what} ${entry.id}`} className="history__entry">
          {entry.what === 'update' ? (
            <TimelineUpdate plan={plan} action={action} entry={entry} />
          ) : (
            <Event plan={plan} entry={entry} />
          )}
        </li>
      ))}
    </ol>
  )
}

function Event({
  plan,
  entry,
}: {
  plan: PlanState
  entry: Exclude<TimelineEntry, { readonly what: 'update' }>
}) {
  const replacementRef = entry.what === 'lifecycle' ? entry.heirRef : null
  const comment = entry.what === 'decision' ? entry.comment : entry.what === 'fields' ? null : entry.reason
  return (
    <>
      <h3 className="history__head">
        <span>{formatDate(entry.effective)}</span> <span>{describeEvent(entry)}</span>
      </h3>
      <SummaryList
        items={[
          ...(replacementRef === null
            ? []
            : [
                {
                  term: 'Replaced by',
                  value: (
                    <a href={paths.action(plan, replacementRef)}>
                      {plan.words.action.one} {replacementRef}
                    </a>
                  ),
                },
              ]),
          ...(entry.what === 'fields' ? entry.changes : []).map((change) => ({
            term: change.label,
            value: describeOwnChange(change),
          })),
          ...(comment ? [{ term: entry.what === 'decision' ? 'Comment' : 'Reason', value: comment }] : []),
          { term: 'By', value: entry.by },
          { term: 'Recorded', value: formatMoment(entry.recordedAt) },
        ]}
      />
    </>
  )
}

function describeEvent(entry: Exclude<TimelineEntry, { readonly what: 'update' }>): string {
  switch (entry.what) {
    case 'due':
      return describeMove(entry)
    case 'decision':
      return `Update of ${formatDate(entry.about.effective)} ${entry.decision}`
    case 'lifecycle':
      return entry.lifecycle === 'active' ? 'Reinstated' : LIFECYCLE_LABELS[entry.lifecycle]
    case 'counted':
      return entry.counted ? 'Now counted' : 'No longer counted'
    case 'fields':
      return `${joinNames(entry.changes.map(({ label }) => label))} changed`
    case 'accountable':
      return entry.name === null ? 'No accountable officer' : `Accountable officer: ${entry.name}`
  }
}

function describeMove({ from, to, days }: MovedDue): string {
  if (!from || days === null) return `Due date set: ${formatDate(to)}`
  const distance = days === 0 ? '' : `, ${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`
  return `Due date moved from ${formatDate(from)} to ${formatDate(to)}${distance}`
}
