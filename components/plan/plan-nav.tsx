'use client'

import { useSelectedLayoutSegment } from 'next/navigation'

export interface NavItem {
  /** The part of the address below the plan; null for the overview. */
  readonly segment: string | null
  /** The other parts of the address that stand below it. */
  readonly also?: readonly string[]
  readonly label: string
  readonly href: string
}

/** A plan's navigation. It runs in the browser only to keep the current item marked; the links are plain HTML. */
export function PlanNav({ items }: { items: readonly NavItem[] }) {
  const segment = useSelectedLayoutSegment()
  return (
    <nav className="plan-nav" aria-label="Plan">
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={markOf(item, segment)}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function markOf({ segment, also }: NavItem, current: string | null) {
  if (segment === current) return 'page'
  return current !== null && also?.includes(current) ? true : undefined
}
