import type { Metadata } from 'next'
import { DisputeList } from '@/components/board/dispute-list'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import { hasSections } from '@/lib/domain/plan/plan'
import { boardMessages } from '@/lib/format/board/messages'
import { paths } from '@/lib/paths'
import { getDisputes } from '@/lib/queries/board/board-items'
import { requireMember } from '@/app/plans/[plan]/require-role'

export const metadata: Metadata = { title: 'Disputed ratings' }

export default async function DisputesPage({ params, searchParams }: PageProps<'/plans/[plan]/disputes'>) {
  const [{ plan: slug }, query] = await Promise.all([params, searchParams])
  const access = await requireMember(slug, paths.disputes(slug), boardMessages.cannotDispute, () =>
    getDisputes(slug),
  )
  if (!access.open) return access.refusal
  const { plan, disputes, names, mayAnswer } = access.open
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title="Disputed ratings">
        <p className="ds_leader">
          Ratings that a board member disputes. An editor answers each dispute. The dispute and its answer are
          shown in the next report.
        </p>
      </PageHeader>
      {disputes.length ? (
        <PagedList rows={disputes} params={query} label="Pages of disputes" here={paths.disputes(slug)}>
          {(rows) => (
            <DisputeList plan={plan} disputes={rows} names={names} mayAnswer={mayAnswer} level={2} />
          )}
        </PagedList>
      ) : (
        <p>
          No ratings are disputed. To dispute a rating, use the link on the page of the{' '}
          {hasSections(plan) && `${plan.words.section.one.toLowerCase()} or `}
          {plan.words.action.one.toLowerCase()}.
        </p>
      )}
    </>
  )
}
