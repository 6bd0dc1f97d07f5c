import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { FileField } from '@/components/forms/text-fields'
import { ImportFrame } from '@/components/imports/import-frame'
import { formatMoment } from '@/lib/format/dates'
import { hasSections } from '@/lib/domain/plan/plan'
import { structureMessages } from '@/lib/format/structure/messages'
import { levelsTitle } from '@/lib/format/words'
import { LIMITS } from '@/lib/imports/file/limits'
import { importMessages } from '@/lib/format/imports/messages'
import { paths } from '@/lib/paths'
import { findOwnImport } from '@/lib/queries/imports/own-import'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { submitDrop, submitFile } from './submit'

export const metadata: Metadata = { title: 'Import a spreadsheet' }

export default async function ImportPage({ params }: PageProps<'/plans/[plan]/structure/import'>) {
  const { plan: slug } = await params
  const { plan, refusal } = await requireEditor(slug, paths.importFile(slug), structureMessages.cannotEdit)
  if (!plan) return refusal
  const begun = await findOwnImport(plan.id)
  return (
    <ImportFrame
      plan={plan}
      step={undefined}
      title="Choose the file"
      lead="A spreadsheet with a row for each action. Nothing is changed in the plan until you have seen a preview."
      drop={begun && submitDrop.bind(null, slug)}
    >
      {begun && (
        <div className="ds_inset-text">
          <div className="ds_inset-text__text">
            <p>
              You started to import “{begun.name}” on {formatMoment(begun.startedAt)}.{' '}
              <a href={paths.importFile(slug, 'columns')}>Go on with it</a>, or choose another file instead.
            </p>
          </div>
        </div>
      )}
      <Form submit={submitFile.bind(null, slug)}>
        <FileField
          name="file"
          label="File"
          hint={`Excel (.xlsx), OpenDocument (.ods), CSV or text with tabs, up to ${LIMITS.megabytes} MB`}
          accept=".xlsx,.ods,.csv,.tsv,.txt,.zip"
          most={LIMITS.megabytes * 1024 * 1024}
        />
        <SubmitButton working={importMessages.reading}>Read the file</SubmitButton>
      </Form>
      <p>
        <a href={paths.imports(slug)}>Files imported before, and undoing an import</a>
      </p>
      <section className="prose">
        <h2>What the file needs</h2>
        <ul>
          <li>A row with the names of the columns, and below it one row for each action.</li>
          <li>A column with the title of each action. All other columns are optional.</li>
          <li>References, such as 1.2 or 34a, if you want to bring in a later version of the file again.</li>
        </ul>
        <p>
          These can be imported: reference, title, description,{' '}
          {hasSections(plan) && `${levelsTitle(plan).toLowerCase()}, `}lead and other partners, due date or
          timescale, status, and the latest update. Other columns are left out.
        </p>
      </section>
    </ImportFrame>
  )
}
