import { ListRest, MOST_ROWS } from '@/components/ui/list-rest'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { AccountableFor } from '@/lib/queries/periods/accountable-for'

interface Props {
  readonly person: { readonly id: string; readonly name: string }
  readonly plans: readonly AccountableFor[]
}

/** On a person's page: what they answer for, and what taking their role or account away leaves, or has left, without an officer. */
export function AccountableForList({ person: { id, name }, plans }: Props) {
  if (plans.length === 0) return null
  return (
    <section aria-labelledby="accountable">
      <h2 id="accountable">Accountable officer</h2>
      {plans.map((one) => (
        <div key={one.plan.slug} className={one.mayReport ? undefined : 'ds_inset-text'}>
          <p>
            {one.mayReport
              ? `${name} is the accountable officer for ${describeCount(one)}. If you remove this role or deactivate the account, ${one.actions.length === 1 ? 'it has' : 'they have'} no accountable officer until you choose another.`
              : `${describeCount(one)} ${one.actions.length === 1 ? 'has' : 'have'} no accountable officer: ${name} is still named, but can no longer report on ${one.actions.length === 1 ? 'it' : 'them'}.`}
          </p>
          <details className="ds_details">
            <summary className="ds_details__summary">
              Show the {countLevel(one.actions.length, one.plan.action)}
            </summary>
            <ul className="ds_details__text plain-list">
              {one.actions.slice(0, MOST_ROWS).map(({ ref, title }) => (
                <li key={ref}>
                  <a className="coded" href={paths.action(one.plan.slug, ref)}>
                    <span className="code">{ref} </span>
                    {title}
                  </a>
                </li>
              ))}
            </ul>
            <ListRest total={one.actions.length} all={paths.handOver(one.plan.slug, id)} />
          </details>
          <p>
            {one.mayReassign ? (
              <a href={paths.handOver(one.plan.slug, id)}>Reassign them</a>
            ) : (
              'An editor of the plan can reassign them.'
            )}
          </p>
        </div>
      ))}
    </section>
  )
}

function describeCount({ plan, actions }: AccountableFor): string {
  return `${countLevel(actions.length, plan.action)} of ${plan.title}`
}
