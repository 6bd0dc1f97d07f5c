import { MomentForm } from '@/components/plan/as-at'
import { PageHeader } from '@/components/page/page-header'
import { HttpStatus } from '@/components/page/http-status'
import { paths } from '@/lib/paths'
import type { MomentProblem } from '@/lib/schemas/plan/moment'

/** Stands in place of a page whose address asks for a day that cannot be shown. */
export function BadMoment({ slug, problems }: { slug: string; problems: readonly MomentProblem[] }) {
  const now = paths.plan(slug)
  return (
    <>
      <HttpStatus status={400} />
      <PageHeader title="We cannot show that date" />
      {problems.map(({ parameter, message }) => (
        <p key={parameter}>{message}</p>
      ))}
      <p>
        <a href={now}>See the current figures</a>, or choose another date.
      </p>
      <MomentForm plan={{ asAt: null, knownAt: null }} now={now} />
    </>
  )
}
