import { type Column, DataTable } from '@/components/ui/data-table'
import type { Comparison } from '@/lib/domain/movement/movement'
import { type Cell, type MatrixCell, countIn } from '@/lib/domain/movement/movement-matrix'
import type { LevelWord, PlanWords } from '@/lib/domain/plan/plan'
import { linkMovement } from '@/lib/format/movement/movement-links'
import { matrixPlaces, signOf } from '@/lib/format/movement/movement-paper'
import { nameSide, placeLabel, describeCell } from '@/lib/format/movement/movement-words'
import { countLevel, lower } from '@/lib/format/words'

interface Props {
  readonly plan: { readonly slug: string; readonly words: PlanWords }
  readonly comparison: Comparison
  /** The part of it that is listed below. */
  readonly chosen: Cell | null
}

/** From which status to which. Every figure opens its actions; on a phone, what is none is left out. */
export function MovementMatrix({ plan, comparison, chosen }: Props) {
  const { rows, columns } = matrixPlaces(comparison)
  const figure = (cell: Cell) => (
    <Figure
      cell={cell}
      total={countIn(comparison.matrix, cell)}
      word={plan.words.action}
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
          cell: (was) => (was ? <span className="matrix__was">{placeLabel(was)}</span> : 'All'),
        },
        ...columns.map((is): Column<MatrixCell | null> => ({
          key: is,
          header: `${placeLabel(is)} now`,
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
  /** What the plan calls what is counted. */
  readonly word: LevelWord
  readonly href: string
  readonly isChosen: boolean
}

function Figure({ cell, total, word, href, isChosen }: FigureProps) {
  if (total === 0) return <span className="matrix__none">0</span>
  const { was, is } = cell
  const sign = was && is ? signOf({ was, is }) : ''
  const way = sign === '▲' ? 'better' : sign === '▼' ? 'worse' : was === is ? 'same' : 'plain'
  return (
    <a
      className={`matrix__figure matrix__${way}`}
      href={href}
      aria-label={`${countLevel(total, word)}: ${describeCell(cell)}${sign && `, ${way}`}`}
      aria-current={isChosen ? 'true' : undefined}
    >
      {total}
      {sign && <span aria-hidden="true"> {sign}</span>}
    </a>
  )
}
