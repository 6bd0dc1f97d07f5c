import { paths } from '@/lib/paths'

interface Props {
  /** The plan's slug. */
  readonly plan: string
  readonly report: { readonly reference: string; readonly code: string }
}

/** In place of the files of a report that was altered: they would be refused. */
export function NoFiles({ plan, report: { reference, code } }: Props) {
  return (
    <p>
      <strong>No files are available.</strong> Report {reference} was altered after it was issued, so it
      cannot be downloaded. <a href={paths.verifyReport(plan, code)}>See what is wrong</a>
    </p>
  )
}
