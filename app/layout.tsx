import './globals.css'
import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import type { ReactNode } from 'react'
import { StatusPatterns } from '@/components/status/breakdown-bar'

// The design system's typeface, from our own server: readers' addresses go nowhere else.
const roboto = localFont({
  src: '../node_modules/@fontsource-variable/roboto/files/roboto-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-roboto',
  display: 'swap',
})

export const metadata: Metadata = {
  title: { default: 'Cairn', template: '%s - Cairn' },
  description:
    'Track progress on public action plans, with figures worked out from the status of every action.',
  // Its title and description are those of each page.
  openGraph: { type: 'website', siteName: 'Cairn', locale: 'en_GB' },
}

export const viewport: Viewport = { themeColor: '#ffffff', colorScheme: 'light' }

// Every page shows what the database holds now; the server keeps finished pages by the plan's revision.
export const dynamic = 'force-dynamic'

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en-GB" className={roboto.variable}>
      <body>
        <StatusPatterns />
        <div className="ds_skip-links">
          <ul className="ds_skip-links__list">
            <li className="ds_skip-links__item">
              <a className="ds_skip-links__link" href="#main-content">
                Skip to main content
              </a>
            </li>
          </ul>
        </div>
        {children}
      </body>
    </html>
  )
}
