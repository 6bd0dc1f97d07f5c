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
      <PageHeader label={reference} title="This report cannot be read any more" />
      <p>
        Its document was altered after it was frozen. Ask whoever looks after Cairn to restore the database
        from a backup.
      </p>
      <p>
        <a href={paths.verifyReport(plan, code)}>See what is wrong</a>
      </p>
      <p>
        <a href={paths.plan(plan)}>See the plan as it stands now</a>
      </p>
    </PlainPage>
  )
}
