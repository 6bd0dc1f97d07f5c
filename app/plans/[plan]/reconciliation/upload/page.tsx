import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { FileField, TextArea } from '@/components/forms/text-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { paths } from '@/lib/paths'
import { getPrintedReport } from '@/lib/queries/printed/printed-reports'
import { LIMITS, writeFigures } from '@/lib/schemas/printed/printed-shape'
import { requireEditor } from '@/app/plans/[plan]/require-role'
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
            ? 'Correct the text below or upload a new file, and say what you changed. The earlier figures are kept.'
            : 'Choose a CSV or JSON file, or paste its text.'}
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
        <TextArea name="text" label="Or its text" hint="Not used if you choose a file" rows={12} />
        <AboutFields
          plan={plan}
          hint="The number on the report, such as LB(25)03-03. Leave this, the title and the date empty if they are in the file"
        />
        <SubmitButton>Save and check</SubmitButton>
      </DraftForm>
      <section aria-labelledby="shapes" className="prose">
        <h2 id="shapes">Example file</h2>
        <p>
          A CSV file has a line for each printed percentage. The first line names the columns. Use the printed
          names of statuses and the printed digits of percentages. Lines that begin with “total” are the
          headline, and can have counts, percentages or both.
        </p>
        <pre className="sample">{CSV}</pre>
        <p>JSON can also have the list of actions that are off track, and the names used for a status.</p>
        <pre className="sample">{JSON_EXAMPLE}</pre>
      </section>
    </>
  )
}
