import { CheckboxField, RadioField, SelectField } from '@/components/forms/choice-fields'
import { HiddenField, TextArea, TextField } from '@/components/forms/text-fields'
import { DraftForm, type OpenedForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { BASES, type PlanState } from '@/lib/domain/plan/plan'
import { BASIS_LABELS, BASIS_MEANINGS } from '@/lib/format/words'
import { type FormState, SUBMISSION_KEY } from '@/lib/schemas/form'

interface Props {
  readonly plan: PlanState
  readonly opened: OpenedForm
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
  /** An update may rest on several documents, a rating on one. */
  readonly about: 'update' | 'rating'
  /** Where the form was opened from. */
  readonly back: string
}

/** The form that corrects the basis and source of a status or a rating. */
export function OriginForm({ plan, opened, submit, about, back }: Props) {
  const documents = plan.sources.map(({ code, reference, title }) => ({
    value: code,
    label: reference ? `${reference}: ${title}` : title,
  }))
  return (
    <DraftForm opened={opened} submit={submit}>
      <HiddenField name={SUBMISSION_KEY} />
      <TextArea
        name="correction"
        label="What was wrong?"
        hint={
          about === 'update'
            ? 'Everyone who can read the plan can see this in the history.'
            : 'Members of this plan can see this beside the rating.'
        }
        rows={2}
      />
      <RadioField
        name="basis"
        label="How is it known?"
        options={BASES.map((value) => ({
          value,
          label: BASIS_LABELS[value],
          hint: BASIS_MEANINGS[value],
        }))}
      />
      {about === 'update' ? (
        <CheckboxField
          name="sources"
          label="Documents it comes from"
          hint="Estimated and made up figures cannot have a published report of the plan’s figures as their source."
          options={documents}
        />
      ) : (
        <SelectField
          name="sources"
          label="Document it comes from"
          hint="Estimated and made up figures cannot have a published report of the plan’s figures as their source."
          empty="None"
          options={documents}
        />
      )}
      <TextField
        name="page"
        label="Page (optional)"
        hint="Such as 4, or 4 to 6"
        className="ds_input--fixed-10"
      />
      {about === 'update' && (
        <TextArea name="basisNote" label="Explanation of the basis (optional)" rows={3} />
      )}
      <div className="form__buttons">
        <SubmitButton>Save correction</SubmitButton>
        <a href={back}>Cancel</a>
      </div>
    </DraftForm>
  )
}
