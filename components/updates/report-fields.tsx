'use client'

import { STATUS_DEFINITIONS } from '@/lib/format/status/messages'
import { TextArea, TextField } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { RadioField } from '@/components/forms/choice-fields'
import { FoldedFields } from '@/components/forms/folded-fields'
import { useField } from '@/components/forms/form-context'
import type { PassedDate } from '@/lib/domain/updates/date-guard'
import { STATUSES, type StatusMeaning } from '@/lib/domain/status/status'
import { formatDay } from '@/lib/format/dates'
import { oneOfWords } from '@/lib/format/updates/update-words'
import { MOST_EVIDENCE } from '@/lib/schemas/updates/progress-report'

interface Props {
  /** The day by which it was promised, where that has passed. */
  readonly passed: PassedDate | null
  /** The expected date as it is, in words; null when there is none. Left out where it cannot be changed. */
  readonly due?: string | null
  /** What stands between the status and the text. */
  readonly beforeNarrative?: React.ReactNode
}

const ADVERSE = STATUSES.filter(({ adverse }) => adverse).map(({ label }) => label)

/** What is said of an action: the fields of a report. */
export function ReportFields({ passed, due, beforeNarrative }: Props) {
  return (
    <>
      <StatusField passed={passed} canMoveDate={due !== undefined} />
      {beforeNarrative}
      <TextArea name="narrative" label="Progress" hint="What has been done and what comes next." rows={6} />
      <div className="adverse-only">
        <p className="ds_hint-text">Required if the status is {oneOfWords(ADVERSE)}:</p>
        <TextArea
          name="reason"
          label="Reason"
          hint="Why it has this status. For Delivery Date Missed with Risk, say what the risk is."
        />
        <TextArea
          name="mitigation"
          label="What is being done about it"
          hint="The steps that will get it on track."
        />
      </div>
      {due !== undefined && (
        <>
          <DateField
            name="due"
            label="New due date"
            hint={
              due
                ? `Currently ${due}. Leave empty if this has not changed.`
                : 'There is no due date. Leave empty if there is still none.'
            }
          />
          <TextArea name="due-reason" label="Reason for the new date" rows={2} />
        </>
      )}
      <DateField name="effective" label="Date of this status" hint="Usually today." />
      <Evidence />
    </>
  )
}

/** Once the date has passed, what would be refused is not offered, but for those who know of another date or speak of an earlier day. */
function StatusField({ passed, canMoveDate }: Pick<Props, 'passed'> & { canMoveDate: boolean }) {
  const isRefused = ({ code }: StatusMeaning) => passed?.refused.includes(code) ?? false
  const option = ({ code, label }: StatusMeaning) => ({ value: code, label, hint: STATUS_DEFINITIONS[code] })
  const offered = STATUSES.filter((status) => !isRefused(status)).map(option)
  if (!passed) return <RadioField name="status" label="Status" options={offered} />
  const refused = STATUSES.filter(isRefused)
  const names = refused.map(({ label }) => label)
  return (
    <RadioField
      name="status"
      label="Status"
      hint={`The action was due on ${formatDay(passed.on)}. Choose ${oneOfWords(names)} only ${
        canMoveDate ? 'with a new due date, or ' : ''
      }for a day before it passed.`}
      options={offered}
      folded={{ summary: `Choose ${oneOfWords(names)}`, options: refused.map(option) }}
    />
  )
}

function Evidence() {
  const { value: second } = useField('evidence-2-url')
  const { value: secondTitle } = useField('evidence-2-title')
  const rest = Array.from({ length: MOST_EVIDENCE - 1 }, (_, at) => at + 2)
  return (
    <fieldset className="evidence" id="evidence">
      <legend>Evidence</legend>
      <p className="ds_hint-text">Links that support your update. Delivered needs at least one.</p>
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
