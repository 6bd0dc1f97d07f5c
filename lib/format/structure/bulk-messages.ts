/** Sentences about one change of several actions. */

import type { BulkKind } from '@/lib/domain/structure/bulk'

/** What each change is called, in lists and in the audit log. */
export const BULK_LABELS: Readonly<Record<BulkKind, string>> = {
  noChange: 'No change of status',
  officer: 'Accountable officer',
  due: 'Due date',
  timescale: 'Timescale',
  partner: 'Partner',
}

export const bulkMessages = {
  title: (actions: string) => `Change several ${actions}`,
  noneTicked: (actions: string) => `Select the ${actions} to change`,
  tooMany: (most: number) => `Select no more than ${most} at a time`,
  personMissing: 'Choose a person, or “No one for now”',
  dueMissing: 'Enter the new due date',
  dueInPast: 'The new due date must be today or later',
  reasonMissing: 'Enter why the due date is changing',
  timescaleMissing: 'Select a timescale',
  partnerMissing: 'Select a partner of the plan',
  roleMissing: 'Select what part the partner has',
  missing: 'It is not in the plan any more',
  already: 'It is so already',
  nothing: 'None of these can be changed. Select others',
  ask: (change: string) => `${change}. Check what will change, then confirm below:`,
  changed: 'Something has changed since you saw this list. Check it again, then confirm',
  group: (count: string, change: string) => `${count}: ${change}`,
} as const
