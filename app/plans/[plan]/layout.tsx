import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageMargin } from '@/components/paper/page-margin'
import { PlanNav } from '@/components/plan/plan-nav'
import { BadMoment } from '@/components/plan/bad-as-at'
import { ReportBanner } from '@/components/reports/report-banner'
import { UnreadableReport } from '@/components/reports/unreadable-report'
import { JustDone } from '@/components/page/just-done'
import { MissingPage } from '@/components/page/missing-page'
import { SiteFooter } from '@/components/page/site-footer'
import { SiteHeader } from '@/components/page/site-header'
import { today } from '@/lib/clock'
import { currentActor } from '@/lib/auth/actor'
import { hasSections } from '@/lib/domain/plan/plan'
import { canLookAfterPlan, canSeeInside } from '@/lib/domain/people/permissions'
import { formatDay } from '@/lib/format/dates'
import { describeMoment } from '@/lib/format/moment'
import { previewMetadata } from '@/lib/format/plan/social-preview'
import { paths } from '@/lib/paths'
import { readAsAtParams, readPlanAt, readReportParam } from '@/lib/queries/plan/as-at-params'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getReport } from '@/lib/queries/reports/report'
import { countWaitingUpdates } from '@/lib/queries/periods/work-counts'
import { siteAddress } from '@/lib/site'

/** A page is named with its plan, one of a report with that as well; and a link to any page says how the plan stands. */
export async function generateMetadata({ params }: LayoutProps<'/plans/[plan]'>): Promise<Metadata> {
  const { plan: slug } = await params
  const [planAt, around] = await Promise.all([readPlanAt(slug), readReportParam()])
  const report = planAt.report ?? null
  const [found, plan] = await Promise.all([
    report === null ? null : getReport(slug, report),
    readPlan(around === null ? planAt : { slug, report: around }),
  ])
  return {
    ...(plan && {
      title: {
        template: ['%s', found?.issued.reference, plan.shortTitle, 'Cairn'].filter(Boolean).join(' - '),
        default: 'Not found',
      },
    }),
    // What a link to it shows in a message, where no one sees the page's own notices.
    ...(plan && previewMetadata(plan, siteAddress)),
  }
}

/** What stands below the page for looking after the plan. */
const LOOKED_AFTER = ['approvals', 'details', 'disputes', 'periods', 'rule', 'settings', 'structure', 'team']

export default async function PlanLayout({ children, params }: LayoutProps<'/plans/[plan]'>) {
  const { plan: slug } = await params
  const [asked, planAt] = await Promise.all([readAsAtParams(), readPlanAt(slug)])
  const [plan, actor] = await Promise.all([readPlan(planAt), currentActor()])
  if (!plan) {
    if (actor.kind === 'person' && actor.needsPasskey) redirect(paths.passkeys())
    const lost = planAt.report ? await getReport(slug, planAt.report) : null
    return lost ? <UnreadableReport plan={slug} report={lost.issued} /> : <MissingPage />
  }
  // A report's own page is one of the plan's, and stands among those that the report froze.
  const around = await readReportParam()
  const shown = (around !== null && (await readPlan({ slug, report: around }))) || plan
  const report = shown.report === null ? null : await getReport(slug, shown.report)
  const waiting = report ? null : await countWaitingUpdates(plan)
  return (
    <>
      <SiteHeader>
        <PlanNav
          items={[
            ...(report
              ? [{ segment: 'reports', label: 'Report', href: paths.report(slug, report.issued.code) }]
              : []),
            { segment: null, label: 'Overview', href: paths.plan(shown) },
            { segment: 'actions', label: shown.words.action.many, href: paths.actions(shown) },
            ...(report ? [] : [{ segment: 'reports', label: 'Reports', href: paths.reports(slug) }]),
            ...(canSeeInside(actor, plan) && !report
              ? [{ segment: 'requests', label: 'Board requests', href: paths.requests(slug) }]
              : []),
            { segment: 'partners', label: 'Partners', href: paths.partners(shown) },
            { segment: 'timescales', label: 'Timescales', href: paths.timescales(shown) },
            ...(hasSections(shown)
              ? [{ segment: 'outcomes', label: 'Outcomes', href: paths.outcomes(shown) }]
              : []),
            { segment: 'how-ratings-work', label: 'How ratings work', href: paths.ratings(shown) },
            ...(canLookAfterPlan(actor, plan) && !report
              ? [
                  {
                    segment: 'manage',
                    also: LOOKED_AFTER,
                    label: 'Manage',
                    href: paths.manage(slug),
                    ...(waiting && {
                      waits: {
                        n: waiting,
                        what: `${waiting === 1 ? 'update is' : 'updates are'} waiting for approval`,
                      },
                    }),
                  },
                ]
              : []),
          ]}
        />
      </SiteHeader>
      <PageMargin>{`${siteAddress(paths.plan(shown))} · ${shown.report ?? describeMoment(shown) ?? `as at ${formatDay(today())}`}`}</PageMargin>
      <main className="ds_wrapper" id="main-content" tabIndex={-1}>
        <JustDone />
        {plan.report !== null && report?.frozen && (
          <ReportBanner
            plan={plan}
            document={report.frozen.document}
            figuresOf={report.issued.figuresOf}
            faults={report.frozen.faults}
            correctedBy={report.correctedBy}
          />
        )}
        {asked.problems ? <BadMoment slug={slug} problems={asked.problems} /> : children}
      </main>
      <SiteFooter attribution={shown.attribution} files={paths.files(shown)} />
    </>
  )
}
