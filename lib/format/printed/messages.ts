/** Sentences about printed reports: what is wrong with figures as they are typed in or stand in a file, and what to do. */

import type { PlanWords } from '@/lib/domain/plan/plan'
import { type Bucket, bucketLabel, type HasStatuses, type StatusCode } from '@/lib/domain/status/status'
import { OVERALL_RAGS, type OverallRag, ragLabel } from '@/lib/domain/status/rag'

const RATING_LIST = OVERALL_RAGS.map(ragLabel).join(', ')
const onLine = (line: number, message: string) => `Line ${line}: ${message}`

/** Takes a plan; returns what the inputs are called by themselves, without the headers of their row and column. */
export function labelInputs(plan: HasStatuses & { readonly words: Pick<PlanWords, 'section'> }) {
  const { section } = plan.words
  const figures = { count: 'count', percent: 'percentage' } as const
  return {
    overall: (code: string) => `${section.one} ${code}, overall`,
    share: (code: string, status: Bucket) =>
      `${section.one} ${code}, ${bucketLabel(plan, status)}, percentage`,
    total: (of: 'actions' | 'sections', figure: 'count' | 'percent', status: Bucket) =>
      `${of === 'sections' ? `${section.many} ${ragLabel(status as OverallRag)}` : bucketLabel(plan, status)}, ${figures[figure]}`,
    names: (status: StatusCode) => `${bucketLabel(plan, status)}, names used`,
  } as const
}

export const printedMessages = {
  cannotEnter: 'Only editors of this plan can enter the figures of a printed report.',

  referenceMissing: 'Enter the report’s reference, such as LB(25)03-03',
  title: 'Title',
  titleMissing: 'Enter the report’s title',
  source: 'Source',
  sourceUnknown: 'Select a source from the list, or none',
  correction: 'What was wrong',
  correctionMissing: (reference: string) =>
    `The figures of ${reference} have already been entered. Enter what was wrong with them, or give this report its own reference`,
  nothingToCorrect: (reference: string) =>
    `No figures of ${reference} have been entered, so there is nothing to correct. Leave this empty, or check the reference`,
  asOf: 'Day of the figures',
  asOfMissing: 'Enter the day of the figures',
  asOfInFuture: 'Day of the figures must be today or in the past',
  asOfInFile: (given: string) =>
    `The date in the file, ${given}, is not a date. Enter the day of the figures`,
  more: (count: number) => `And ${count} more.`,

  aName: 'A name',
  nameMissing: 'Enter a name',
  nameTooLong: (longest: number) => `A name must be ${longest} characters or fewer`,
  statusMissing: 'Enter the status',
  notStatus: (plan: HasStatuses, given: string) =>
    `${given} is not a status. Use one of ${plan.statuses.map(({ label }) => label).join(', ')}`,
  ratingMissing: 'Enter the rating',
  notRating: (given: string) => `${given} is not an overall rating. Use one of ${RATING_LIST}`,
  percentMissing: 'Enter the percentage',
  notPercent: (given: string, decimals: number) =>
    `${given} is not a percentage. Enter a number from 0 to 100, with up to ${decimals} decimal places, such as 16.5`,
  countMissing: 'Enter the count',
  notCount: (given: string) => `${given} is not a count. Enter a whole number, such as 26`,
  figureMissing: 'Enter a count or a percentage',
  tooManySections: (most: number) => `There are more than ${most} sections`,
  tooManyReferences: (most: number) => `There are more than ${most} references`,
  unknownFields: (names: readonly string[]) =>
    `There is no field called ${names.join(' or ')} here. Remove it, or correct its name`,
  /** Takes what zod calls the type that is expected. */
  valueMissing: (expected: string) => `This is missing. Enter ${nameType(expected)}`,
  wrongType: (expected: string) => `This must be ${nameType(expected)}`,
  wrongShape: 'This is not in the expected format. See the example of a file',
  noFigures: 'There are no figures. Enter at least one percentage of a section, or one total',
  repeated: (what: string) => `${what} appears more than once. Remove one`,
  aSection: (code: string) => `Section ${code}`,

  emptyFile: 'Choose a file, or paste its text. What you sent is empty',
  tooLong: (longest: number) =>
    `It is longer than ${longest.toLocaleString('en-GB')} characters. Remove anything that is not needed`,
  unreadable: 'it cannot be read',
  notJson: (reason: string) => `It is not valid JSON: ${reason}. Correct it, or save it as CSV`,
  onLine,
  otherSeparator: (sign: ';' | '\t') =>
    onLine(
      1,
      `the cells are separated by ${sign === ';' ? 'semicolons' : 'tabs'}. Save it again as CSV with commas, which spreadsheets call “CSV UTF-8 (comma delimited)”`,
    ),
  columnMissing: (name: string, columns: readonly string[]) =>
    onLine(1, `there is no column “${name}”. The columns are ${columns.join(', ')}`),
  columnRepeated: (name: string) => onLine(1, `the column “${name}” appears twice. Remove one`),
  columnUnknown: (name: string, columns: readonly string[]) =>
    onLine(1, `“${name}” is not one of the columns. The columns are ${columns.join(', ')}`),
  tooManyCells: (line: number) =>
    onLine(line, 'it has more cells than there are columns. A cell with a comma needs quotation marks'),
  sectionMissing: (line: number) =>
    onLine(line, 'the section is missing. Enter its code, “total” or “total sections”'),
  twoRatings: (line: number, code: string, first: string, other: string) =>
    onLine(line, `section ${code} has two overall ratings, ${first} and ${other}. Remove one`),
  countOfSection: (line: number) =>
    onLine(line, 'only the total lines can have a count. Remove it, or enter the percentage'),
  tooManyLines: (most: number) =>
    `There are more than ${most} lines. Remove those that are not part of the report`,
  textAfterQuote: (line: number) =>
    onLine(line, 'there is text after a closing quotation mark. If the mark is part of the text, double it'),
  openQuote: (line: number) =>
    onLine(line, 'a quotation mark opens and is never closed. Close it, or remove it'),
}

function nameType(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    array: 'a list',
    object: 'a group of fields',
    record: 'a group of fields',
    string: 'text',
  }
  return names[expected] ?? expected
}
