/** Why single sign-on let someone not in. */

const PROVIDER_PROBLEMS = [
  'cancelled',
  'unavailable',
  'failed',
  'unverified',
  'stranger',
  'taken',
  'deactivated',
] as const

export type ProviderProblem = (typeof PROVIDER_PROBLEMS)[number]

/** Takes what an address says; returns the problem that it names, or null. */
export function readProviderProblem(asked: unknown): ProviderProblem | null {
  return PROVIDER_PROBLEMS.find((problem) => problem === asked) ?? null
}
