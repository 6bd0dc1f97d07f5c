/** Lists of statuses that a plan can begin with. From then on the list is the plan's own. */

import type { HasStatuses, Meaning, PlanStatus } from './status'

/**
 * Source: Leadership Board progress report 3, LB(25)03-03, "Sub-Action Delivery RAG". The report prints two wordings for some of
 * them; `aliases` holds the other ones. The order runs from done to worst, as its breakdown sentences do.
 */
const PUBLISHED: readonly PlanStatus[] = [
  {
    code: 'delivered',
    label: 'Delivered',
    shortLabel: 'Delivered',
    definition: 'The action is done.',
    meaning: 'delivered',
    aliases: ['Completed'],
  },
  {
    code: 'onTrack',
    label: 'On Track',
    shortLabel: 'On Track',
    definition: 'The action is expected to be done by its date.',
    meaning: 'onTrack',
    aliases: [],
  },
  {
    code: 'missedNoRisk',
    label: 'Delivery Date Missed no Risk',
    shortLabel: 'Delivery Date Missed no Risk',
    definition: 'The date has passed, and delivery is still expected without risk to the result.',
    meaning: 'missedNoRisk',
    aliases: ['Missed Delivery Date no Risk', 'Missed with no risk'],
  },
  {
    code: 'atRisk',
    label: 'At Risk',
    shortLabel: 'At Risk',
    definition: 'Something threatens delivery by its date, or the result.',
    meaning: 'atRisk',
    aliases: [],
  },
  {
    code: 'missedWithRisk',
    label: 'Delivery Date Missed with Risk',
    shortLabel: 'Delivery Date Missed with Risk',
    definition: 'The date has passed, and something threatens delivery or the result.',
    meaning: 'missedWithRisk',
    aliases: ['Missed with risk'],
  },
  {
    code: 'offTrack',
    label: 'Off Track',
    shortLabel: 'Off Track',
    definition: 'Without a change, the action will not be done by its date, or not at all.',
    meaning: 'offTrack',
    aliases: [],
  },
]

/** The statuses that a plan had before it could have its own: frozen reports of that time are read with them. */
export const PUBLISHED_SIX: HasStatuses = { statuses: PUBLISHED }

const own = (
  code: string,
  label: string,
  { meaning, definition, aliases = [] }: Pick<PlanStatus, 'meaning' | 'definition'> & Partial<PlanStatus>,
): PlanStatus => ({ code, label, shortLabel: label, definition, meaning, aliases })

export const STATUS_TEMPLATES = {
  published: PUBLISHED,
  progress: [
    own('notStarted', 'Not started', {
      meaning: 'notStarted',
      definition: 'Work on the action has not begun.',
    }),
    own('inProgress', 'In progress', {
      meaning: 'onTrack',
      definition: 'Work is under way, and the action is expected to be done by its date.',
      aliases: ['Ongoing', 'Underway'],
    }),
    own('complete', 'Complete', {
      meaning: 'delivered',
      definition: 'The action is done.',
      aliases: ['Completed', 'Done'],
    }),
    // Whoever says that an action is delayed says that its date will not hold: a board has to hear why.
    own('delayed', 'Delayed', {
      meaning: 'missedWithRisk',
      definition: 'The action is late, or will be.',
    }),
    // Not done, and not going to be. It must not pass for delivered, so it counts against its section until the plan itself is changed:
    // an action that the plan gives up is withdrawn (its lifecycle), and is then not counted at all.
    own('cancelled', 'Cancelled', {
      meaning: 'offTrack',
      definition: 'Work on the action has stopped, and it will not be done.',
      aliases: ['Stopped'],
    }),
  ],
  colours: [
    own('complete', 'Complete', {
      meaning: 'delivered',
      definition: 'The action is done.',
      aliases: ['Completed', 'Blue'],
    }),
    own('green', 'Green', {
      meaning: 'onTrack',
      definition: 'The action is going to plan and should be done by its date.',
    }),
    own('amber', 'Amber', {
      meaning: 'atRisk',
      definition: 'The action has problems that may make it late, and someone is dealing with them.',
    }),
    own('red', 'Red', {
      meaning: 'offTrack',
      definition: 'The action will be late or will not be done unless something changes.',
    }),
  ],
} as const satisfies Record<string, readonly PlanStatus[]>

export type StatusTemplate = keyof typeof STATUS_TEMPLATES

/** Takes statuses in their order; returns them as they are put on record, each with its position. */
export function inOrder(statuses: readonly PlanStatus[]) {
  return statuses.map((status, position) => ({ ...status, aliases: [...status.aliases], position }))
}

/** What each meaning is called where a person chooses one. The published labels, for they are the meanings' source. */
export const MEANING_LABELS: Readonly<Record<Meaning, string>> = {
  delivered: 'Delivered',
  onTrack: 'On Track',
  notStarted: 'Not started',
  missedNoRisk: 'Delivery Date Missed no Risk',
  atRisk: 'At Risk',
  missedWithRisk: 'Delivery Date Missed with Risk',
  offTrack: 'Off Track',
}
