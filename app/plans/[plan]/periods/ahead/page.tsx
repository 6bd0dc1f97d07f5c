import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { TextField } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { RadioField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { paths } from '@/lib/paths'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { EDITORS_ONLY } from '../period-fields'
import { submitPeriodsAhead } from '../submit'

export const metadata: Metadata = { title: 'Add several reporting periods' }

export default async function PeriodsAheadPage(props: PageProps<'/plans/[plan]/periods/ahead'>) {
  const [{ plan: slug }, typed] = await Promise.all([props.params, props.searchParams])
  const { plan, refusal } = await requireEditor(slug, paths.periodsAhead(slug), EDITORS_ONLY)
  if (!plan) return refusal
  const values = Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, String(value ?? '')] as const),
  )
  return (
    <>
      <ManageCrumbs plan={plan} below={[{ label: 'Reporting periods', href: paths.periods(slug) }]} />
      <PageHeader title="Add several reporting periods">
        <p>You can check them before they are saved.</p>
      </PageHeader>
      <DraftForm
        opened={await openPageForm(paths.periodsAhead(slug), {
          values: { closes: 'beforeNext', ...values },
        })}
        submit={submitPeriodsAhead.bind(null, slug)}
      >
        <RadioField
          name="rhythm"
          label="How often does a period open?"
          options={[
            { value: 'monthly', label: 'Every month' },
            { value: 'quarterly', label: 'Every 3 months' },
            { value: 'halfYearly', label: 'Every 6 months' },
          ]}
        />
        <DateField name="first" label="When does the first one open?" hint="For example, 1 1 2027" />
        <TextField
          name="count"
          label="How many periods?"
          hint="Up to 24"
          className="ds_input--fixed-2"
          type="number"
        />
        <TextField
          name="dueAfter"
          label="Days until updates are due"
          hint="Counted from the day a period opens"
          className="ds_input--fixed-3"
          type="number"
        />
        <RadioField
          name="closes"
          label="When does a period close?"
          hint="Updates after this day are kept, but do not count for this period"
          options={[
            { value: 'beforeNext', label: 'On the day before the next one opens' },
            { value: 'afterDays', label: 'A number of days after it opens' },
          ]}
        />
        <TextField
          name="closesAfter"
          label="Days until it closes, if you chose a number of days"
          hint="Counted from the day a period opens"
          className="ds_input--fixed-3"
          type="number"
        />
        <SubmitButton>Check the periods</SubmitButton>
      </DraftForm>
    </>
  )
}
