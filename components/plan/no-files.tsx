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
      <strong>There are no files.</strong> Report {reference} is not what was frozen any more, so no file is
      made of it. <a href={paths.verifyReport(plan, code)}>See what is wrong</a>
    </p>
  )
}
