/** Tables in Word: named, their head marked as such and repeated on each page, no row cut in two. */

import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { ragLabel } from '@/lib/domain/status/rag'
import { bucketLabel, meaningOf, NO_UPDATE } from '@/lib/domain/status/status'
import type { Paper, PaperCell, PaperColumn } from '@/lib/format/paper/paper'
import type { TableBlock } from '@/lib/format/plan/plan-blocks'
import { countLevel, describeShares } from '@/lib/format/words'
import type { DrawPicture } from './picture'
import { TABLE_STYLE } from './styles'
import { markedWord, paragraphOf, type WholeAddress } from './text'
import { barSvg } from '@/lib/exports/charts/svg-marks'
import { dropForbidden } from '@/lib/format/markup'

/** What the text of A4 is wide between its margins, in twentieths of a point. */
export const TEXT_WIDTH = 9638
/** Of that, what a table's cells have to the left and right of them; px at 96 an inch. */
const CELL_MARGINS = 12
const TWIPS_PER_PX = 15
const BAR_HEIGHT = 9
/** A table of so few rows stays on one page. */
const FEW_ROWS = 8
/** From so many columns on, words in heads are as wide as their columns. */
const MANY_COLUMNS = 8

export interface TableTools {
  readonly plan: Paper['plan']
  readonly address: WholeAddress
  readonly draw: DrawPicture
}

/** Takes a table and what it is drawn with; returns it, without its caption. */
export async function tableOf(table: TableBlock, tools: TableTools): Promise<Table> {
  const { columns, rows } = table
  const widths = columns.map(({ width }) => Math.round((TEXT_WIDTH * width) / 100))
  const isDense = columns.length >= MANY_COLUMNS
  const body: TableRow[] = []
  // One after the other: pictures are drawn so anyhow.
  for (const cells of rows) {
    const drawn = []
    for (const [at, cell] of cells.entries())
      drawn.push(
        new TableCell({
          ...sizeOf(widths[at]),
          children: await paragraphsOf(cell, columns[at], widths[at], tools),
        }),
      )
    body.push(
      new TableRow({
        cantSplit: true,
        keepNext: rows.length <= FEW_ROWS && body.length < rows.length - 1,
        children: drawn,
      }),
    )
  }
  const head = columns.map(
    ({ header, numeric }, at) =>
      new TableCell({
        ...sizeOf(widths[at]),
        children: [
          new Paragraph({
            style: 'TableHeading',
            ...alignment(numeric),
            children: [new TextRun({ text: dropForbidden(header), ...(isDense && { size: 14 }) })],
          }),
        ],
      }),
  )
  return new Table({
    style: TABLE_STYLE,
    ...(isDense && { margins: { left: 30, right: 30 } }),
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    tableLook: {
      firstRow: true,
      firstColumn: true,
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    rows: [new TableRow({ tableHeader: true, cantSplit: true, children: head }), ...body],
  })
}

const sizeOf = (width = 0) => ({ width: { size: width, type: WidthType.DXA } })

const alignment = (numeric = false) => (numeric ? { alignment: AlignmentType.END } : {})

async function paragraphsOf(
  cell: PaperCell,
  column: PaperColumn | undefined,
  width = 0,
  { plan, address, draw }: TableTools,
): Promise<Paragraph[]> {
  const options = { style: 'TableText', ...alignment(column?.numeric) }
  const quietly = (text: string) => paragraphOf([{ text, quiet: true }], address, options)
  switch (cell.kind) {
    case 'text':
      return cell.paragraphs.map((spans) => paragraphOf(spans, address, options))
    case 'status':
      return [
        new Paragraph({
          ...options,
          children: markedWord(meaningOf(plan, cell.bucket), bucketLabel(plan, cell.bucket)),
        }),
        ...(cell.note ? [quietly(cell.note)] : []),
      ]
    case 'rag':
      return [
        new Paragraph({
          ...options,
          children: cell.rag ? markedWord(cell.rag, ragLabel(cell.rag)) : markedWord(NO_UPDATE, 'Not rated'),
        }),
        ...(cell.notes ?? []).map(quietly),
      ]
    case 'breakdown': {
      const { rollUp, href } = cell
      const size = { width: Math.round(width / TWIPS_PER_PX) - CELL_MARGINS, height: BAR_HEIGHT }
      // The sentence below says it all.
      const bar = await draw({ svg: barSvg(plan, rollUp, size), ...size }, null)
      return [
        new Paragraph({ ...options, keepNext: true, children: [bar] }),
        paragraphOf(
          [
            { text: describeShares(rollUp) },
            ...(rollUp.base
              ? [
                  { text: ' of ', quiet: true },
                  { text: countLevel(rollUp.base, plan.words.action), href },
                ]
              : []),
          ],
          address,
          options,
        ),
      ]
    }
  }
}
