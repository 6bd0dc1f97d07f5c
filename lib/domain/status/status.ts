/**
 * What a status of a plan means, and how a plan's own list of statuses is read.
 *
 * The meanings are the same in every plan: the roll-up, the rule, movement and the colours stand on them. What a status is called,
 * and in which order statuses are shown, is the plan's own.
 */

/** In order from done to worst. */
const MEANING_FACTS = {
  delivered: { adverse: false, complete: true, late: false },
  onTrack: { adverse: false, complete: false, late: false },
  notStarted: { adverse: false, complete: false, late: false },
  missedNoRisk: { adverse: false, complete: false, late: true },
  atRisk: { adverse: true, complete: false, late: false },
  missedWithRisk: { adverse: true, complete: false, late: true },
  offTrack: { adverse: true, complete: false, late: false },
} as const satisfies Record<string, MeaningFacts>

export interface MeaningFacts {
  /** Counts against a section in the rule for its overall RAG. */
  readonly adverse: boolean
  /** Nothing is left to do. */
  readonly complete: boolean
  /** Its date has passed without delivery. */
  readonly late: boolean
}

/** What a status says of an action, whatever a plan calls it. */
export type Meaning = keyof typeof MEANING_FACTS

/** In order from done to worst. */
export const MEANINGS = Object.keys(MEANING_FACTS) as readonly Meaning[]

/** What a bucket means. */
export type BucketMeaning = Meaning | typeof NO_UPDATE

/** Names a status within its plan. It stays when the status is called something else. */
export type StatusCode = string

/** A status of a plan. */
export interface PlanStatus {
  readonly code: StatusCode
  readonly label: string
  /** For where there is little room. */
  readonly shortLabel: string
  /** What it says about an action. */
  readonly definition: string
  readonly meaning: Meaning
  /** Other printed wordings of the same status. */
  readonly aliases: readonly string[]
}

/** A plan, as far as its statuses go: 1 to MOST_STATUSES of them, in the order in which they are shown. */
export interface HasStatuses {
  readonly statuses: readonly PlanStatus[]
}

export const MOST_STATUSES = 10

/** The bucket of an action that no one has spoken of. No status has this code. */
export const NO_UPDATE = 'noUpdate'

/** Where a counted action lands in a roll-up: the code of its status, or NO_UPDATE. */
export type Bucket = StatusCode

const bucketsMade = new WeakMap<HasStatuses['statuses'], readonly Bucket[]>()

/** Takes a plan; returns its buckets in display order. An action that no one has spoken of comes last, and is never hidden. */
export function bucketsOf({ statuses }: HasStatuses): readonly Bucket[] {
  const known = bucketsMade.get(statuses)
  if (known) return known
  const buckets = [...statuses.map(({ code }) => code), NO_UPDATE]
  bucketsMade.set(statuses, buckets)
  return buckets
}

/** Takes a plan and the code of one of its statuses; returns the status. Throws when it has none of that code. */
export function statusOf({ statuses }: HasStatuses, code: StatusCode): PlanStatus {
  const status = statuses.find((one) => one.code === code)
  if (!status) throw new Error(`The plan has no status ${code}`)
  return status
}

/** Takes a plan and a bucket; returns its label, "No update yet" for the absence of a status. */
export function bucketLabel(plan: HasStatuses, bucket: Bucket): string {
  return bucket === NO_UPDATE ? 'No update yet' : statusOf(plan, bucket).label
}

/** Takes a plan and a bucket; returns what it means, NO_UPDATE for the absence of a status. */
export function meaningOf(plan: HasStatuses, bucket: Bucket): BucketMeaning {
  return bucket === NO_UPDATE ? NO_UPDATE : statusOf(plan, bucket).meaning
}

/** Takes a meaning; returns what follows from it. */
export function factsOf(meaning: Meaning): MeaningFacts {
  return MEANING_FACTS[meaning]
}

/** Takes a plan and one of its statuses, or null for none; returns whether it is adverse: it counts against a section, and needs attention. */
export function isAdverse(plan: HasStatuses, status: StatusCode | null): boolean {
  return status !== null && factsOf(statusOf(plan, status).meaning).adverse
}

/** Takes a plan and one of its statuses, or null for none; returns whether nothing is left to do. */
export function isComplete(plan: HasStatuses, status: StatusCode | null): boolean {
  return status !== null && factsOf(statusOf(plan, status).meaning).complete
}

/** Takes a plan and roll-ups of it; returns the buckets in which any of them has an action, in display order. */
export function bucketsIn(
  plan: HasStatuses,
  rollUps: readonly { readonly counts: Readonly<Record<Bucket, number>> }[],
): readonly Bucket[] {
  return bucketsOf(plan).filter((bucket) => rollUps.some(({ counts }) => (counts[bucket] ?? 0) > 0))
}

/** Takes a plan and what is asked of a meaning; returns the plan's statuses of such meanings, in display order. */
export function statusesThat(
  { statuses }: HasStatuses,
  isAsked: (facts: MeaningFacts) => boolean,
): readonly PlanStatus[] {
  return statuses.filter(({ meaning }) => isAsked(factsOf(meaning)))
}

/** Takes a plan; returns the codes of its adverse statuses. */
export function adverseCodes(plan: HasStatuses): StatusCode[] {
  return statusesThat(plan, ({ adverse }) => adverse).map(({ code }) => code)
}

/** Takes a plan; returns the codes of the statuses with which nothing is left to do. */
export function completeCodes(plan: HasStatuses): StatusCode[] {
  return statusesThat(plan, ({ complete }) => complete).map(({ code }) => code)
}

/** Takes a plan; returns what it calls an action that is done: the label of the first such status. Every plan has one. */
export function completeLabel(plan: HasStatuses): string {
  return statusesThat(plan, ({ complete }) => complete)[0]?.label ?? ''
}

/** Takes a plan and a bucket; returns how far it is from done: 0 is done. Beyond all statuses for the absence of one. */
export function severityOf(plan: HasStatuses, bucket: Bucket): number {
  const meaning = meaningOf(plan, bucket)
  return meaning === NO_UPDATE ? MEANINGS.length : MEANINGS.indexOf(meaning)
}

/**
 * Takes two states of one plan; returns the statuses of the second, and after them those that only the first has. A status that was ever
 * recorded is in every later state.
 */
export function statusesOfBoth(before: HasStatuses, after: HasStatuses): HasStatuses {
  const more = before.statuses.filter(({ code }) => !isStatus(after, code))
  return more.length === 0 ? after : { statuses: [...after.statuses, ...more] }
}

/** Takes a plan and any value; returns whether it is the code of one of its statuses. */
export function isStatus({ statuses }: HasStatuses, value: unknown): value is StatusCode {
  return statuses.some(({ code }) => code === value)
}

/** Takes a label; returns it as labels are told apart: case and spacing make no difference. */
export const foldLabel = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase()

/** Takes a plan and a printed label or alias, in any case and spacing; returns the code of its status, or null when none is called so. */
export function statusFromLabel({ statuses }: HasStatuses, label: string): StatusCode | null {
  const wanted = foldLabel(label)
  const names = ({ label: own, aliases }: PlanStatus) => [own, ...aliases].map(foldLabel)
  return statuses.find((status) => names(status).includes(wanted))?.code ?? null
}
