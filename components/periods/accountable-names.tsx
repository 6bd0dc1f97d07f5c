import { formatDay } from '@/lib/format/dates'
import { LOST_OFFICER } from '@/lib/format/people/roles'
import { joinNames } from '@/lib/format/words'
import type { AccountableView } from '@/lib/queries/periods/accountable'

interface Props {
  readonly view: AccountableView
  /** Where this is changed; null for those who may not. */
  readonly href: string | null
}

/** Who answers for an action and who contributes, for those inside the plan. */
export function AccountableNames({ view: { current, lost, contributors }, href }: Props) {
  return (
    <>
      {current?.person
        ? `${current.person.name}, since ${formatDay(current.from)}`
        : 'No accountable officer'}
      {lost && ` (${LOST_OFFICER[lost]})`}
      {contributors.length > 0 && (
        <span className="aside aside--below">
          {joinNames(contributors.map(({ name }) => name))}{' '}
          {contributors.length === 1 ? 'contributes' : 'contribute'}
        </span>
      )}
      {href && (
        <span className="aside--below">
          <a href={href}>
            {current?.person ? 'Change the accountable officer' : 'Choose an accountable officer'}
          </a>
        </span>
      )}
    </>
  )
}
