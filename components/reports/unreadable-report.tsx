import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { HttpStatus } from '@/components/page/http-status'
import { paths } from '@/lib/paths'

interface Props {
  /** The plan's slug. */
  readonly plan: string
  readonly report: { readonly reference: string; readonly code: string }
}

/** In place of every page of a report of whose document nothing can be made any more. */
export function UnreadableReport({ plan, report: { reference, code } }: Props) {
  return (
    <PlainPage>
      <HttpStatus status={404} />
      <PageHeader label={reference} title="We cannot show this report" />
      <p>
        It was altered after it was issued. Ask the people who run Cairn to restore the database from a
        backup.
      </p>
      <p>
        <a href={paths.verifyReport(plan, code)}>See what is wrong</a>
      </p>
      <p>
        <a href={paths.plan(plan)}>See the current figures</a>
      </p>
    </PlainPage>
  )
}
