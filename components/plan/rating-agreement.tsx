import type { Place } from '@/lib/domain/place'
import type { PlanWords } from '@/lib/domain/plan'
import type { SectionRow } from '@/lib/domain/views'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: Place & { readonly words: PlanWords }
  readonly sections: readonly SectionRow[]
}

/** How far people and the rule agree: "3 of 20 sections are rated other than the rule suggests: 1.1, 2.3 and 4.1." */
export function RatingAgreement({ plan, sections }: Props) {
  const rated = sections.filter(({ rating }) => rating.assessed !== null)
  if (!rated.length) return null
  const differing = rated.filter(({ rating }) => rating.differs)
  const stale = rated.filter(({ rating }) => rating.isStale)
  const all = countLevel(rated.length, plan.words.section)
  return (
    <p className="note">
      {differing.length ? (
        <>
          {differing.length} of {all} {differing.length === 1 ? 'is' : 'are'} rated other than the rule
          suggests: <SectionLinks plan={plan} sections={differing} />.
        </>
      ) : rated.length === 1 ? (
        `The one rated ${plan.words.section.one.toLowerCase()} is rated as the rule suggests.`
      ) : (
        `All ${all} rated by a person are rated as the rule suggests.`
      )}
      {stale.length > 0 && (
        <>
          {' '}
          The statuses below {stale.length} of them have changed since the rating was made:{' '}
          <SectionLinks plan={plan} sections={stale} />.
        </>
      )}
    </p>
  )
}

function SectionLinks({ plan, sections }: Props) {
  return sections.map(({ code }, i) => (
    <span key={code}>
      {i > 0 && (i === sections.length - 1 ? ' and ' : ', ')}
      <a href={paths.section(plan, code)}>{code}</a>
    </span>
  ))
}
