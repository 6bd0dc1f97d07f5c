import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { DateField, HiddenField, RadioField, SelectField, TextArea } from '@/components/forms/field'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { optionsOfActions } from '@/components/structure/action-options'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { today } from '@/lib/clock'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { descendantsOf, indexPlan } from '@/lib/domain/plan/plan-index'
import { LIFECYCLE_LABELS, countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fillDate } from '@/lib/schemas/date-fields'
import { EditorsOnly } from '../../../editors-only'
import { submitLifecycle } from './submit'

export async function generateMetadata({
  params,
}: PageProps<'/plans/[plan]/actions/[action]/lifecycle'>): Promise<Metadata> {
  return { title: `Still in the plan?: ${(await params).action}` }
}

const CHOICES = [
  {
    value: 'withdrawn',
    label: 'It is withdrawn',
    hint: 'Nobody works on it any more, and nothing takes its place.',
  },
  { value: 'merged', label: 'It is merged into another', hint: 'The other one now covers it too.' },
  { value: 'superseded', label: 'It is superseded by another', hint: 'The other one is done instead.' },
  { value: 'active', label: 'It comes back into the plan' },
]

export default async function LifecyclePage({
  params,
}: PageProps<'/plans/[plan]/actions/[action]/lifecycle'>) {
  const { plan: slug, action: ref } = await params
  const actor = await requireActor(paths.lifecycle(slug, ref))
  const plan = await readPlan(slug)
  const action = plan?.actions.find((one) => one.ref === ref)
  if (!plan || !action) return <MissingInPlan />
  if (!canEditPlan(actor, plan)) return <EditorsOnly slug={slug} />
  const { one } = plan.words.action
  const isGone = action.lifecycle !== 'active'
  const parts = descendantsOf(indexPlan(plan), action).filter((part) =>
    isGone ? part.lifecycle === action.lifecycle : part.lifecycle === 'active',
  )
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: `${one} ${ref}`, href: paths.action(slug, ref) }]} />
      <PageHeader label={`${one} ${ref}`} title="Is it still in the plan?">
        <p>
          {action.title}
          {isGone && <strong> Now: {LIFECYCLE_LABELS[action.lifecycle].toLowerCase()}.</strong>}
        </p>
      </PageHeader>
      <p className="prose">
        Nothing is deleted. One that leaves the plan keeps its page and its history, no longer counts, and the
        figures say how many have left.
      </p>
      <DraftForm
        submit={submitLifecycle.bind(null, slug, ref)}
        opened={await openPageForm(paths.lifecycle(slug, ref), {
          values: {
            ...fillDate('on', today()),
            ...(isGone ? { lifecycle: 'active' } : {}),
            fingerprint: action.lifecycle,
          },
        })}
      >
        <HiddenField name="fingerprint" />
        <RadioField
          name="lifecycle"
          label="What happens to it?"
          options={CHOICES.filter(({ value }) => value !== action.lifecycle)}
        />
        <SelectField
          name="heir"
          label="Which one takes its place?"
          hint="Only when it is merged or superseded"
          empty="None"
          options={optionsOfActions(plan, ref)}
        />
        {parts.length > 0 && (
          <RadioField
            name="parts"
            label={`What happens to its ${countLevel(parts.length, { one: 'part', many: 'parts' })}?`}
            hint={parts.map((part) => part.ref).join(', ')}
            options={[
              { value: 'with', label: 'The same, with the same date and reason' },
              { value: 'stay', label: 'Nothing: they stay as they are, and count as before' },
            ]}
          />
        )}
        <DateField name="on" label="From which day?" />
        <TextArea name="reason" label="Reason" hint="Anyone who may read the plan sees it" rows={3} />
        <div className="form__buttons">
          <SubmitButton>Save</SubmitButton>
          <a href={paths.action(slug, ref)}>Cancel</a>
        </div>
      </DraftForm>
    </>
  )
}
