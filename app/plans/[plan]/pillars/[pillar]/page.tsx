import type { Metadata } from 'next'
import { langOf } from '@/lib/domain/plan/languages'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import { ShareLinks } from '@/components/status/share-links'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RatingAgreement } from '@/components/overview/rating-agreement'
import { SectionTable } from '@/components/plan/section-table'
import { PageHeader } from '@/components/page/page-header'
import { inventedInSections } from '@/lib/domain/plan/invented'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { getPillar } from '@/lib/queries/plan/pillar'

type Props = PageProps<'/plans/[plan]/pillars/[pillar]'>

async function find({ params }: Props) {
  const { plan, pillar } = await params
  return getPillar(await readPlanAt(plan), pillar)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await find(props)
  return found ? { title: `${found.plan.words.pillar.one}: ${found.pillar.title}` } : { title: 'Not found' }
}

export default async function PillarPage(props: Props) {
  const found = await find(props)
  if (!found) return <MissingInPlan />
  const { plan, pillar, outcomes } = found
  const { pillar: word, section, action } = plan.words
  const rows = paths.actions(plan, { pillar: pillar.code, counted: 'yes' })
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.pillar(plan.slug, pillar.code)} />
      <PageHeader label={word.one} title={pillar.title} lang={langOf(plan)}>
        <p className="ds_leader">{pillar.aim}</p>
      </PageHeader>
      <InventedNotice
        plan={plan}
        invented={inventedInSections(
          plan,
          pillar.sections.map(({ code }) => code),
        )}
      />
      <section aria-labelledby="standing">
        <h2 id="standing">Status of its {action.many.toLowerCase()}</h2>
        <p className="pillar__sentence">
          <a href={rows}>{countLevel(pillar.rollUp.base, action)}</a> ·{' '}
          <ShareLinks plan={plan} rollUp={pillar.rollUp} href={rows} action={action} />
        </p>
        <BreakdownBar
          plan={plan}
          rollUp={pillar.rollUp}
          size="large"
          decorative
          rows={{ href: rows, action: action }}
        />
        <SectionTable plan={plan} caption={`${section.many} of ${pillar.title}`} sections={pillar.sections} />
        <RatingAgreement plan={plan} sections={pillar.sections} />
      </section>
      <section aria-labelledby="outcomes">
        <h2 id="outcomes">Outcomes</h2>
        {outcomes.length ? (
          <ul>
            {outcomes.map((outcome) => (
              <li key={outcome.code}>
                <a href={`${paths.outcomes(plan)}#${outcome.code}`}>{outcome.text}</a>
              </li>
            ))}
          </ul>
        ) : (
          <p>No outcomes recorded.</p>
        )}
      </section>
      <LookBack plan={plan} now={paths.pillar(plan.slug, pillar.code)} />
    </>
  )
}
