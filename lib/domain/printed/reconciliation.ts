/**
 * A printed report beside the plan: where it differs from arithmetic, from its own other tables, and from the statuses on
 * record. Figures that agree say nothing.
 *
 * Source: the discrepancies R1 to R4 and R7 that were found by hand in LB(25)03-03 (data README, "Inconsistencies").
 */

import { type Finding, FINDING_GROUPS, groupOf } from './findings'
import { currentStatus, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { PrintedFigures, PrintedSection, PrintedTotal } from './printed-figures'
import { type OverallRag, rate, suggestRag } from '@/lib/domain/status/rag'
import {
  checkRating,
  checkShares,
  compareShares,
  findMixedDecimals,
  findSameShareTwoWays,
  readSection,
  type SectionReading,
} from './reconcile-sections'
import {
  compareCountsAndShares,
  compareSectionTotals,
  compareTotals,
  compareTotalsWithRecord,
  sumSections,
  type Tally,
} from './reconcile-totals'
import { countAt, type RollUp } from '@/lib/domain/status/roll-up'
import {
  type Bucket,
  bucketsOf,
  foldLabel,
  type HasStatuses,
  type BucketMeaning,
  meaningOf,
  type PlanStatus,
  NO_UPDATE,
} from '@/lib/domain/status/status'
import { rollUpActions } from '@/lib/domain/plan/views'

/** What the statuses mean that LB(25)03-03 lists action by action, "off track or date missed with risk". */
const LISTED: readonly BucketMeaning[] = ['offTrack', 'missedWithRisk']
const isListed = (plan: HasStatuses, bucket: Bucket) => LISTED.includes(meaningOf(plan, bucket))

/** Takes a plan; returns the statuses that a printed report lists action by action, the worst first. */
export function listedStatuses({ statuses }: HasStatuses): readonly PlanStatus[] {
  return LISTED.flatMap((listed) => statuses.filter(({ meaning }) => meaning === listed))
}

/** Takes printed figures and a plan as it stands at a moment; returns what does not agree, in the order of the report. */
export function reconcile(figures: PrintedFigures, plan: PlanState): Finding[] {
  const printed = inOrder(figures, plan)
  const { sections, whole } = readAgainst(printed, plan)
  // A plan of which nothing is on record yet has nothing to disagree with.
  const isKnown = !plan.isBlank
  const summed = isWholePlanPrinted(printed, plan) ? sumSections(sections) : null
  const totals = summed ? compareTotals(plan, printed.actionTotals, summed, sections) : []
  const percentsOnly = printed.actionTotals.flatMap(({ bucket, count, percent }) =>
    count === null && percent !== null ? [{ bucket, percent }] : [],
  )
  const findings: Finding[] = [
    ...sections.flatMap(({ printed: { code, shares }, recorded }) =>
      checkShares({ section: code }, shares, recorded),
    ),
    ...findMixedDecimals(sections),
    ...findSameShareTwoWays(sections),
    ...compareCountsAndShares('actionTotals', printed.actionTotals, tallyOf(plan, whole), totals),
    ...compareCountsAndShares('sectionTotals', printed.sectionTotals, null, []),
    ...checkTotalShares(printed.actionTotals, percentsOnly.length, whole),
    ...totals,
    ...compareSectionTotals(printed.sectionTotals, sections),
    ...findNames(plan, printed),
    ...sections.flatMap((section) => checkRating(plan, section)),
    ...compareList(printed, plan),
    ...findMissingSections(printed, plan),
    ...(isKnown ? sections.flatMap((section) => compareShares(plan, section)) : []),
    ...(isKnown ? compareRatings(printed, plan) : []),
    ...(isKnown && !summed ? compareTotalsWithRecord(plan, printed.actionTotals, whole.counts) : []),
  ]
  return FINDING_GROUPS.flatMap((group) => findings.filter((finding) => groupOf(finding) === group))
}

/** The same figures in the plan's order and the statuses' own, so that the order in which they were entered makes no difference. */
function inOrder(figures: PrintedFigures, plan: PlanState): PrintedFigures {
  const place = new Map(plan.sections.map(({ code }, at) => [code, at]))
  const placeOf = (code: string) => place.get(code) ?? plan.sections.length
  const byBucket = (a: { bucket: Bucket }, b: { bucket: Bucket }) =>
    bucketsOf(plan).indexOf(a.bucket) - bucketsOf(plan).indexOf(b.bucket)
  return {
    sections: figures.sections
      .map((section) => ({ ...section, shares: section.shares.toSorted(byBucket) }))
      .sort((a, b) => placeOf(a.code) - placeOf(b.code) || (a.code < b.code ? -1 : 1)),
    sectionTotals: figures.sectionTotals.toSorted(byBucket),
    actionTotals: figures.actionTotals.toSorted(byBucket),
    listed: figures.listed && [...new Set(figures.listed)].sort(),
    names: figures.names,
  }
}

function readAgainst(printed: PrintedFigures, plan: PlanState) {
  const rollUps = rollUpSections(plan)
  return {
    sections: printed.sections.map((section) => readSection(section, rollUps.get(section.code) ?? null)),
    whole: rollUpActions(plan, indexPlan(plan).counted),
  }
}

function rollUpSections(plan: PlanState): ReadonlyMap<string, RollUp> {
  const { countedOf } = indexPlan(plan)
  return new Map(plan.sections.map(({ id, code }) => [code, rollUpActions(plan, countedOf(id))]))
}

/** Whether the sections printed are all that there are: only then can they be added up. */
function isWholePlanPrinted({ sections }: PrintedFigures, plan: PlanState): boolean {
  const { countedOf } = indexPlan(plan)
  const codes = new Set(sections.map(({ code }) => code))
  return (
    hasSections(plan) && plan.sections.every(({ id, code }) => codes.has(code) || countedOf(id).length === 0)
  )
}

/** Totals that were printed as shares alone are checked as a section's are. */
function checkTotalShares(totals: readonly PrintedTotal[], alone: number, whole: RollUp): Finding[] {
  const shares = totals.flatMap(({ bucket, percent }) => (percent === null ? [] : [{ bucket, percent }]))
  const findings = checkShares('actionTotals', shares, whole)
  return alone > 0 && alone === totals.length
    ? findings
    : findings.filter(({ kind }) => kind === 'doesNotAddUp')
}

function tallyOf(plan: PlanState, { counts }: RollUp): Tally {
  const { partsOf, counted } = indexPlan(plan)
  const inCount = new Set(counted)
  const inParts = plan.actions.flatMap(({ id, ref }) => {
    const parts = partsOf(id).filter((part) => inCount.has(part))
    const buckets = new Set(parts.map((part): Bucket => currentStatus(part) ?? NO_UPDATE))
    const [bucket] = buckets
    return bucket && buckets.size === 1 && parts.length > 1 ? [{ ref, parts: parts.length, bucket }] : []
  })
  return { counts, inParts }
}

/** Source: R7, "Delivered" and "completed" for one status. */
function findNames(plan: HasStatuses, { names }: PrintedFigures): Finding[] {
  return plan.statuses.flatMap(({ code: status, label }) => {
    const used = names.filter((one) => one.status === status).flatMap((one) => one.names)
    const distinct = [...new Map(used.toSorted().map((name) => [foldLabel(name), name])).values()]
    if (distinct.length < 2) return []
    const isOwn = (name: string) => foldLabel(name) === foldLabel(label)
    const ordered = [...distinct.filter(isOwn), ...distinct.filter((name) => !isOwn(name))]
    return [{ kind: 'namedTwoWays', status, names: ordered } as const]
  })
}

function findMissingSections({ sections }: PrintedFigures, plan: PlanState): Finding[] {
  if (!sections.length) return []
  const printed = new Set(sections.map(({ code }) => code))
  const known = new Set(plan.sections.map(({ code }) => code))
  const missing = plan.sections.flatMap(({ code }) => (printed.has(code) ? [] : [code]))
  return [
    ...(missing.length > 0 ? [{ kind: 'sectionNotPrinted', sections: missing } as const] : []),
    ...sections
      .filter(({ code }) => !known.has(code))
      .map(({ code }) => ({ kind: 'sectionUnknown', section: code }) as const),
  ]
}

function compareRatings({ sections }: PrintedFigures, plan: PlanState): Finding[] {
  const recorded = new Map(plan.sections.map(({ code, assessment }) => [code, assessment?.overallRag]))
  return sections.flatMap(({ code, overallRag }) => {
    const rating = recorded.get(code)
    if (!rating || overallRag === null || rating === overallRag) return []
    return [
      { kind: 'ratingDiffersFromRecord', section: code, printed: overallRag, recorded: rating } as const,
    ]
  })
}

/** The list of actions off track or missed with risk, beside the totals and the statuses on record. */
function compareList({ listed, actionTotals }: PrintedFigures, plan: PlanState): Finding[] {
  if (listed === null) return []
  const counts = actionTotals.filter(({ bucket, count }) => isListed(plan, bucket) && count !== null)
  const total = counts.reduce((all, { count }) => all + (count ?? 0), 0)
  const refs = new Map(plan.actions.map((action) => [action.ref, action]))
  const { counted } = indexPlan(plan)
  const buckets = new Map(
    counted.map((action): [string, Bucket] => [action.ref, currentStatus(action) ?? NO_UPDATE]),
  )
  return [
    ...(counts.length && total !== listed.length
      ? [{ kind: 'listDiffersFromTotals', listed: listed.length, total } as const]
      : []),
    ...listed.filter((ref) => !refs.has(ref)).map((ref) => ({ kind: 'listedUnknown', ref }) as const),
    ...(plan.isBlank ? [] : compareListed(plan, new Set(listed), buckets)),
  ]
}

function compareListed(
  plan: HasStatuses,
  listed: ReadonlySet<string>,
  buckets: ReadonlyMap<string, Bucket>,
): Finding[] {
  const otherwise = [...listed].flatMap((ref): Finding[] => {
    const bucket = buckets.get(ref)
    return !bucket || isListed(plan, bucket) ? [] : [{ kind: 'listedOtherwise', ref, bucket }]
  })
  const left = [...buckets].flatMap(([ref, bucket]): Finding[] =>
    !isListed(plan, bucket) || listed.has(ref) ? [] : [{ kind: 'notListed', ref, bucket }],
  )
  return [...otherwise, ...left]
}

/** A section as it was printed, beside what is on record for it. */
export interface ComparedSection {
  readonly code: string
  /** Null when the plan has no such section. */
  readonly title: string | null
  /** Null when the report does not have it. */
  readonly printed: PrintedSection | null
  readonly recorded: RollUp | null
  readonly recordedRag: OverallRag | null
  readonly isSame: boolean
}

/** A line of the headline beside the sections' sum and the plan's own count. */
interface ComparedTotal {
  readonly bucket: Bucket
  readonly printed: PrintedTotal | null
  /** Null where the printed sections cannot be added up. */
  readonly summed: number | null
  readonly recorded: number
  /** Whole per cent of the counted actions on record; null without any. */
  readonly recordedPercent: number | null
}

export interface Comparison {
  readonly sections: readonly ComparedSection[]
  readonly totals: readonly ComparedTotal[]
  /** How many actions are counted on record. */
  readonly base: number
}

/** Takes printed figures and a plan as it stands at a moment; returns the two side by side, section by section and in total. */
export function compare(figures: PrintedFigures, plan: PlanState): Comparison {
  const printed = inOrder(figures, plan)
  const { sections, whole } = readAgainst(printed, plan)
  const summed = isWholePlanPrinted(printed, plan) ? sumSections(sections) : null
  const readOf = new Map(sections.map((section) => [section.printed.code, section]))
  const rollUps = rollUpSections(plan)
  const strangers = sections.filter(({ recorded }) => recorded === null)
  return {
    base: whole.base,
    sections: [
      ...plan.sections.map(({ code, title, assessment }) => {
        const recorded = rollUps.get(code) ?? null
        const suggestion = recorded && suggestRag(recorded, plan.rule)
        const recordedRag = suggestion && rate(assessment?.overallRag ?? null, suggestion).rag
        return compareSection(plan, code, title, readOf.get(code), recorded, recordedRag)
      }),
      ...strangers.map((one) => compareSection(plan, one.printed.code, null, one, null, null)),
    ],
    totals: bucketsOf(plan).flatMap((bucket) => {
      const line = printed.actionTotals.find((total) => total.bucket === bucket) ?? null
      const own = summed && (summed.get(bucket) ?? 0)
      const recorded = countAt(whole.counts, bucket)
      if (!line && !own && !recorded) return []
      const recordedPercent = whole.shares.find((share) => share.bucket === bucket)?.percent ?? null
      return [{ bucket, printed: line, summed: own, recorded, recordedPercent }]
    }),
  }
}

function compareSection(
  plan: HasStatuses,
  code: string,
  title: string | null,
  reading: SectionReading | undefined,
  recorded: RollUp | null,
  recordedRag: OverallRag | null,
): ComparedSection {
  const printed = reading?.printed ?? null
  const isSame =
    reading !== undefined &&
    recorded !== null &&
    (reading.read === null ? !reading.printed.shares.length : reading.read.base === recorded.base) &&
    !compareShares(plan, reading).length &&
    (reading.printed.overallRag === null || reading.printed.overallRag === recordedRag)
  return { code, title, printed, recorded, recordedRag, isSame }
}
