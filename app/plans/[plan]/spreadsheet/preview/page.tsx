import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { openPageForm } from '@/app/drafts/open-form'
import { RadioField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { HiddenField } from '@/components/forms/text-fields'
import { PageHeader } from '@/components/page/page-header'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PagedList } from '@/components/ui/paged-list'
import { SheetChanges, SheetProblems } from '@/components/updates/sheet-preview'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { describeMeanwhile } from '@/lib/format/audit/meanwhile'
import { describeReportField } from '@/lib/format/reports/report-words'
import { FIELD_NAMES } from '@/lib/format/updates/messages'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getReportable, MOST_CONFLICTS, readWhoSaved } from '@/lib/queries/updates/update-sheet'
import { choiceField } from '@/lib/schemas/updates/update-sheet'
import { requireMember } from '../../require-role'
import { openOwnSheet } from '../open-sheet'
import { submitUpdateFileRemoval, submitUpdates, submitVersions } from '../submit'

export const metadata: Metadata = { title: 'Check your updates' }

export default async function SheetPreviewPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/spreadsheet/preview'>) {
  const [{ plan: slug }, query] = await Promise.all([params, searchParams])
  const here = paths.spreadsheet(slug, 'preview')
  const { open, refusal } = await requireMember(slug, here, sheetMessages.cannot, () => getReportable(slug))
  if (!open) return refusal
  const { plan, actor } = open
  const opened = await openOwnSheet(plan, actor)
  if (!opened) redirect(paths.spreadsheet(slug))
  const crumbs = (
    <PlanCrumbs plan={plan} below={[{ label: sheetMessages.title, href: paths.spreadsheet(slug) }]} />
  )
  const drop = (
    <Form submit={submitUpdateFileRemoval.bind(null, slug)}>
      <div className="form__buttons">
        <SubmitButton secondary>Delete the file</SubmitButton>
      </div>
    </Form>
  )
  if (opened.refused !== undefined)
    return (
      <>
        {crumbs}
        <PageHeader title="The file was not read">
          <p className="ds_leader">{opened.refused}.</p>
        </PageHeader>
        {drop}
      </>
    )
  const { sheet, preview } = opened
  const { problems, conflicts, changes, unchanged, seen } = preview
  const asked = conflicts.slice(0, MOST_CONFLICTS)
  const whoSaved = await readWhoSaved(plan.id, asked)
  const isReady = problems.length + conflicts.length === 0
  const waits = plan.needsApproval && !canEditPlan(actor, plan)
  const action = plan.words.action.one
  return (
    <>
      {crumbs}
      <PageHeader title="Check your updates">
        <p className="ds_leader">Nothing of “{sheet.name}” is saved yet.</p>
      </PageHeader>
      <ul className="import-counts">
        <li>{count(changes.length, 'update')} to save</li>
        <li>{unchanged} unchanged</li>
        {conflicts.length > 0 && <li>{conflicts.length} reported by others meanwhile</li>}
        {problems.length > 0 && <li>{count(problems.length, 'problem')}</li>}
      </ul>
      <SheetProblems problems={problems} action={action} />
      {asked.length > 0 && (
        <section aria-labelledby="versions">
          <h2 id="versions">Which text do you want to keep?</h2>
          {conflicts.length > asked.length && (
            <p>
              These are the first {asked.length} of {conflicts.length}. The others follow.
            </p>
          )}
          <DraftForm submit={submitVersions.bind(null, slug)} opened={await openPageForm(here)}>
            {asked.map(({ row, action: { ref, title }, fields, mine, theirs, compared }) => {
              const meanwhile = whoSaved.get(row)
              return (
                <section key={row} aria-labelledby={`row-${row}`}>
                  <h3 id={`row-${row}`}>
                    {action} {ref}: {title}
                  </h3>
                  {meanwhile && (
                    <p>
                      {describeMeanwhile(
                        meanwhile,
                        actor.id,
                        compared === 'all' ? 'saved an update of it' : 'changed its due date',
                      )}
                      , after your file was made.
                    </p>
                  )}
                  {fields.map((field) => (
                    <RadioField
                      key={field}
                      name={choiceField(row, field)}
                      label={FIELD_NAMES[field]}
                      options={[
                        { value: 'mine', label: 'Your text', hint: describeReportField(plan, mine, field) },
                        {
                          value: 'theirs',
                          label: 'Saved text',
                          hint: describeReportField(plan, theirs, field),
                        },
                      ]}
                    />
                  ))}
                </section>
              )
            })}
            <SubmitButton>Go on</SubmitButton>
          </DraftForm>
        </section>
      )}
      {changes.length > 0 && (
        <section aria-labelledby="changes">
          <h2 id="changes">What will be saved</h2>
          <PagedList rows={changes} params={query} label="Pages of updates" here={`${here}#changes`}>
            {(rows) => <SheetChanges plan={plan} changes={rows} />}
          </PagedList>
        </section>
      )}
      {isReady && changes.length > 0 && (
        <Form submit={submitUpdates.bind(null, slug)} initial={{ values: { seen }, errors: {} }}>
          <HiddenField name="seen" />
          {waits && <p>An editor of the plan approves these updates before readers see them.</p>}
          <div className="form__buttons">
            <SubmitButton>Save {count(changes.length, 'update')}</SubmitButton>
          </div>
        </Form>
      )}
      {isReady && changes.length === 0 && (
        <p>
          Your file says what is recorded already, so there is nothing to save. Change the yellow cells of a
          row, and <a href={paths.spreadsheet(slug)}>upload it again</a>.
        </p>
      )}
      {problems.length > 0 && (
        <p>
          Correct these in your file and <a href={paths.spreadsheet(slug)}>upload it again</a>. Nothing is
          saved until all of it can be.
        </p>
      )}
      {drop}
    </>
  )
}
