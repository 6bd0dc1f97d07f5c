import { HiddenField } from '@/components/forms/text-fields'
import { CheckboxField } from '@/components/forms/choice-fields'
import { InsistField, IsAnotherField } from '@/components/forms/insist-field'
import { DraftForm, type OpenedForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import type { PlanState } from '@/lib/domain/plan/plan'
import { isCitingKind, type StructureKind } from '@/lib/domain/structure/structure'
import { kindWord } from '@/lib/format/structure/structure-words'
import { paths } from '@/lib/paths'
import { type FormState, type FormValues, SUBMISSION_KEY } from '@/lib/schemas/form'
import { RecordFields } from './record-fields'

interface Props {
  readonly plan: PlanState
  readonly kind: StructureKind
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
  /** The record as it was opened; null when it is being added. */
  readonly values: FormValues | null
  readonly opened: OpenedForm
}

/** The one form by which a record of a plan is added and changed. */
export function RecordForm({ plan, kind, submit, values, opened }: Props) {
  return (
    <DraftForm opened={opened} submit={submit}>
      <HiddenField name={SUBMISSION_KEY} />
      {values && <HiddenField name="fingerprint" />}
      <InsistField
        name="useFormer"
        label="A number or code that has been used before"
        option="Use it anyway"
      />
      <IsAnotherField />
      <RecordFields kind={kind} plan={plan} values={values} />
      <SinceField kind={kind} isNew={values === null} />
      <div className="form__buttons">
        <SubmitButton>{values ? 'Save' : `Add ${kindWord(plan.words, kind).one.toLowerCase()}`}</SubmitButton>
        {!values && (
          <SubmitButton name="then" value="another" secondary>
            Save and add another
          </SubmitButton>
        )}
        <a href={paths.structure(plan.slug, isCitingKind(kind) ? `${kind}s` : undefined)}>Cancel</a>
      </div>
    </DraftForm>
  )
}

/** What has a day of its own needs no other: an action that is added, an achievement, a publication. */
function SinceField({ kind, isNew }: { readonly kind: StructureKind; readonly isNew: boolean }) {
  if (isNew && (kind === 'action' || isCitingKind(kind))) return null
  return (
    <CheckboxField
      name="fromBeginning"
      label={isNew ? 'When was it added to the plan?' : 'From when does this change apply?'}
      hint={
        isNew
          ? 'From today, unless you tick this box. Figures for earlier days do not include it.'
          : 'From today, unless you tick this box. Pages and figures for earlier days do not change.'
      }
      options={[
        {
          value: 'yes',
          label: isNew
            ? 'It was in the plan from the beginning'
            : 'This corrects a mistake: it applies from the beginning',
        },
      ]}
    />
  )
}
