/** Sentences about reporting periods, and about who is accountable for an action. */

export const periodMessages = {
  cannotEditPeriods: 'Only editors of this plan can manage its reporting periods.',
  cannotReassign: 'Only editors of this plan can change who is accountable for an action.',
  cannotSeeTeam: 'Only editors of this plan can see the updates due from its officers.',

  name: 'Name',
  nameMissing: 'Enter a name, such as October to December 2026',
  nameTaken: (name: string) => `There is already a period called ${name}. Enter a different name`,
  opening: 'Opening day',
  due: 'Due day',
  closing: 'Closing day',
  firstOpening: 'First opening day',
  dayMissing: (label: string) => `Enter the ${label.toLowerCase()}`,
  dueBeforeOpening: 'Due day must be the opening day or later',
  closingBeforeDue: 'Closing day must be the due day or later',
  closingInPast: 'Closing day must be today or later',
  overlapsNext: 'Each period must close before the next one opens',
  overlaps: (name: string, other: string) =>
    `${name} overlaps ${other}. A period must open after the period before it has closed, and close before the next one opens`,
  lookAt: (name: string) => `View ${name}`,
  rhythmMissing: 'Select how often a period opens',
  countMissing: 'Enter how many periods to create',
  dueAfterMissing: 'Enter after how many days an update is due',
  closesAfterMissing: 'Enter after how many days a period closes',
  /** Takes what is missing ("Enter how many periods to create") and the bounds. */
  wholeNumber: (missing: string, least: number, most: number) =>
    `${missing.replace(/^Enter/, 'Enter as a whole number')}, from ${least} to ${most}`,
  closesMissing: 'Select when a period closes',
  dueAfterNextOpening: 'Updates must be due before the next period opens. Enter fewer days',
  closesBeforeDue: 'A period must close on its due day or later',
  changedThis: 'changed this period',
  changedMeanwhile: (changed: string | null, name: string) =>
    `${changed ?? 'Someone changed this period'}, while this page was open. It is now called ${name}. Open it again to see its days, then change it`,
  closed: 'This period has closed, so it cannot be changed',
  openingFixed: 'This period has opened, so its opening day cannot be changed',
  duePassed:
    'This period is open, so its due day can only be changed to today or later. Otherwise anyone who has not reported yet would be late immediately',
  cannotRemove: 'This period has opened, so it can no longer be removed',

  officerMissing: 'Select the accountable officer',
  officerUnknown: 'Select an officer or an editor of this plan',
  contributorMissing: 'Select a contributor',
  reason: 'Reason',
  from: 'Date',
  fromMissing: 'Enter the date of this change',
  fromInFuture: 'Date must be today or in the past',
  fromTooEarly: (refs: readonly string[]) =>
    `Date must not be before the last change of accountable officer of ${refs.join(', ')}`,
  actionsMissing: 'Select at least one action to reassign',
  whichMissing: 'Select all actions or only some',
  reassigned: (ref: string) => `reassigned action ${ref}`,
  reassignedMeanwhile: (changes: readonly string[]) =>
    `This changed while the page was open: ${changes.join('; ')}. Open the page again to see who is accountable now`,
  isAccountable: (name: string) => `${name} is accountable for this action, so can already report on it`,
}
