import type { FieldUses } from '@/lib/queries/structure/plan-fields'
import type { KeptField } from '@/lib/domain/own-fields'
import type { LevelWord } from '@/lib/domain/plan/plan'
import { OWN_TYPE_LABELS } from '@/lib/format/structure/own-field-words'
import { countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'

type Listed = KeptField & FieldUses

interface Props {
  readonly plan: string
  readonly words: LevelWord
  readonly fields: readonly Listed[]
  /** Without buttons that move. */
  readonly isFixed?: boolean
}

/** The fields of a plan, each with the way to its form, and buttons that move it. Stands in a form, unless it is fixed. */
export function FieldList({ plan, words, fields, isFixed }: Props) {
  return (
    <ul className="plain-list">
      {fields.map((field, at) => {
        const [before, after] = [fields[at - 1], fields[at + 1]]
        return (
          <li key={field.code}>
            <div className="structure__line">
              <div className="structure__name">
                <p>
                  {field.label} <span className="aside">{describe(field, words)}</span>
                </p>
              </div>
              <div className="structure__tools">
                <a href={paths.field(plan, field.code)}>
                  Change<span className="visually-hidden"> {field.label}</span>
                </a>
                {!isFixed && (
                  <span className="structure__moves">
                    {before && <Move field={field} direction="up" past={before.code} />}
                    {after && <Move field={field} direction="down" past={after.code} />}
                  </span>
                )}
              </div>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function Move({ field, direction, past }: { field: Listed; direction: 'up' | 'down'; past: string }) {
  return (
    <button
      type="submit"
      className="structure__move"
      name="move"
      value={`${field.code} ${direction} past ${past}`}
      aria-label={`Move ${field.label} ${direction}`}
    >
      <span aria-hidden="true">{direction === 'up' ? '↑' : '↓'}</span>
    </button>
  )
}

function describe({ type, unit, isRequired, isPublic, actions }: Listed, words: LevelWord): string {
  return [
    unit === null ? OWN_TYPE_LABELS[type] : `${OWN_TYPE_LABELS[type]} (${unit})`,
    ...(isRequired ? ['required'] : []),
    ...(isPublic ? [] : ['not public']),
    actions > 0 ? `filled in for ${countLevel(actions, words)}` : 'not filled in yet',
  ].join(', ')
}
