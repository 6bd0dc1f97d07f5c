import type { Metadata } from 'next'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { SectionTable } from '@/components/plan/section-table'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import { FEW_ROWS } from '@/lib/domain/paging'
import { hasSections } from '@/lib/domain/plan/plan'
import type { CodeAndTitle } from '@/lib/domain/plan/action-row'
import { viewOutcomes } from '@/lib/domain/plan/section-views'
import { InventedNotice } from '@/components/plan/invented-notice'
import { inventedInSections } from '@/lib/domain/plan/invented'
import { countLevel, describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

type Props = PageProps<'/plans/[plan]/outcomes'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const plan = await readPlan(await readPlanAt((await params).plan))
  return plan ? { title: 'Outcomes' } : { title: 'Not found' }
}

const idOf = (pillar: CodeAndTitle | null) => (pillar ? `pillar-${pillar.code}` : 'all')

export default async function OutcomesPage({ params, searchParams }: Props) {
  const query = await searchParams
  const plan = await readPlan(await readPlanAt((await params).plan))
  if (!plan || !hasSections(plan)) return <MissingInPlan />
  const { section, action } = plan.words
  const pillars = viewOutcomes(plan)
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.outcomes(plan.slug)} />
      <PageHeader title="Outcomes">
        <p className="ds_leader">
          The changes the plan aims for, and the {section.many.toLowerCase()} that work towards each. The
          status of the {plan.words.action.many.toLowerCase()} does not show whether the change has happened.
        </p>
      </PageHeader>
      <InventedNotice
        plan={plan}
        invented={inventedInSections(
          plan,
          pillars.flatMap(({ outcomes }) =>
            outcomes.flatMap(({ sections }) => sections.map(({ code }) => code)),
          ),
        )}
      />
      {pillars.map(({ pillar, outcomes: all }) => (
        <section className="pillar" key={pillar?.code} aria-labelledby={idOf(pillar)}>
          <h2 id={idOf(pillar)}>{pillar?.title ?? 'All outcomes'}</h2>
          {all.length === 0 && <p>No outcomes are recorded.</p>}
          <PagedList
            rows={all}
            params={query}
            name={`outcomes-${pillar?.code ?? 'all'}`}
            label={pillar ? `Pages of outcomes of ${pillar.title}` : 'Pages of outcomes'}
            here={`${paths.outcomes(plan)}#${idOf(pillar)}`}
            size={FEW_ROWS}
            shown={({ code }) => code === query.show}
          >
            {(outcomes) =>
              outcomes.map((outcome) => (
                <section key={outcome.code} id={outcome.code} aria-labelledby={`outcome-${outcome.code}`}>
                  <h3 id={`outcome-${outcome.code}`}>{outcome.text}</h3>
                  <details className="ds_details">
                    <summary className="ds_details__summary">
                      {countLevel(outcome.sections.length, section)},{' '}
                      {countLevel(outcome.rollUp.base, action)}: {describeShares(outcome.rollUp)}
                    </summary>
                    <div className="ds_details__text">
                      <SectionTable
                        plan={plan}
                        caption={`${section.many} that work towards it`}
                        hideCaption
                        sections={outcome.sections}
                      />
                    </div>
                  </details>
                </section>
              ))
            }
          </PagedList>
        </section>
      ))}
      <LookBack plan={plan} now={paths.outcomes(plan.slug)} />
    </>
  )
}
