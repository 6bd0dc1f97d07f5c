import { PartnerNames } from '@/components/plan/partner-names'
import { NotRecorded } from '@/components/ui/not-recorded'
import { SummaryList } from '@/components/ui/summary-list'
import type { ActionView } from '@/lib/domain/plan/action-views'
import type { PlanSummary, ReferenceSource, TimescaleSource } from '@/lib/domain/plan/plan'
import { formatAge, formatDate } from '@/lib/format/dates'
import { ACTIVITY_LABELS, LIFECYCLE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

const REFERENCE_NOTES: Readonly<Record<ReferenceSource, string>> = {
  printed: 'as printed in the plan',
  confirmed: 'lost in the scan of the plan, confirmed by a later paper',
  deduced: 'lost in the scan of the plan, deduced from the numbers around it',
  entered: 'entered here by an editor',
}

const TIMESCALE_NOTES: Readonly<Record<TimescaleSource, string>> = {
  stated: '',
  inferred: ' (read from a cell that serves several actions)',
  missing: '',
}

const NAMED_ON = {
  action: '',
  parent: ' (named on the action above)',
  section: ' (named for the whole section)',
} as const

/** Everything the plan says of an action that does not change from report to report. */
export function ActionFacts({ plan, action }: { plan: PlanSummary; action: ActionView }) {
  const { section, due, originalDue, partnersNamedOn } = action
  const names = (role: 'lead' | 'support' | 'keyPartner') => (
    <PartnerNames plan={plan} partners={action.partners} as={role} />
  )
  return (
    <SummaryList
      items={[
        {
          term: plan.words.section.one,
          value: (
            <a href={paths.section(plan, section.code)}>
              {section.code} {section.title}
            </a>
          ),
        },
        { term: 'What done looks like', value: action.doneWhen ?? <NotRecorded /> },
        {
          term: 'Timescale',
          value: action.timescale ? (
            `${action.timescale.title}${TIMESCALE_NOTES[action.timescaleSource]}`
          ) : (
            <NotRecorded />
          ),
        },
        {
          term: 'Due',
          value: due ? (
            <>
              {formatDate(due)}
              {action.dueNote && ` (${action.dueNote})`}
              {originalDue &&
                originalDue.date !== due.date &&
                `, first promised for ${formatDate(originalDue)}`}
              {action.daysPastDue !== null && (
                <span className="aside">
                  {' '}
                  Passed {formatAge(action.daysPastDue)}, with no delivery reported since
                </span>
              )}
            </>
          ) : (
            <NotRecorded>No date recorded</NotRecorded>
          ),
        },
        ...(action.daysPastDue === null
          ? []
          : [
              {
                term: 'Overdue',
                value: `Its end passed ${formatAge(action.daysPastDue)}; the last status on record is not Delivered`,
              },
            ]),
        { term: 'Lead', value: names('lead') },
        { term: 'Support', value: names('support') },
        {
          term: 'Key partners',
          value: (
            <>
              {names('keyPartner')}
              <span className="aside">{NAMED_ON[partnersNamedOn]}</span>
            </>
          ),
        },
        {
          term: 'Activity',
          value: action.activity ? ACTIVITY_LABELS[action.activity] : <NotRecorded />,
        },
        {
          term: 'Counted',
          value: describeCounted(plan, action),
        },
        {
          term: 'Number',
          value: `${action.ref}, ${REFERENCE_NOTES[action.refSource]}`,
        },
        ...(action.refSource === 'entered' && !action.sourceLocator
          ? []
          : [{ term: 'Found in', value: action.sourceLocator ?? <NotRecorded /> }]),
        ...(action.note ? [{ term: 'Note on the source', value: action.note }] : []),
      ]}
    />
  )
}

function describeCounted(
  plan: PlanSummary,
  { bucket, ratedWith, hasCountedParts, lifecycle, section }: ActionView,
): string {
  if (bucket) return `Yes, in the roll-up of ${plan.words.section.one.toLowerCase()} ${section.code}`
  if (lifecycle !== 'active') return `No: ${LIFECYCLE_LABELS[lifecycle].toLowerCase()}`
  if (ratedWith) return `No: it is part of action ${ratedWith}, which is counted`
  return hasCountedParts ? 'No: its parts are counted in its place' : 'No'
}
