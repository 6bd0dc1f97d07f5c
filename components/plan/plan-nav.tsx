'use client'

import { useSelectedLayoutSegment } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { type Waiting, WaitingCount } from '@/components/ui/waiting-count'

export interface NavItem {
  /** The part of the address below the plan; null for the overview. */
  readonly segment: string | null
  /** The other parts of the address that stand below it. */
  readonly also?: readonly string[]
  readonly label: string
  readonly href: string
  /** How much waits there, as a number and in words for those who hear it; left out where nothing does. */
  readonly waits?: Waiting
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
              {item.waits && <WaitingCount {...item.waits} />}
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
