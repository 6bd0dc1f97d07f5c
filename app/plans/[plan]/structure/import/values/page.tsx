import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { openPageForm } from '@/app/drafts/open-form'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { CheckboxField, RadioField, SelectField } from '@/components/forms/choice-fields'
import { DateField } from '@/components/forms/date-field'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ImportFrame } from '@/components/imports/import-frame'
import { UnreadFile } from '@/components/imports/unread-file'
import type { ListSeparator } from '@/lib/domain/imports/rows'
import { importMessages } from '@/lib/format/imports/messages'
import { structureMessages } from '@/lib/format/structure/messages'
import { count } from '@/lib/format/words'
import { askAbout } from '@/lib/imports/values/questions'
import { paths } from '@/lib/paths'
import { fillPartialDate } from '@/lib/schemas/date-fields'
import { previewOwnImport } from '@/lib/queries/imports/own-import'
import {
  nameField,
  NEW_PARTNER,
  MISSING,
  NO_UPDATE,
  ON,
  orderField,
  separatorField,
  wordField,
} from '@/lib/schemas/imports/import-forms'
import { openOwnImport } from '../open-import'
import { submitDrop, submitValues } from '../submit'

export const metadata: Metadata = { title: 'Values of the file' }

const SEPARATORS: readonly { readonly value: ListSeparator; readonly label: string }[] = [
  { value: 'none', label: 'Nothing: each cell holds one name' },
  { value: ',', label: 'A comma' },
  { value: ';', label: 'A semicolon' },
  { value: '/', label: 'A slash' },
  { value: '\n', label: 'A line break' },
]

export default async function ValuesPage({ params }: PageProps<'/plans/[plan]/structure/import/values'>) {
  const { plan: slug } = await params
  const page = paths.importFile(slug, 'values')
  const { plan, refusal } = await requireEditor(slug, page, structureMessages.cannotEdit)
  if (!plan) return refusal
  const opened = await openOwnImport(plan)
  if (!opened) redirect(paths.importFile(slug))
  const drop = submitDrop.bind(null, slug)
  if ('refused' in opened) return <UnreadFile plan={plan} step="values" why={opened.refused} drop={drop} />
  const { table, all, rows, lastTime } = opened
  const { preview } = await previewOwnImport(plan, opened)
  const { words, names, lists, dates, renumbered } = askAbout(plan.partners, table, rows, all, preview)
  const nameOf = (column: number) => table.columns.find((one) => one.column === column)?.name ?? ''
  const initial = {
    ...Object.fromEntries(
      words.map(({ folded }, at) => {
        const meant = all.statuses[folded]
        return [wordField(at), meant === undefined ? '' : (meant ?? NO_UPDATE)]
      }),
    ),
    ...Object.fromEntries(
      names.map(({ folded, choices }, at) => {
        const chosen = choices.findIndex(
          (choice) => JSON.stringify(choice) === JSON.stringify(all.organisations[folded]),
        )
        return [nameField(at), chosen < 0 ? NEW_PARTNER : String(chosen)]
      }),
    ),
    ...Object.fromEntries(
      lists.map((column) => [separatorField(column), all.columns[column]?.separator ?? 'none']),
    ),
    ...Object.fromEntries(dates.map((column) => [orderField(column), all.columns[column]?.dayOrder ?? ''])),
    ...fillPartialDate(ON, all.on),
    [MISSING]: all.missing,
    renumbered: Object.entries(all.renumbered).map(([to, from]) => `${from}:${to}`),
  }
  const saysProgress = Object.values(all.columns).some(
    ({ use, on }) => (use === 'status' || use === 'update') && on === undefined,
  )
  const hasQuestions =
    saysProgress ||
    words.length + names.length + lists.length + dates.length + renumbered.length + preview.missing.length > 0
  return (
    <ImportFrame
      plan={plan}
      step="values"
      title="What the values mean"
      lead={
        hasQuestions
          ? 'Nothing is guessed that you could see differently.'
          : 'There is nothing to ask about the values of this file.'
      }
      drop={drop}
    >
      <DraftForm
        submit={submitValues.bind(null, slug)}
        opened={await openPageForm(page, { values: initial })}
      >
        {words.length > 0 && <h2>Statuses</h2>}
        {words.map(({ text, count: cells, folded }, at) => (
          <SelectField
            key={folded}
            name={wordField(at)}
            label={`“${text}” (${count(cells, 'row')})`}
            hint={lastTime.statuses.has(folded) ? importMessages.asLastTime : undefined}
            empty="Choose"
            options={[
              ...plan.statuses.map(({ code, label }) => ({ value: code, label })),
              { value: NO_UPDATE, label: 'No update: the word says nothing of progress' },
            ]}
          />
        ))}
        {saysProgress && (
          <DateField
            name={ON}
            label={importMessages.dayLabel}
            hint="Since when they are so, where the file gives no day of its own. The day, or the day and the month, may stay empty. Without a date it is today"
          />
        )}
        {lists.length + names.length > 0 && <h2>Organisations</h2>}
        {lists.map((column) => (
          <RadioField
            key={column}
            name={separatorField(column)}
            label={`What separates names in “${nameOf(column)}”?`}
            options={SEPARATORS}
          />
        ))}
        {names.map(({ text, count: cells, folded, choices }, at) => (
          <RadioField
            key={folded}
            name={nameField(at)}
            label={`“${text}” (${count(cells, 'cell')})`}
            hint={lastTime.organisations.has(folded) ? importMessages.asLastTime : undefined}
            options={[
              { value: NEW_PARTNER, label: 'A partner of this name' },
              ...choices.map((choice, place) => ({ value: String(place), label: choice.join(' and ') })),
            ]}
          />
        ))}
        {dates.length > 0 && <h2>Dates</h2>}
        {dates.map((column) => (
          <RadioField
            key={column}
            name={orderField(column)}
            label={`What comes first in “${nameOf(column)}”?`}
            options={[
              { value: 'dayFirst', label: 'The day: 03/04/2025 is 3 April' },
              { value: 'monthFirst', label: 'The month: 03/04/2025 is 4 March' },
            ]}
          />
        ))}
        {renumbered.length > 0 && (
          <CheckboxField
            name="renumbered"
            label="Were these renumbered? Tick those that are the same action"
            options={renumbered.map(({ from, to, title }) => ({
              value: `${from}:${to}`,
              label: `${from} is now ${to}: ${title}`,
            }))}
          />
        )}
        {preview.missing.length > 0 && (
          <RadioField
            name={MISSING}
            label={`${count(preview.missing.length, 'action')} of the plan not in the file`}
            hint="The preview lists them"
            options={[
              { value: 'leave', label: 'Leave them as they are' },
              { value: 'withdraw', label: 'Withdraw them: they stay on record, and count no more' },
            ]}
          />
        )}
        <SubmitButton working={importMessages.reading}>Show the preview</SubmitButton>
      </DraftForm>
    </ImportFrame>
  )
}
