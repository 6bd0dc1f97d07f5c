import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/ui/page-header'
import { paths } from '@/lib/paths'
import { findDraft } from '@/lib/queries/report-drafts'
import { openDraft } from '../open-draft'
import { submitDiscard } from '../submit'

export const metadata: Metadata = { title: 'Throw a draft away' }

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
      <PageHeader title={`Throw the draft of ${draft.reference} away?`}>
        <p className="ds_leader">
          Its text is gone for everybody then. That you threw it away, and what it said, stays in the record
          of who did what.
        </p>
      </PageHeader>
      <Form submit={submitDiscard.bind(null, slug, id)}>
        <div className="form__buttons">
          <SubmitButton>Throw it away</SubmitButton>
          <a href={paths.reportDraft(slug, id)}>Keep it</a>
        </div>
      </Form>
    </>
  )
}
