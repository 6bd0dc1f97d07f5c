import { rolesOf } from '@/lib/domain/plan/roles'
import { Citation } from '@/components/ui/citation'
import { OwnFieldValue } from '@/components/plan/own-field-value'
import { PartnerNames } from '@/components/plan/partner-names'
import { NotRecorded } from '@/components/ui/not-recorded'
import { SummaryList } from '@/components/ui/summary-list'
import type { ActionView } from '@/lib/domain/plan/action-views'
import type {
  PlanState,
  PlanSummary,
  PlanWords,
  ReferenceSource,
  TimescaleSource,
  PlanRole,
} from '@/lib/domain/plan/plan'
import { ownValue } from '@/lib/domain/own-fields'
import { fieldTitle } from '@/lib/format/structure/own-field-words'
import { formatAge, formatDate } from '@/lib/format/dates'
import { ACTIVITY_LABELS, LIFECYCLE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

const REFERENCE_NOTES: Readonly<Record<ReferenceSource, string>> = {
  printed: 'Printed in the plan',
  confirmed: 'Not readable in the scan of the plan. Confirmed by a later document',
  deduced: 'Not readable in the scan of the plan. Worked out from the numbers around it',
  entered: 'Entered in Cairn by an editor',
}

const TIMESCALE_NOTES: Readonly<Record<TimescaleSource, string | null>> = {
  stated: null,
  inferred: 'Read from a table cell shared by several actions',
  missing: null,
}

const namedOn = ({ action, section }: PlanWords) =>
  ({
    action: '',
    parent: ` (named on the ${action.one.toLowerCase()} that this is part of)`,
    section: ` (named for the whole ${section.one.toLowerCase()})`,
  }) as const

/** Everything the plan says of an action that does not change from report to report. */
export function ActionFacts({
  plan,
  action,
  canAdd,
}: {
  plan: PlanState
  action: ActionView
  /** Whether the reader can add what is not recorded. */
  canAdd: boolean
}) {
  const { section, due, originalDue, partnersNamedOn } = action
  const missing = canAdd ? <NotRecorded /> : null
  const names = ({ code, meaning }: PlanRole) =>
    action.partners.some((partner) => partner.role === code) ? (
      <>
        <PartnerNames plan={plan} partners={action.partners} as={code} />
        {meaning === 'keyPartner' && <span className="aside">{namedOn(plan.words)[partnersNamedOn]}</span>}
      </>
    ) : (
      missing
    )
  return (
    <>
      <SummaryList
        items={[
          ...(section
            ? [
                {
                  term: plan.words.section.one,
                  value: (
                    <a href={paths.section(plan, section.code)}>
                      {section.code} {section.title}
                    </a>
                  ),
                },
              ]
            : []),
          ...(action.above.length
            ? [
                {
                  term: 'Part of',
                  value: (
                    <ul className="plain-list">
                      {action.above.map(({ ref, title }) => (
                        <li key={ref}>
                          <a href={paths.action(plan, ref)}>
                            {ref} {title}
                          </a>
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
          { term: 'What done looks like', value: action.doneWhen ?? missing },
          {
            term: 'Timescale',
            value: action.timescale?.title ?? missing,
          },
          {
            term: 'Due',
            value: due ? (
              <>
                {formatDate(due)}
                {action.dueNote && ` (${action.dueNote})`}
                {originalDue &&
                  originalDue.date !== due.date &&
                  `, originally due ${formatDate(originalDue)}`}
                {action.daysPastDue !== null && (
                  <span className="aside"> Overdue (due {formatAge(action.daysPastDue)})</span>
                )}
              </>
            ) : (
              missing
            ),
          },
          ...(action.daysPastDue === null || due
            ? []
            : [{ term: 'Overdue', value: `Timescale ended ${formatAge(action.daysPastDue)}` }]),
          ...rolesOf(plan).map((role) => ({ term: role.many, value: names(role) })),
          {
            term: 'Activity',
            value: action.activity ? ACTIVITY_LABELS[action.activity] : missing,
          },
          ...plan.fields.map((field) => {
            const value = ownValue(action, field)
            return {
              term: fieldTitle(field),
              value: value === null ? missing : <OwnFieldValue field={field} value={value} />,
            }
          }),
          {
            term: 'Counted',
            value: describeCounted(plan, action),
          },
        ]}
      />
      <details className="ds_details">
        <summary className="ds_details__summary">Where this comes from</summary>
        <div className="ds_details__text">
          <SummaryList
            items={[
              { term: 'Number', value: REFERENCE_NOTES[action.refSource] },
              { term: 'Timescale', value: TIMESCALE_NOTES[action.timescaleSource] },
              {
                term: 'Found in',
                value: action.sourceLocator && <Citation plan={plan} text={action.sourceLocator} />,
              },
              { term: 'Note on the source', value: action.note },
            ]}
          />
        </div>
      </details>
    </>
  )
}

function describeCounted(
  plan: PlanSummary,
  { bucket, ratedWith, hasCountedParts, lifecycle, section }: ActionView,
): string {
  if (bucket) return section ? `Yes, in ${plan.words.section.one.toLowerCase()} ${section.code}` : 'Yes'
  if (lifecycle !== 'active') return `No: ${LIFECYCLE_LABELS[lifecycle].toLowerCase()}`
  if (ratedWith)
    return `No: it is part of ${plan.words.action.one.toLowerCase()} ${ratedWith}, which is counted`
  return hasCountedParts ? 'No: its parts are counted instead' : 'No'
}
