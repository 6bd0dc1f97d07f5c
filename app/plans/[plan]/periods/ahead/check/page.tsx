import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/page/page-header'
import { overlapEachOther, overlapping, planAhead } from '@/lib/domain/periods/periods'
import { formatDay } from '@/lib/format/dates'
import { namePeriod } from '@/lib/format/periods/period-names'
import { joinNames } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { listPeriods } from '@/lib/queries/periods/periods'
import { checkAhead } from '@/lib/schemas/periods/period'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { EDITORS_ONLY } from '../../period-fields'
import { submitCheckedPeriods } from '../../submit'

export const metadata: Metadata = { title: 'Check the reporting periods' }

export default async function CheckPeriodsPage(props: PageProps<'/plans/[plan]/periods/ahead/check'>) {
  const [{ plan: slug }, query] = await Promise.all([props.params, props.searchParams])
  const { plan, refusal } = await requireEditor(slug, paths.periodsAhead(slug), EDITORS_ONLY)
  const typed = Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, String(value ?? '')] as const),
  )
  const { data } = checkAhead(typed)
  if (!plan) return refusal
  if (!data) return <MissingInPlan />
  const planned = planAhead(data)
  const known = await listPeriods(plan.id)
  const clashing = known.filter((one) => overlapping(one, planned).length > 0)
  const tooLong = overlapEachOther(planned)
  return (
    <>
      <ManageCrumbs
        plan={plan}
        below={[
          { label: 'Reporting periods', href: paths.periods(slug) },
          { label: 'Add several periods', href: paths.periodsAhead(slug, typed) },
        ]}
      />
      <PageHeader title="Check the periods" />
      <DataTable
        caption="Periods to add"
        hideCaption
        rows={planned}
        rowKey={({ opensOn }) => opensOn}
        columns={[
          {
            key: 'name',
            header: 'Period',
            rowHeader: true,
            className: 'col-text',
            cell: (one) => namePeriod(one, data.rhythm),
          },
          { key: 'opens', header: 'Opens', cell: ({ opensOn }) => formatDay(opensOn) },
          { key: 'due', header: 'Updates due', cell: ({ dueOn }) => formatDay(dueOn) },
          { key: 'closes', header: 'Closes', cell: ({ closesOn }) => formatDay(closesOn) },
        ]}
      />
      {tooLong || clashing.length > 0 ? (
        <div className="ds_inset-text">
          <div className="ds_inset-text__text">
            {tooLong && (
              <p>
                A period would still be open when the next one opens. Enter fewer days until a period closes.
              </p>
            )}
            {clashing.length > 0 && (
              <p>
                These periods would overlap {joinNames(clashing.map(({ name }) => name))}. Choose another
                first day, or fewer days.
              </p>
            )}
          </div>
        </div>
      ) : (
        <Form submit={submitCheckedPeriods.bind(null, slug, typed)}>
          <SubmitButton>
            {planned.length === 1 ? 'Save this period' : `Save these ${planned.length} periods`}
          </SubmitButton>
        </Form>
      )}
      <p>
        <a href={paths.periodsAhead(slug, typed)}>Change</a>
      </p>
    </>
  )
}
