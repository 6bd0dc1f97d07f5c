import type { Metadata } from 'next'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PageHeader } from '@/components/page/page-header'
import { WaitingCount } from '@/components/ui/waiting-count'
import { Forbidden } from '@/components/page/forbidden-page'
import { requireActor } from '@/lib/auth/require'
import {
  type Actor,
  canChangeSettings,
  canEditPlan,
  canLookAfterPlan,
  canReadAudit,
  type PlanAccess,
} from '@/lib/domain/people/permissions'
import { paths } from '@/lib/paths'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'
import { listDrafts } from '@/lib/queries/reports/report-drafts'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { countWaitingUpdates } from '@/lib/queries/periods/work-counts'

export const metadata: Metadata = { title: 'Manage this plan' }

/** A page that those who look after a plan work on. */
interface Task {
  readonly label: string
  /** What one does there, in a sentence. */
  readonly about: string
  readonly href: (plan: string) => string
  readonly may: (actor: Actor, plan: PlanAccess) => boolean
}

/** In the order in which they are needed most. */
const TASKS: readonly Task[] = [
  {
    label: 'Updates that wait for approval',
    about: 'What officers sent that readers do not see yet.',
    href: paths.approvals,
    may: canEditPlan,
  },
  {
    label: 'Reports',
    about: 'Drafts of reports, their review, and what was issued.',
    href: (slug) => paths.reports(slug),
    may: canEditPlan,
  },
  {
    label: 'Team',
    about: 'Updates due from each officer and partner, actions without an officer, and handing over.',
    href: paths.team,
    may: canEditPlan,
  },
  {
    label: 'Reporting periods',
    about: 'When updates are asked for, and until when.',
    href: paths.periods,
    may: canEditPlan,
  },
  {
    label: 'Disputed ratings',
    about: 'Ratings that a board member says are wrong, and what was answered.',
    href: paths.disputes,
    may: canEditPlan,
  },
  {
    label: 'Printed reports',
    about: 'Enter what a report printed, and see where it does not agree with itself or with the record.',
    href: paths.reconciliation,
    may: canEditPlan,
  },
  {
    label: 'Structure',
    about:
      'Add, change, re-order and re-number what the plan is made of; withdraw, merge or supersede an action.',
    href: paths.structure,
    may: canEditPlan,
  },
  {
    label: 'Details and words',
    about: 'Its title, dates, publishers and licence, and what it calls its levels.',
    href: paths.details,
    may: canEditPlan,
  },
  {
    label: 'The rule for ratings',
    about: 'From which share of adverse actions At Risk is suggested, and what another share would change.',
    href: paths.rule,
    may: canChangeSettings,
  },
  {
    label: 'Readers and approval',
    about: 'Who may read this plan, and whether what officers report waits for an editor.',
    href: paths.settings,
    may: canChangeSettings,
  },
  {
    label: 'Who did what',
    about: 'Every change in this plan: when, by whom, and what it was before.',
    href: (slug) => paths.audit({ plan: slug }),
    may: canReadAudit,
  },
]

export default async function ManagePage({ params }: PageProps<'/plans/[plan]/manage'>) {
  const { plan: slug } = await params
  const actor = await requireActor(paths.manage(slug))
  const plan = await readPlan(slug)
  if (!plan) return <MissingInPlan />
  if (!canLookAfterPlan(actor, plan)) {
    const why = 'Only editors of this plan and administrators look after it.'
    return <Forbidden why={why} editors={await listPlanEditors(slug)} />
  }
  const waiting = await countWaitingUpdates(plan)
  const tasks = TASKS.filter(({ may }) => may(actor, plan))
  const inReview = (await listDrafts(slug)).filter(({ state }) => state === 'inReview').length
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title="Manage this plan" />
      <ul className="tasks">
        {tasks.map(({ label, about, href }) => (
          <li key={label}>
            <a href={href(slug)}>{label}</a>
            {href === paths.approvals && waiting !== null && waiting > 0 && (
              <WaitingCount n={waiting} what="waiting" />
            )}
            {href === paths.reports && inReview > 0 && (
              <WaitingCount n={inReview} what="waiting for review" />
            )}
            <p>{about}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
