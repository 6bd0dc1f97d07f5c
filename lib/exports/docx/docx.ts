/** A paper as a Word file: real styles and headings, contents, named tables, pictures with their words. */

import {
  AlignmentType,
  Bookmark,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  SequentialIdentifier,
  Tab,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx'
import { estimatePageNumbers } from 'docx/layout'
import { chartTable } from '@/lib/format/plan/chart-table'
import { describeBase, describeHeadline, tileTable } from '@/lib/format/plan/headline-words'
import type { Block, Paper } from '@/lib/format/paper/paper'
import type { TableBlock } from '@/lib/format/plan/plan-blocks'
import { drawBareChart, describeChart } from '@/lib/exports/charts/chart-svg'
import { drawPicture } from './picture'
import { steadyDocx } from './bytes'
import { BULLETS, fontTable, NUMBERING, QUIET, STYLES, tableStyles } from './styles'
import { TEXT_WIDTH, tableOf } from './docx-table'
import { paragraphOf, runsOf, type WholeAddress } from './text'
import { barSvg } from '@/lib/exports/charts/svg-marks'
import { dropForbidden } from '@/lib/format/markup'

/** What a file says of itself that its paper does not. */
export interface DocxAbout {
  /** What the board calls it: "LB(25)03-03". */
  readonly reference: string
  /** Whether it is not issued yet, which each page then says. */
  readonly isDraft?: boolean
  /** Who publishes it. Never a person. */
  readonly publishers: string
  /** Whose plan it is about. */
  readonly plan: string
  /** When it was frozen or last written, as an instant: the time in its properties. */
  readonly made: string
  readonly address: WholeAddress
}

const LEVELS = { 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2, 4: HeadingLevel.HEADING_3 } as const
/** What the text of A4 is wide between its margins, in px at 96 an inch. */
const TEXT_WIDTH_PX = 642
const MARGIN = 1134
/** Finding the page of each heading takes some milliseconds for each row, and nothing else is done meanwhile. */
const MOST_ROWS_LAID_OUT = 250

export async function writeDocx(paper: Paper, about: DocxAbout): Promise<Uint8Array<ArrayBuffer>> {
  const reference = about.isDraft ? `DRAFT, not issued · ${about.reference}` : about.reference
  const body: FileChild[] = [
    new Paragraph({ style: 'Subtitle', text: dropForbidden(paper.label) }),
    ...(about.isDraft
      ? [paragraphOf([{ text: 'Draft, not issued. Its figures can change.', strong: true }], about.address)]
      : []),
    new Paragraph({ heading: HeadingLevel.TITLE, text: dropForbidden(paper.title) }),
    ...paper.lines.map((line) => new Paragraph({ style: 'Subtitle', text: dropForbidden(line) })),
    new Paragraph({ style: 'TOCHeading', text: 'Contents' }),
    new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' }),
  ]
  const writer = new BlockWriter(paper, about)
  for (const [at, block] of paper.blocks.entries())
    body.push(...(await writer.write(block, paper.blocks[at + 1]?.kind)))
  const document = new Document({
    title: dropForbidden(`${reference}: ${paper.title}`),
    subject: dropForbidden(about.plan),
    creator: dropForbidden(about.publishers),
    lastModifiedBy: 'Cairn',
    description: dropForbidden(paper.lines.join('. ')),
    styles: STYLES,
    externalStyles: tableStyles(),
    numbering: NUMBERING,
    // Of a longer paper, Word finds the pages when it opens the file, and asks first.
    ...(countRows(paper.blocks) > MOST_ROWS_LAID_OUT
      ? { features: { updateFields: true } }
      : { pageNumbers: estimatePageNumbers }),
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 567, footer: 567 },
          },
        },
        headers: { default: new Header({ children: [marginLine(reference, '')] }) },
        footers: { default: new Footer({ children: [marginLine(about.plan, 'page')] }) },
        children: body,
      },
    ],
  })
  const overrides = [{ path: 'word/fontTable.xml', data: fontTable() }]
  const file = await Packer.toArrayBuffer(document, undefined, overrides)
  return steadyDocx(new Uint8Array(file), about.made)
}

function countRows(blocks: readonly Block[]): number {
  return blocks.reduce((total, block) => {
    if (block.kind === 'table') return total + block.rows.length
    return total + (block.kind === 'list' ? block.items.length : 1)
  }, 0)
}

/** A line above or below the text of each page, with the page's number at its end if wanted. */
function marginLine(text: string, end: 'page' | ''): Paragraph {
  const run = { size: 17, color: QUIET }
  return new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children: [
      new TextRun({ ...run, text: dropForbidden(text) }),
      ...(end
        ? [
            new TextRun({
              ...run,
              children: [new Tab(), 'Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
            }),
          ]
        : []),
    ],
  })
}

/** Writes blocks one after the other, and gives each bookmark a name of its own. */
class BlockWriter {
  private readonly names = new Set<string>()

  constructor(
    private readonly paper: Paper,
    private readonly about: DocxAbout,
  ) {}

  async write(block: Block, next: Block['kind'] | undefined): Promise<FileChild[]> {
    const { address } = this.about
    switch (block.kind) {
      case 'heading': {
        const text = { text: block.text, ...(block.href && { href: block.href }) }
        const children = runsOf([text], address)
        return [
          new Paragraph({
            heading: LEVELS[block.level],
            children: [new Bookmark({ id: this.nameBookmark(block.id), children })],
          }),
        ]
      }
      case 'paragraph':
        // What leads to a table or a list does not stay behind on the page before it, and its heading with it.
        return [paragraphOf(block.spans, address, { keepNext: next === 'table' || next === 'list' })]
      case 'note':
        return [paragraphOf(block.spans, address, { style: 'Note' })]
      case 'list':
        return block.items.map((spans) =>
          paragraphOf(spans, address, { style: 'ListBullet', numbering: { reference: BULLETS, level: 0 } }),
        )
      case 'facts':
        return block.items.map(({ term, value }) =>
          paragraphOf(
            [{ text: term.endsWith('?') ? `${term} ` : `${term}: `, strong: true }, ...value],
            address,
          ),
        )
      case 'table':
        return this.writeTable(block)
      case 'headline':
        return this.writeHeadline(block)
      case 'chart':
        return this.writeChart(block)
    }
  }

  private async writeTable(table: TableBlock): Promise<FileChild[]> {
    const { address } = this.about
    const tools = { plan: this.paper.plan, address, draw: drawPicture }
    return [
      this.caption('Table', table.caption, { keepNext: true, bookmark: table.id }),
      await tableOf(table, tools),
      // Word joins tables that follow each other, and sets the next paragraph close.
      new Paragraph({ style: 'Small', text: '' }),
    ]
  }

  private async writeHeadline({ overview }: Extract<Block, { kind: 'headline' }>): Promise<FileChild[]> {
    const { plan } = this.paper
    const { rollUp } = overview
    const size = { width: TEXT_WIDTH_PX, height: 34, withCounts: true }
    const tiles = tileTable(plan, overview)
    return [
      new Paragraph({ style: 'Headline', text: dropForbidden(describeHeadline(plan, overview)) }),
      ...(tiles
        ? [
            // The table says it all.
            new Paragraph({
              children: [await drawPicture({ ...size, svg: barSvg(plan, rollUp, size) }, null)],
            }),
            ...(await this.writeTable(tiles)),
          ]
        : []),
      paragraphOf(describeBase(plan, overview), this.about.address),
    ]
  }

  private async writeChart({ chart, words }: Extract<Block, { kind: 'chart' }>): Promise<FileChild[]> {
    const { title, summary, notes } = words
    if (summary === null) return [new Paragraph({ text: dropForbidden(title) })]
    const picture = await drawPicture(
      drawBareChart(chart, words),
      { title, description: describeChart(chart, words) },
      TEXT_WIDTH_PX,
    )
    return [
      new Paragraph({ keepNext: true, spacing: { before: 240 }, text: dropForbidden(summary) }),
      new Paragraph({ keepNext: true, alignment: AlignmentType.START, children: [picture] }),
      this.caption('Figure', title, { keepNext: false, bookmark: `chart-${chart.code}` }),
      ...notes.map((note) => new Paragraph({ style: 'Small', text: dropForbidden(note) })),
      ...(await this.writeTable(chartTable(chart, words, this.paper.plan.words))),
    ]
  }

  /** "Table 1: Sections of Plan", its number a field that Word keeps right. */
  private caption(
    label: 'Table' | 'Figure',
    text: string,
    { keepNext, bookmark }: { readonly keepNext: boolean; readonly bookmark: string },
  ): Paragraph {
    const children = [
      new TextRun(`${label} `),
      new SequentialIdentifier(label),
      new TextRun(`: ${dropForbidden(text)}`),
    ]
    return new Paragraph({
      style: 'Caption',
      keepNext,
      children: [new Bookmark({ id: this.nameBookmark(bookmark), children })],
    })
  }

  /** Word takes 40 letters, digits and underscores, a letter first, and no name twice. */
  private nameBookmark(id: string): string {
    const plain = `b_${id.replace(/[^A-Za-z0-9]+/g, '_')}`.slice(0, 36)
    let name = plain
    for (let n = 2; this.names.has(name); n += 1) name = `${plain}_${n}`
    this.names.add(name)
    return name
  }
}
