import { paths } from '@/lib/paths'
import { HttpStatus } from './http-status'
import { PageHeader } from './page-header'
import { PlainPage } from './plain-page'

/** For an address that leads nowhere, plan or other. */
export function MissingPage() {
  return (
    <PlainPage>
      <HttpStatus status={404} />
      <PageHeader title="Page not found" />
      <p>Check that you typed the web address correctly. If you followed a link, it may be out of date.</p>
      <p>
        <a href={paths.plans()}>Go to the list of plans</a>
      </p>
    </PlainPage>
  )
}
