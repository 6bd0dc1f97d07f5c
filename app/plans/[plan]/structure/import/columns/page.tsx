import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { openPageForm } from '@/app/drafts/open-form'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { RadioField, SelectField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { TextField } from '@/components/forms/text-fields'
import { ImportFrame } from '@/components/imports/import-frame'
import { UnreadFile } from '@/components/imports/unread-file'
import { columnLetters } from '@/lib/domain/imports/spreadsheet'
import type { Table, TableColumn } from '@/lib/domain/imports/table'
import { hasKind } from '@/lib/domain/structure/structure'
import { LEFT_OUT_LABELS, USE_LABELS } from '@/lib/format/imports/import-report'
import { importMessages } from '@/lib/format/imports/messages'
import { fieldTitle } from '@/lib/format/structure/own-field-words'
import { structureMessages } from '@/lib/format/structure/messages'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { columnField, fieldUse, isAsked, USES } from '@/lib/schemas/imports/import-forms'
import { openOwnImport } from '../open-import'
import { submitColumns, submitDrop, submitPlace } from '../submit'

export const metadata: Metadata = { title: 'Columns of the file' }

/** So many cells of a column are shown. */
const EXAMPLES = 3
/** So many rows that are left out are listed. */
const MOST_LEFT_OUT = 50

export default async function ColumnsPage({ params }: PageProps<'/plans/[plan]/structure/import/columns'>) {
  const { plan: slug } = await params
  const page = paths.importFile(slug, 'columns')
  const { plan, refusal } = await requireEditor(slug, page, structureMessages.cannotEdit)
  if (!plan) return refusal
  const opened = await openOwnImport(plan)
  if (!opened) redirect(paths.importFile(slug))
  const drop = submitDrop.bind(null, slug)
  if ('refused' in opened) return <UnreadFile plan={plan} step="columns" why={opened.refused} drop={drop} />
  const { table, all, name, report, lastTime } = opened
  // A level that the plan does not have is left out of it.
  const uses = USES.filter((use) => (use !== 'pillar' && use !== 'section') || hasKind(plan, use))
  const sheets = report.sheets.filter(({ canBeTable }) => canBeTable)
  const initial = {
    ...Object.fromEntries(
      table.columns.map((column) => {
        const { use, field } = all.columns[column.column] ?? { use: 'leftOut' }
        if (use === 'ownField' && field !== undefined) return [columnField(column), fieldUse(field)]
        return [columnField(column), uses.includes(use) ? use : 'leftOut']
      }),
    ),
    references: all.references,
    parts: all.parts,
    counted: all.counted,
    hiddenRows: all.hiddenRows,
  }
  return (
    <ImportFrame
      plan={plan}
      step="columns"
      title="What each column holds"
      lead={`“${name}”: ${count(table.rows.length, 'action')}, with the names of the columns in row ${table.headerRow}.`}
      drop={drop}
    >
      <details className="ds_details">
        <summary className="ds_details__summary">This is not the right sheet or row</summary>
        <div className="ds_details__text">
          <Form
            submit={submitPlace.bind(null, slug)}
            initial={{ values: { sheet: table.sheet, headerRow: String(table.headerRow) }, errors: {} }}
          >
            {sheets.length > 1 && (
              <SelectField
                name="sheet"
                label="Sheet"
                options={sheets.map((sheet) => ({
                  value: sheet.name,
                  label: sheet.state === 'visible' ? sheet.name : `${sheet.name} (hidden)`,
                }))}
              />
            )}
            <TextField
              name="headerRow"
              label="Row with the names of the columns"
              type="number"
              className="ds_input--fixed-5"
            />
            <SubmitButton secondary>Read the table again</SubmitButton>
          </Form>
        </div>
      </details>
      <DraftForm
        submit={submitColumns.bind(null, slug)}
        opened={await openPageForm(page, { values: initial })}
      >
        {table.columns.filter(isAsked).map((column) => (
          <SelectField
            key={column.column}
            name={columnField(column)}
            label={`${columnLetters(column.column)}: ${column.name}`}
            hint={`${lastTime.columns.has(column.column) ? `${importMessages.asLastTime}. ` : ''}${examplesOf(table, column)}`}
            options={[
              ...uses.map((use) => ({ value: use as string, label: USE_LABELS[use] })),
              ...plan.fields.map((field) => ({ value: fieldUse(field.code), label: fieldTitle(field) })),
            ]}
          />
        ))}
        <RadioField
          name="references"
          label="Where do the references come from?"
          options={[
            { value: 'columns', label: 'A column of the file' },
            { value: 'titles', label: 'The number that each title begins with' },
            {
              value: 'position',
              label: 'The order of the rows',
              hint: 'Actions of the plan are then found by their title',
            },
          ]}
        />
        <RadioField
          name="parts"
          label="Is 2.1 a part of action 2, and 34a of 34?"
          options={[
            { value: 'byReference', label: 'Yes, where the file has action 2 or 34' },
            { value: 'alone', label: 'No, each action stands alone' },
          ]}
        />
        <RadioField
          name="counted"
          label="Of an action with parts, what is counted?"
          options={[
            { value: 'wholes', label: 'The action' },
            { value: 'leaves', label: 'Its parts' },
          ]}
        />
        {table.hiddenRows.length > 0 && (
          <RadioField
            name="hiddenRows"
            label={`The sheet has ${count(table.hiddenRows.length, 'hidden row')}. Import them?`}
            options={[
              { value: 'in', label: 'Yes' },
              { value: 'out', label: 'No' },
            ]}
          />
        )}
        <SubmitButton working={importMessages.reading}>Go on</SubmitButton>
      </DraftForm>
      {table.leftOut.length > 0 && (
        <details className="ds_details">
          <summary className="ds_details__summary">Rows that are left out</summary>
          <div className="ds_details__text">
            <ul>
              {table.leftOut.slice(0, MOST_LEFT_OUT).map(({ from, to, why }) => (
                <li key={from}>
                  {from === to ? `Row ${from}` : `Rows ${from} to ${to}`}: {LEFT_OUT_LABELS[why]}
                </li>
              ))}
            </ul>
            {table.leftOut.length > MOST_LEFT_OUT && (
              <p>And {count(table.leftOut.length - MOST_LEFT_OUT, 'other')}.</p>
            )}
          </div>
        </details>
      )}
    </ImportFrame>
  )
}

/** The first different values, so that a column is known without opening the file. */
function examplesOf({ rows }: Table, { column, isHidden, doubt }: TableColumn): string {
  const texts = new Set<string>()
  for (const { cells } of rows) {
    const text = cells.find((cell) => cell.column === column)?.text.trim()
    if (text) texts.add(text.length > 40 ? `${text.slice(0, 37)}…` : text)
    if (texts.size === EXAMPLES) break
  }
  const values = texts.size ? [...texts].join('; ') : 'Nothing in it'
  const doubts =
    doubt === null
      ? ''
      : doubt === 'noDates'
        ? '. None of its cells is a date'
        : '. All of its cells are dates'
  return `${values}${isHidden ? ' (hidden)' : ''}${doubts}`
}
