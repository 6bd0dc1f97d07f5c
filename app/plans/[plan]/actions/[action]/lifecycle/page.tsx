import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { RadioField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { ActionField } from '@/components/structure/action-field'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { today } from '@/lib/clock'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { descendantsOf, indexPlan } from '@/lib/domain/plan/plan-index'
import { LIFECYCLE_LABELS, countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fillDate } from '@/lib/schemas/date-fields'
import { EditorsOnly } from '../../../require-role'
import { submitLifecycle } from './submit'

export async function generateMetadata({
  params,
}: PageProps<'/plans/[plan]/actions/[action]/lifecycle'>): Promise<Metadata> {
  return { title: `Withdraw, merge or supersede: ${(await params).action}` }
}

const CHOICES = [
  {
    value: 'withdrawn',
    label: 'Withdraw it',
    hint: 'The work has stopped and nothing replaces it.',
  },
  { value: 'merged', label: 'Merge it into another', hint: 'The other one now covers this work.' },
  { value: 'superseded', label: 'Supersede it', hint: 'Another one replaces it.' },
  { value: 'active', label: 'Reinstate it' },
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
      <PageHeader label={`${one} ${ref}`} title="Withdraw, merge or supersede">
        <p>
          {action.title}
          {isGone && <strong> Now: {LIFECYCLE_LABELS[action.lifecycle].toLowerCase()}.</strong>}
        </p>
      </PageHeader>
      <p className="prose">
        Nothing is deleted. An action that leaves the plan keeps its page and history, but is no longer
        counted.
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
          label="What do you want to do?"
          options={CHOICES.filter(({ value }) => value !== action.lifecycle)}
        />
        <ActionField
          plan={plan}
          except={ref}
          name="heir"
          label="What replaces it?"
          hint="Only when it is merged or superseded"
          empty="None"
        />
        {parts.length > 0 && (
          <RadioField
            name="parts"
            label={`What happens to its ${countLevel(parts.length, { one: 'part', many: 'parts' })}?`}
            hint={parts.map((part) => part.ref).join(', ')}
            options={[
              { value: 'with', label: 'The same, with the same date and reason' },
              { value: 'stay', label: 'Nothing. They stay in the plan and are counted as before' },
            ]}
          />
        )}
        <DateField name="on" label="From which date?" />
        <TextArea name="reason" label="Reason" hint="Everyone who can read the plan can see this" rows={3} />
        <div className="form__buttons">
          <SubmitButton>Save</SubmitButton>
          <a href={paths.action(slug, ref)}>Cancel</a>
        </div>
      </DraftForm>
    </>
  )
}
