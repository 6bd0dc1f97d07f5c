/** What fields of forms and of audit entries are called, for where no form is there to say it. */

const LABELS: Readonly<Record<string, string>> = {
  about: 'About',
  access: 'Who can read it',
  accountable: 'Accountable officer',
  actor: 'Person',
  approved: 'Approved',
  asat: 'Date of the figures',
  asof: 'Date of the figures',
  atriskdenominator: 'Out of how many counted actions',
  atrisknumerator: 'Number of adverse actions that makes a section At Risk',
  author: 'Person',
  because: 'Reason',
  closes: 'Closes',
  closesafter: 'When the period closes',
  closeson: 'Closes',
  comment: 'Comment',
  contributor: 'Contributor',
  correction: 'What was wrong',
  counted: 'Counted',
  delivered: 'Delivered actions',
  donewhen: 'What done looks like',
  due: 'Due date',
  dueafter: 'Days until updates are due',
  duenote: 'Due date in the plan’s own words',
  dueon: 'Due date',
  duereason: 'Reason for the new date',
  effective: 'Date of this status',
  effectiveon: 'Date',
  effectiveprecision: 'Precision of the date',
  expiresat: 'Works until',
  figures: 'Checked figures',
  first: 'First',
  frombeginning: 'From the beginning',
  from: 'From',
  heir: 'Replaced by',
  holdsfrom: 'Applies from',
  invitedby: 'Invited by',
  isadministrator: 'Administrator',
  isanother: 'Different one with the same name',
  ispublic: 'Everyone can read the plan',
  lifecycle: 'In the plan',
  meeting: 'Date of the meeting',
  meetingon: 'Date of the meeting',
  mitigation: 'What is being done about it',
  move: 'Move',
  narrative: 'Progress',
  needsapproval: 'Updates need approval',
  on: 'Date',
  opens: 'Opens',
  openson: 'Opens',
  overallrag: 'Overall rating',
  passkeyname: 'Name of the passkey',
  person: 'Person',
  raised: 'Date of the meeting',
  raisedon: 'Date of the meeting',
  ref: 'Number',
  refs: 'Actions',
  reopen: 'Reason for reopening',
  rhythm: 'How often a period opens',
  risksfrom: 'Risks copied from',
  revokestokens: 'Revoke tokens',
  sha256: 'Fingerprint (SHA-256)',
  shorttitle: 'Short title',
  slug: 'Web address',
  threshold: 'Rating rule',
  ticked: 'Checked figures',
  useformer: 'Use a number or code used before',
  way: 'Method',
  why: 'Reason',
}

/** Takes the name of a field ("dueOn", "due-reason", "effective-day", "personId"); returns what a reader calls it. */
export function describeFieldName(name: string): string {
  const words = name
    .replace(/(?<=[a-z])Ids?$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase()
  const [, whole = words, part = ''] = /^(.+) (day|month|year)$/.exec(words) ?? []
  const label = LABELS[whole.replaceAll(' ', '')] ?? `${whole.slice(0, 1).toUpperCase()}${whole.slice(1)}`
  return part ? `${label} (${part})` : label
}
