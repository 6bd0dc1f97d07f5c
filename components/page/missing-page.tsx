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
      <p>
        There is no page at this address. If you typed it, check that it is right; if you followed a link, it
        may be old.
      </p>
      <p>
        <a href={paths.plans()}>Go to the list of plans</a>
      </p>
    </PlainPage>
  )
}
