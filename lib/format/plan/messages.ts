/** Sentences about a plan's settings, and about addresses that ask for something it does not have. */

import { joinNames } from '@/lib/format/words'

const IGNORED = 'We ignored '

export const planMessages = {
  cannotChangeSettings: 'Only administrators can change the settings of a plan.',
  accessMissing: 'Select who can read the plan',
  approvalMissing: 'Select when an update is published',
  changedSettings: 'changed these settings',
  changedMeanwhile: (changed: string | null) =>
    `${changed ?? 'Someone changed these settings'}, while this page was open. Open it again to see the current settings.`,

  /** What the parameters of a list of actions are called; a plan has its own words for its pillars and sections. */
  parameters: {
    pillar: 'pillar',
    section: 'section',
    status: 'status',
    partner: 'partner',
    timescale: 'timescale',
    activity: 'kind of activity',
    q: 'search text',
    counted: 'choice for counted actions',
    field: 'field',
    column: 'column',
    sort: 'sort order',
    page: 'page',
  },
  unreadableValue: 'a value that cannot be read',
  /** Takes values in quotation marks, and how many more there are. */
  listValues: (values: readonly string[], more: number) =>
    joinNames(more > 0 ? [...values, `${more} more`] : values),
  onlyOne: (values: string, name: string) => `${IGNORED}${values}: you can select only one ${name}.`,
  unknownCode: (value: string, name: string) => `${IGNORED}${value}: this plan has no such ${name}.`,
  notActivity: (value: string) => `${IGNORED}${value}, which is not a kind of activity.`,
  notCounted: (value: string) => `${IGNORED}${value}: the only choice for counted actions is “yes”.`,
  notField: (values: string) => `${IGNORED}${values}: this plan has no field with such a choice.`,
  notColumn: (values: string) => `${IGNORED}${values}: this plan has no such field.`,
  notSort: (value: string) => `${IGNORED}${value}, which is not a sort order.`,
  notStatuses: (values: string, count: number) =>
    `${IGNORED}${values}, ${count === 1 ? 'which is not a status' : 'which are not statuses'}.`,
  notPage: (value: string) => `${IGNORED}${value}, which is not a page number.`,
  pageBeyondEnd: (page: number, pages: number) =>
    `${IGNORED}page ${page}: ${pages === 1 ? 'there is only one page' : `the last page is ${pages}, and it is shown instead`}.`,
  unknownParameter: (name: string) => `${IGNORED}${name} in the address: this list has no such filter.`,
  /** Takes the quoted names of parameters that mean nothing, and those that do. */
  refusedParameters: (names: string, known: readonly string[]) =>
    `We cannot use ${names} in the address. ${
      known.length ? `It can have: ${known.join(', ')}.` : 'This address has no parameters.'
    }`,
  unreadableText: 'We ignored characters in the search text that cannot be read.',
  longText: (most: number) =>
    `We searched for the first ${most} characters of the search text and ignored the rest.`,
  /** Takes a notice; returns what it says where the address is refused instead. */
  refused: (notice: string) =>
    notice.startsWith(IGNORED) ? `We cannot use ${notice.slice(IGNORED.length)}` : notice,

  wrongDate: (parameter: string, problem: string) => `The date in “${parameter}” is wrong. ${problem}`,
  dateOfReport: 'A report shows only its own day. Remove the date from the address.',
  severalDates: 'There is more than one date.',
  dateFormat: 'Enter year, month and day, such as 2025-03-31.',
  dateNotReal: 'This day is not in the calendar.',
  dateTooEarly: (year: number) => `The earliest year is ${year}.`,
  dateInFuture: 'It is in the future.',
}
