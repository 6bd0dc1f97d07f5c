import type { Metadata } from 'next'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PageHeader } from '@/components/page/page-header'
import { WaitingCount } from '@/components/ui/waiting-count'
import { Forbidden } from '@/components/page/forbidden-page'
import { hasSections } from '@/lib/domain/plan/plan'
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
    label: 'Updates waiting for approval',
    about: 'Updates from officers that are not published yet.',
    href: paths.approvals,
    may: canEditPlan,
  },
  {
    label: 'Reports',
    about: 'Draft reports, reviews and issued reports.',
    href: (slug) => paths.reports(slug),
    may: canEditPlan,
  },
  {
    label: 'Team',
    about:
      'Updates due from each officer and partner, actions with no accountable officer, and reassigning actions.',
    href: paths.team,
    may: canEditPlan,
  },
  {
    label: 'Reporting periods',
    about: 'When updates are due.',
    href: paths.periods,
    may: canEditPlan,
  },
  {
    label: 'Disputed ratings',
    about: 'Ratings that a board member disputes, and the answers.',
    href: paths.disputes,
    may: canEditPlan,
  },
  {
    label: 'Printed reports',
    about: 'Enter the figures of a printed report, and see where they do not match the plan.',
    href: paths.reconciliation,
    may: canEditPlan,
  },
  {
    label: 'Structure',
    about:
      'Add, change, reorder and renumber actions, partners and what else it is made of. Withdraw, merge or supersede an action.',
    href: paths.structure,
    may: canEditPlan,
  },
  {
    label: 'Import a spreadsheet',
    about:
      'Add actions, or bring the plan up to date, from an Excel, ODS or CSV file. You see every change first.',
    href: (slug) => paths.importFile(slug),
    may: canEditPlan,
  },
  {
    label: 'Work in a spreadsheet',
    about: 'Download actions with their statuses, report on many of them offline, and upload the file.',
    href: (slug) => paths.spreadsheet(slug),
    may: canEditPlan,
  },
  {
    label: 'Fields',
    about: 'What else the plan records of its actions, such as a budget, a priority or a second reference.',
    href: paths.fields,
    may: canEditPlan,
  },
  {
    label: 'Details and wording',
    about: 'Title, dates, publishers and licence, and the names of its levels.',
    href: paths.details,
    may: canEditPlan,
  },
  {
    label: 'Statuses',
    about: 'What the statuses are called, what they say, and their order.',
    href: paths.statuses,
    may: canEditPlan,
  },
  {
    label: 'Rating rule',
    about: 'The percentage of at risk and off track actions that makes a section At Risk.',
    href: paths.rule,
    may: canChangeSettings,
  },
  {
    label: 'Readers and approval',
    about: 'Who can read this plan, and whether an editor approves updates before they are published.',
    href: paths.settings,
    may: canChangeSettings,
  },
  {
    label: 'Audit log',
    about: 'Every change to this plan: when, who made it, and what it was before.',
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
    const why = 'Only editors of this plan and administrators can manage it.'
    return <Forbidden why={why} editors={await listPlanEditors(slug)} />
  }
  const waiting = await countWaitingUpdates(plan)
  // The rule suggests ratings of sections.
  const tasks = TASKS.filter(
    ({ may, href }) => may(actor, plan) && (hasSections(plan) || href !== paths.rule),
  )
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
