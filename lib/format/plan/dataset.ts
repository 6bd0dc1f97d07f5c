/** What search engines for data read of a report: schema.org Dataset, as JSON-LD. */

import type { DatedTo } from '@/lib/domain/dates'
import type { PlanState } from '@/lib/domain/plan/plan'
import { PLAN_FILES } from './plan-files'
import { formatDate } from '@/lib/format/dates'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { authorsOf, writeInvented } from '@/lib/format/status/invented-words'
import { paths } from '@/lib/paths'

interface DescribedReport {
  readonly code: string
  readonly reference: string
  readonly title: string
  readonly asAt: string
  readonly figuresOf: DatedTo
  readonly frozenAt: string
  readonly sha256: string
}

/**
 * Takes the plan as a report froze it, the report, the licence's address where it is a known one, and what makes a whole address
 * of a path; returns the description.
 */
export function describeDataset(
  plan: PlanState,
  report: DescribedReport,
  licence: string | null,
  address: (path: string) => string,
) {
  const { code, reference, title, asAt, figuresOf, frozenAt, sha256 } = report
  const place = { slug: plan.slug, report: code }
  const invented = writeInvented(inventedInPlan(plan))
  const licensed = { license: licence ?? plan.licence }
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    name: `${reference}: ${title}`,
    description: `${plan.title}, ${plan.period}: the status of every action as at ${formatDate(figuresOf)}, with reasons, dates and partners, as reported to the board. Each row says how its status is known.${invented ? ` ${invented}` : ''}`,
    identifier: [reference, `sha256:${sha256}`],
    url: address(paths.report(plan.slug, code)),
    version: sha256,
    datePublished: frozenAt.slice(0, 10),
    temporalCoverage: `${plan.startsOn}/${asAt}`,
    inLanguage: plan.language,
    isAccessibleForFree: plan.isPublic,
    ...licensed,
    creditText: plan.attribution,
    creator: authorsOf(plan, inventedInPlan(plan)).map((name) => ({ '@type': 'Organization', name })),
    isBasedOn: plan.sources.map(({ url }) => url),
    distribution: [
      ...Object.entries(PLAN_FILES).map(([name, { type, says }]) => ({
        '@type': 'DataDownload',
        name,
        description: says,
        encodingFormat: type.split(';')[0],
        contentUrl: address(paths.file(place, name)),
      })),
      {
        '@type': 'DataDownload',
        name: 'snapshot.json',
        description: 'The report document.',
        encodingFormat: 'application/json',
        contentUrl: address(paths.reportDocument(plan.slug, code)),
        sha256,
      },
    ],
  }
}

/** Takes a value; returns it as JSON that can stand in a page's script element: nothing in it can end the element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
