import type { ReactNode } from 'react'
import { MomentFields } from '@/components/plan/as-at'
import { Choice } from '@/components/ui/choice'
import { hasPillars, hasSections } from '@/lib/domain/plan/plan'
import { NO_TIMESCALE } from '@/lib/domain/plan/timescale-views'
import { bucketLabel, bucketsOf } from '@/lib/domain/status/status'
import { choicesOf, isFilter, type OwnField } from '@/lib/domain/own-fields'
import { choiceLabel, fieldTitle } from '@/lib/format/structure/own-field-words'
import { paths } from '@/lib/paths'
import { ACTIVITY_LABELS } from '@/lib/format/words'
import type { ActionList } from '@/lib/queries/plan/actions'
import { MOST_TEXT } from '@/lib/schemas/plan/action-filter'

/** A plain form that asks by its address: it works without JavaScript, and a list can be sent to a colleague as a link. */
export function ActionFilterForm({ list, isFiltered }: { list: ActionList; isFiltered: boolean }) {
  const { plan, filter, choices, columns } = list
  const { pillar, section, action } = plan.words
  const asksForMore =
    [filter.pillar, filter.section, filter.partner, filter.timescale, filter.activity].some(Boolean) ||
    Object.keys(filter.own).length > 0 ||
    columns.length > 0
  const coded = (rows: typeof choices.sections) =>
    rows.map(({ code, title }) => ({ value: code, label: `${code} ${title}` }))
  const titled = (rows: typeof choices.pillars) =>
    rows.map(({ code, title }) => ({ value: code, label: title }))
  return (
    <form
      className="filters"
      method="get"
      action={paths.actions(plan.slug)}
      aria-label={`Find ${action.many.toLowerCase()}`}
    >
      <MomentFields plan={plan} />
      <div className="filters__text">
        <label className="ds_label" htmlFor="filter-q">
          Search words
        </label>
        <input
          className="ds_input"
          id="filter-q"
          name="q"
          type="search"
          defaultValue={filter.text}
          maxLength={MOST_TEXT}
        />
      </div>
      <fieldset className="filters__status">
        <legend className="ds_label">Status</legend>
        <div className="filters__checks">
          {bucketsOf(plan).map((bucket) => (
            <Check key={bucket} name="status" value={bucket} checked={filter.status.includes(bucket)}>
              {bucketLabel(plan, bucket)}
            </Check>
          ))}
        </div>
      </fieldset>
      <div className="filters__counted">
        <Check name="counted" value="yes" checked={filter.counted}>
          Counted {action.many.toLowerCase()} only
        </Check>
      </div>
      <details className="ds_details filters__more" open={asksForMore}>
        <summary className="ds_details__summary">More filters</summary>
        <div className="ds_details__text filters__choices">
          {hasPillars(plan) && (
            <Choice
              name="pillar"
              label={pillar.one}
              value={filter.pillar}
              options={titled(choices.pillars)}
            />
          )}
          {hasSections(plan) && (
            <Choice
              name="section"
              label={section.one}
              value={filter.section}
              options={coded(choices.sections)}
            />
          )}
          <Choice name="partner" label="Partner" value={filter.partner} options={titled(choices.partners)} />
          <Choice
            name="timescale"
            label="Timescale"
            value={filter.timescale}
            options={[...titled(choices.timescales), { value: NO_TIMESCALE, label: 'No timescale recorded' }]}
          />
          <Choice
            name="activity"
            label="Activity"
            value={filter.activity}
            options={[
              { value: 'existing', label: ACTIVITY_LABELS.existing },
              { value: 'new', label: ACTIVITY_LABELS.new },
              { value: 'unknown', label: 'Not recorded' },
            ]}
          />
        </div>
        <OwnFieldChoices fields={plan.fields} own={filter.own} columns={columns} />
      </details>
      <div className="filters__buttons">
        <button type="submit" className="ds_button">
          Show
        </button>
        {isFiltered && <a href={paths.actions(plan)}>Clear filters</a>}
      </div>
    </form>
  )
}

/** Filters by the plan's own fields, and which of these are columns of the list. */
function OwnFieldChoices({
  fields,
  own,
  columns,
}: {
  fields: readonly OwnField[]
  own: ActionList['filter']['own']
  columns: readonly string[]
}) {
  if (fields.length === 0) return null
  return (
    <div className="ds_details__text">
      {fields.filter(isFilter).map((field) => (
        <fieldset key={field.code} className="filters__status">
          <legend className="ds_label">{fieldTitle(field)}</legend>
          <div className="filters__checks">
            {choicesOf(field).map((choice) => (
              <Check
                key={choice}
                name="field"
                value={`${field.code}:${choice}`}
                checked={own[field.code]?.includes(choice) ?? false}
              >
                {choiceLabel(field, choice)}
              </Check>
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset className="filters__status">
        <legend className="ds_label">Show as columns</legend>
        <div className="filters__checks">
          {fields.map((field) => (
            <Check key={field.code} name="column" value={field.code} checked={columns.includes(field.code)}>
              {fieldTitle(field)}
            </Check>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

function Check(props: { name: string; value: string; checked: boolean; children: ReactNode }) {
  const id = `filter-${props.name}-${props.value}`
  return (
    <div className="ds_checkbox ds_checkbox--small">
      <input
        className="ds_checkbox__input"
        id={id}
        name={props.name}
        value={props.value}
        type="checkbox"
        defaultChecked={props.checked}
      />
      <label className="ds_checkbox__label" htmlFor={id}>
        {props.children}
      </label>
    </div>
  )
}
