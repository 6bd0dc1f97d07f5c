/** A plan's issued reports as a feed (Atom, RFC 4287). */

import type { DatedTo } from '@/lib/domain/dates'
import type { Invented } from '@/lib/domain/plan/invented'
import type { PlanState } from '@/lib/domain/plan/plan'
import { formatDate } from '@/lib/format/dates'
import { authorsOf, writeInvented } from '@/lib/format/status/invented-words'
import { escapeMarkup } from '@/lib/format/markup'

/** As much of an issued report as its entry says. */
export interface FeedReport {
  readonly id: string
  readonly code: string
  readonly reference: string
  readonly title: string
  readonly figuresOf: DatedTo
  readonly frozenAt: string
  readonly sha256: string
  readonly corrects: string | null
  readonly correction: string | null
  readonly correctedBy: string | null
  /** What is invented in its figures. */
  readonly invented: Invented
  /** Whether its document is not what was frozen any more. */
  readonly isAltered: boolean
}

/** Whole addresses: a feed is read elsewhere. */
interface FeedAddresses {
  readonly self: string
  readonly page: string
  readonly report: (code: string) => string
}

/** Takes a plan, its reports, the newest first, and where they are; returns the feed. */
export function writeAtom(plan: PlanState, reports: readonly FeedReport[], at: FeedAddresses): string {
  const of = (code: string | null) => reports.find((one) => one.code === code)
  const entries = reports.map((report) => {
    const [correction, corrected] = [of(report.correctedBy ?? null), of(report.corrects ?? null)]
    // Being corrected is a change of the entry that a reader has to hear of; the report itself never changes.
    const updated = correction?.frozenAt ?? report.frozenAt
    const marks = [
      report.isAltered && 'altered',
      corrected && 'correction',
      correction && `corrected by ${correction.reference}`,
    ]
    const mark = marks.filter(Boolean).join(', ')
    const title = `${report.reference}: ${report.title}${mark && ` (${mark})`}`
    const authors = authorsOf(plan, report.invented)
    const says = [
      writeInvented(report.invented),
      report.isAltered
        ? 'This report was altered after it was issued. Do not rely on it.'
        : `Figures as at ${formatDate(report.figuresOf)}.`,
      corrected && `It corrects ${corrected.reference}: ${report.correction}`,
      correction && `It was corrected by ${correction.reference}: ${correction.correction}`,
      `Fingerprint (SHA-256): ${report.sha256}`,
    ]
    return {
      updated,
      text: element('entry', '', [
        element('id', '', escapeMarkup(`urn:uuid:${report.id}`)),
        element('title', '', escapeMarkup(title)),
        element('updated', '', updated),
        element('published', '', report.frozenAt),
        // Those of the whole feed stand for it, unless it is made up.
        ...(authors === plan.publishers ? [] : authors.map(author)),
        link('alternate', 'text/html', at.report(report.code)),
        ...[corrected, correction].flatMap((other) =>
          other ? [link('related', 'text/html', at.report(other.code), other.reference)] : [],
        ),
        element('summary', '', escapeMarkup(says.filter(Boolean).join(' '))),
      ]),
    }
  })
  const feed = element('feed', ' xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"', [
    element('id', '', escapeMarkup(`urn:uuid:${plan.id}`)),
    element('title', '', escapeMarkup(`Reports of ${plan.title}`)),
    element('updated', '', newest(entries) ?? `${plan.publishedOn ?? plan.startsOn}T00:00:00Z`),
    link('self', 'application/atom+xml', at.self),
    link('alternate', 'text/html', at.page),
    ...plan.publishers.map(author),
    // Every feed needs an author, and a plan may name no publisher.
    ...(plan.publishers.length ? [] : [author(plan.title)]),
    element('rights', '', escapeMarkup(`${plan.licence}. ${plan.attribution}`)),
    element('generator', '', 'Cairn'),
    ...entries.map(({ text }) => text),
  ])
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`
}

const newest = (entries: readonly { readonly updated: string }[]) =>
  entries
    .map(({ updated }) => updated)
    .sort()
    .at(-1)

const element = (name: string, attributes: string, content: string | readonly string[]) =>
  typeof content === 'string'
    ? `<${name}${attributes}>${content}</${name}>`
    : `<${name}${attributes}>\n${content.join('\n')}\n</${name}>`

const author = (name: string) => element('author', '', [element('name', '', escapeMarkup(name))])

const link = (rel: string, type: string, href: string, title?: string) =>
  `<link rel="${rel}" type="${type}" href="${escapeMarkup(href)}"${title === undefined ? '' : ` title="${escapeMarkup(title)}"`}/>`
