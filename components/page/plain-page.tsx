import type { ReactNode } from 'react'
import { JustDone } from './just-done'
import { SiteFooter } from './site-footer'
import { SiteHeader } from './site-header'

/** A page that belongs to no plan. */
export function PlainPage({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader />
      <main className="ds_wrapper" id="main-content" tabIndex={-1}>
        <JustDone />
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
