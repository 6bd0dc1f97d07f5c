/** Sentences about a plan and its structure: what is wrong with a record, why it cannot be saved, moved or removed, and what to do. */

import type { IsoDate } from '@/lib/domain/dates'
import type { Lifecycle } from '@/lib/domain/status/roll-up'
import type { References } from '@/lib/domain/structure/structure'
import { formatDay } from '@/lib/format/dates'

const AFTER_SO_MANY = 5
const TICK_IS_ANOTHER = 'tick "This is a different one with the same name"'
const NAME_WORDS: Readonly<Record<string, string>> = {
  code: 'number',
  ref: 'number',
  abbreviation: 'short name',
}

const listSome = (names: readonly string[]) => {
  const shown = names.slice(0, AFTER_SO_MANY).join(', ')
  return names.length > AFTER_SO_MANY ? `${shown} and ${names.length - AFTER_SO_MANY} more` : shown
}
const numbered = (one: string) => (names: readonly string[]) =>
  `${one}${names.length === 1 ? '' : 's'} ${listSome(names)}`

const REFERENCES: Readonly<Record<References['what'], (names: readonly string[]) => string>> = {
  section: numbered('section'),
  outcome: numbered('outcome'),
  action: numbered('action'),
  part: numbered('part'),
  predecessor: (names) => `replaced ${numbered('action')(names)}`,
  request: numbered('board request'),
  dispute: numbered('dispute'),
  report: numbered('report'),
  rating: () => 'a rating',
  update: () => 'progress updates',
  dueDate: () => 'changes of its due date',
  lifecycle: () => 'its removal or replacement',
  counted: () => 'changes of what is counted',
  accountability: () => 'changes of accountable officer',
  achievement: () => 'an achievement',
  publication: () => 'a publication',
}

type MetricField = 'label' | 'value' | 'unit' | 'qualifier' | 'as-of'

const METRIC_WORDS: Readonly<Record<MetricField, { readonly label: string; readonly missing: string }>> = {
  label: { label: 'What it counts', missing: 'what it counts' },
  value: { label: 'Number', missing: 'the number' },
  unit: { label: 'Unit', missing: 'the unit' },
  qualifier: { label: 'How exact it is', missing: 'how exact it is' },
  'as-of': { label: 'Date', missing: 'the date' },
}

export const structureMessages = {
  cannotEdit: 'Only editors of this plan can change its structure.',
  cannotCreate: 'Only administrators can create a plan.',
  savedThis: 'saved this',

  code: 'Code',
  codeMissing: 'Enter a code',
  name: 'Name',
  nameMissing: 'Enter a name',
  aim: 'Aim',
  aimMissing: 'Enter the aim',
  number: 'Number',
  numberMissing: 'Enter a number',
  title: 'Title',
  titleMissing: 'Enter a title',
  wording: 'Wording',
  wordingMissing: 'Enter the wording',
  pillar: 'Pillar',
  section: 'Section',
  placeMissing: 'Select what it belongs to',
  whole: 'Part of',
  note: 'Note',
  activityMissing: 'Select existing or new activity, or "Not known"',
  timescale: 'Timescale',
  dueNote: 'Due date in the plan’s own words',
  doneWhen: 'What done looks like',
  countedMissing: 'Select whether it is counted',
  shortName: 'Short name',
  shortNameMissing: 'Enter a short name',
  kindMissing: 'Select what kind of organisation it is',
  label: 'Label',
  labelMissing: 'Enter a label',
  outcome: 'Outcome',
  outcomeMissing: 'Enter the outcome',
  achievement: 'What was achieved',
  achievementMissing: 'Enter what was achieved',
  sourceTitle: 'Document that reports it',
  sourceTitleMissing: 'Enter the document that reports it',
  sourcePage: 'Page',
  reported: 'Date reported',
  reportedMissing: 'Enter the date it was reported. A month and year, or a year, is enough',
  published: 'Date published',
  datedInFuture: (label: string) => `${label} must be today or in the past`,
  cited: 'Actions',
  citedMissing: 'Enter the number of at least one action, such as 12.3',
  citedUnknown: (refs: readonly string[]) =>
    `This plan has no action ${listSome(refs)}. Enter numbers of actions in this plan, with commas between them`,
  sameWorkUnclear: (text: string) =>
    `Enter a plan and the number of an action in it, such as Delivery Plan 2.4, in place of “${text}”`,
  sameWorkUnknown: (text: string) =>
    `There is no action “${text}” in another plan that you can read. Check the plan and the number`,
  sameWorkHere: (ref: string) => `${ref} is in this plan. Enter only actions of other plans`,
  sameWorkTooMany: (most: number) => `Up to ${most} actions of other plans can be named. Remove some`,
  publisher: 'Publisher',
  webAddress: 'Web address',
  webAddressWrong: {
    address: 'Web address must begin with https:// or http://',
    password: 'Web address must not include a user name or password. Remove the text between // and @',
  },
  /** What a field of a figure is called by itself: "Unit of figure 2". */
  metric: (number: number, field: MetricField) => `${METRIC_WORDS[field].label} of figure ${number}`,
  metricMissing: (number: number, field: MetricField) =>
    `Figure ${number}: enter ${METRIC_WORDS[field].missing}, or clear the whole figure`,
  metricNotNumber: (number: number) => `Figure ${number}: number must be digits, such as 295 or 12.5`,
  metricsTooMany: (most: number) => `An achievement can have up to ${most} figures. Remove this one`,
  withdrawReason: 'Reason',
  withdrawReasonMissing: 'Enter why it is withdrawn',

  firstDay: 'First day',
  firstDayMissing: 'Enter the first day',
  lastDay: 'Last day',
  lastDayMissing: 'Enter the last day',
  lastDayTooEarly: 'Last day must not be before the first day',
  due: 'Due date',
  added: 'Date added',
  addedInFuture: 'Date added must be today or in the past',
  roleMissing: 'Select a role from the list',
  roleName: 'Role',
  roleNameMissing: 'Enter what one of them is called',
  roleMeaningMissing: 'Select what the role means',
  roleTwice: (name: string) => `There are two roles called “${name}”. Rename one of them`,
  rolesTooFew: 'One role must mean that a partner leads, and one that it supports',
  roleInUse: (name: string) =>
    `Partners of this plan have or had the role “${name}”. You can rename it, but not remove it`,
  listTooLong: 'This list is too long. Remove some of it',
  slug: (label: string) =>
    `${label} must be lower-case letters and numbers, with single hyphens between them, such as "north-east"`,
  reference: (label: string) =>
    `${label} must be letters and numbers, with single dots or hyphens between them, such as "12.3"`,

  date: 'Date',
  dateMissing: 'Enter the date of this change',
  dateInFuture: 'Date must be today or in the past',
  reason: 'Reason',
  reasonMissing: 'Enter the reason',

  lifecycleMissing: 'Select what happens to the action',
  replacement: 'Action that replaces it',
  replacementMissing: 'Select the action that replaces it',
  replacementNotNeeded:
    'Only a merged or superseded action is replaced by another. Select no action here, or select merged or superseded',
  replacementIsItself: 'An action cannot replace itself',
  replacementLeft: (ref: string, lifecycle: string) =>
    `Action ${ref} is ${lifecycle} too. Select an action that is still in the plan`,
  partsMissing: 'Select what happens to its parts',
  partsMissingOf: (refs: string) => `Select what happens to its parts: ${refs}`,
  partReplaces: (ref: string) =>
    `Action ${ref} replaces this action, so its parts cannot leave the plan with it`,
  alreadyInPlan: 'The action is already in the plan',
  alreadyLeft: (lifecycle: string) => `The action is already ${lifecycle}`,
  changedLifecycle: (lifecycle: Lifecycle) => `changed this action to ${lifecycle}`,
  changedLater: (ref: string, on: IsoDate) =>
    `Action ${ref} was last changed on ${formatDay(on)}. Enter that day or a later one`,
  addedLater: (ref: string, on: IsoDate) =>
    `Action ${ref} was added on ${formatDay(on)}. Enter that day or a later one`,

  actionList: 'The list of actions',
  notPart: (other: string, ref: string) => `Action ${other} is not part of action ${ref}`,
  countedUnchanged: 'These actions are already counted. Change your selection, or leave the page',
  countedTwice: (whole: string, part: string) =>
    `Actions ${whole} and ${part} cannot both be counted: one is part of the other, so the same work would be counted twice`,
  wouldCountTwice: (whole: string, part: string) =>
    `Actions ${whole} and ${part} would both be counted, and one is part of the other. Change which of them is counted first`,
  wholeIsCounted: (ref: string) =>
    `Action ${ref} is counted, and this would be part of it: the same work would be counted twice. Change which of them is counted first`,
  partIsCounted: (ref: string) =>
    `Action ${ref} is counted and would be part of an action that is counted too. Change which of them is counted first`,
  countedLater: (ref: string) =>
    `The counting of action ${ref} was changed after that day. Enter a later day`,

  first: 'First number',
  firstMissing: 'Enter the number of the first action',
  firstWithoutFigure: 'First number must end in a figure, such as 12 or 26.3',
  wordings: 'Wordings',
  wordingsMissing: 'Paste the wording of each action, one on each line',
  tooManyLines: (most: number, given: number) => `Paste up to ${most} lines at once. There are ${given}`,
  onLine: (line: number, message: string) => `Line ${line}: ${message}`,
  countedMissingOfMany: 'Select whether they are counted',
  numbersTaken: (problems: readonly string[]) => `${problems.join('. ')}. Enter a different first number`,
  numberUsedBefore: (ref: string) => `"${ref}" was used before for another action`,
  numberLooksTheSame: (ref: string) => `"${ref}" looks the same as another number`,

  shortTitle: 'Short title',
  shortTitleMissing: 'Enter a short title',
  planTitleMissing: 'Enter the title',
  publishers: 'Publishers',
  publishersMissing: 'Enter who publishes the plan',
  period: 'Period',
  periodMissing: 'Enter the period, such as 2026 to 2029',
  licence: 'Licence',
  licenceMissing: 'Enter the licence',
  attribution: 'Attribution',
  attributionMissing: 'Enter how the plan should be attributed',
  languageUnknown: 'Select a language from the list',
  notes: 'Notes',
  levelWord: (level: string) => `Word for ${level}`,
  levelWordMissing: (level: string) => `Enter the word for ${level}`,
  levelNames: {
    'pillar-one': 'one top level',
    'pillar-many': 'several top levels',
    'section-one': 'one middle level',
    'section-many': 'several middle levels',
    'action-one': 'one action',
    'action-many': 'several actions',
  },
  publishedOn: 'Date of publication',
  address: 'Web address',
  addressMissing: 'Enter the web address',
  addressIsNew: 'The web address must not be "new", which is the address of this page',
  addressTaken: (slug: string) => `There is already a plan at "${slug}". Enter a different web address`,
  templateUnknown: 'Select one of the lists of statuses',
  nextUnknown: 'Select how you want to fill the plan',
  accessMissing: 'Select who can read the plan',
  copiedPlan: 'Plan to copy from',
  copiedPlanMissing: 'Select the plan to copy from',
  copiedPlanUnknown: 'Select a plan from the list',
  copyUnknown: 'Select what to copy from the list',
  copyWithoutTop: 'The middle level and outcomes belong to the top level. Copy the top level too',
  copyWithoutMiddle: 'Actions belong to the middle level. Copy the middle level too',

  hasDueDate: 'This action already has a due date. Change it in an update, which keeps the first one',
  levelsMissing: 'Select how the plan is divided',
  tooManyToLeaveOut: (count: number) =>
    `This level has ${count} records. Move what is in them into one and remove the others first`,
  sectionHasRecords:
    'The middle level has ratings, board requests, disputes or outcomes, which would no longer be shown',
  levelsOfCopied: 'Select how the plan that you copy from is divided',
  notInPlan: 'Select one from this plan. The one you selected is no longer there',
  outcomeNotInPlan: 'Select outcomes of this plan. One that you selected is no longer there',
  noAction: (ref: string) => `This plan has no action ${ref}`,
  noPartner: (code: string) => `This plan has no partner "${code}"`,
  noOutcome: (code: string) => `This plan has no outcome "${code}"`,
  partnerTwice: (code: string) => `Partner "${code}" is listed twice. List it once`,
  partOfItself: (ref: string) => `Action ${ref} cannot be part of itself or of one of its parts`,
  tooDeep: (ref: string) =>
    `An action can have parts, and these can have parts, but no further. Select one above action ${ref}, or none`,
  inAnotherSection: (ref: string, section: string) =>
    `Action ${ref} is in another section. Select an action in ${section}, or none`,
  movedMeanwhile:
    'Someone moved the records next to it while you had this page open. Open it again to see the order',
  addedLongAgo: (code: string) =>
    `Action ${code} was added more than 24 hours ago, so it can no longer be removed. Withdraw it instead`,
  /** Takes what refers to a record; returns "sections 1.1, 1.2; board request 3". */
  references: (references: readonly References[]) =>
    references.map(({ what, names }) => REFERENCES[what](names)).join('; '),
  cannotRemove: (references: readonly References[]) =>
    `It cannot be removed, because it is used by: ${structureMessages.references(references)}`,
  /** Takes the field, the name that is taken, the code of the record that has it and that record's title where it is called by another name. */
  looksTheSame: (field: string, taken: string, { code, title }: { code: string; title: string | null }) =>
    `This ${NAME_WORDS[field] ?? 'name'} looks the same as "${taken}"${title === null ? ` (${code})` : `, which "${title}" has`}. Use that one, enter a different ${NAME_WORDS[field] ?? 'name'}, or ${TICK_IS_ANOTHER}`,
  wasCalled: (field: string, former: string, { code, title }: { code: string; title: string }) =>
    `"${former}" was the ${NAME_WORDS[field] ?? 'name'} of "${title}" (${code}) before. Use that one, enter a different ${NAME_WORDS[field] ?? 'name'}, or ${TICK_IS_ANOTHER}`,
  planLooksTheSame: (title: string) =>
    `There is already a plan called "${title}". Enter a different title, or ${TICK_IS_ANOTHER}`,
  lookAt: (name: string) => `View ${name}`,
  usedBefore: (code: string, holder: string, title: string) =>
    `"${code}" was the number or code of ${holder}, "${title}", and existing references to "${code}" mean that. Enter a different one, or tick "Use it anyway"`,
  taken: (code: string, title: string) =>
    `"${code}" is already used by "${title}". Enter a different one, or change that one first`,
}
