import type { Metadata } from 'next'
import { DisputeList } from '@/components/board/dispute-list'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { boardMessages } from '@/lib/format/board/messages'
import { paths } from '@/lib/paths'
import { getDisputes } from '@/lib/queries/board/board-items'
import { requireMember } from '@/app/plans/[plan]/require-member'

export const metadata: Metadata = { title: 'Disputed ratings' }

export default async function DisputesPage({ params }: PageProps<'/plans/[plan]/disputes'>) {
  const { plan: slug } = await params
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
          Ratings that a board member says are wrong. An editor answers each one; the dispute and its answer
          both stay on record, and the next report prints them.
        </p>
      </PageHeader>
      {disputes.length ? (
        <DisputeList plan={plan} disputes={disputes} names={names} mayAnswer={mayAnswer} level={2} />
      ) : (
        <p>
          No rating of this plan was disputed. The page of each {plan.words.section.one.toLowerCase()} and{' '}
          {plan.words.action.one.toLowerCase()} has a link for it.
        </p>
      )}
    </>
  )
}
