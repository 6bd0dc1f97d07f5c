import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PageHeader } from '@/components/page/page-header'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanFieldForm } from '@/components/structure/plan-field-form'
import { requireActor } from '@/lib/auth/require'
import { describeFieldKind } from '@/lib/format/structure/own-field-words'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getFieldsPage } from '@/lib/queries/structure/plan-fields'
import { fingerprint } from '@/lib/queries/structure/structure'
import { fillPlanField } from '@/lib/schemas/structure/plan-fields'
import { EditorsOnly } from '../../../require-role'
import { submitField, submitFieldState } from '../submit'

export const metadata: Metadata = { title: 'Change a field' }

export default async function FieldPage({ params }: PageProps<'/plans/[plan]/structure/fields/[field]'>) {
  const { plan: slug, field: code } = await params
  await requireActor(paths.field(slug, code))
  const page = await getFieldsPage(slug)
  if (page === 'forbidden') return <EditorsOnly slug={slug} />
  const field = page?.fields.find((one) => one.code === code)
  if (!page || !field) return <MissingInPlan />
  const { plan } = page
  const values = fillPlanField(field)
  const many = countLevel(field.actions, plan.words.action)
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Fields', href: paths.fields(slug) }]} />
      <PageHeader title={`Change field ${field.label}`}>
        <p className="ds_leader">{describeFieldKind(field)}</p>
      </PageHeader>
      <PlanFieldForm
        plan={slug}
        field={field}
        opened={await openPageForm(paths.field(slug, code), {
          values: { ...values, fingerprint: fingerprint(values) },
        })}
        submit={submitField.bind(null, slug, code)}
      />
      <section className="pillar" aria-labelledby="use">
        {field.isRetired ? (
          <Form submit={submitFieldState.bind(null, slug, code, 'restored')}>
            <h2 id="use">Restore</h2>
            <p>It is in forms, lists and files again, with what was entered in it before.</p>
            <SubmitButton secondary>Restore field</SubmitButton>
          </Form>
        ) : field.isUsed ? (
          <Form submit={submitFieldState.bind(null, slug, code, 'retired')}>
            <h2 id="use">Retire</h2>
            <p>
              It is no longer in forms, lists, files or new reports. What was entered for {many} is kept, and
              you can restore it.
            </p>
            <SubmitButton secondary>Retire field</SubmitButton>
          </Form>
        ) : (
          <Form submit={submitFieldState.bind(null, slug, code, 'removed')}>
            <h2 id="use">Remove</h2>
            <p>Nothing was entered in it yet.</p>
            <SubmitButton secondary>Remove field</SubmitButton>
          </Form>
        )}
      </section>
    </>
  )
}
