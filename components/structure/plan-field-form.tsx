import { CheckboxField, RadioField } from '@/components/forms/choice-fields'
import { DraftForm, type OpenedForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { HiddenField, TextArea, TextField } from '@/components/forms/text-fields'
import { hasOptions, type KeptField, MOST_OPTIONS, OWN_FIELD_TYPES } from '@/lib/domain/own-fields'
import { OWN_FIELD_LABELS, OWN_TYPE_HINTS, OWN_TYPE_LABELS } from '@/lib/format/structure/own-field-words'
import { paths } from '@/lib/paths'
import { type FormState, SUBMISSION_KEY } from '@/lib/schemas/form'

interface Props {
  readonly plan: string
  /** Null for one that is added. */
  readonly field: KeptField | null
  readonly opened: OpenedForm
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
}

/** The form by which a field of a plan's own is added and changed. What it holds and who sees it is asked once. */
export function PlanFieldForm({ plan, field, opened, submit }: Props) {
  return (
    <DraftForm opened={opened} submit={submit}>
      <HiddenField name={field ? 'fingerprint' : SUBMISSION_KEY} />
      <TextField name="label" label={OWN_FIELD_LABELS.label} hint="Such as Budget or Health board" />
      {!field && (
        <RadioField
          name="type"
          label={OWN_FIELD_LABELS.type}
          hint="You cannot change this later."
          options={OWN_FIELD_TYPES.map((type) => ({
            value: type,
            label: OWN_TYPE_LABELS[type],
            hint: OWN_TYPE_HINTS[type],
          }))}
        />
      )}
      {(!field || hasOptions(field)) && (
        <TextArea
          name="options"
          label={field ? 'Choices' : 'Choices (of a list only)'}
          hint={`One on each line, ${MOST_OPTIONS} at most.${field ? ' Those that were used cannot be changed or removed.' : ''}`}
          rows={6}
        />
      )}
      {(!field || field.type === 'number') && (
        <TextField
          name="unit"
          label={field ? 'Unit (optional)' : 'Unit (of a number only, optional)'}
          hint="Such as £, % or posts"
          className="ds_input--fixed-10"
        />
      )}
      <TextField
        name="hint"
        label="Hint (optional)"
        hint="One line below the name in forms, to say what to enter"
      />
      {!field && (
        <RadioField
          name="public"
          label={OWN_FIELD_LABELS.public}
          hint="You cannot change this later."
          options={[
            { value: 'yes', label: 'Everyone who can read the plan' },
            {
              value: 'no',
              label: 'Only people with a role in the plan',
              hint: 'It is on no public page, in no public file and in no report. Its earlier values are in the audit log only.',
            },
          ]}
        />
      )}
      <CheckboxField
        name="required"
        label="Is it required?"
        options={[{ value: 'yes', label: 'It must be filled in when an action is added or changed' }]}
      />
      <div className="form__buttons">
        <SubmitButton>{field ? 'Save' : 'Add field'}</SubmitButton>
        <a href={paths.fields(plan)}>Cancel</a>
      </div>
    </DraftForm>
  )
}
