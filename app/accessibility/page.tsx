import type { Metadata } from 'next'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { siteContact } from '@/lib/site'

export const metadata: Metadata = { title: 'Accessibility statement' }

export default function AccessibilityPage() {
  const contact = siteContact()
  return (
    <PlainPage>
      <PageHeader title="Accessibility statement" />
      <div className="prose">
        <p>
          This statement applies to Cairn, the website you are reading. We want as many people as possible to
          be able to use it, on a phone, a laptop or paper.
        </p>
        <h2>What you should be able to do</h2>
        <ul>
          <li>read every page without JavaScript, and with a screen reader</li>
          <li>reach everything with a keyboard, and see where you are</li>
          <li>zoom to 400% without scrolling sideways</li>
          <li>tell the statuses apart without colour, because each has a label and a pattern</li>
          <li>read the figures of every chart in a table beside it</li>
          <li>print a page on A4</li>
        </ul>
        <h2>How accessible it is</h2>
        <p>
          Cairn is built to the Web Content Accessibility Guidelines version 2.2, level AA. Every page is
          checked by an automated tool at two widths whenever the software changes. It has not yet been
          audited by an independent body, so we describe it as partially compliant until it has.
        </p>
        <h2>Known problems</h2>
        <p>
          The plan’s source documents are published elsewhere, some as scans, and may not be accessible. We
          know of no problems on our own pages.
        </p>
        <h2 id="contact">Contact and enforcement</h2>
        <p>
          Tell{' '}
          <a href={'email' in contact ? `mailto:${contact.email}` : contact.url}>
            the organisation that runs this site
          </a>{' '}
          what went wrong, and which page you were on. If you are not happy with the answer, the{' '}
          <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a> can
          help. The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and
          Mobile Applications) (No. 2) Accessibility Regulations 2018.
        </p>
        <h2>About this statement</h2>
        <p>
          Prepared on 22 November 2026, from automated checks and our own testing with a keyboard and without
          JavaScript.
        </p>
      </div>
    </PlainPage>
  )
}
