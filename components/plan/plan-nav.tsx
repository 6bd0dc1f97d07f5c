'use client'

import { useSelectedLayoutSegment } from 'next/navigation'
import { useEffect, useRef } from 'react'

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
  const nav = useRef<HTMLElement>(null)
  // On a phone it is one line that moves sideways: where one is should be in sight.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetWidth / 2
  }, [segment])
  return (
    <nav className="plan-nav" aria-label="Plan" ref={nav}>
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
