/** A report as one HTML file that needs nothing else: styles, charts, the rows behind its numbers, and the frozen data. */

import type { PlanState } from '@/lib/domain/plan/plan'
import { isCounted } from '@/lib/domain/status/roll-up'
import { type Paper, splitParts } from '@/lib/format/paper/paper'
import { count, countLevel } from '@/lib/format/words'
import { Html, markup } from './html'
import { drawActions, drawBases, drawNumberRows } from './annex'
import { patterns } from './bar'
import { drawBlock } from './blocks'
import { drawCheck, endLine, PACK_POLICY, Words, writeData } from './check'
import { PackLinks } from './links'
import { packStyles } from './style'
import { TooLongError } from '@/lib/exports/workbook/too-long'

export interface PackSource {
  readonly plan: PlanState
  readonly reference: string
  /** The text that was frozen, and its hash. */
  readonly text: string
  readonly sha256: string
  /** Where the site verifies the report, and where it stands. */
  readonly verifyAddress: string
  readonly homeAddress: string
  readonly address: (path: string) => string
}

/** What a browser opens and a mail carries. */
const MOST_CHARACTERS = 20_000_000

/** Takes a report's paper and what stands behind it; returns the file in pieces. Throws TooLongError. */
export function writePack(paper: Paper, source: PackSource): Iterable<string> {
  if (source.text.length > MOST_CHARACTERS)
    throw new TooLongError(
      'This report is too large for an offline page. Download the Word file or the Data Package instead.',
    )
  return pieces(paper, source)
}

function* pieces(paper: Paper, source: PackSource): Generator<string> {
  const { plan, reference, text, sha256, verifyAddress } = source
  const links = new PackLinks(plan, paper.blocks, source.address)
  const tools = { plan: paper.plan, lead: (href: string) => links.lead(href) }
  const parts = splitParts(paper.blocks).map(({ heading, blocks }) => ({
    heading,
    body: markup`${blocks.map((block) => drawBlock(block, tools))}`,
  }))
  // Only now is it known which numbers lead to which rows.
  const annexes = [
    {
      heading: { id: 'actions', text: `Annex: every ${plan.words.action.one.toLowerCase()}` },
      body: markup`<p>${describeActions(plan)}</p>\n${drawActions(plan, tools)}${drawBases()}`,
    },
    // The last, for it is left out on paper, where nothing leads to it.
    {
      heading: { id: 'rows', text: 'Annex: the rows behind the figures' },
      body: drawNumberRows(plan, links.rows),
    },
  ]
  yield head(paper, source).text
  yield markup`<body>
${patterns()}
<a class="skip" href="#content">Skip to main content</a>
<header>
<p class="quiet">${paper.label}</p>
<h1>${paper.title}</h1>
${paper.lines.map((line) => markup`<p>${line}</p>\n`)}${drawCheck(reference, sha256, verifyAddress)}
<nav aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ol>
${[...parts, ...annexes].map(({ heading }) => markup`${heading && markup`<li class="to-${heading.id}"><a href="#${heading.id}">${heading.text}</a></li>\n`}`)}</ol>
</nav>
</header>
<main id="content" tabindex="-1">
`.text
  const words = new Words()
  for (const { heading, body } of parts)
    yield words.add(
      heading
        ? markup`<section aria-labelledby="${heading.id}">\n${drawBlock(heading, tools)}${body}</section>\n`
            .text
        : body.text,
    )
  for (const { heading, body } of annexes)
    yield words.add(
      markup`<section class="annex-${heading.id}" aria-labelledby="${heading.id}">\n<h2 id="${heading.id}">${heading.text}</h2>\n${body}</section>\n`
        .text,
    )
  yield '</main>\n'
  yield* writeData(text)
  yield markup`<footer data-words="${words.seal()}">
<p>${plan.attribution}</p>
<p>From <a href="${source.homeAddress}">the report on its site</a>. This file works offline. Links to the site need a connection.</p>
<p id="end">${endLine(reference, sha256)}</p>
</footer>
</body>
</html>
`.text
}

function head(paper: Paper, { reference, plan }: PackSource): Html {
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PACK_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${reference}: ${paper.title}</title>
<style>${new Html(packStyles(`${reference} · ${plan.title}`))}</style>
</head>
`
}

function describeActions(plan: PlanState): string {
  const counted = plan.actions.filter(isCounted).length
  return `${count(plan.actions.length, 'row')}: ${countLevel(counted, plan.words.action)} counted, and their parts and actions no longer counted.`
}
