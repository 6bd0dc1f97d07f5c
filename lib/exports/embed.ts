/** Small pages for the pages of other sites: a plan, a section or a chart, without any script, form or session. */

import { isPlanChart, type StatusChart, viewStatusChart } from '@/lib/domain/charts/status-chart'
import type { IsoDate } from '@/lib/domain/dates'
import { type Invented, inventedInPlan, inventedInSections } from '@/lib/domain/plan/invented'
import { langOf } from '@/lib/domain/plan/languages'
import type { PlanState } from '@/lib/domain/plan/plan'
import { viewFreshness, viewOverview, viewSectionRow } from '@/lib/domain/plan/views'
import { ragLabel } from '@/lib/domain/status/rag'
import { countAt } from '@/lib/domain/status/roll-up'
import { bucketLabel, bucketsIn, meaningOf, NO_UPDATE } from '@/lib/domain/status/status'
import { type ChartWords, describeChart } from '@/lib/format/charts/chart-words'
import { formatDate } from '@/lib/format/dates'
import { writeInvented } from '@/lib/format/status/invented-words'
import { countLevel, describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { barOf, patterns, swatch } from './pack/bar'
import { drawBlock, drawChart } from './pack/blocks'
import { Html, markup } from './pack/html'

/** Takes a path of this site; returns its whole address. */
type Address = (path: string) => string

/** Takes a public plan, today's date and what makes addresses; returns its page: headline, bar, and the number of actions in each status. */
export function embedPlan(plan: PlanState, today: IsoDate, address: Address): string {
  const block = { kind: 'headline', overview: viewOverview(plan, today) } as const
  return wrap(
    {
      plan,
      name: `${plan.title}: headline`,
      title: plan.title,
      path: paths.plan(plan.slug),
      invented: inventedInPlan(plan),
      body: drawBlock(block, { plan, lead: address }),
    },
    today,
    address,
  )
}

/** The same for a section of the plan; null where there is no such section. */
export function embedSection(plan: PlanState, code: string, today: IsoDate, address: Address): string | null {
  const found = plan.sections.find((section) => section.code === code)
  if (!found) return null
  const { rollUp, rating, title } = viewSectionRow(plan, found)
  const { section, action } = plan.words
  const counts = bucketsIn(plan, [rollUp])
  const rows = (status?: string) =>
    address(paths.actions(plan.slug, { section: code, counted: 'yes', ...(status && { status }) }))
  return wrap(
    {
      plan,
      name: `${code} ${title}: status`,
      title: `${code} ${title}`,
      path: paths.section(plan.slug, code),
      invented: inventedInSections(plan, [code]),
      body: markup`<p>Overall rating: ${swatch(rating.rag ?? NO_UPDATE)}<strong>${rating.rag ? ragLabel(rating.rag) : 'Not rated'}</strong></p>\n<p class="lead">${describeShares(rollUp)}</p>\n${barOf(plan, rollUp, 34)}\n<ul class="tiles">\n${counts.map(
        (bucket) =>
          markup`<li><a href="${rows(bucket)}">${swatch(meaningOf(plan, bucket))} <strong>${countAt(rollUp.counts, bucket)}</strong> <span>${bucketLabel(plan, bucket)}</span></a></li>\n`,
      )}</ul>\n<p class="quiet"><a href="${rows()}">${countLevel(rollUp.base, action)} counted</a>. ${section.one} of <a href="${address(paths.plan(plan.slug))}">${plan.title}</a>.</p>\n`,
    },
    today,
    address,
  )
}

/** The same for a chart of the plan; null where there is none of that name. A trend has to be read: it is passed in. */
export function embedChart(
  plan: PlanState,
  code: string,
  trend: StatusChart | null,
  today: IsoDate,
  address: Address,
): string | null {
  const chart = trend ?? (isPlanChart(plan, code) ? viewStatusChart(plan, code, today) : null)
  if (!chart) return null
  const words: ChartWords = describeChart(chart, plan.words)
  return wrap(
    {
      plan,
      name: `${plan.title}: ${words.title}`,
      title: plan.title,
      path: trend ? paths.reports(plan.slug) : paths.charts(plan.slug),
      invented: chart.invented,
      isDated: trend !== null,
      body: drawChart({ chart, words }, { plan, lead: address }, true),
    },
    today,
    address,
  )
}

/** Takes what makes addresses; returns what is shown where there is no such page of a public plan. */
export function embedNothing(address: Address): string {
  return write(
    'Not available',
    markup`<p>This page is not available. It may have been removed, or it may no longer be public.</p>\n<p><a href="${address(paths.plans())}">See all public plans</a></p>\n`,
  )
}

interface Content {
  readonly plan: PlanState
  /** Unlike that of any other page, also of the one that shows all of it. */
  readonly name: string
  readonly title: string
  /** The page that shows all of it. */
  readonly path: string
  readonly invented: Invented
  readonly body: Html
  /** Whether each of its figures says of which day it is. */
  readonly isDated?: boolean
}

function wrap(content: Content, today: IsoDate, address: Address): string {
  const { plan, name, title, path, invented, body, isDated = false } = content
  const { reported, source } = viewFreshness(plan, today)
  const notice = writeInvented(invented)
  const where = address(path)
  const lang = langOf(plan)
  return write(
    name,
    markup`<h1${lang !== undefined && markup` lang="${lang}"`}><a href="${where}">${title}</a></h1>
${notice !== null && markup`<p class="note">${notice}</p>\n`}${body}<footer>
${!isDated && markup`<p>${reported ? `Figures from ${formatDate(reported)}.` : 'No updates yet.'}${source && markup` Source: <a href="${source.url}">${source.reference ?? source.title}</a>.`}</p>\n`}<p class="quiet">${plan.attribution}</p>
<p><a href="${where}">See the details in Cairn</a></p>
</footer>
`,
    where,
  )
}

/** Links open a page of their own: inside the frame, Cairn's other pages would be refused. */
function write(title: string, body: Html, canonical?: string): string {
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Cairn</title>
${canonical !== undefined && markup`<link rel="canonical" href="${canonical}">\n`}<base target="_blank">
<style>${new Html(STYLES)}</style>
</head>
<body>
${patterns()}
<main>
${body}</main>
</body>
</html>
`.text
}

const STYLES = `
*{box-sizing:border-box}
body{margin:0;padding:1rem;color:#1a1a1a;background:#fff;font:1rem/1.45 Roboto,'Helvetica Neue',Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:60rem}
h1{margin:0 0 .5rem;font-size:1.25rem;line-height:1.25}
h2{margin:.5rem 0 .25rem;font-size:1.125rem;line-height:1.3}
p{margin:.25rem 0 .6rem}
a{color:#0065bd}
h1 a,.tiles a{color:#002d54}
.tiles a{text-decoration:none}
.tiles a strong,.tiles a span{text-decoration:underline}
a:focus-visible,summary:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px;background:#fdd522;color:#1a1a1a}
.quiet{color:#525252;font-size:.9375rem}
.note{padding-left:.75rem;border-left:5px solid #b3b3b3}
.lead{font-size:1.125rem;font-weight:700;line-height:1.35}
.patterns{position:absolute}
.swatch{flex:none;margin-right:.35rem;vertical-align:-2px;forced-color-adjust:none}
.bar{display:block;forced-color-adjust:none}
.bar text{font-size:15px;font-weight:700}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.35rem 1rem;margin:.6rem 0;padding:0;list-style:none}
figure{margin:0}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:.6rem 0;padding:0;list-style:none}
.bars{margin:0 0 .75rem;padding:0;list-style:none}
.bars li{display:grid;grid-template-columns:1fr auto;gap:.1rem 1rem;padding:.25rem 0}
.bars .bar{grid-column:1/-1}
details{margin:.5rem 0;overflow-x:auto}
table{width:100%;margin:.5rem 0;border-collapse:collapse;font-size:.9375rem}
caption{text-align:left}
th,td{padding:.3rem .6rem .3rem 0;border-bottom:1px solid #d9d9d9;font-weight:400;text-align:left;vertical-align:top}
thead th{font-weight:700}
.numeric{text-align:right;font-variant-numeric:tabular-nums}
footer{margin-top:.75rem;padding-top:.5rem;border-top:1px solid #b3b3b3;font-size:.9375rem}
`
