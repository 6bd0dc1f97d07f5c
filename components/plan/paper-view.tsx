import { StatusChart } from '@/components/charts/status-chart'
import { Headline } from '@/components/overview/headline'
import { PagedList } from '@/components/ui/paged-list'
import { PhoneFold } from '@/components/ui/phone-fold'
import { SummaryList } from '@/components/ui/summary-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import { count } from '@/lib/format/words'
import { type Block, type Paper, type PaperPart, splitParts } from '@/lib/format/paper/paper'
import { PaperList } from '@/components/paper/paper-list'
import { PaperTable } from '@/components/paper/paper-table'
import { SpanText } from '@/components/paper/span-text'

/** A table of so few rows is not cut in two on paper. */
const SHORT_TABLE = 9

/** A paper's parts on a page, below the page's own title; each is a section of the page named by its heading. */
export function PaperView({ paper }: { paper: Paper }) {
  return splitParts(paper.blocks).map((part, i) => <PaperPartView key={i} plan={paper.plan} part={part} />)
}

interface PartProps {
  readonly plan: Paper['plan']
  readonly part: PaperPart
  /** Its number among the parts of its paper, where it is not below those before it. */
  readonly number?: number
}

/** One part of a paper. */
export function PaperPartView({ plan, part: { heading, blocks }, number }: PartProps) {
  const body = blocks.map((block, j) => <OneBlock key={j} plan={plan} block={block} />)
  return heading ? (
    <section
      className="paper-part"
      aria-labelledby={heading.id}
      style={number === undefined ? undefined : { counterIncrement: `paper-part ${number}` }}
    >
      <OneBlock plan={plan} block={heading} />
      {body}
    </section>
  ) : (
    body
  )
}

interface BlocksProps {
  readonly plan: Paper['plan']
  readonly blocks: readonly Block[]
}

/** Some blocks of a paper, below a heading of the page's own. */
export function PaperBlocks({ plan, blocks }: BlocksProps) {
  return blocks.map((block, i) => <OneBlock key={i} plan={plan} block={block} />)
}

interface PagedBlocksProps extends BlocksProps {
  /** The address of the page, and its parameters: the id of a table turns it. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** The same, each table a page at a time, and folded on a phone. */
export function PagedBlocks({ plan, blocks, here, params }: PagedBlocksProps) {
  return blocks.map((block, i) =>
    block.kind === 'table' ? (
      <PhoneFold
        key={block.id}
        summary={`Show ${count(block.rows.length, 'row')}`}
        isOpen={params[block.id] !== undefined}
      >
        <PagedList
          rows={block.rows}
          params={params}
          name={block.id}
          size={FEW_ROWS}
          label={`Pages of: ${block.caption}`}
          here={`${here}#${block.id}`}
        >
          {(rows) => <OneBlock plan={plan} block={{ ...block, rows }} />}
        </PagedList>
      </PhoneFold>
    ) : (
      <OneBlock key={i} plan={plan} block={block} />
    ),
  )
}

interface ContentsProps {
  readonly paper: Paper
  /** Where the part with this id stands, if not further down on the page. */
  readonly hrefOf?: (id: string) => string
}

/** The parts of a paper, to be gone to. */
export function PaperContents({ paper, hrefOf = (id) => `#${id}` }: ContentsProps) {
  return (
    <nav className="paper-contents" aria-labelledby="contents">
      <h2 id="contents" className="paper-contents__title">
        Contents
      </h2>
      <ol>
        {splitParts(paper.blocks).map(
          ({ heading }) =>
            heading && (
              <li key={heading.id}>
                <a href={hrefOf(heading.id)}>{heading.text}</a>
              </li>
            ),
        )}
      </ol>
    </nav>
  )
}

function OneBlock({ plan, block }: { plan: Paper['plan']; block: Block }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as const
      return (
        <Heading id={block.id} className={`paper-heading paper-heading--${block.level}`}>
          {block.href ? <a href={block.href}>{block.text}</a> : block.text}
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <p className="paper-text" dir="auto">
          <SpanText spans={block.spans} />
        </p>
      )
    case 'note':
      return (
        <div className="ds_inset-text">
          <div className="ds_inset-text__text">
            <SpanText spans={block.spans} />
          </div>
        </div>
      )
    case 'list':
      return <PaperList list={block} />
    case 'facts':
      return (
        <SummaryList
          items={block.items.map(({ term, value }) => ({ term, value: <SpanText spans={value} /> }))}
        />
      )
    case 'table':
      return (
        <div id={block.id}>
          <PaperTable
            className={`paper-table ${block.rows.length <= SHORT_TABLE ? 'paper-table--short' : ''}`}
            plan={plan}
            table={block}
          />
        </div>
      )
    case 'headline':
      return <Headline plan={plan} overview={block.overview} headingLevel={3} />
    case 'chart':
      return <StatusChart plan={plan} chart={block.chart} headingLevel={3} />
  }
}
