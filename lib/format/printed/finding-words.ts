/** What reconciling a printed report found, each in words that need no arithmetic to follow. */

import type { CountAndShare, Finding, FindingGroup, FindingKind, Where } from '@/lib/domain/printed/findings'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { ragLabel } from '@/lib/domain/status/rag'
import { type Bucket, bucketLabel } from '@/lib/domain/status/status'
import { count, countLevel, joinNames, lower } from '@/lib/format/words'
import { statusMessages } from '@/lib/format/status/messages'

export const GROUP_TITLES: Readonly<Record<FindingGroup, string>> = {
  arithmetic: 'Arithmetic',
  tables: 'Its own tables',
  record: 'The statuses on record',
}

/** What no finding in a group means. */
export const GROUP_CLEAR: Readonly<Record<FindingGroup, string>> = {
  arithmetic: 'All percentages are possible for the number of actions, and they add up.',
  tables: 'Its tables match each other.',
  record: 'It matches the statuses recorded in Cairn.',
}

type Of<K extends FindingKind> = Extract<Finding, { kind: K }>
type Describe = { readonly [K in FindingKind]: (finding: Of<K>, words: PlanWords) => string }

const SAY: Describe = {
  oddRounding: ({ where, buckets, percent, count: n, base, exact, whole }, words) =>
    `${place(where, words)} prints ${percent}% for ${labels(buckets)}. That is ${n} of ${base}, which is ${exact}%, or ${whole}% rounded.`,
  impossibleShare: ({ where, bucket, percent, base, nearest, nearestPercent }, words) =>
    `${place(where, words)} prints ${percent}% for ${bucketLabel(bucket)}. No whole number of ${countLevel(base, words.action)} gives that. The nearest is ${nearest}, which is ${nearestPercent}%.`,
  doesNotAddUp: ({ where, total }, words) =>
    `The percentages of ${inside(where, words)} add up to ${total}%. Rounding does not explain the difference from 100%.`,
  mixedDecimals: ({ sections, percents }, words) =>
    `Most percentages are whole numbers, but ${sectionNames(sections, words)} ${sections.length === 1 ? 'prints' : 'print'} ${joinNames(percents.map(percentSign))}.`,
  sameShareTwoWays: ({ count: n, base, prints }, words) =>
    `The same figure, ${n} of ${base}, is printed in ${count(prints.length, 'way')}: ${joinNames(
      prints.map(({ percent, sections }) => `${percent}% in ${sectionNames(sections, words)}`),
    )}.`,
  countsAndShares: describeCountsAndShares,
  countedAs: ({ bucket, as, printed, summed, left, sections, total }, words) =>
    `The headline has ${printed} ${bucketLabel(as)} and leaves out ${bucketLabel(bucket)}. The ${lower(words, 'section').many} make ${summed} ${bucketLabel(as)} and ${left} ${bucketLabel(bucket)} (in ${sectionNames(sections, words)}). The total of ${total} holds if ${left === 1 ? `the one ${lower(words, 'action').one}` : `the ${left}`} ${bucketLabel(bucket)} ${left === 1 ? 'was' : 'were'} counted as ${bucketLabel(as)}.`,
  totalDiffers: ({ bucket, printed, summed }, words) =>
    `The headline has ${printed} ${bucketLabel(bucket)}, and the ${lower(words, 'section').many} add up to ${summed}.`,
  omittedFromTotals: ({ bucket, summed, sections }, words) =>
    `The headline leaves out ${bucketLabel(bucket)}, and the ${lower(words, 'section').many} report ${summed} (in ${sectionNames(sections, words)}).`,
  sectionTotalDiffers: ({ rag, printed, counted }, words) =>
    `The headline has ${countLevel(printed, words.section)} ${ragLabel(rag)}, and ${counted} ${counted === 1 ? 'is' : 'are'} printed with that rating.`,
  namedTwoWays: ({ status, names }) =>
    `One status has ${count(names.length, 'name')}: ${joinNames(names.map((name) => `“${name}”`))} ${names.length === 2 ? 'both' : 'all'} mean ${bucketLabel(status)}.`,
  ratingDiffersFromRule: ({ section, printed, suggested, suggestion }, words) =>
    `${sectionName(section, words)} is printed as ${ragLabel(printed)}. From its own percentages the suggested rating is ${ragLabel(suggested)}: ${statusMessages.explanation(suggestion)}`,
  listDiffersFromTotals: ({ listed, total }, words) =>
    `${countLevel(listed, words.action)} ${listed === 1 ? 'is' : 'are'} listed as off track or missed with risk, and the headline has ${total}.`,
  sectionNotPrinted: ({ section }, words) => `No figures are printed for ${inSection(section, words)}.`,
  sectionUnknown: ({ section }, words) =>
    `${sectionName(section, words)} is printed, but the plan has no such number.`,
  otherBase: ({ where, base, recorded }, words) =>
    `The percentages of ${inside(where, words)} fit ${countLevel(base, words.action)}, and ${recorded} ${recorded === 1 ? 'is' : 'are'} counted on record.`,
  sharesDiffer: ({ section, base, rows }, words) =>
    `${sectionName(section, words)} differs from the record of its ${countLevel(base, words.action)}: ${rows
      .map(
        ({ bucket, printed, recorded, percent }) =>
          `${bucketLabel(bucket)} is ${printed === null ? 'not printed' : `printed as ${printed}%`} and recorded for ${recorded} (${percent}%)`,
      )
      .join('; ')}.`,
  ratingDiffersFromRecord: ({ section, printed, recorded }, words) =>
    `${sectionName(section, words)} is printed as ${ragLabel(printed)}, and rated ${ragLabel(recorded)} on record.`,
  totalDiffersFromRecord: ({ bucket, printed, recorded }) =>
    `The headline ${printed === null ? 'leaves out' : `has ${printed}`} ${bucketLabel(bucket)}, and ${recorded} ${recorded === 1 ? 'is' : 'are'} on record.`,
  listedUnknown: ({ ref }, words) =>
    `${words.action.one} ${ref} is listed as off track or missed with risk, but the plan has no such number.`,
  listedOtherwise: ({ ref, bucket }, words) =>
    `${words.action.one} ${ref} is listed as off track or missed with risk, but is ${bucketLabel(bucket)} on record.`,
  notListed: ({ ref, bucket }, words) =>
    `${words.action.one} ${ref} is ${bucketLabel(bucket)} on record, but is not in the list of those off track or missed with risk.`,
}

/** Takes a finding and what the plan calls its levels; returns it in a sentence or a few. */
export function describeFinding(finding: Finding, words: PlanWords): string {
  const say = SAY[finding.kind] as (finding: Finding, words: PlanWords) => string
  return say(finding, words)
}

function describeCountsAndShares(
  { where, base, rows, other }: Of<'countsAndShares'>,
  words: PlanWords,
): string {
  const whose = where === 'actionTotals' ? words.action : words.section
  const are = (row: CountAndShare) =>
    `${row.count} ${bucketLabel(row.bucket)} ${row.count === 1 ? 'is' : 'are'} ${row.computed}% and not ${row.percent}%`
  const first = `The counts of the headline add up to ${countLevel(base, whose)}, but its percentages are not of ${base}: ${joinNames(rows.map(are))}.`
  if (!other) return first
  const fitting = joinNames(other.fitting.map((row) => String(row.count)))
  const implied = other.implied.map(
    ({ bucket, count: n, percent }) => `${bucketLabel(bucket)}, at ${percent}%, would then be ${n}`,
  )
  return [
    first,
    `They fit a total of ${other.base}${other.isOnly ? ', and no other up to 200' : ''}: of that, ${fitting} give the percentages printed${implied.length ? `; ${joinNames(implied)}` : ''}.`,
    'So the counts and the percentages come from 2 different totals.',
    ...(other.countedOnce
      ? [
          `On record, ${other.base} is what the plan makes when ${lower(words, 'action').one} ${other.countedOnce.ref} counts once, and ${base} when its ${other.countedOnce.parts === 1 ? 'one part counts' : `${other.countedOnce.parts} parts count`} in its place.`,
        ]
      : []),
  ].join(' ')
}

function place(where: Where, words: PlanWords): string {
  return typeof where === 'string' ? 'The headline' : sectionName(where.section, words)
}

function inside(where: Where, words: PlanWords): string {
  return typeof where === 'string' ? 'the headline' : inSection(where.section, words)
}

const sectionName = (code: string, words: PlanWords) => `${words.section.one} ${code}`
const inSection = (code: string, words: PlanWords) => `${lower(words, 'section').one} ${code}`

function sectionNames(codes: readonly string[], words: PlanWords): string {
  const { one, many } = lower(words, 'section')
  return `${codes.length === 1 ? one : many} ${joinNames(codes)}`
}

const labels = (buckets: readonly Bucket[]) => joinNames(buckets.map(bucketLabel))
const percentSign = (percent: string) => `${percent}%`
