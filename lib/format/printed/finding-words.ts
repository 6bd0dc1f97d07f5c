/** What reconciling a printed report found, each in words that need no arithmetic to follow. */

import { listedStatuses } from '@/lib/domain/printed/reconciliation'
import type { CountAndShare, Finding, FindingGroup, FindingKind, Where } from '@/lib/domain/printed/findings'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { ragLabel } from '@/lib/domain/status/rag'
import { type Bucket, bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { count, countLevel, joinNames, lower, oneOfWords } from '@/lib/format/words'
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

/** A plan with what it calls its levels and statuses. */
type Worded = HasStatuses & { readonly words: PlanWords }
type Of<K extends FindingKind> = Extract<Finding, { kind: K }>
type Describe = { readonly [K in FindingKind]: (finding: Of<K>, plan: Worded) => string }

const SAY: Describe = {
  oddRounding: ({ where, buckets, percent, count: n, base, exact, whole }, plan) =>
    `${place(where, plan)} prints ${percent}% for ${labels(plan, buckets)}. That is ${n} of ${base}, which is ${exact}%, or ${whole}% rounded.`,
  impossibleShare: ({ where, bucket, percent, base, nearest, nearestPercent }, plan) =>
    `${place(where, plan)} prints ${percent}% for ${bucketLabel(plan, bucket)}. No whole number of ${countLevel(base, plan.words.action)} gives that. The nearest is ${nearest}, which is ${nearestPercent}%.`,
  doesNotAddUp: ({ where, total }, plan) =>
    `The percentages of ${inside(where, plan)} add up to ${total}%. Rounding does not explain the difference from 100%.`,
  mixedDecimals: ({ sections, percents }, plan) =>
    `Most percentages are whole numbers, but ${sectionNames(sections, plan)} ${sections.length === 1 ? 'prints' : 'print'} ${joinNames(percents.map(percentSign))}.`,
  sameShareTwoWays: ({ count: n, base, prints }, plan) =>
    `The same figure, ${n} of ${base}, is printed in ${count(prints.length, 'way')}: ${joinNames(
      prints.map(({ percent, sections }) => `${percent}% in ${sectionNames(sections, plan)}`),
    )}.`,
  countsAndShares: describeCountsAndShares,
  countedAs: ({ bucket, as, printed, summed, left, sections, total }, plan) =>
    `The headline has ${printed} ${bucketLabel(plan, as)} and leaves out ${bucketLabel(plan, bucket)}. The ${lower(plan.words, 'section').many} make ${summed} ${bucketLabel(plan, as)} and ${left} ${bucketLabel(plan, bucket)} (in ${sectionNames(sections, plan)}). The total of ${total} holds if ${left === 1 ? `the one ${lower(plan.words, 'action').one}` : `the ${left}`} ${bucketLabel(plan, bucket)} ${left === 1 ? 'was' : 'were'} counted as ${bucketLabel(plan, as)}.`,
  totalDiffers: ({ bucket, printed, summed }, plan) =>
    `The headline has ${printed} ${bucketLabel(plan, bucket)}, and the ${lower(plan.words, 'section').many} add up to ${summed}.`,
  omittedFromTotals: ({ bucket, summed, sections }, plan) =>
    `The headline leaves out ${bucketLabel(plan, bucket)}, and the ${lower(plan.words, 'section').many} report ${summed} (in ${sectionNames(sections, plan)}).`,
  sectionTotalDiffers: ({ rag, printed, counted }, plan) =>
    `The headline has ${countLevel(printed, plan.words.section)} ${ragLabel(rag)}, and ${counted} ${counted === 1 ? 'is' : 'are'} printed with that rating.`,
  namedTwoWays: ({ status, names }, plan) =>
    `One status has ${count(names.length, 'name')}: ${joinNames(names.map((name) => `“${name}”`))} ${names.length === 2 ? 'both' : 'all'} mean ${bucketLabel(plan, status)}.`,
  ratingDiffersFromRule: ({ section, printed, suggested, suggestion }, plan) =>
    `${sectionName(section, plan)} is printed as ${ragLabel(printed)}. From its own percentages the suggested rating is ${ragLabel(suggested)}: ${statusMessages.explanation(suggestion)}`,
  listDiffersFromTotals: ({ listed, total }, plan) =>
    `${countLevel(listed, plan.words.action)} ${listed === 1 ? 'is' : 'are'} listed as ${describeListed(plan)}, and the headline has ${total}.`,
  sectionNotPrinted: ({ sections }, plan) => `No figures are printed for ${sectionNames(sections, plan)}.`,
  sectionUnknown: ({ section }, plan) =>
    `${sectionName(section, plan)} is printed, but the plan has no such number.`,
  otherBase: ({ where, base, recorded }, plan) =>
    `The percentages of ${inside(where, plan)} fit ${countLevel(base, plan.words.action)}, and ${recorded} ${recorded === 1 ? 'is' : 'are'} counted on record.`,
  sharesDiffer: ({ section, base, rows }, plan) =>
    `${sectionName(section, plan)} differs from the record of its ${countLevel(base, plan.words.action)}: ${rows
      .map(
        ({ bucket, printed, recorded, percent }) =>
          `${bucketLabel(plan, bucket)} is ${printed === null ? 'not printed' : `printed as ${printed}%`} and recorded for ${recorded} (${percent}%)`,
      )
      .join('; ')}.`,
  ratingDiffersFromRecord: ({ section, printed, recorded }, plan) =>
    `${sectionName(section, plan)} is printed as ${ragLabel(printed)}, and rated ${ragLabel(recorded)} on record.`,
  totalDiffersFromRecord: ({ bucket, printed, recorded }, plan) =>
    `The headline ${printed === null ? 'leaves out' : `has ${printed}`} ${bucketLabel(plan, bucket)}, and ${recorded} ${recorded === 1 ? 'is' : 'are'} on record.`,
  listedUnknown: ({ ref }, plan) =>
    `${plan.words.action.one} ${ref} is listed as ${describeListed(plan)}, but the plan has no such number.`,
  listedOtherwise: ({ ref, bucket }, plan) =>
    `${plan.words.action.one} ${ref} is listed as ${describeListed(plan)}, but is ${bucketLabel(plan, bucket)} on record.`,
  notListed: ({ ref, bucket }, plan) =>
    `${plan.words.action.one} ${ref} is ${bucketLabel(plan, bucket)} on record, but is not in the list of those that are ${describeListed(plan)}.`,
}

/** Takes a plan; returns the statuses that a printed report lists action by action, as a choice. */
export function describeListed(plan: HasStatuses): string {
  return oneOfWords(listedStatuses(plan).map(({ label }) => label)) || 'those that need attention most'
}

/** Takes a finding and the plan; returns it in a sentence or a few. */
export function describeFinding(finding: Finding, plan: Worded): string {
  const say = SAY[finding.kind] as (finding: Finding, plan: Worded) => string
  return say(finding, plan)
}

function describeCountsAndShares({ where, base, rows, other }: Of<'countsAndShares'>, plan: Worded): string {
  const whose = where === 'actionTotals' ? plan.words.action : plan.words.section
  const are = (row: CountAndShare) =>
    `${row.count} ${bucketLabel(plan, row.bucket)} ${row.count === 1 ? 'is' : 'are'} ${row.computed}% and not ${row.percent}%`
  const first = `The counts of the headline add up to ${countLevel(base, whose)}, but its percentages are not of ${base}: ${joinNames(rows.map(are))}.`
  if (!other) return first
  const fitting = joinNames(other.fitting.map((row) => String(row.count)))
  const implied = other.implied.map(
    ({ bucket, count: n, percent }) => `${bucketLabel(plan, bucket)}, at ${percent}%, would then be ${n}`,
  )
  return [
    first,
    `They fit a total of ${other.base}${other.isOnly ? ', and no other up to 200' : ''}: of that, ${fitting} give the percentages printed${implied.length ? `; ${joinNames(implied)}` : ''}.`,
    'So the counts and the percentages come from 2 different totals.',
    ...(other.countedOnce
      ? [
          `On record, ${other.base} is what the plan makes when ${lower(plan.words, 'action').one} ${other.countedOnce.ref} counts once, and ${base} when its ${other.countedOnce.parts === 1 ? 'one part counts' : `${other.countedOnce.parts} parts count`} in its place.`,
        ]
      : []),
  ].join(' ')
}

function place(where: Where, plan: Worded): string {
  return typeof where === 'string' ? 'The headline' : sectionName(where.section, plan)
}

function inside(where: Where, plan: Worded): string {
  return typeof where === 'string' ? 'the headline' : inSection(where.section, plan)
}

const sectionName = (code: string, plan: Worded) => `${plan.words.section.one} ${code}`
const inSection = (code: string, plan: Worded) => `${lower(plan.words, 'section').one} ${code}`

function sectionNames(codes: readonly string[], plan: Worded): string {
  const { one, many } = lower(plan.words, 'section')
  return `${codes.length === 1 ? one : many} ${joinNames(codes)}`
}

const labels = (plan: HasStatuses, buckets: readonly Bucket[]) =>
  joinNames(buckets.map((bucket) => bucketLabel(plan, bucket)))
const percentSign = (percent: string) => `${percent}%`
