import type { Metadata } from 'next'
import { ActionTable } from '@/components/plan/action-table'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import { ShareLinks } from '@/components/status/share-links'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { SectionTable } from '@/components/plan/section-table'
import { PageHeader } from '@/components/page/page-header'
import { FEW_ROWS } from '@/lib/domain/paging'
import { hasSections } from '@/lib/domain/plan/plan'
import { rolesOf } from '@/lib/domain/plan/roles'
import { countLevel, PARTNER_KIND_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { getPartner } from '@/lib/queries/plan/partners'

type Props = PageProps<'/plans/[plan]/partners/[partner]'>

async function find({ params }: Props) {
  const { plan, partner } = await params
  return getPartner(await readPlanAt(plan), partner)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await find(props)
  return found ? { title: found.partner.title } : { title: 'Not found' }
}

export default async function PartnerPage(props: Props) {
  const found = await find(props)
  if (!found) return <MissingInPlan />
  const { plan, partner } = found
  const { section, action } = plan.words
  const rows = paths.actions(plan, { partner: partner.code, counted: 'yes' })
  const short = partner.abbreviation === partner.title ? '' : ` · ${partner.abbreviation}`
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Partners', href: paths.partners(plan) }]} />
      <AsAtBanner plan={plan} now={paths.partner(plan.slug, partner.code)} />
      <PageHeader label={`Partner · ${PARTNER_KIND_LABELS[partner.kind]}${short}`} title={partner.title} />
      <InventedNotice plan={plan} invented={partner.invented} hasMarks />
      <section aria-labelledby="standing">
        <h2 id="standing">Status of the {action.many.toLowerCase()} that involve it</h2>
        <p className="pillar__sentence">
          {partner.rollUp.base > 0 ? (
            <>
              <a href={rows}>{countLevel(partner.rollUp.base, action)} counted</a> ·{' '}
              <ShareLinks plan={plan} rollUp={partner.rollUp} href={rows} action={action} />
            </>
          ) : (
            'No counted actions'
          )}
        </p>
        <BreakdownBar
          plan={plan}
          rollUp={partner.rollUp}
          size="large"
          decorative
          rows={{ href: rows, action }}
        />
        <p className="note">
          Counted when the plan names {partner.title} on the {action.one.toLowerCase()}
          {hasSections(plan) && `, on its ${section.one.toLowerCase()}`} or on one of its parts.
        </p>
      </section>
      {partner.sections.length + partner.actions.length === 0 && (
        <p>
          No {hasSections(plan) && `${section.one.toLowerCase()} or `}
          {action.one.toLowerCase()} names it.
        </p>
      )}
      {rolesOf(plan).map(({ code: role, many }) => {
        const sections = partner.sections.filter((row) => row.role === role)
        const actions = partner.actions.filter((row) => row.role === role)
        if (sections.length + actions.length === 0) return null
        return (
          <section key={role} aria-labelledby={role}>
            <h2 id={role}>{many}</h2>
            {sections.length > 0 && (
              <SectionTable plan={plan} caption={countLevel(sections.length, section)} sections={sections} />
            )}
            {actions.length > 0 && (
              <ActionTable
                plan={plan}
                caption={`${countLevel(actions.length, action)} and parts that name it`}
                rows={actions}
                all={paths.actions(plan, { partner: partner.code })}
                most={FEW_ROWS}
                showSection
              />
            )}
          </section>
        )
      })}
      <LookBack plan={plan} now={paths.partner(plan.slug, partner.code)} />
    </>
  )
}
