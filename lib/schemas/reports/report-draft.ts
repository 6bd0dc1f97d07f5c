/** The forms in which a report is written. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { GAP_KINDS, type GapKind } from '@/lib/domain/reports/readiness'
import {
  ACHIEVED,
  type Achieved,
  type AchievedTexts,
  type DraftContent,
  type DraftName,
} from '@/lib/domain/reports/report-draft'
import { REPORT_PAGES } from '@/lib/domain/reference'
import { fillDate, readDate } from '@/lib/schemas/date-fields'
import {
  checkForm,
  type FormState,
  type FormValues,
  optionalText,
  requiredLine,
  requiredText,
  showAgain,
} from '@/lib/schemas/form'
import { reportReference } from './reference'
import { reportMessages } from '@/lib/format/reports/messages'

/** A part of a draft, as it is saved: a delivered action is known by its id. */
export type DraftKey =
  | { readonly part: 'about' | 'summary' | 'risks' | 'notes' }
  | { readonly part: 'delivered'; readonly actionId: string }

/** What a part is to say. */
export type DraftChange =
  | { readonly part: 'about'; readonly name: DraftName; readonly why: string }
  | { readonly part: 'summary' | 'risks'; readonly text: string }
  | { readonly part: 'notes'; readonly notes: DraftContent['notes'] }
  | { readonly part: 'delivered'; readonly actionId: string; readonly texts: AchievedTexts }

/** The text of a report's part; PostgreSQL and its readers take more, a board does not. */
const TEXT = optionalText(reportMessages.textLabel)

const aboutForm = z.object({
  reference: reportReference(reportMessages.referenceMissing, 100, REPORT_PAGES),
  title: requiredLine(reportMessages.titleLabel, reportMessages.titleMissing, 300),
})
const whyForm = z.object({
  why: requiredText(reportMessages.correctionLabel, reportMessages.correctionMissing),
})
const textForm = z.object({ text: TEXT })
const achievedForm = z.object(
  Object.fromEntries(ACHIEVED.map((kind) => [kind, TEXT])) as Record<Achieved, typeof TEXT>,
)
const notesForm = z.object(
  Object.fromEntries(
    GAP_KINDS.map((kind) => [`note-${kind}`, optionalText(reportMessages.noteLabel, 2000)]),
  ) as Record<`note-${GapKind}`, ReturnType<typeof optionalText>>,
)

type Checked<T> = { data: T; state?: undefined } | { data?: undefined; state: FormState }

/** Takes what was typed, whether it is about a correction, and today's date; returns what the report is called and why it corrects another, or every field's error and what was typed. */
export function checkAbout(
  values: FormValues,
  isCorrection: boolean,
  today: IsoDate,
): Checked<{ name: DraftName; why: string }> {
  const named = checkForm(aboutForm, values)
  const meeting = readDate(values, 'meeting', reportMessages.meetingLabel)
  const asAt = readDate(values, 'asAt', reportMessages.asAtLabel)
  const why = checkForm(whyForm, values)
  const errors: Record<string, string> = { ...named.state?.errors }
  if (meeting.error !== undefined) errors.meeting = meeting.error
  if (asAt.error !== undefined) errors.asAt = asAt.error
  else if (asAt.date === null) errors.asAt = reportMessages.asAtMissing
  else if (asAt.date > today) errors.asAt = reportMessages.asAtInFuture
  if (isCorrection && why.state) Object.assign(errors, why.state.errors)
  if (!named.data || !asAt.date || meeting.date === undefined || Object.keys(errors).length)
    return { state: showAgain(values, errors) }
  return {
    data: { name: { ...named.data, meetingOn: meeting.date, asAt: asAt.date }, why: why.data?.why ?? '' },
  }
}

/** Takes what was typed, the part, whether the report corrects another, and today's date; returns what to save, or every field's error and what was typed. */
export function checkDraftPart(
  values: FormValues,
  key: DraftKey,
  isCorrection: boolean,
  today: IsoDate,
): Checked<DraftChange> {
  if (key.part === 'about') {
    const { data, state } = checkAbout(values, isCorrection, today)
    return data ? { data: { part: key.part, ...data } } : { state }
  }
  if (key.part === 'notes') {
    const { data, state } = checkForm(notesForm, values)
    const notes = GAP_KINDS.flatMap((kind) => (data?.[`note-${kind}`] ? [[kind, data[`note-${kind}`]]] : []))
    return state ? { state } : { data: { part: key.part, notes: Object.fromEntries(notes) } }
  }
  if (key.part === 'delivered') {
    const { data, state } = checkForm(achievedForm, values)
    return data ? { data: { part: key.part, actionId: key.actionId, texts: data } } : { state }
  }
  const { data, state } = checkForm(textForm, values)
  return data ? { data: { part: key.part, text: data.text } } : { state }
}

/** Takes a draft and a part of it; returns the part's form filled in with what is on record. */
export function fillDraftPart(
  {
    content,
    ...draft
  }: DraftName & { readonly content: DraftContent; readonly corrects: { readonly why: string } | null },
  key: DraftKey,
): FormValues {
  switch (key.part) {
    case 'about':
      return {
        reference: draft.reference,
        title: draft.title,
        why: draft.corrects?.why ?? '',
        ...fillDate('meeting', draft.meetingOn),
        ...fillDate('asAt', draft.asAt),
      }
    case 'summary':
    case 'risks':
      return { text: content[key.part] }
    case 'notes':
      return Object.fromEntries(Object.entries(content.notes).map(([kind, note]) => [`note-${kind}`, note]))
    case 'delivered':
      return { ...(content.delivered[key.actionId] ?? { achievements: '', impact: '', learning: '' }) }
  }
}
