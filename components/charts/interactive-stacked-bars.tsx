'use client'

import { Component, type ComponentType, type ReactNode, useEffect, useState } from 'react'
import type { RechartsProps } from './recharts-stacked-bars'

/**
 * Lays an interactive chart over the server's, which are its children, once that comes near the screen: only then is
 * recharts fetched. Until it has drawn, or if it never does, the server's bars stay.
 */
export function InteractiveStackedBars({
  children,
  ...rest
}: Omit<RechartsProps, 'frame'> & { readonly children: ReactNode }) {
  const [frame, setFrame] = useState<HTMLDivElement | null>(null)
  const [Chart, setChart] = useState<ComponentType<RechartsProps> | null>(null)
  useEffect(() => {
    if (!frame) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        observer.disconnect()
        import('./recharts-stacked-bars').then(
          (module) => setChart(() => module.RechartsStackedBars),
          () => {
            // The network failed, and the server's bars say the same.
          },
        )
      },
      { rootMargin: '200px' },
    )
    observer.observe(frame)
    return () => observer.disconnect()
  }, [frame])
  return (
    <div className="chart__plot" data-needs-scripts ref={setFrame}>
      {children}
      <KeepPageOnFailure>{Chart && frame && <Chart frame={frame} {...rest} />}</KeepPageOnFailure>
    </div>
  )
}

/** A chart that fails while it draws takes nothing with it: the server's bars are still there. */
class KeepPageOnFailure extends Component<{ children: ReactNode }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? null : this.props.children
  }
}
