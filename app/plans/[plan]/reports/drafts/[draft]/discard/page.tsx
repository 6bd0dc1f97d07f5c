import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { paths } from '@/lib/paths'
import { findDraft } from '@/lib/queries/reports/report-drafts'
import { openDraft } from '../open-draft'
import { submitDiscard } from '../submit'

export const metadata: Metadata = { title: 'Delete a draft' }

export default async function DiscardPage({
  params,
}: PageProps<'/plans/[plan]/reports/drafts/[draft]/discard'>) {
  const { plan: slug, draft: id } = await params
  const { found, refusal } = await openDraft(slug, paths.discardReportDraft(slug, id), () =>
    findDraft(slug, id),
  )
  if (!found) return refusal
  const { draft, plan } = found
  return (
    <>
      <PlanCrumbs
        plan={plan}
        below={[
          { label: 'Reports', href: paths.reports(slug) },
          { label: `Draft of ${draft.reference}`, href: paths.reportDraft(slug, id) },
        ]}
      />
      <PageHeader title={`Delete the draft of ${draft.reference}?`}>
        <p className="ds_leader">
          The draft cannot be opened again. The audit log records who deleted it and what it said.
        </p>
      </PageHeader>
      <Form submit={submitDiscard.bind(null, slug, id)}>
        <div className="form__buttons">
          <SubmitButton>Delete draft</SubmitButton>
          <a href={paths.reportDraft(slug, id)}>Keep draft</a>
        </div>
      </Form>
    </>
  )
}
