import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { HiddenField } from '@/components/forms/text-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { today } from '@/lib/clock'
import { reportMessages } from '@/lib/format/reports/messages'
import { paths } from '@/lib/paths'
import { getReport } from '@/lib/queries/reports/report'
import { formatMoment } from '@/lib/format/dates'
import { fillDate } from '@/lib/schemas/date-fields'
import { newSubmission, SUBMISSION_KEY } from '@/lib/schemas/form'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { AboutFields } from '../about-fields'
import { submitNewDraft } from './submit'

export const metadata: Metadata = { title: 'Start a report' }

export default async function NewReportPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/reports/new'>) {
  const { plan: slug } = await params
  const asked = (await searchParams).corrects
  const corrects = typeof asked === 'string' ? asked : null
  const page = paths.newReport(slug, corrects ?? undefined)
  const { plan, refusal } = await requireEditor(slug, page, reportMessages.cannotEditDrafts)
  if (!plan) return refusal
  const corrected = corrects === null ? null : await getReport(slug, corrects)
  if (corrects !== null && !corrected) return <MissingInPlan />
  const crumbs = <PlanCrumbs plan={plan} below={[{ label: 'Reports', href: paths.reports(slug) }]} />
  const later = corrected?.correctedBy
  if (later)
    return (
      <>
        {crumbs}
        <PageHeader title="This report has already been corrected" />
        <p>
          You can correct a report once.{' '}
          <a href={paths.newReport(slug, later.code)}>
            Correct the report that replaced it, issued on {formatMoment(later.frozenAt)}
          </a>
        </p>
      </>
    )
  return (
    <>
      {crumbs}
      <PageHeader title={corrected ? `Correct report ${corrected.issued.reference}` : 'Start a report'}>
        <p className="ds_leader">
          This makes a draft that only editors can see. It starts{' '}
          {corrected ? 'with the text of the report it corrects' : 'with sentences made from the figures'}.
          You edit it, another editor reviews it, and then you issue it.
        </p>
      </PageHeader>
      <DraftForm
        submit={submitNewDraft.bind(null, slug, corrects)}
        opened={await openPageForm(page, {
          own: newSubmission(),
          values: {
            ...fillDate('asAt', corrected?.issued.asAt ?? today()),
            ...(corrected && {
              reference: corrected.issued.reference,
              title: corrected.issued.title,
              ...fillDate('meeting', corrected.issued.meetingOn),
            }),
          },
        })}
      >
        <HiddenField name={SUBMISSION_KEY} />
        <AboutFields isCorrection={corrected !== null} />
        <SubmitButton>Start draft</SubmitButton>
      </DraftForm>
    </>
  )
}
