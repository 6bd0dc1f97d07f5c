import { Choice } from '@/components/ui/choice'
import { describeKind } from '@/lib/format/audit/audit-words'
import { paths } from '@/lib/paths'
import type { AuditPage } from '@/lib/queries/audit/audit'
import type { AuditFilter } from '@/lib/schemas/audit/audit-filter'

/** A plain form that asks by its address: it works without JavaScript, and what it finds can be sent on as a link. */
export function AuditFilterForm({ found, filter }: { found: AuditPage; filter: AuditFilter }) {
  const isFiltered = Object.values(filter).some(Boolean)
  return (
    <form className="filters" method="get" action={paths.audit()} aria-label="Find entries">
      <div className="filters__choices">
        <Choice name="plan" label="Plan" value={filter.plan} options={found.plans} />
        <Choice name="person" label="Person" value={filter.person} options={found.people} />
        <Choice
          name="kind"
          label="What was done"
          value={filter.kind}
          options={found.kinds.map((kind) => ({ value: kind, label: describeKind(kind) }))}
        />
        <TextChoice name="record" label="Record, such as Action 18" value={filter.record} />
        <TextChoice name="from" label="From" value={filter.from} type="date" />
        <TextChoice name="to" label="To" value={filter.to} type="date" />
      </div>
      <div className="filters__buttons">
        <button type="submit" className="ds_button">
          Show
        </button>
        {isFiltered && <a href={paths.audit()}>Clear filters</a>}
      </div>
    </form>
  )
}

interface TextProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly type?: 'search' | 'date'
}

function TextChoice({ name, label, value, type = 'search' }: TextProps) {
  const id = `filter-${name}`
  return (
    <div>
      <label className="ds_label" htmlFor={id}>
        {label}
      </label>
      <input className="ds_input" id={id} name={name} type={type} defaultValue={value} maxLength={200} />
    </div>
  )
}
