'use client'

import { TextArea, TextField } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { RadioField } from '@/components/forms/choice-fields'
import { FoldedFields } from '@/components/forms/folded-fields'
import { useField } from '@/components/forms/form-context'
import type { PassedDate } from '@/lib/domain/updates/date-guard'
import { type HasStatuses, type PlanStatus, statusesThat } from '@/lib/domain/status/status'
import { formatDay } from '@/lib/format/dates'
import { describeAdverse, oneOfWords } from '@/lib/format/words'
import { MOST_EVIDENCE } from '@/lib/schemas/updates/progress-report'

interface Props extends HasStatuses {
  /** The day by which it was promised, where that has passed. */
  readonly passed: PassedDate | null
  /** The expected date as it is, in words; null when there is none. Left out where it cannot be changed. */
  readonly due?: string | null
  /** What stands between the status and the text. */
  readonly beforeNarrative?: React.ReactNode
}

/** What is said of an action: the fields of a report. */
export function ReportFields({ statuses, passed, due, beforeNarrative }: Props) {
  const plan = { statuses }
  const missed = statuses.filter(({ meaning }) => meaning === 'missedWithRisk').map(({ label }) => label)
  return (
    <>
      <StatusField statuses={statuses} passed={passed} canMoveDate={due !== undefined} />
      {beforeNarrative}
      <TextArea name="narrative" label="Progress" hint="What has been done and what comes next." rows={6} />
      <div className="adverse-only">
        <p className="ds_hint-text">Required if the status is {describeAdverse(plan)}:</p>
        <TextArea
          name="reason"
          label="Reason"
          hint={`Why it has this status.${missed.length ? ` For ${oneOfWords(missed)}, say what the risk is.` : ''}`}
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
      <Evidence statuses={statuses} />
    </>
  )
}

/** Once the date has passed, what would be refused is not offered, but for those who know of another date or speak of an earlier day. */
function StatusField({
  statuses,
  passed,
  canMoveDate,
}: Pick<Props, 'statuses' | 'passed'> & { canMoveDate: boolean }) {
  const adverse = statusesThat({ statuses }, (facts) => facts.adverse)
  const isRefused = ({ code }: PlanStatus) => passed?.refused.includes(code) ?? false
  const option = (status: PlanStatus) => ({
    value: status.code,
    label: status.label,
    hint: status.definition,
    isAdverse: adverse.includes(status),
  })
  const offered = statuses.filter((status) => !isRefused(status)).map(option)
  if (!passed) return <RadioField name="status" label="Status" options={offered} />
  const refused = statuses.filter(isRefused)
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

function Evidence(plan: HasStatuses) {
  const done = statusesThat(plan, ({ complete }) => complete).map(({ label }) => label)
  const { value: second } = useField('evidence-2-url')
  const { value: secondTitle } = useField('evidence-2-title')
  const rest = Array.from({ length: MOST_EVIDENCE - 1 }, (_, at) => at + 2)
  return (
    <fieldset className="evidence" id="evidence">
      <legend>Evidence</legend>
      <p className="ds_hint-text">Links that support your update. {oneOfWords(done)} needs at least one.</p>
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
