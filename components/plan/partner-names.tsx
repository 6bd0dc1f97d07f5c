import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { PartnerName } from '@/lib/domain/plan/action-row'
import { paths } from '@/lib/paths'

/** The partners with one role, as links; null when there are none. */
export function PartnerNames({
  plan,
  partners,
  as: role,
}: {
  plan: PlanRef
  partners: readonly PartnerName[]
  as: string
}) {
  const named = partners.filter((partner) => partner.role === role)
  if (!named.length) return null
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
