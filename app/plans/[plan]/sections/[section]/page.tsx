import type { Metadata } from 'next'
import { langOf } from '@/lib/domain/plan/languages'
import { ActionTable } from '@/components/plan/action-table'
import { BaseMoves } from '@/components/plan/base-moves'
import { BoardPanel } from '@/components/board/board-panel'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import { ShareLinks } from '@/components/status/share-links'
import { PartnerNames } from '@/components/plan/partner-names'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { PinLink } from '@/components/people/pin-link'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { pillarCrumb, PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RatingPanel } from '@/components/status/rating-panel'
import { NotRecorded } from '@/components/ui/not-recorded'
import { PageHeader } from '@/components/page/page-header'
import { PagedList } from '@/components/ui/paged-list'
import { SequentialNav } from '@/components/ui/sequential-nav'
import { SummaryList } from '@/components/ui/summary-list'
import { rolesOf } from '@/lib/domain/plan/roles'
import { currentActor } from '@/lib/auth/actor'
import { inventedInSections } from '@/lib/domain/plan/invented'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { formatDate } from '@/lib/format/dates'
import { countLevel, describeLeftBase } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { getBaseMoves } from '@/lib/queries/structure/base-moves'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getSection } from '@/lib/queries/plan/section'
import { getSectionRatings } from '@/lib/queries/status/section-ratings'

type Props = PageProps<'/plans/[plan]/sections/[section]'>

async function find({ params }: Props) {
  const { plan: slug, section: code } = await params
  const planAt = await readPlanAt(slug)
  const [plan, section] = await Promise.all([readPlan(planAt), getSection(planAt, code)])
  return plan && section && { plan, section }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await find(props)
  return found ? { title: `${found.section.code} ${found.section.title}` } : { title: 'Not found' }
}

export default async function SectionPage(props: Props) {
  const found = await find(props)
  if (!found) return <MissingInPlan />
  const { plan, section } = found
  const query = await props.searchParams
  const [actor, ratings, moves] = await Promise.all([
    currentActor(),
    getSectionRatings(plan, section.code),
    getBaseMoves(plan, section.code),
  ])
  const leftBase = describeLeftBase(section.leftBase, plan.words.action)
  const { rollUp, pillar, previous, next } = section
  const rows = paths.actions(plan, { section: section.code, counted: 'yes' })
  const words = plan.words
  const link = (to: typeof next) =>
    to && { label: `${to.code} ${to.title}`, href: paths.section(plan, to.code) }
  const missing = canEditPlan(actor, plan) && plan.report === null ? <NotRecorded /> : null
  const names = (role: string) =>
    section.partners.some((partner) => partner.role === role) ? (
      <PartnerNames plan={plan} partners={section.partners} as={role} />
    ) : (
      missing
    )
  return (
    <>
      <PlanCrumbs plan={plan} below={pillarCrumb(plan, pillar)} />
      <AsAtBanner plan={plan} now={paths.section(plan.slug, section.code)} />
      <PageHeader label={`${words.section.one} ${section.code}`} title={section.title} lang={langOf(plan)}>
        {section.updated && <p className="fresh">Figures from {formatDate(section.updated)}</p>}
        <PinLink actor={actor} plan={plan} level="section" code={section.code} />
      </PageHeader>
      <InventedNotice plan={plan} invented={inventedInSections(plan, [section.code])} hasMarks />

      <section aria-labelledby="standing">
        <h2 id="standing">Status of its {words.action.many.toLowerCase()}</h2>
        <p className="pillar__sentence">
          <a href={rows}>{countLevel(rollUp.base, words.action)} counted</a> ·{' '}
          <ShareLinks plan={plan} rollUp={rollUp} href={rows} action={words.action} />
        </p>
        <BreakdownBar
          plan={plan}
          rollUp={rollUp}
          size="large"
          decorative
          rows={{ href: rows, action: words.action }}
        />
        {leftBase && <p className="note">{leftBase}</p>}
        <BaseMoves moves={moves} />
      </section>

      <section aria-labelledby="rating">
        <h2 id="rating">Overall rating</h2>
        <RatingPanel
          plan={plan}
          section={section}
          by={ratings.find(({ id }) => id === section.assessment?.id)?.by}
        />
        {canEditPlan(actor, plan) && plan.report === null && (
          <p>
            <a href={paths.rating(plan.slug, section.code)}>Rate this {words.section.one.toLowerCase()}</a>
            {section.assessment && plan.asAt === null && plan.knownAt === null && (
              <>
                {' · '}
                <a href={paths.ratingSource(plan.slug, section.code, section.assessment.id)}>
                  Correct basis or source of this rating
                </a>
              </>
            )}
          </p>
        )}
      </section>

      <BoardPanel plan={plan} level="section" code={section.code} params={query} />

      <section aria-labelledby="actions">
        <h2 id="actions">{words.action.many}</h2>
        {section.actions.length ? (
          <ActionTable
            plan={plan}
            caption={`${words.action.many} of ${words.section.one.toLowerCase()} ${section.code}`}
            hideCaption
            rows={section.actions}
            all={paths.actions(plan, { section: section.code })}
            nested
          />
        ) : (
          <p>No {words.action.many.toLowerCase()} yet.</p>
        )}
      </section>

      <section aria-labelledby="about">
        <h2 id="about">About this {words.section.one.toLowerCase()}</h2>
        <SummaryList
          items={[
            ...(pillar ? [{ term: `Aim of ${pillar.title}`, value: section.aim }] : []),
            ...rolesOf(plan).map(({ code, many }) => ({ term: many, value: names(code) })),
            {
              term: 'Outcomes',
              value: section.outcomes.length ? (
                <PagedList
                  rows={section.outcomes}
                  params={query}
                  name="outcomes"
                  label="Pages of outcomes"
                  here={`${paths.section(plan, section.code)}#about`}
                >
                  {(some) => (
                    <ul className="plain-list">
                      {some.map((outcome) => (
                        <li key={outcome.code}>
                          <a href={paths.outcomes(plan, outcome.code)}>{outcome.text}</a>
                        </li>
                      ))}
                    </ul>
                  )}
                </PagedList>
              ) : (
                missing
              ),
            },
          ]}
        />
        {section.note && (
          <details className="ds_details">
            <summary className="ds_details__summary">Note on the source</summary>
            <div className="ds_details__text">{section.note}</div>
          </details>
        )}
      </section>
      <SequentialNav label={words.section.many} previous={link(previous)} next={link(next)} />
      <LookBack plan={plan} now={paths.section(plan.slug, section.code)} />
    </>
  )
}
