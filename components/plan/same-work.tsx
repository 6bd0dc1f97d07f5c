import { PagedList } from '@/components/ui/paged-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import type { ActionView } from '@/lib/domain/plan/action-views'
import { langOf } from '@/lib/domain/plan/languages'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { SameWork } from '@/lib/domain/structure/same-work'
import { paths } from '@/lib/paths'

type Params = Readonly<Record<string, string | readonly string[] | undefined>>

interface SectionProps {
  readonly plan: PlanState
  readonly action: ActionView
  /** Actions of other plans alone. */
  readonly rows: readonly SameWork[]
  readonly params: Params
}

/** The actions of other plans that are the same work as an action; nothing where there are none. */
export function SameWorkSection({ plan, action, rows, params }: SectionProps) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="same-work">
      <h2 id="same-work">Same work in other plans</h2>
      <p className="note">Each plan counts its own.</p>
      <SameWorkList
        rows={rows}
        params={params}
        label="Pages of the same work"
        here={`${paths.action(plan, action.ref)}#same-work`}
        name="same-work"
      />
    </section>
  )
}

interface ListProps {
  readonly rows: readonly SameWork[]
  readonly params: Params
  readonly label: string
  readonly here: string
  readonly name?: string
}

/** A line for each, with its title. */
export function SameWorkList({ rows, params, label, here, name = 'elsewhere' }: ListProps) {
  return (
    <PagedList rows={rows} params={params} name={name} size={FEW_ROWS} label={label} here={here}>
      {(some) => (
        <ul>
          {some.map((one) => (
            <li key={one.id}>
              <OtherRecord row={one} />: <span lang={langOf(one.other.plan)}>{one.other.title}</span>
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  )
}

/** "The same work as Delivery Plan 2.4, Delivery Plan 2.5." Nothing where there is none. */
export function SameWorkLine({ rows }: { readonly rows: readonly SameWork[] }) {
  if (rows.length === 0) return null
  return (
    <p className="aside">
      The same work as{' '}
      {rows.map((one, at) => (
        <span key={one.id}>
          {at > 0 && ', '}
          <OtherRecord row={one} />
        </span>
      ))}
      .
    </p>
  )
}

/** An achievement has no page of its own: it is shown with the first action that it belongs to. */
function OtherRecord({ row: { other } }: { readonly row: SameWork }) {
  const { plan, record, code, shownOn } = other
  const page = paths.action(plan.slug, shownOn)
  return (
    <a href={record === 'action' ? page : `${page}#achievements`}>
      {plan.shortTitle} {record === 'action' ? code : `achievement ${code}`}
    </a>
  )
}
