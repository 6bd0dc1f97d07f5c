import { DataTable } from '@/components/ui/data-table'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import type { ImportPreview } from '@/lib/domain/imports/preview'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { LevelSheet } from '@/lib/domain/imports/levels'
import {
  describeLeftOut,
  describeChanged,
  LEVEL_FIELD_LABELS,
  LEVEL_LABELS,
} from '@/lib/format/imports/preview-report'
import { count } from '@/lib/format/words'

/** So many of each are shown. */
const MOST = 25

/** What importing a file would do, before anything is written. */
export function PreviewLists({
  preview,
  plan,
}: {
  readonly preview: ImportPreview
  readonly plan: PlanState
}) {
  const { words } = plan
  const { added, changed, missing, pillars, sections, partners, updates, unchanged, before, after } = preview
  const changes = [
    ...preview.renamed.map(({ level, code, field, ...sides }) => ({
      ref: `${labelOf(plan, level)} ${code}`,
      what: LEVEL_FIELD_LABELS[field],
      ...sides,
    })),
    ...changed.flatMap(({ ref, changes }) =>
      changes.map((change) => ({
        ref,
        what: describeChanged(change),
        before: change.before,
        after: change.after,
      })),
    ),
  ]
  const action = words.action.one
  return (
    <>
      <ul className="import-counts">
        <li>{count(added.length, 'action')} added</li>
        <li>{changed.length} changed</li>
        <li>{unchanged} unchanged</li>
        {preview.withdrawn.length > 0 && <li>{preview.withdrawn.length} withdrawn</li>}
        <li>{count(updates.length, 'update')}</li>
      </ul>
      {preview.leftOut.length > 0 && <p>{describeLeftOut(preview.leftOut)}</p>}
      <Names title={`New ${words.pillar.many.toLowerCase()}`} names={pillars.map(({ name }) => name)} />
      <Names
        title={`New ${words.section.many.toLowerCase()}`}
        names={sections.map(({ code, title }) => `${code} ${title}`)}
      />
      <Names title="New partners" names={partners.map(({ name }) => name)} />
      <Names title="New timescales" names={preview.timescales.map(({ label }) => label)} />
      <Names title="New outcomes" names={preview.outcomes.map(({ text }) => text)} />
      {changes.length > 0 && (
        <>
          <h2>Changes</h2>
          <DataTable
            caption="What changes, field by field"
            hideCaption
            rows={changes.slice(0, MOST)}
            rowKey={({ ref, what }) => `${ref} ${what}`}
            columns={[
              { key: 'ref', header: action, cell: ({ ref }) => ref, rowHeader: true },
              { key: 'field', header: 'What', cell: ({ what }) => what },
              { key: 'before', header: 'Now', cell: (row) => row.before ?? 'Nothing' },
              { key: 'after', header: 'Afterwards', cell: (row) => row.after ?? 'Nothing' },
            ]}
          />
          <More all={changes.length} />
        </>
      )}
      {added.length > 0 && (
        <>
          <h2>New {words.action.many.toLowerCase()}</h2>
          <DataTable
            caption={`New ${words.action.many.toLowerCase()}`}
            hideCaption
            rows={added.slice(0, MOST)}
            rowKey={({ ref }) => ref}
            columns={[
              { key: 'ref', header: action, cell: ({ ref }) => ref, rowHeader: true },
              { key: 'title', header: 'Title', cell: ({ title }) => title },
              ...(added.some(({ section }) => section !== '')
                ? [
                    {
                      key: 'section',
                      header: words.section.one,
                      cell: ({ section }: (typeof added)[number]) => section,
                    },
                  ]
                : []),
              { key: 'due', header: 'Due', cell: ({ due, dueNote }) => due?.date ?? dueNote ?? '' },
            ]}
          />
          <More all={added.length} />
        </>
      )}
      {missing.length > 0 && (
        <details className="ds_details">
          <summary className="ds_details__summary">
            {count(missing.length, 'action')} of the plan not in the file:{' '}
            {preview.withdrawn.length > 0 ? 'withdrawn' : 'left alone'}
          </summary>
          <div className="ds_details__text">
            <ul>
              {missing.slice(0, MOST).map(({ ref, title }) => (
                <li key={ref}>
                  {ref} {title}
                </li>
              ))}
            </ul>
            <More all={missing.length} />
          </div>
        </details>
      )}
      <h2>Statuses</h2>
      <Side title="Now" plan={plan} rollUp={before} />
      <Side title="Afterwards" plan={plan} rollUp={after} />
    </>
  )
}

const labelOf = ({ words }: PlanState, level: LevelSheet): string =>
  level === 'pillars' ? words.pillar.one : level === 'sections' ? words.section.one : LEVEL_LABELS[level]

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <details className="ds_details">
      <summary className="ds_details__summary">
        {title}: {names.length}
      </summary>
      <div className="ds_details__text">
        <ul>
          {names.slice(0, MOST).map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
        <More all={names.length} />
      </div>
    </details>
  )
}

function Side({ title, plan, rollUp }: { title: string; plan: PlanState; rollUp: RollUp }) {
  return (
    <>
      <p>
        {title}: {rollUp.sentence}
      </p>
      {rollUp.base > 0 && <BreakdownBar plan={plan} rollUp={rollUp} decorative />}
    </>
  )
}

const More = ({ all }: { all: number }) => (all > MOST ? <p>And {count(all - MOST, 'other')}.</p> : null)
