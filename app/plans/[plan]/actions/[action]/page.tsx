import type { Metadata } from 'next'
import { langOf } from '@/lib/domain/plan/languages'
import { AccountableNames } from '@/components/periods/accountable-names'
import { AchievementList } from '@/components/plan/achievement-list'
import { ActionFacts } from '@/components/plan/action-facts'
import { ActionReporting } from '@/components/updates/action-reporting'
import { ActionStatus } from '@/components/status/action-status'
import { ActionTable } from '@/components/plan/action-table'
import { BoardPanel } from '@/components/board/board-panel'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import { DueDates } from '@/components/updates/due-dates'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { PinLink } from '@/components/people/pin-link'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { pillarCrumb, PlanCrumbs } from '@/components/plan/plan-crumbs'
import { ActionTimeline } from '@/components/updates/timeline'
import { ReplacementLinks } from '@/components/plan/replacement-links'
import { NotRecorded } from '@/components/ui/not-recorded'
import { PageHeader } from '@/components/page/page-header'
import { Pagination } from '@/components/ui/pagination'
import { SameWorkSection } from '@/components/plan/same-work'
import { SummaryList } from '@/components/ui/summary-list'
import { currentActor } from '@/lib/auth/actor'
import { inventedAmong } from '@/lib/domain/plan/invented'
import { isAdverse } from '@/lib/domain/status/status'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { formatDate } from '@/lib/format/dates'
import { countLevel, LIFECYCLE_LABELS, describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { getAccountable } from '@/lib/queries/periods/accountable'
import { getAction } from '@/lib/queries/plan/action'
import { listSameWork } from '@/lib/queries/structure/same-work'
import { getTimeline } from '@/lib/queries/updates/timeline'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'

type Props = PageProps<'/plans/[plan]/actions/[action]'>

async function find({ params }: Props) {
  const { plan: slug, action: ref } = await params
  const planAt = await readPlanAt(slug)
  const [plan, action] = await Promise.all([readPlanInside(planAt), getAction(planAt, ref)])
  return plan && action && { plan, action }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await find(props)
  return found
    ? { title: `${found.plan.words.action.one} ${found.action.ref}: ${found.action.title}` }
    : { title: 'Not found' }
}

export default async function ActionPage(props: Props) {
  const found = await find(props)
  if (!found) return <MissingInPlan />
  const { plan, action } = found
  const query = await props.searchParams
  const { section, above, parts, partsRollUp } = action
  const timeline = await getTimeline(plan, action.ref, query.page)
  const words = plan.words
  const answering = await getAccountable(plan, plan.actions.find(({ ref }) => ref === action.ref)?.id ?? '')
  const actor = await currentActor()
  const sameWork = await listSameWork(plan, {
    actionId: action.id,
    achievementIds: action.achievements.map(({ id }) => id),
  })
  const canEditNow =
    canEditPlan(actor, plan) && plan.asAt === null && plan.knownAt === null && plan.report === null
  // A reader looks for a reason only where the status asks for one.
  const missing = isAdverse(plan, action.status) ? <NotRecorded /> : null
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[
          ...pillarCrumb(plan, action.pillar),
          ...(section
            ? [{ label: `${words.section.one} ${section.code}`, href: paths.section(plan, section.code) }]
            : []),
          ...above.map(({ ref }) => ({
            label: `${words.action.one} ${ref}`,
            href: paths.action(plan, ref),
          })),
        ]}
      />
      <AsAtBanner plan={plan} now={paths.action(plan.slug, action.ref)} />
      <PageHeader
        label={`${words.action.one} ${action.ref}${action.lifecycle === 'active' ? '' : ` · ${LIFECYCLE_LABELS[action.lifecycle]}`}`}
        title={action.title}
        lang={langOf(plan)}
      >
        {action.formerRefs.length > 0 && <p className="note">Formerly {action.formerRefs.join(', ')}</p>}
        <PinLink actor={actor} plan={plan} level="action" code={action.ref} />
      </PageHeader>
      <InventedNotice
        plan={plan}
        invented={inventedAmong([action, ...parts, ...action.history].map(({ basis }) => basis))}
        hasMarks
      />
      {plan.asAt === null && plan.knownAt === null && (
        <ActionReporting plan={plan} action={action.ref} sent={query.sent} />
      )}

      {canEditNow && (
        <nav aria-label={`Manage this ${words.action.one.toLowerCase()}`}>
          <ul className="shown-links">
            <li>
              <a href={paths.editRecord(plan.slug, 'action', action.ref)}>Change</a>
            </li>
            <li>
              <a href={paths.accountable(plan.slug, action.ref)}>Accountable officer</a>
            </li>
            <li>
              <a href={paths.lifecycle(plan.slug, action.ref)}>
                {action.lifecycle === 'active' ? 'Withdraw, merge or supersede' : 'Reinstate'}
              </a>
            </li>
            <li>
              <a href={paths.counted(plan.slug, action.ref)}>Counted or not</a>
            </li>
          </ul>
        </nav>
      )}

      <ReplacementLinks plan={plan} action={action} />

      <section aria-labelledby="standing">
        <h2 id="standing">Current status</h2>
        <SummaryList
          items={[
            ...(answering
              ? [
                  {
                    term: 'Accountable officer',
                    value: (
                      <AccountableNames
                        view={answering}
                        href={canEditNow ? paths.accountable(plan.slug, action.ref) : null}
                      />
                    ),
                  },
                ]
              : []),
            { term: 'Status', value: <ActionStatus plan={plan} row={action} /> },
            ...(action.bucket
              ? [
                  { term: 'Reason', value: action.reason ?? missing },
                  { term: 'What is being done about it', value: action.mitigation ?? missing },
                  {
                    term: 'Date of this status',
                    value: action.updated ? (
                      formatDate(action.updated)
                    ) : (
                      <NotRecorded>No update yet</NotRecorded>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {partsRollUp && (
          <>
            <p className="pillar__sentence">
              <a href="#parts">{countLevel(partsRollUp.base, words.action)} counted in its place</a> ·{' '}
              {describeShares(partsRollUp)}
            </p>
            <BreakdownBar plan={plan} rollUp={partsRollUp} size="large" decorative />
          </>
        )}
      </section>

      <BoardPanel plan={plan} level="action" code={action.ref} params={query} />

      {parts.length > 0 && (
        <section aria-labelledby="parts">
          <h2 id="parts">Parts</h2>
          <ActionTable
            plan={plan}
            caption={`Parts of ${words.action.one.toLowerCase()} ${action.ref}`}
            hideCaption
            rows={parts.filter(({ parentRef }) => parentRef === action.ref)}
            all={paths.actions(plan, section ? { section: section.code } : {})}
          />
        </section>
      )}

      <SameWorkSection
        plan={plan}
        action={action}
        rows={sameWork.filter(({ recordId, other }) => recordId === action.id && other.record === 'action')}
        params={query}
      />

      {action.originalDue && timeline.moves.length > 0 && (
        <DueDates
          original={action.originalDue}
          moves={timeline.moves}
          here={paths.action(plan, action.ref)}
          params={query}
        />
      )}

      <section aria-labelledby="history">
        <h2 id="history">History</h2>
        {timeline.total > 0 ? (
          <>
            <ActionTimeline plan={plan} action={action.ref} entries={timeline.rows} />
            <Pagination
              label="Pages of the history"
              list={timeline}
              href={(page) => `${paths.action(plan, action.ref, page)}#history`}
            />
          </>
        ) : (
          <p>
            {action.bucket
              ? 'No update yet.'
              : `This ${words.action.one.toLowerCase()} is not counted itself, so it has no updates of its own.`}
          </p>
        )}
      </section>

      <section aria-labelledby="achievements">
        <h2 id="achievements">Achievements reported</h2>
        <AchievementList
          plan={plan}
          action={action}
          params={query}
          sameWork={sameWork}
          editable={canEditNow ? plan.slug : null}
        />
      </section>

      <section aria-labelledby="facts">
        <h2 id="facts">In the plan</h2>
        <ActionFacts plan={plan} action={action} canAdd={canEditNow} />
      </section>
      <LookBack plan={plan} now={paths.action(plan.slug, action.ref)} />
    </>
  )
}
