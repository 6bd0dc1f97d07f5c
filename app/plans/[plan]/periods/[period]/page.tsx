import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { Form } from '@/components/forms/form'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PageHeader } from '@/components/page/page-header'
import { today } from '@/lib/clock'
import { stageOf } from '@/lib/domain/periods/periods'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { listPeriods } from '@/lib/queries/periods/periods'
import { fillDate } from '@/lib/schemas/date-fields'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { EDITORS_ONLY, PeriodFields } from '../period-fields'
import { submitPeriod, submitPeriodRemoval } from '../submit'

export const metadata: Metadata = { title: 'Change a reporting period' }

export default async function PeriodPage({ params }: PageProps<'/plans/[plan]/periods/[period]'>) {
  const { plan: slug, period: id } = await params
  const { plan, refusal } = await requireEditor(slug, paths.period(slug, id), EDITORS_ONLY)
  if (!plan) return refusal
  const found = (await listPeriods(plan.id)).find((one) => one.id === id)
  if (!found) return <MissingInPlan />
  const { id: _, ...period } = found
  const stage = stageOf(period, today())
  return (
    <>
      <ManageCrumbs plan={plan} below={[{ label: 'Reporting periods', href: paths.periods(slug) }]} />
      <PageHeader label="Reporting period" title={period.name}>
        {stage === 'open' && (
          <p>This period opened on {formatDay(period.opensOn)}. You cannot change that day.</p>
        )}
      </PageHeader>
      {stage === 'closed' ? (
        <p>This period closed on {formatDay(period.closesOn)} and cannot be changed.</p>
      ) : (
        <DraftForm
          submit={submitPeriod.bind(null, slug, id, period, stage === 'open')}
          opened={await openPageForm(paths.period(slug, id), {
            values: {
              name: period.name,
              ...fillDate('opens', period.opensOn),
              ...fillDate('due', period.dueOn),
              ...fillDate('closes', period.closesOn),
            },
          })}
        >
          <PeriodFields withOpening={stage === 'toCome'} />
          <SubmitButton>Save period</SubmitButton>
        </DraftForm>
      )}
      {stage === 'toCome' && (
        <section aria-labelledby="remove">
          <h2 id="remove">Remove this period</h2>
          <p>You can remove it because it has not opened yet.</p>
          <Form submit={submitPeriodRemoval.bind(null, slug, id)}>
            <SubmitButton secondary>Remove {period.name}</SubmitButton>
          </Form>
        </section>
      )}
    </>
  )
}
