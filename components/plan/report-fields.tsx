'use client'

import { DateField, RadioField, TextArea, TextField } from '@/components/forms/field'
import { FoldedFields } from '@/components/forms/folded-fields'
import { useField } from '@/components/forms/form-context'
import { STATUSES } from '@/lib/domain/status'
import { MOST_EVIDENCE } from '@/lib/schemas/progress-report'

interface Props {
  /** The expected date as it is, in words; null when there is none. Left out where it cannot be changed. */
  readonly due?: string | null
  /** What stands between the status and the text. */
  readonly beforeNarrative?: React.ReactNode
}

const ADVERSE = STATUSES.filter(({ adverse }) => adverse).map(({ label }) => label)

/** What is said of an action: the fields of a report. */
export function ReportFields({ due, beforeNarrative }: Props) {
  return (
    <>
      <RadioField
        name="status"
        label="Where does it stand?"
        options={STATUSES.map(({ code, label, definition }) => ({ value: code, label, hint: definition }))}
      />
      {beforeNarrative}
      <TextArea name="narrative" label="Progress" hint="What has been done, and what comes next." rows={6} />
      <div className="adverse-only">
        <p className="ds_hint-text">
          Only for {ADVERSE.slice(0, -1).join(', ')} or {ADVERSE.at(-1)}:
        </p>
        <TextArea
          name="reason"
          label="Reason"
          hint="Why it stands so. With Delivery Date Missed with Risk: what the risk is."
        />
        <TextArea name="mitigation" label="What is being done" hint="The action that brings it back." />
      </div>
      {due !== undefined && (
        <>
          <DateField
            name="due"
            label="New expected date"
            hint={
              due
                ? `Expected ${due}. Leave this empty if it has not changed.`
                : 'It has no date of its own. Leave this empty if there is still none.'
            }
          />
          <TextArea name="due-reason" label="Why the expected date changes" rows={2} />
        </>
      )}
      <DateField name="effective" label="True on" hint="The day for which you say this." />
      <Evidence />
    </>
  )
}

function Evidence() {
  const { value: second } = useField('evidence-2-url')
  const { value: secondTitle } = useField('evidence-2-title')
  const rest = Array.from({ length: MOST_EVIDENCE - 1 }, (_, at) => at + 2)
  return (
    <fieldset className="evidence" id="evidence">
      <legend>Evidence</legend>
      <p className="ds_hint-text">Links that show what you say. Delivered needs at least one.</p>
      <Link number={1} />
      <FoldedFields
        summary="More links"
        fields={rest.map((number) => `evidence-${number}-`)}
        open={Boolean(second || secondTitle)}
      >
        {rest.map((number) => (
          <Link number={number} key={number} />
        ))}
      </FoldedFields>
    </fieldset>
  )
}

function Link({ number }: { number: number }) {
  return (
    <>
      <TextField name={`evidence-${number}-title`} label={`Title of link ${number}`} />
      <TextField name={`evidence-${number}-url`} label={`Address of link ${number}`} type="url" />
    </>
  )
}
