'use client'

import { useSelectedLayoutSegment } from 'next/navigation'

export interface NavItem {
  /** The part of the address below the plan; null for the overview. */
  readonly segment: string | null
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
            <a href={item.href} aria-current={item.segment === segment ? 'page' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
