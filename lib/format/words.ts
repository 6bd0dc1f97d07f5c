/** Small words around figures and names. */

import {
  type ActivityType,
  type Basis,
  type Confidence,
  type HasLevels,
  hasPillars,
  hasSections,
  type LevelWord,
  type Metric,
  type MetricQualifier,
  type PartnerKind,
  type Level,
  type PlanWords,
} from '@/lib/domain/plan/plan'
import type { LeftBase, Lifecycle, RollUp } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketLabel, type HasStatuses, statusesThat } from '@/lib/domain/status/status'

/** Takes a count and the word for one and for many; returns "1 action", "3 actions". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
}

/** Takes a count and a plan's word for a level; returns "1 section", "20 sections", in lower case for running text. */
export function countLevel(n: number, word: LevelWord): string {
  return count(n, word.one.toLowerCase(), word.many.toLowerCase())
}

/** Takes a plan; returns what it calls the levels above its actions: "Pillars and sections", "Sections"; empty where there are none. */
export function levelsTitle(plan: HasLevels & { readonly words: PlanWords }): string {
  const { pillar, section } = plan.words
  if (hasPillars(plan)) return `${pillar.many} and ${section.many.toLowerCase()}`
  return hasSections(plan) ? section.many : ''
}

/** Takes names; returns "A", "A and B", "A, B and C". */
export function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** Takes a plan's words and a level; returns the level's words in lower case, for running text. */
export function lower(words: PlanWords, level: Level): LevelWord {
  return { one: words[level].one.toLowerCase(), many: words[level].many.toLowerCase() }
}

export const BASIS_LABELS: Readonly<Record<Basis, string>> = {
  published: 'Published',
  inferred: 'Inferred',
  illustrative: 'Estimated',
  reported: 'Reported here',
  madeUp: 'Made up',
}

/** What each basis means, in a sentence a reader of the figures can judge them by. */
export const BASIS_MEANINGS: Readonly<Record<Basis, string>> = {
  published: 'In a published document, or worked out from published figures.',
  inferred: 'Not published itself. Worked out from a published text.',
  illustrative: 'Our estimate, chosen to fit the published figures. It is not a fact.',
  reported: 'Reported in Cairn by those responsible.',
  madeUp: 'Demonstration data. Not real.',
}

/** What a rating says of itself once it is older than what it sums up. */
export const STALE_RATING = 'Action statuses have changed since this rating was made.'

export const ACTIVITY_LABELS: Readonly<Record<ActivityType, string>> = {
  existing: 'Existing activity',
  new: 'New activity',
}

export const CONFIDENCE_LABELS: Readonly<Record<Confidence, string>> = {
  low: 'low confidence',
  medium: 'medium confidence',
  high: 'high confidence',
}

export const PARTNER_KIND_LABELS: Readonly<Record<PartnerKind, string>> = {
  government: 'Government',
  localGovernment: 'Local government',
  nhs: 'NHS',
  regulator: 'Regulator',
  thirdSector: 'Third sector',
  education: 'Education',
  union: 'Trade union',
  other: 'Other',
}

export const LIFECYCLE_LABELS: Readonly<Record<Lifecycle, string>> = {
  active: 'Active',
  withdrawn: 'Withdrawn',
  merged: 'Merged into another action',
  superseded: 'Superseded by another action',
}

/** Takes how many actions left the base and the plan's word for them; returns a sentence, empty when none did: "1 withdrawn action is no longer counted.", "2 actions are no longer counted: 1 withdrawn, 1 merged." */
export function describeLeftBase(left: LeftBase, word: LevelWord): string {
  const gone = Object.entries(left).filter(([, n]) => n > 0)
  const total = gone.reduce((sum, [, n]) => sum + n, 0)
  if (total === 0) return ''
  if (gone.length === 1 && gone[0])
    return `${total} ${gone[0][0]} ${(total === 1 ? word.one : word.many).toLowerCase()} ${total === 1 ? 'is' : 'are'} no longer counted.`
  const kinds = gone.map(([lifecycle, n]) => `${n} ${lifecycle}`).join(', ')
  return `${countLevel(total, word)} ${total === 1 ? 'is' : 'are'} no longer counted: ${kinds}.`
}

const QUALIFIER_WORDS: Readonly<Record<MetricQualifier, string>> = {
  exact: '',
  about: 'about ',
  over: 'over ',
  under: 'under ',
  upTo: 'up to ',
}

/** How exact a figure is, as a list offers it. */
export const QUALIFIER_LABELS: Readonly<Record<MetricQualifier, string>> = {
  exact: 'Exactly',
  about: 'About',
  over: 'Over',
  under: 'Under',
  upTo: 'Up to',
}

/** Takes a metric; returns it as a reader says it: "Recommendations: 25", "Funding to NES: about £30 million". */
export function describeMetric({ label, value, unit, qualifier }: Metric): string {
  const figure = value.toLocaleString('en-GB', { maximumFractionDigits: 20 })
  const money = /^(million|billion) pounds$/.exec(unit)
  const isSaid = label.toLowerCase().includes(unit.toLowerCase())
  const message = money
    ? `£${figure} ${money[1]}`
    : unit === 'percent'
      ? `${figure}%`
      : isSaid
        ? figure
        : `${figure} ${unit}`
  return `${label}: ${QUALIFIER_WORDS[qualifier]}${message}`
}

/** Takes how long to wait (milliseconds); returns the sentence for whoever tried to sign in too often. */
export function describeTooManyAttempts(milliseconds: number): string {
  return `Too many attempts to sign in. Try again in ${count(Math.ceil(milliseconds / 60_000), 'minute')}`
}

/** Takes a word; returns it with its indefinite article: "an action". */
export function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`
}

/** Takes words; returns them as a choice: "A, B or C". */
export function oneOfWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** Takes a plan; returns its adverse statuses as a choice; the words given where it has none. */
export function describeAdverse(plan: HasStatuses, none = 'In need of attention'): string {
  return oneOfWords(statusesThat(plan, ({ adverse }) => adverse).map(({ label }) => label)) || none
}

/** Takes a plan, a status of it, how many of how many actions have it, and the plan's word for them; returns "At Risk: 5 of 73 actions". */
export function describeSegment(
  plan: HasStatuses,
  bucket: Bucket,
  n: number,
  base: number,
  action: LevelWord,
): string {
  return `${bucketLabel(plan, bucket)}: ${n} of ${countLevel(base, action)}`
}

/** Takes figures; returns their shares in words, and whether they miss 100% because each is rounded on its own. */
export function describeShares({ sentence, base, percentTotal }: RollUp): string {
  return base > 0 && percentTotal !== 100 ? `${sentence} (rounded)` : sentence
}
