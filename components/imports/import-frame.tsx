import type { ReactNode } from 'react'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PageHeader } from '@/components/page/page-header'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'
import type { FormState } from '@/lib/schemas/form'

const STEPS = [
  { key: undefined, label: 'File' },
  { key: 'columns', label: 'Columns' },
  { key: 'values', label: 'Values' },
  { key: 'preview', label: 'Preview' },
] as const

interface Props {
  readonly plan: PlanSummary
  readonly step: (typeof STEPS)[number]['key']
  readonly title: string
  /** Under the title. */
  readonly lead: ReactNode
  /** Deletes the file; null where none was chosen yet. */
  readonly drop: ((state: FormState, form: FormData) => Promise<FormState>) | null
  readonly children: ReactNode
}

/** A step of bringing a file into a plan: which one it is, and the way back to those before it. */
export function ImportFrame({ plan, step, title, lead, drop, children }: Props) {
  const at = STEPS.findIndex(({ key }) => key === step)
  return (
    <>
      <ManageCrumbs
        plan={plan}
        below={[{ label: 'Import a spreadsheet', href: paths.importFile(plan.slug) }]}
      />
      <PageHeader label={`Import a spreadsheet: step ${at + 1} of ${STEPS.length}`} title={title}>
        <p className="ds_leader">{lead}</p>
      </PageHeader>
      {at > 0 && (
        <nav aria-label="Steps of the import">
          <ol className="import-steps">
            {STEPS.map(({ key, label }, place) => (
              <li key={label} aria-current={place === at ? 'step' : undefined}>
                {place < at ? <a href={paths.importFile(plan.slug, key)}>{label}</a> : label}
              </li>
            ))}
          </ol>
        </nav>
      )}
      {children}
      {drop && (
        <Form submit={drop}>
          <div className="form__buttons">
            <SubmitButton secondary>Delete the file</SubmitButton>
          </div>
        </Form>
      )}
    </>
  )
}
