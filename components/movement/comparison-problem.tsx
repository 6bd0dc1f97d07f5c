import type { ComparisonProblem as Problem } from '@/lib/domain/movement/comparison-problem'
import { HttpStatus } from '@/components/page/http-status'
import { describeComparisonProblem } from '@/lib/format/movement/messages'
import { paths } from '@/lib/paths'
import type { ComparisonView } from '@/lib/queries/movement/comparison'

/** Says why two states of a plan cannot be compared, and the way out. */
export function ComparisonProblem({ view, problem }: { view: ComparisonView; problem: Problem }) {
  const { plan, from, to } = view
  return (
    <div className="ds_error-summary" role="alert" aria-labelledby="problem">
      <h2 id="problem" className="ds_error-summary__title">
        You cannot compare these reports
      </h2>
      {problem.kind !== 'noReports' && <HttpStatus status={problem.kind === 'altered' ? 409 : 400} />}
      <p>{describeComparisonProblem(plan, problem)}</p>
      {problem.kind === 'backwards' && (
        <p>
          <a href={paths.compare(plan.slug, { from: to, to: from })}>Swap the reports</a>
        </p>
      )}
      {problem.kind === 'altered' && (
        <p>
          <a href={paths.verifyReport(plan.slug, problem.code)}>See what is wrong</a>
        </p>
      )}
      {problem.kind === 'unknown' && (
        <p>
          <a href={paths.compare(plan.slug)}>Compare the newest report with now</a>
        </p>
      )}
    </div>
  )
}
