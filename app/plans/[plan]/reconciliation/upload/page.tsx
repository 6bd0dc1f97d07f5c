import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { FileField, TextArea } from '@/components/forms/field'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { paths } from '@/lib/paths'
import { getPrintedReport } from '@/lib/queries/printed/printed-reports'
import { LIMITS, writeFigures } from '@/lib/schemas/printed/printed-shape'
import { requireEditor } from '@/app/plans/[plan]/require-editor'
import { AboutFields, EDITORS_ONLY } from '../about-fields'
import { submitReportFile } from '../submit'

type Props = PageProps<'/plans/[plan]/reconciliation/upload'>

export const metadata: Metadata = { title: 'Load a report from a file' }

const CSV = `section,overall,status,percent,count
1.1,At Risk,On Track,25,
1.1,At Risk,At Risk,75,
total,,On Track,42,29
total sections,,At Risk,25,5`

const JSON_EXAMPLE = `{
  "reference": "LB(25)03-03", "title": "Delivery progress report 3", "asOf": "2025-02",
  "sections": [
    { "code": "1.1", "overall": "At Risk",
      "shares": [{ "status": "On Track", "percent": "25" }, { "status": "At Risk", "percent": "75" }] }
  ],
  "totals": {
    "actions": [{ "status": "On Track", "count": 29, "percent": "42" }],
    "sections": [{ "status": "At Risk", "count": 5, "percent": "25" }]
  },
  "offTrackOrMissedWithRisk": ["12", "23.1"],
  "names": { "delivered": ["Delivered", "completed"] }
}`

export default async function UploadReportPage({ params, searchParams }: Props) {
  const [{ plan: slug }, { corrects }] = await Promise.all([params, searchParams])
  const asked = typeof corrects === 'string' ? corrects : undefined
  const { plan, refusal } = await requireEditor(slug, paths.uploadPrintedReport(slug, asked), EDITORS_ONLY)
  if (!plan) return refusal
  const known = asked === undefined ? null : await getPrintedReport(slug, asked)
  if (asked !== undefined && !known) return <MissingInPlan />
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Printed reports', href: paths.reconciliation(slug) }]} />
      <PageHeader
        title={known ? `Correct the figures of ${known.report.reference}` : 'Load a report from a file'}
      >
        <p>
          {known
            ? 'What was entered stays readable. Mend the text below, or choose a file in its place, and say what was wrong.'
            : 'Choose a file, or paste its text. It may be a table as CSV, or JSON.'}
        </p>
      </PageHeader>
      <DraftForm
        submit={submitReportFile.bind(null, slug)}
        opened={await openPageForm(paths.uploadPrintedReport(slug, asked), {
          values: known
            ? {
                text: JSON.stringify(writeFigures(known.report), null, 2),
                source: known.report.source?.code ?? '',
              }
            : {},
        })}
      >
        <FileField
          name="file"
          label="File"
          hint="CSV or JSON in UTF-8, up to 300 kB"
          accept=".csv,.json,text/csv,application/json"
          most={LIMITS.characters}
        />
        <TextArea name="text" label="Or its text" hint="A file that was chosen goes before this" rows={12} />
        <AboutFields
          plan={plan}
          hint="The number on the report, such as LB(25)03-03. May be left empty, like the title and the day, where the file says it"
        />
        <SubmitButton>Keep and reconcile</SubmitButton>
      </DraftForm>
      <section aria-labelledby="shapes" className="prose">
        <h2 id="shapes">What a file looks like</h2>
        <p>
          A table has a line for each share that is printed. Its first line names the columns. Give statuses
          by their printed names, and percentages with the digits that are printed. Lines that begin with
          “total” hold the headline, and there counts may stand beside percentages or alone.
        </p>
        <pre className="sample">{CSV}</pre>
        <p>
          JSON can also hold the list of what is off track, and the names that the report has for a status.
        </p>
        <pre className="sample">{JSON_EXAMPLE}</pre>
      </section>
    </>
  )
}
