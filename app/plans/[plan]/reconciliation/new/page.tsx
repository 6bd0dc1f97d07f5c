import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { TextArea, TextField } from '@/components/forms/text-fields'
import { SelectField } from '@/components/forms/choice-fields'
import { FoldedFields } from '@/components/forms/folded-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/page/page-header'
import { hasSections } from '@/lib/domain/plan/plan'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/status/rag'
import type { StatusCode } from '@/lib/domain/status/status'
import { countLevel, lower } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { describeListed } from '@/lib/format/printed/finding-words'
import { labelInputs } from '@/lib/format/printed/messages'
import { inputNames } from '@/lib/schemas/printed/printed-table'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { AboutFields, EDITORS_ONLY } from '../about-fields'
import { submitTypedReport } from '../submit'

export const metadata: Metadata = { title: 'Enter a report' }

/** So many sections are entered by hand: seven figures each. */
const MOST_TYPED = 40

const RAGS = OVERALL_RAGS.map((rag) => ({ value: rag, label: ragLabel(rag) }))

export default async function NewReportPage({ params }: PageProps<'/plans/[plan]/reconciliation/new'>) {
  const { plan: slug } = await params
  const { plan, refusal } = await requireEditor(slug, paths.newPrintedReport(slug), EDITORS_ONLY)
  if (!plan) return refusal
  const { section, action } = plan.words
  const called = labelInputs(plan)
  const one = (of: 'actions' | 'sections', figure: 'count' | 'percent', status: StatusCode) => (
    <TextField
      name={inputNames.total(of, figure, status)}
      label={called.total(of, figure, status)}
      hideLabel
      className="ds_input--fixed-5"
    />
  )
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Printed reports', href: paths.reconciliation(slug) }]} />
      <PageHeader title="Enter a report">
        <p>
          Enter percentages exactly as printed, without the % sign. Leave empty what is not printed. You can
          also <a href={paths.uploadPrintedReport(slug)}>load a report from a file</a>.
        </p>
      </PageHeader>
      <DraftForm
        opened={await openPageForm(paths.newPrintedReport(slug))}
        submit={submitTypedReport.bind(null, slug)}
        className="form-wide"
      >
        <div className="form">
          <AboutFields plan={plan} />
        </div>

        {hasSections(plan) && (
          <>
            <h2 id="shares">{section.many}</h2>
            {plan.sections.length > MOST_TYPED ? (
              <p>
                This plan has {countLevel(plan.sections.length, section)}, too many to enter here. To include
                their figures, <a href={paths.uploadPrintedReport(slug)}>load the report from a file</a>.
              </p>
            ) : (
              <FoldedFields
                summary={`The rating and the percentages printed for each ${lower(plan.words, 'section').one}`}
                fields={['overall-', 'share-']}
              >
                <DataTable
                  className="figures-table"
                  caption={`The rating and the percentages printed for each ${lower(plan.words, 'section').one}`}
                  hideCaption
                  rows={plan.sections}
                  rowKey={({ code }) => code}
                  columns={[
                    {
                      key: 'code',
                      header: section.one,
                      rowHeader: true,
                      className: 'col-section',
                      cell: ({ code }) => code,
                    },
                    {
                      key: 'overall',
                      header: 'Overall',
                      cell: ({ code }) => (
                        <SelectField
                          name={inputNames.overall(code)}
                          label={called.overall(code)}
                          hideLabel
                          empty="Not printed"
                          options={RAGS}
                        />
                      ),
                    },
                    ...plan.statuses.map((status) => ({
                      key: status.code,
                      header: status.label,
                      cell: ({ code }: { code: string }) => (
                        <TextField
                          name={inputNames.share(code, status.code)}
                          label={called.share(code, status.code)}
                          hideLabel
                          className="ds_input--fixed-5"
                        />
                      ),
                    })),
                  ]}
                />
              </FoldedFields>
            )}
          </>
        )}

        <h2 id="totals">The headline</h2>
        <DataTable
          className="figures-table"
          caption={`Counted ${action.many.toLowerCase()} at each status, and the names used in the report`}
          rows={plan.statuses}
          rowKey={({ code }) => code}
          columns={[
            { key: 'status', header: 'Status', rowHeader: true, cell: ({ label }) => label },
            {
              key: 'count',
              header: 'Count',
              cell: ({ code }) => one('actions', 'count', code),
            },
            {
              key: 'percent',
              header: 'Percentage',
              cell: ({ code }) => one('actions', 'percent', code),
            },
            {
              key: 'names',
              header: 'Names used, separated by semicolons',
              cell: ({ code }) => (
                <TextField name={inputNames.names(code)} label={called.names(code)} hideLabel />
              ),
            },
          ]}
        />
        {hasSections(plan) && (
          <DataTable
            className="figures-table"
            caption={`${section.many} with each overall rating`}
            rows={RAGS}
            rowKey={({ value }) => value}
            columns={[
              { key: 'rag', header: 'Overall', rowHeader: true, cell: ({ label }) => label },
              {
                key: 'count',
                header: 'Count',
                cell: ({ value }) => one('sections', 'count', value),
              },
              {
                key: 'percent',
                header: 'Percentage',
                cell: ({ value }) => one('sections', 'percent', value),
              },
            ]}
          />
        )}
        <div className="form">
          <TextArea
            name="listed"
            label={`${action.many} listed as ${describeListed(plan)}`}
            hint="Their numbers, separated by spaces or commas. Leave empty if the report has no such list"
            rows={2}
          />
        </div>
        <div className="form__buttons">
          <SubmitButton>Save and check</SubmitButton>
          <a href={paths.reconciliation(slug)}>Cancel</a>
        </div>
      </DraftForm>
    </>
  )
}
