import { RagTag, StatusTag } from '@/components/status/status-tag'
import { DataTable } from '@/components/ui/data-table'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { ComparedSection, Comparison } from '@/lib/domain/printed/reconciliation'
import { bucketLabel } from '@/lib/domain/status/status'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanState
  readonly comparison: Comparison
}

/** Each section as it was printed, beside what is on record for it, and whether the two are the same. */
export function PrintedSections({
  plan,
  sections,
}: Pick<Props, 'plan'> & { sections: readonly ComparedSection[] }) {
  return (
    <DataTable
      caption={`${plan.words.section.many}: printed and on record`}
      className="compact-rows"
      hideCaption
      rows={sections}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'section',
          header: plan.words.section.one,
          rowHeader: true,
          className: 'col-section',
          cell: ({ code, title }) => (title === null ? code : <a href={paths.section(plan, code)}>{code}</a>),
        },
        { key: 'printed', header: 'Printed', cell: (section) => describePrinted(plan, section) },
        {
          key: 'recorded',
          header: 'On record',
          cell: ({ recorded }) =>
            recorded
              ? `${recorded.sentence}${recorded.base ? `, of ${recorded.base}` : ''}`
              : 'Not in the plan',
        },
        {
          key: 'rag',
          header: 'Overall, printed',
          className: 'col-rating',
          cell: ({ printed }) => (printed?.overallRag ? <RagTag rag={printed.overallRag} /> : 'Not printed'),
        },
        {
          key: 'recordedRag',
          header: 'Overall, on record',
          className: 'col-rating',
          cell: ({ recordedRag }) => <RagTag rag={recordedRag} />,
        },
        {
          key: 'same',
          header: 'Matches',
          cell: ({ isSame }) => (isSame ? 'Yes' : plan.isBlank ? 'Not known' : <strong>No</strong>),
        },
      ]}
    />
  )
}

function describePrinted(plan: PlanState, { printed }: ComparedSection): string {
  if (!printed) return 'Not printed'
  return (
    printed.shares.map(({ bucket, percent }) => `${percent}% ${bucketLabel(plan, bucket)}`).join(', ') ||
    'No percentages'
  )
}

/** Each status of the headline as it was printed, beside the sections' own sum and what is on record. */
export function PrintedTotals({ plan, comparison }: Props) {
  const figure = (value: number | string | null | undefined, sign = '') =>
    value === null || value === undefined ? 'None' : `${value}${sign}`
  return (
    <DataTable
      caption={`Counted ${plan.words.action.many.toLowerCase()}: the headline, the ${plan.words.section.many.toLowerCase()} and the record`}
      hideCaption
      rows={comparison.totals}
      rowKey={({ bucket }) => bucket}
      columns={[
        {
          key: 'status',
          header: 'Status',
          rowHeader: true,
          className: 'col-tag',
          cell: ({ bucket }) => <StatusTag plan={plan} bucket={bucket} />,
        },
        {
          key: 'printed',
          header: 'Headline, count',
          numeric: true,
          cell: ({ printed }) => figure(printed?.count),
        },
        {
          key: 'percent',
          header: 'Headline, percentage',
          numeric: true,
          cell: ({ printed }) => figure(printed?.percent, '%'),
        },
        {
          key: 'summed',
          header: `Sum of its ${plan.words.section.many.toLowerCase()}`,
          numeric: true,
          cell: ({ summed }) => (summed === null ? 'Cannot be added up' : summed),
        },
        { key: 'recorded', header: 'On record', numeric: true, cell: ({ recorded }) => recorded },
        {
          key: 'share',
          header: `Percentage of ${countLevel(comparison.base, plan.words.action)}`,
          numeric: true,
          cell: ({ recordedPercent }) => figure(recordedPercent, '%'),
        },
      ]}
    />
  )
}
