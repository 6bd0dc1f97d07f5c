import { formatDate } from '@/lib/format/dates'
import { nameReport } from '@/lib/format/reports/report-name'
import { paths } from '@/lib/paths'
import type { IssuedReport } from '@/lib/queries/reports/reports'
import { NOW_CODE } from '@/lib/domain/movement/movement'

interface Props {
  readonly slug: string
  readonly reports: readonly IssuedReport[]
  readonly from: string
  readonly to: string
}

/** A plain form that asks by its address for the two sides of a comparison. */
export function CompareForm({ slug, reports, from, to }: Props) {
  const options = reports.map((report) => ({
    value: report.code,
    label: `${nameReport(report)}, ${formatDate(report.figuresOf)}`,
  }))
  return (
    <form
      className="compare-form no-print"
      method="get"
      action={paths.compare(slug)}
      aria-label="What to compare"
    >
      <Side name="from" label="From" value={from} options={options} />
      <Side
        name="to"
        label="To"
        value={to}
        options={[{ value: NOW_CODE, label: 'The plan now' }, ...options]}
      />
      <button type="submit" className="ds_button">
        Compare
      </button>
    </form>
  )
}

interface SideProps {
  readonly name: 'from' | 'to'
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

function Side({ name, label, value, options }: SideProps) {
  return (
    <div>
      <label className="ds_label" htmlFor={`compare-${name}`}>
        {label}
      </label>
      <div className="ds_select-wrapper">
        <select className="ds_select" id={`compare-${name}`} name={name} defaultValue={value}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <span className="ds_select-arrow" aria-hidden="true" />
      </div>
    </div>
  )
}
