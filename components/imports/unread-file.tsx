import { ImportFrame } from './import-frame'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'
import type { FormState } from '@/lib/schemas/form'

/** A step whose file cannot be read now: why, and the ways out. What was answered is still kept. */
export function UnreadFile({
  plan,
  step,
  why,
  drop,
}: {
  readonly plan: PlanSummary
  readonly step: 'columns' | 'values' | 'preview'
  /** A sentence without its full stop. */
  readonly why: string
  readonly drop: (state: FormState, form: FormData) => Promise<FormState>
}) {
  return (
    <ImportFrame plan={plan} step={step} title="The file was not read" lead={`${why}.`} drop={drop}>
      <p>
        Your answers are still here. <a href={paths.importFile(plan.slug, step)}>Try again</a>, or{' '}
        <a href={paths.importFile(plan.slug)}>choose another file</a>.
      </p>
    </ImportFrame>
  )
}
