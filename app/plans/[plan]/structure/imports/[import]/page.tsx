import type { Metadata } from 'next'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { HiddenField } from '@/components/forms/text-fields'
import { PageHeader } from '@/components/page/page-header'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { SummaryList } from '@/components/ui/summary-list'
import { describeKind } from '@/lib/format/audit/audit-words'
import { formatMoment } from '@/lib/format/dates'
import { importMessages } from '@/lib/format/imports/messages'
import { describeUndo } from '@/lib/format/imports/undo-words'
import { structureMessages } from '@/lib/format/structure/messages'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { openUndo } from '@/lib/queries/imports/plan-imports'
import { submitUndo } from './submit'

export const metadata: Metadata = { title: 'An import' }

export default async function ImportedPage({
  params,
}: PageProps<'/plans/[plan]/structure/imports/[import]'>) {
  const { plan: slug, import: id } = await params
  const page = paths.planImport(slug, id)
  const { plan, refusal } = await requireEditor(slug, page, structureMessages.cannotEdit)
  if (!plan) return refusal
  const opened = await openUndo(plan, id)
  if (!opened) return <MissingInPlan />
  const { row, undo, obstacles, obstacleCount, seen } = opened
  return (
    <>
      <ManageCrumbs plan={plan} below={[{ label: 'Imports', href: paths.imports(slug) }]} />
      <PageHeader label="Import" title={row.file} />
      <SummaryList
        items={[
          {
            term: 'Imported',
            value: `${formatMoment(row.recordedAt)}, ${row.author ?? importMessages.byCommand}`,
          },
          {
            term: 'What it did',
            value: `${count(row.added, 'action')} added, ${row.changed} changed, ${count(row.updates, 'update')} recorded`,
          },
          { term: 'SHA-256 of the file', value: <code>{row.sha256}</code> },
          ...(row.undoneAt === null
            ? []
            : [{ term: 'Undone', value: `${formatMoment(row.undoneAt)}, ${row.undoneBy ?? ''}` }]),
        ]}
      />
      {row.undoneAt !== null ? (
        <p>
          This import was undone. <a href={paths.importFile(slug)}>Import a spreadsheet</a>
        </p>
      ) : obstacleCount > 0 ? (
        <section>
          <h2>This import cannot be undone</h2>
          <p>Since then these changes were recorded to what it brought:</p>
          <ul>
            {obstacles.map(({ kind, recordName, recordedAt, actorName }) => (
              <li key={`${recordedAt} ${kind} ${recordName}`}>
                {recordName}: {describeKind(kind).toLowerCase()}, {formatMoment(recordedAt)}
                {actorName && `, ${actorName}`}
              </li>
            ))}
          </ul>
          {obstacleCount > obstacles.length && (
            <p>And {count(obstacleCount - obstacles.length, 'other entry', 'other entries')}.</p>
          )}
          <p>
            If a later import did this, undo that first. Otherwise import a corrected file, or{' '}
            <a href={paths.structure(slug)}>change the plan by hand</a>.
          </p>
        </section>
      ) : (
        <section>
          <h2>Undo this import</h2>
          <p>No one has changed what it brought since. Undoing it does this:</p>
          <ul>
            {describeUndo(undo).map((line) => (
              <li key={line}>{line}.</li>
            ))}
          </ul>
          <Form submit={submitUndo.bind(null, slug, id)} initial={{ values: { seen }, errors: {} }}>
            <HiddenField name="seen" />
            <SubmitButton>Undo the import</SubmitButton>
          </Form>
        </section>
      )}
    </>
  )
}
