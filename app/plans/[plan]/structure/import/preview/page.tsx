import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { CheckboxField } from '@/components/forms/choice-fields'
import { openPageForm } from '@/app/drafts/open-form'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { HiddenField, TextField } from '@/components/forms/text-fields'
import { ImportFrame } from '@/components/imports/import-frame'
import { UnreadFile } from '@/components/imports/unread-file'
import { PreviewLists } from '@/components/imports/preview-lists'
import { importMessages } from '@/lib/format/imports/messages'
import { ProblemList } from '@/components/imports/problem-list'
import { FIELD_LABELS } from '@/lib/format/imports/preview-report'
import { structureMessages } from '@/lib/format/structure/messages'
import { paths } from '@/lib/paths'
import { previewOwnImport } from '@/lib/queries/imports/own-import'
import { openOwnImport } from '../open-import'
import { submitDrop, submitImport } from '../submit'

/** So many boxes are shown; of what others changed besides, the plan stands. */
const MOST_CLASHES = 100

export const metadata: Metadata = { title: 'Preview of the import' }

export default async function PreviewPage({ params }: PageProps<'/plans/[plan]/structure/import/preview'>) {
  const { plan: slug } = await params
  const page = paths.importFile(slug, 'preview')
  const { plan, refusal } = await requireEditor(slug, page, structureMessages.cannotEdit)
  if (!plan) return refusal
  const opened = await openOwnImport(plan)
  if (!opened) redirect(paths.importFile(slug))
  const drop = submitDrop.bind(null, slug)
  if ('refused' in opened) return <UnreadFile plan={plan} step="preview" why={opened.refused} drop={drop} />
  const { report, name } = opened
  const { preview, seen } = await previewOwnImport(plan, opened)
  const clashes = preview.clashes.slice(0, MOST_CLASHES)
  const mayImport = report.errorCount === 0 && preview.badReferences.length === 0
  return (
    <ImportFrame
      plan={plan}
      step="preview"
      title="What will change"
      lead={`Nothing of “${name}” is in the plan yet.`}
      drop={drop}
    >
      <ProblemList report={report} />
      {report.problemCount > 0 && (
        <p>
          <a href={paths.importProblems(slug)}>Download the rows with what is wrong with each (XLSX)</a>
        </p>
      )}
      {preview.badReferences.length > 0 && (
        <section>
          <h2>References that cannot be used</h2>
          <p>
            Use letters and digits, with full stops or hyphens between them, and at most 40 characters, and
            none of an action that has left the plan.
          </p>
          <ul>
            {preview.badReferences.slice(0, 50).map(({ row, ref }) => (
              <li key={row}>
                Row {row}: {ref}
              </li>
            ))}
          </ul>
        </section>
      )}
      {mayImport ? (
        <>
          <PreviewLists preview={preview} plan={plan} />
          <DraftForm
            submit={submitImport.bind(null, slug)}
            opened={await openPageForm(page, { own: { seen } })}
          >
            <HiddenField name="seen" />
            {clashes.length > 0 && (
              <CheckboxField
                name="mine"
                label="Changed by others since the file was made"
                hint="What is in the plan stays, unless you tick that the file is right"
                options={clashes.map(({ key, ref, field, now, inFile }) => ({
                  value: key,
                  label: `${ref} ${FIELD_LABELS[field]}: “${inFile ?? ''}” in place of “${now ?? ''}”`,
                }))}
              />
            )}
            {report.problemCount > 0 && (
              <>
                <CheckboxField
                  name="warnings"
                  label="Warnings"
                  options={[{ value: 'seen', label: 'I have read the warnings. Import the file as it is' }]}
                />
                <TextField
                  name="note"
                  label="Why the file is right as it is (optional)"
                  hint="Recorded with the import"
                />
              </>
            )}
            <SubmitButton working={importMessages.writing}>Import into the plan</SubmitButton>
          </DraftForm>
        </>
      ) : (
        <p>
          Correct the file and <a href={paths.importFile(slug)}>choose it again</a>, or change your answers
          about <a href={paths.importFile(slug, 'columns')}>columns</a> or{' '}
          <a href={paths.importFile(slug, 'values')}>values</a>.
        </p>
      )}
    </ImportFrame>
  )
}
