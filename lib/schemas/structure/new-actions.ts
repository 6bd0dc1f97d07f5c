/** The form by which a list of titles becomes actions. */

import { numbersFrom } from '@/lib/domain/structure/structure'
import {
  checkForm,
  type FormState,
  type FormValues,
  requiredText,
  SUBMISSION_KEY,
  submissionKeyOf,
} from '@/lib/schemas/form'
import { checkRecord, type RecordData } from './structure'
import { z } from 'zod'
import { structureMessages } from '@/lib/format/structure/messages'

/** So many at once. */
export const MOST_NEW_ACTIONS = 100

type NewAction = Extract<RecordData, { kind: 'action' }>

const listFields = z.object({
  first: requiredText(structureMessages.first, structureMessages.firstMissing, 40),
  titles: requiredText(structureMessages.wordings, structureMessages.wordingsMissing, 100_000).transform(
    readLines,
  ),
})

/** A list pasted from a document may bring its bullets along, or the numbers of its list ("3.", "3)"). */
function readLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*([•·▪–*-]|\d{1,3}[.)])\s+/, '').trim())
    .filter(Boolean)
}

/**
 * Takes the levels of a plan and what was typed: where they all stand, whether they are counted, the first number, and a title on each line; returns the
 * actions, numbered one after the other, or every field's error and what was typed.
 */
export function checkNewActions(
  values: FormValues,
  plan?: Parameters<typeof checkRecord>[2],
): { data: NewAction[]; state?: undefined } | { data?: undefined; state: FormState } {
  const { data, state } = checkForm(listFields, values)
  const errors: Record<string, string> = { ...state?.errors }
  const { section = '', parent = '', counted = '', timescale = '' } = values
  const common = {
    section,
    parent,
    timescale,
    [SUBMISSION_KEY]: submissionKeyOf(values),
    ...(counted === '' ? {} : { counted }),
  }
  if (counted === '') errors.counted = structureMessages.countedMissingOfMany
  const titles = data?.titles ?? []
  if (titles.length > MOST_NEW_ACTIONS)
    errors.titles = structureMessages.tooManyLines(MOST_NEW_ACTIONS, titles.length)
  const numbers = data && numbersFrom(data.first, titles.length)
  if (data && !numbers) errors.first = structureMessages.firstWithoutFigure
  // What only this plan asks for is filled in later, action by action.
  const within = plan && { levels: plan.levels }
  const checked = Object.keys(errors).length
    ? // Where it stands is judged all the same, so that every error is told at once.
      [checkRecord('action', { ...common, ref: '1', title: 'x' }, within)]
    : titles.map((title, at) => checkRecord('action', { ...common, ref: numbers?.[at] ?? '', title }, within))
  for (const [at, { state: wrong }] of checked.entries())
    for (const [name, message] of Object.entries(wrong?.errors ?? {})) {
      if (name === 'ref') errors.first ??= message
      else if (name === 'title') errors.titles ??= structureMessages.onLine(at + 1, message)
      else errors[name] ??= message
    }
  if (Object.keys(errors).length) return { state: { values, errors } }
  return { data: checked.flatMap((one) => (one.data?.kind === 'action' ? [one.data] : [])) }
}
