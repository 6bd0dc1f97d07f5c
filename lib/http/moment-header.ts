/**
 * How the dates of an address, and the report it is about, reach the code that renders a page: layouts are not told the
 * query, and a page must not disagree with the layout around it. The server (server/main.ts) sets this header itself,
 * whatever a client sent.
 */

import { MOMENT_PARAMETERS } from '@/lib/domain/plan/plan-ref'

// Pages that change the plan show it as it is now, whatever day their address names, and so does the navigation around them.
const CHANGES =
  /^\/plans\/[^/]+\/(?:(?:approvals|bulk|requests|details|disputes|manage|periods|reconciliation\/(?:new|upload)|reports\/(?:drafts|new)|rule|settings|spreadsheet|statuses|structure|team)(?:\/|$)|[^/]+\/[^/]+\/(?:[^/]+\/)*(?:accountable|correct|counted|dispute|lifecycle|rating|source|update)\/?$)/

export const MOMENT_HEADER = 'x-cairn-moment'
/** Path and query of the request, as it was asked for: what leads to another address needs all of it. */
export const ADDRESS_HEADER = 'x-cairn-address'

/**
 * Takes a request's address; returns the header's value: its dates and its report alone, as parameters; none where the plan is
 * changed. What stands "around" is the report whose own page it is, if there is one.
 */
export function momentHeader(url: string): string {
  const [path = '', query = ''] = url.split('?')
  if (CHANGES.test(path)) return ''
  const asked = new URLSearchParams(query)
  const report = REPORT_PAGE.exec(url)?.[2]
  const around = REPORT_ITSELF.exec(path)?.[1]
  return new URLSearchParams([
    ...MOMENT_PARAMETERS.flatMap((name) => asked.getAll(name).map((value) => [name, value.slice(0, 100)])),
    ...(report === undefined ? [] : [['report', report]]),
    ...(around === undefined ? [] : [['around', around]]),
  ]).toString()
}

/** The pages and files of a plan that can be read as a report froze them. Nothing that is written stands below a report. */
const REPORT_PAGE =
  /^(\/plans\/[^/?]+)\/reports\/([a-z0-9-]{1,200})\/(?:overview|((?:pillars|sections|partners|charts|files)\/[^/?]+|actions(?:\/[^/?]+)?|partners|timescales|outcomes|how-ratings-work|charts|files))(\?.*)?$/

/** A report's own page, and the one that verifies it: of the plan as it lives, among the pages of the report. */
const REPORT_ITSELF = /^\/plans\/[^/]+\/reports\/([a-z0-9-]{1,200})(?:\/verify)?\/?$/

/**
 * Takes a request's address; returns the address of the page that renders it: pages of a report are those of its plan, told
 * by the header what to show.
 */
export function pageAddress(url: string): string {
  const [, plan, report, below, query = ''] = REPORT_PAGE.exec(url) ?? []
  return plan === undefined || report === undefined ? url : `${plan}${below ? `/${below}` : ''}${query}`
}
