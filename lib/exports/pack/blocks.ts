/** The blocks of a paper in one HTML file. */

import type { PlanWords } from '@/lib/domain/plan/plan'
import { ragLabel } from '@/lib/domain/status/rag'
import { stackBars } from '@/lib/format/charts/stacked-bars'
import { bucketLabel, bucketsIn, meaningOf, NO_UPDATE } from '@/lib/domain/status/status'
import { chartTable } from '@/lib/format/plan/chart-table'
import { describeBase, describeHeadline, tilesOf } from '@/lib/format/plan/headline-words'
import { type Block, joinLinks, type PaperCell, type Paper, type Spans } from '@/lib/format/paper/paper'
import type { TableBlock } from '@/lib/format/plan/plan-blocks'
import { countLevel, describeShares } from '@/lib/format/words'
import { type Html, markup } from './html'
import { barOf, namedBar, swatch } from './bar'

/** What blocks are drawn with. */
export interface PackTools {
  readonly plan: Paper['plan']
  /** Takes an address of the paper; returns where it leads in the file, or on the site. */
  readonly lead: (href: string) => string
}

export function drawBlock(block: Block, tools: PackTools): Html {
  const { plan, lead } = tools
  switch (block.kind) {
    case 'heading': {
      const { id, text, href } = block
      // A heading that leads to itself would lead nowhere.
      const target = href && lead(href)
      const inner = target && target !== `#${id}` ? markup`<a href="${target}">${text}</a>` : markup`${text}`
      if (block.level === 2) return markup`<h2 id="${id}">${inner}</h2>\n`
      return block.level === 3
        ? markup`<h3 id="${id}">${inner}</h3>\n`
        : markup`<h4 id="${id}">${inner}</h4>\n`
    }
    case 'paragraph':
      return markup`<p>${drawSpans(block.spans, tools)}</p>\n`
    case 'note':
      return markup`<p class="note">${drawSpans(block.spans, tools)}</p>\n`
    case 'list':
      return markup`<ul${block.isShort ? markup` class="short"` : null}>\n${block.items.map((spans) => markup`<li>${drawSpans(spans, tools)}</li>\n`)}</ul>\n`
    case 'facts':
      return markup`<dl>\n${block.items.map(({ term, value }) => markup`<div><dt>${term}</dt><dd>${drawSpans(value, tools)}</dd></div>\n`)}</dl>\n`
    case 'table':
      return drawTable(block, tools)
    case 'headline':
      return drawHeadline(block.overview, tools)
    case 'chart':
      return drawChart(block, { plan, lead })
  }
}

/** Takes spans and what they are drawn with; returns their text, that of one link together. */
function drawSpans(spans: Spans, { lead }: Pick<PackTools, 'lead'>): Html {
  const runs = joinLinks(spans).map(({ href, spans: run }) => {
    const text = run.map(({ text: sentence, strong, quiet, expansion }) => {
      if (expansion) return markup`<abbr title="${expansion}">${sentence}</abbr>`
      if (strong) return markup`<strong>${sentence}</strong>`
      return quiet ? markup`<span class="quiet">${sentence}</span>` : markup`${sentence}`
    })
    return href === null ? markup`${text}` : markup`<a href="${lead(href)}">${text}</a>`
  })
  return markup`${runs}`
}

/**
 * Takes a table, what it is drawn with, and the anchors of its rows if they have any; returns it. Its roles are spelt out, since on a
 * phone it is laid out as blocks.
 */
export function drawTable(table: TableBlock, tools: PackTools, anchors: readonly string[] = []): Html {
  const { id, caption, columns, rows } = table
  const head = columns.map(
    ({ header, width, numeric }) =>
      markup`<th role="columnheader" scope="col" style="width:${width}%"${numeric ? markup` class="numeric"` : null}>${header}</th>`,
  )
  const body = rows.map((cells, at) => {
    const drawn = cells.map((cell, column) => {
      const { header = '', numeric } = columns[column] ?? {}
      const classes = numeric ? markup` class="numeric"` : null
      const label = cell.kind === 'text' ? markup` data-label="${header}: "` : null
      const inner = drawCell(cell, tools)
      return column === 0
        ? markup`<th role="rowheader" scope="row"${classes}>${inner}</th>`
        : markup`<td role="cell"${classes}${label}>${inner}</td>`
    })
    const anchor = anchors[at]
    return markup`<tr role="row"${anchor === undefined ? null : markup` id="${anchor}" tabindex="-1"`}>${drawn}</tr>\n`
  })
  return markup`<table role="table" id="${id}">\n<caption>${caption}</caption>\n<thead role="rowgroup"><tr role="row">${head}</tr></thead>\n<tbody role="rowgroup">\n${body}</tbody>\n</table>\n`
}

function drawCell(cell: PaperCell, tools: PackTools): Html {
  switch (cell.kind) {
    case 'text':
      return cell.paragraphs.length === 1
        ? drawSpans(cell.paragraphs[0] ?? [], tools)
        : markup`${cell.paragraphs.map((spans) => markup`<p>${drawSpans(spans, tools)}</p>`)}`
    case 'status': {
      const { bucket, note } = cell
      return markup`<span class="status">${swatch(meaningOf(tools.plan, bucket))}<strong>${bucketLabel(tools.plan, bucket)}</strong></span>${
        note ? markup`<span class="under">${note}</span>` : null
      }`
    }
    case 'rag': {
      const { rag, notes = [] } = cell
      return markup`<span class="status">${swatch(rag ?? NO_UPDATE)}<strong>${rag ? ragLabel(rag) : 'Not rated'}</strong></span>${notes.map((note) => markup`<span class="under">${note}</span>`)}`
    }
    case 'breakdown': {
      const { rollUp, href } = cell
      return markup`${barOf(tools.plan, rollUp, 14)}${describeShares(rollUp)}${
        rollUp.base > 0 &&
        markup` <span class="quiet">of</span> <a href="${tools.lead(href)}">${countLevel(rollUp.base, tools.plan.words.action)}</a>`
      }`
    }
  }
}

function drawHeadline(overview: Extract<Block, { kind: 'headline' }>['overview'], tools: PackTools): Html {
  const { plan, lead } = tools
  const tiles = tilesOf(plan, overview)
  return markup`<p class="lead">${describeHeadline(plan, overview)}</p>\n${
    tiles.length > 0 &&
    markup`${barOf(plan, overview.rollUp, 34)}\n<ul class="tiles">\n${tiles.map(
      ({ bucket, label, count, share, href }) =>
        markup`<li><a href="${lead(href)}">${swatch(meaningOf(plan, bucket))} <strong>${count}</strong> <span>${label}</span></a> <span class="quiet">${share}</span></li>\n`,
    )}</ul>\n`
  }<p class="quiet">${drawSpans(describeBase(plan, overview), tools)}</p>\n`
}

/** Takes a chart and what it is drawn with, and whether it is alone on its page, its table folded away; returns it with its figures. */
export function drawChart(
  { chart, words }: Pick<Extract<Block, { kind: 'chart' }>, 'chart' | 'words'>,
  tools: { plan: { words: PlanWords } } & PackTools,
  isAlone = false,
): Html {
  const { title, subtitle, summary, notes } = words
  const id = `chart-${chart.code}`
  // Alone on its page, below the title of that.
  const heading = isAlone ? markup`<h2 id="${id}">${title}</h2>\n` : markup`<h3 id="${id}">${title}</h3>\n`
  if (summary === null) return heading
  const table = drawTable(chartTable(chart, words, tools.plan.words), tools)
  const present = bucketsIn(
    chart,
    chart.rows.map(({ rollUp }) => rollUp),
  )
  return markup`<figure aria-labelledby="${id}">\n<figcaption>${heading}<p class="quiet">${subtitle}</p><p>${summary}</p></figcaption>\n<ul class="legend" aria-label="What the colours and patterns mean">${present.map(
    (bucket) => markup`<li>${swatch(meaningOf(chart, bucket))} ${bucketLabel(chart, bucket)}</li>`,
  )}</ul>\n<ol class="bars">\n${stackBars(chart).map(
    ({ row, segments }) =>
      markup`<li><span>${row.label}</span><span class="quiet">of ${row.rollUp.base}</span>${namedBar(segments, 28, describeShares(row.rollUp))}</li>\n`,
  )}</ol>\n${notes.map((note) => markup`<p class="quiet">${note}</p>\n`)}${isAlone ? markup`<details><summary>Show the figures as a table</summary>\n${table}</details>\n` : table}</figure>\n`
}
