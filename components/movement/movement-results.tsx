import { Fragment } from 'react'
import { MovementList } from '@/components/movement/movement-list'
import { Pagination } from '@/components/ui/pagination'
import { PhoneFold } from '@/components/ui/phone-fold'
import { FEW_ROWS, paginate } from '@/lib/domain/paging'
import { changesOf, hasMoved, selectMovement, worstMovesFirst } from '@/lib/domain/movement/movement'
import { CHANGE_KINDS } from '@/lib/domain/movement/movement-kinds'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { toMovementQuery, linkMovement, sidesQuery } from '@/lib/format/movement/movement-links'
import { kindWords, describeMovementFilter } from '@/lib/format/movement/movement-words'
import { MOVEMENT_FILES, type MovementFileName } from '@/lib/format/movement/movement-files'
import { count, countLevel, lower } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { FoundComparison } from '@/lib/queries/movement/comparison'
import { type ComparisonQuery } from '@/lib/schemas/movement/comparison'

interface Props {
  readonly plan: PlanSummary
  readonly found: FoundComparison
  readonly query: ComparisonQuery
}

const FILE_NAMES = Object.keys(MOVEMENT_FILES) as MovementFileName[]

/** The actions that changed, or those of the kind or the cell of the matrix that was asked for, and the files of them. */
export function MovementResults({ plan, found: { comparison, sides }, query: { filter, page } }: Props) {
  const asked = describeMovementFilter(plan, filter)
  const found = selectMovement(comparison, sides, filter)
  // What was only told in other words did not move; a kind of it can be asked for.
  const all = worstMovesFirst(plan, asked ? found : found.filter(({ change }) => change && hasMoved(change)))
  const list = paginate(all, page, FEW_ROWS)
  const parameters = { ...sidesQuery(comparison), ...toMovementQuery(filter) }
  const kinds = CHANGE_KINDS.map((kind) => ({ kind, count: changesOf(comparison, kind).length })).filter(
    ({ count }) => count > 0,
  )
  const total = countLevel(all.length, plan.words.action)
  return (
    <section aria-labelledby="changes" className="movement-part">
      <h2 id="changes" tabIndex={-1}>
        {asked ? `${asked}: ${total}` : `${total} changed`}
      </h2>
      {asked && (
        <p>
          {filter.kind && `${kindWords(plan, filter.kind).meaning} `}
          <a href={linkMovement(plan.slug, comparison, {})}>
            Show all {lower(plan.words, 'action').many} that changed
          </a>
        </p>
      )}
      {kinds.length > 0 && (
        <p>
          Show only:{' '}
          {kinds.map(({ kind, count }, at) => (
            <Fragment key={kind}>
              {at > 0 && ', '}
              <a href={linkMovement(plan.slug, comparison, { kind })}>
                {kindWords(plan, kind).title} ({count})
              </a>
            </Fragment>
          ))}
        </p>
      )}
      {list.rows.length > 0 ? (
        <MovementList
          plan={plan}
          comparison={comparison}
          rows={list.rows}
          caption={asked || `${plan.words.action.many} that changed`}
        />
      ) : (
        <p>None.</p>
      )}
      <Pagination
        label={`Pages of ${lower(plan.words, 'action').many}`}
        list={list}
        href={(to) => `${paths.compare(plan.slug, { ...parameters, page: String(to) })}#changes`}
      />
      <section aria-labelledby="download" className="no-print">
        <h3 id="download">Download these changes</h3>
        <p>The files say which reports they compare and which filters apply.</p>
        <PhoneFold summary={`Show ${count(FILE_NAMES.length, 'file')}`}>
          <ul>
            {FILE_NAMES.map((name) => (
              <li key={name}>
                <a href={paths.movementFile(plan.slug, name, parameters)}>{name}</a>:{' '}
                {MOVEMENT_FILES[name].says}
              </li>
            ))}
          </ul>
        </PhoneFold>
      </section>
    </section>
  )
}
