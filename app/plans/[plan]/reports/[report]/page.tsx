import type { Metadata } from 'next'
import { StatusChart } from '@/components/charts/status-chart'
import { AttentionTable } from '@/components/plan/attention-table'
import { DeliveredList } from '@/components/plan/delivered-list'
import { GapList } from '@/components/plan/gap-list'
import { Headline } from '@/components/plan/headline'
import { MissingInPlan } from '@/components/plan/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RatingAgreement } from '@/components/plan/rating-agreement'
import { ReportBanner } from '@/components/plan/report-banner'
import { SectionTable } from '@/components/plan/section-table'
import { UnpublishedNote } from '@/components/plan/unpublished-note'
import { PageHeader } from '@/components/ui/page-header'
import { SummaryList } from '@/components/ui/summary-list'
import { currentActor } from '@/lib/auth/actor'
import { canEditPlan } from '@/lib/domain/permissions'
import { viewStatusChart } from '@/lib/domain/status-chart'
import { isPartlyUnpublished, viewOverview } from '@/lib/domain/views'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { GAP_WORDS } from '@/lib/format/gap-words'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getReport } from '@/lib/queries/report'
import { readPlan } from '@/lib/queries/plan-state'

type Props = PageProps<'/plans/[plan]/reports/[report]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { plan, report } = await params
  const found = await getReport(plan, report)
  return { title: found ? `${found.issued.reference}: ${found.issued.title}` : 'Not found' }
}

export default async function ReportPage({ params }: Props) {
  const { plan: slug, report: code } = await params
  const [live, found, actor] = await Promise.all([readPlan(slug), getReport(slug, code), currentActor()])
  if (!live || !found) return <MissingInPlan />
  const { issued, frozen, correctedBy, corrects, previous } = found
  const crumbs = <PlanCrumbs plan={live} below={[{ label: 'Reports', href: paths.reports(slug) }]} />
  if (!frozen)
    return (
      <>
        {crumbs}
        <PageHeader label={issued.reference} title={issued.title} />
        <p>
          <strong>This report cannot be read any more.</strong> Its document was altered after it was frozen.
          Ask whoever looks after Cairn to restore the database from a backup.
        </p>
      </>
    )
  const { plan, document, faults } = frozen
  const { words } = plan
  const overview = viewOverview(plan, issued.asAt)
  const { attention, delivered, pillars } = overview
  return (
    <>
      {crumbs}
      <ReportBanner plan={live} document={document} faults={faults} correctedBy={correctedBy} />
      <PageHeader label={`${plan.title} · ${issued.reference}`} title={issued.title}>
        <p className="fresh">
          Figures as at {formatDay(issued.asAt)}
          {issued.meetingOn && ` · for the meeting of ${formatDay(issued.meetingOn)}`}
        </p>
      </PageHeader>

      <section aria-labelledby="assessment">
        <h2 id="assessment">Assessment overview</h2>
        <Headline plan={plan} overview={overview} headingLevel={3} />
        <RatingAgreement plan={plan} sections={pillars.flatMap(({ sections }) => sections)} />
        <StatusChart plan={plan} chart={viewStatusChart(plan, 'pillars', issued.asAt)} />
      </section>

      <section aria-labelledby="progress">
        <h2 id="progress">Progress overview</h2>
        {pillars.map((pillar) => (
          <section className="pillar" aria-labelledby={`pillar-${pillar.code}`} key={pillar.code}>
            <h3 id={`pillar-${pillar.code}`}>
              <a href={paths.pillar(plan, pillar.code)}>{pillar.title}</a>
            </h3>
            <p className="pillar__sentence">
              <a href={paths.actions(plan, { pillar: pillar.code, counted: 'yes' })}>
                {countLevel(pillar.rollUp.base, words.action)}
              </a>{' '}
              · {pillar.rollUp.sentence}
            </p>
            <SectionTable
              plan={plan}
              caption={`${words.section.many} of ${pillar.title}`}
              hideCaption
              sections={pillar.sections}
            />
          </section>
        ))}
      </section>

      <section aria-labelledby="attention">
        <h2 id="attention">Off track, at risk, or date missed with risk</h2>
        {attention.length ? (
          <>
            {isPartlyUnpublished(attention) && <UnpublishedNote plan={plan} />}
            <AttentionTable plan={plan} rows={attention} />
          </>
        ) : (
          <p>None of its counted {words.action.many.toLowerCase()}.</p>
        )}
      </section>

      <section aria-labelledby="delivered" className="pillar">
        <h2 id="delivered">Delivered</h2>
        {delivered.length ? (
          <>
            <p>
              {countLevel(delivered.length, words.action)} of {overview.rollUp.base}.
            </p>
            <DeliveredList plan={plan} rows={delivered} />
          </>
        ) : (
          <p>None of its counted {words.action.many.toLowerCase()} yet.</p>
        )}
      </section>

      <section aria-labelledby="gaps">
        <h2 id="gaps">What was missing</h2>
        {document.accepted.length === 0 && <p>Nothing that Cairn looks for.</p>}
        {document.accepted.map((gap) => (
          <GapList key={gap.kind} plan={plan} gap={gap} title={GAP_WORDS[gap.kind].title} note={gap.note} />
        ))}
      </section>

      <section aria-labelledby="about">
        <h2 id="about">About this report</h2>
        <SummaryList
          items={[
            { term: 'Frozen', value: formatMoment(issued.frozenAt) },
            ...(issued.frozenBy ? [{ term: 'Issued by', value: issued.frozenBy }] : []),
            ...(corrects
              ? [
                  {
                    term: 'Corrects',
                    value: (
                      <>
                        <a href={paths.report(slug, corrects.code)}>{corrects.reference}</a>:{' '}
                        {issued.correction}
                      </>
                    ),
                  },
                ]
              : []),
            ...(previous
              ? [
                  {
                    term: 'Report before',
                    value: <a href={paths.report(slug, previous.code)}>{previous.reference}</a>,
                  },
                ]
              : []),
            {
              term: 'Is it unchanged?',
              value: <a href={paths.verifyReport(slug, code)}>Verify this report</a>,
            },
          ]}
        />
        {canEditPlan(actor, live) && !correctedBy && (
          <p>
            <a href={paths.newReport(slug, code)}>Correct this report</a>
          </p>
        )}
      </section>
    </>
  )
}
