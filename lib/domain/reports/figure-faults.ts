/** Whether the figures that a report works out agree with each other. They do unless the program is wrong: then nothing is issued. */

import { ADVERSE, type PlanFigures } from './report-figures'
import { viewOverview } from '@/lib/domain/plan/views'
import { BUCKETS } from '@/lib/domain/status/status'

/** Takes a plan's figures; returns what does not add up, in a sentence each. */
export function findFigureFaults({ plan, whole, scopes }: PlanFigures): string[] {
  const { pillars, ragCounts, sectionCount, attention, delivered } = viewOverview(plan, plan.asAt ?? '')
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const faults: string[] = []
  const expectSame = (what: string, one: number, other: number) => {
    if (one !== other) faults.push(`${what}: ${one} and ${other}.`)
  }
  for (const { title, rollUp, refs } of scopes) {
    expectSame(`The counts of ${title} and its base`, sum(Object.values(rollUp.counts)), rollUp.base)
    for (const bucket of BUCKETS)
      expectSame(
        `The count and the list of ${bucket} in ${title}`,
        rollUp.counts[bucket],
        refs[bucket].length,
      )
  }
  for (const pillar of pillars)
    expectSame(
      `The base of ${pillar.title} and those of its parts`,
      pillar.rollUp.base,
      sum(pillar.sections.map(({ rollUp }) => rollUp.base)),
    )
  expectSame(
    'The base of the plan and those of its parts',
    whole.rollUp.base,
    sum(pillars.map(({ rollUp }) => rollUp.base)),
  )
  expectSame('The ratings and how many there are to rate', sum(Object.values(ragCounts)), sectionCount)
  expectSame(
    'Those that need attention and their list',
    sum(ADVERSE.map((one) => whole.rollUp.counts[one])),
    attention.length,
  )
  expectSame('Those delivered and their list', whole.rollUp.counts.delivered, delivered.length)
  return faults
}
