/** What a person answered about the file of a plan, as a file of answers has it: `npm run import -- --answers FILE`. */

import { z } from 'zod'
import { parsePartialDate } from '@/lib/domain/dates'
import { FIELD_TYPES, type GivenAnswers, LIST_SEPARATORS } from '@/lib/domain/imports/rows'
import { readAddress } from '@/lib/domain/imports/spreadsheet'
import { COLUMN_USES } from '@/lib/domain/imports/table'

/** So many words, names or columns are answered at most. */
const MOST = 2_000

const bounded = <T extends z.ZodType>(values: T) =>
  z.record(z.string(), values).refine((all) => Object.keys(all).length <= MOST, {
    error: `has more than ${MOST} entries`,
  })

const partialDate = z.string().transform((text, { addIssue }) => {
  try {
    return parsePartialDate(text)
  } catch (error) {
    addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
    return z.NEVER
  }
})

const column = z.strictObject({
  use: z.enum(COLUMN_USES).optional(),
  separator: z.enum(LIST_SEPARATORS).optional(),
  dayOrder: z.enum(['dayFirst', 'monthFirst']).optional(),
  type: z.enum(FIELD_TYPES).optional(),
  field: z.string().max(60).optional(),
  decimal: z.enum(['.', ',']).optional(),
  on: partialDate.optional(),
})

const columns = bounded(column).transform((all, { addIssue }) => {
  const byNumber: Record<number, z.output<typeof column>> = {}
  for (const [letters, answer] of Object.entries(all)) {
    const place = readAddress(`${letters}1`)
    if (place) byNumber[place.column] = answer
    else addIssue({ code: 'custom', path: [letters], message: 'is no column: use letters, such as A or AB' })
  }
  return byNumber
})

const names = z.union([z.string().transform((name) => [name]), z.array(z.string()).min(1).max(20)])

const answersSchema = z.strictObject({
  sheet: z.string().optional(),
  headerRow: z.int().min(1).optional(),
  columns: columns.optional(),
  hiddenRows: z.enum(['in', 'out']).optional(),
  references: z.enum(['columns', 'titles', 'position']).optional(),
  parts: z.enum(['byReference', 'alone']).optional(),
  statuses: bounded(z.string().nullable()).optional(),
  organisations: bounded(names).optional(),
  counted: z.enum(['wholes', 'leaves']).optional(),
  renumbered: bounded(z.string()).optional(),
  on: partialDate.optional(),
  missing: z.enum(['leave', 'withdraw']).optional(),
})

export interface AnswersFile {
  readonly sheet?: string
  readonly headerRow?: number
  readonly given: GivenAnswers
}

/** Takes the text of a file of answers; returns them, or what is wrong with each of them. */
export function readAnswers(text: string): AnswersFile | { readonly wrong: readonly string[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { wrong: ['The answers are not JSON'] }
  }
  const { success, data, error } = answersSchema.safeParse(json)
  if (!success)
    return {
      wrong: error.issues.map(
        ({ path, message }) => `${path.length ? path.join('.') : 'The answers'}: ${message}`,
      ),
    }
  const { sheet, headerRow, ...given } = withoutUndefined(data)
  return {
    ...(sheet !== undefined && { sheet }),
    ...(headerRow !== undefined && { headerRow }),
    given: given as GivenAnswers,
  }
}

/** Fields that no one answered are not there, so that what is proposed stands. */
const withoutUndefined = <T extends object>(data: T): Partial<T> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Partial<T>
