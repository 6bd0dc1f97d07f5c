import { NotRecorded } from '@/components/ui/not-recorded'
import type { Place } from '@/lib/domain/place'
import type { PartnerRole } from '@/lib/domain/plan'
import type { PartnerName } from '@/lib/domain/views'
import { paths } from '@/lib/paths'

/** The partners with one role, as links; "Not recorded" when there are none. */
export function PartnerNames({
  plan,
  partners,
  as: role,
}: {
  plan: Place
  partners: readonly PartnerName[]
  as: PartnerRole
}) {
  const named = partners.filter((partner) => partner.role === role)
  if (!named.length) return <NotRecorded />
  return named.map((partner, i) => (
    <span key={partner.code}>
      {i > 0 && ', '}
      <a href={paths.partner(plan, partner.code)}>
        {partner.abbreviation === partner.name ? (
          partner.name
        ) : (
          <abbr title={partner.name}>{partner.abbreviation}</abbr>
        )}
      </a>
    </span>
  ))
}

const MOST_KEY_PARTNERS = 3

/** Who leads; where the plan names only key partners, that no lead is recorded, and the first of them. */
export function LeadNames({ plan, partners }: { plan: Place; partners: readonly PartnerName[] }) {
  const keyPartners = partners.filter((partner) => partner.role === 'keyPartner')
  if (partners.some((partner) => partner.role === 'lead') || !keyPartners.length) {
    return <PartnerNames plan={plan} partners={partners} as="lead" />
  }
  const more = keyPartners.length - MOST_KEY_PARTNERS
  return (
    <>
      <NotRecorded />
      <span className="aside aside--below">
        Key partners:{' '}
        <PartnerNames plan={plan} partners={keyPartners.slice(0, MOST_KEY_PARTNERS)} as="keyPartner" />
        {more > 0 && ` and ${more} more`}
      </span>
    </>
  )
}
