import { type Column, DataTable } from '@/components/ui/data-table'
import type { Comparison } from '@/lib/domain/movement/movement'
import { type Cell, type MatrixCell, countIn } from '@/lib/domain/movement/movement-matrix'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { HasStatuses } from '@/lib/domain/status/status'
import { linkMovement } from '@/lib/format/movement/movement-links'
import { matrixPlaces, shortPlaceLabel, signOf } from '@/lib/format/movement/movement-paper'
import { nameSide, placeLabel, describeCell } from '@/lib/format/movement/movement-words'
import { countLevel, lower } from '@/lib/format/words'

interface Props {
  readonly plan: HasStatuses & { readonly slug: string; readonly words: PlanWords }
  readonly comparison: Comparison
  /** The part of it that is listed below. */
  readonly chosen: Cell | null
}

/** From which status to which. Every figure opens its actions; on a phone, what is none is left out. */
export function MovementMatrix({ plan, comparison, chosen }: Props) {
  const { rows, columns } = matrixPlaces(plan, comparison)
  const figure = (cell: Cell) => (
    <Figure
      cell={cell}
      total={countIn(comparison.matrix, cell)}
      plan={plan}
      href={linkMovement(plan.slug, comparison, { cell })}
      isChosen={chosen !== null && chosen.was === cell.was && chosen.is === cell.is}
    />
  )
  const all: readonly (MatrixCell | null)[] = [...rows, null]
  return (
    <DataTable
      className="matrix"
      caption={
        <>
          Counted {lower(plan.words, 'action').many} by status: rows in {nameSide(comparison.before)}, columns{' '}
          {comparison.after.code === null ? 'now' : `in ${nameSide(comparison.after)}`}.{' '}
          <span className="matrix__key">
            <span className="matrix__better">▲ better</span> <span className="matrix__worse">▼ worse</span>
          </span>
        </>
      }
      rows={all}
      rowKey={(was) => was ?? 'all'}
      columns={[
        {
          key: 'was',
          header: 'Then',
          rowHeader: true,
          cell: (was) => (was ? <span className="matrix__was">{placeLabel(plan, was)}</span> : 'All'),
        },
        ...columns.map((is): Column<MatrixCell | null> => ({
          key: is,
          header: `${shortPlaceLabel(plan, is)} now`,
          numeric: true,
          cell: (was) => figure({ was, is }),
        })),
        {
          key: 'all',
          header: 'All',
          numeric: true,
          cell: (was) =>
            was ? figure({ was, is: null }) : <span className="matrix__none">{sumOf(comparison)}</span>,
        },
      ]}
    />
  )
}

/** Everyone in the matrix: counted in one state or in both. */
function sumOf({ matrix }: Comparison): number {
  return countIn(matrix, { was: null, is: null })
}

interface FigureProps {
  readonly cell: Cell
  readonly total: number
  readonly plan: Props['plan']
  readonly href: string
  readonly isChosen: boolean
}

function Figure({ cell, total, plan, href, isChosen }: FigureProps) {
  if (total === 0) return <span className="matrix__none">0</span>
  const { was, is } = cell
  const sign = was && is ? signOf(plan, { was, is }) : ''
  const way = sign === '▲' ? 'better' : sign === '▼' ? 'worse' : was === is ? 'same' : 'plain'
  return (
    <a
      className={`matrix__figure matrix__${way}`}
      href={href}
      aria-label={`${countLevel(total, plan.words.action)}: ${describeCell(plan, cell)}${sign && `, ${way}`}`}
      aria-current={isChosen ? 'true' : undefined}
    >
      {total}
      {sign && <span aria-hidden="true"> {sign}</span>}
    </a>
  )
}
