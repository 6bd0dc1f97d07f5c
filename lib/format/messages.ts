/** Sentences that every subject shares: what is wrong with a form, a text or a date, and what to do. */

import { count } from '@/lib/format/words'

export const sharedMessages = {
  tooLong: (label: string, longest: number) =>
    `${label} must be ${longest.toLocaleString('en-GB')} characters or fewer`,
  unreadableText: (label: string) =>
    `${label} must not contain control characters. Type it again or paste it as plain text`,
  unreadableForm: 'This form cannot be read. Open it again.',
  dateIncomplete: (label: string, missing: readonly string[]) =>
    `${label} must include a ${missing.join(' and a ')}`,
  dateShortYear: (label: string) => `${label} must include a year with 4 digits, such as 2026`,
  dateNotNumbers: (label: string) => `${label} must be a real date in numbers, such as 31 3 2025`,
  dateNotReal: (label: string, day: number, month: number, year: string) =>
    `${label} must be a real date: there is no ${day}/${month}/${year}`,
  busyWriting:
    'Many people are saving changes to this plan. Your changes are not saved yet, but your text is still here. Wait a minute, then send it again',
  unavailable:
    'Cairn is busy or cannot reach its database. Your changes are not saved yet, but your text is still here. Wait a minute, then send it again',
  tooManyAttempts: (milliseconds: number) =>
    `There were too many attempts. Try again in ${count(Math.ceil(milliseconds / 60_000), 'minute')}`,
}
