/** What forms send: fields as text, checked all at once. */

import { z } from 'zod'
import { cleanLine, cleanText } from '@/lib/domain/text'
import { sharedMessages } from '@/lib/format/messages'

/** The longest text that any field takes, in characters. */
export const LONGEST_TEXT = 20_000

// Line breaks and tabs are text; the rest of the control characters are not, and PostgreSQL refuses NUL. The last one here turns
// the direction of writing, which makes a name or a link read as another one.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202E]/

/** What was typed, by the field's name; of fields that may be given more than once, the list. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

/** Errors by the field's name. */
export type FormErrors = Readonly<Record<string, string>>

/** What a form shows: what was typed, and what is wrong with it. Empty when it is opened. */
export interface FormState {
  readonly values: FormValues
  readonly errors: FormErrors
  /** What fields are called by themselves, where their own messages lean on the headers of a table; by the field's name. */
  readonly labels?: Readonly<Record<string, string>>
  /** Who sends it has to prove first who they are: the form then links to where that is done. */
  readonly mustConfirm?: true
  /** Where to look at what an error names, by the field's name. */
  readonly links?: Readonly<Record<string, Link>>
  /** Something to say above the form that is no error of a field. */
  readonly notice?: string
  /** What someone else saved while the form was open, beside what was typed here. */
  readonly meanwhile?: readonly { readonly label: string; readonly theirs: string; readonly yours: string }[]
  /** Fields that someone else filled in otherwise meanwhile. The writer chooses which version is to stand. */
  readonly versions?: readonly FieldVersions[]
  /** Who saved the other version, and when: a sentence. */
  readonly versionsBy?: string
}

interface Link {
  readonly label: string
  readonly address: string
}

/** Two versions of a field, in words. */
interface FieldVersions {
  /** The name under which the choice is sent: "mine" or "theirs". */
  readonly name: string
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

/** Whose form it is, which form, and which of its fields are boxes to tick: what stands in it besides what people fill in. */
export const FRAME_FIELDS = ['token', 'typed-form', 'boxes'] as const

/** Takes what was sent; returns, by name and empty, the boxes of which none is ticked: a browser sends nothing of those. */
export function listUnticked(values: FormValues): FormValues {
  const boxes = [values.boxes ?? []].flat()
  return Object.fromEntries(boxes.filter((name) => !(name in values)).map((name) => [name, []]))
}

export const EMPTY_FORM: FormState = { values: {}, errors: {} }

/** Takes what the field is called in a sentence ("Narrative") and its longest length; returns the schema of optional text. */
export function optionalText(label: string, longest = LONGEST_TEXT) {
  return cleaned(cleanText, label, longest)
}

function cleaned(clean: (text: string) => string, label: string, longest: number) {
  return z
    .string()
    .default('')
    .transform(clean)
    .refine((text) => text.length <= longest, {
      error: sharedMessages.tooLong(label, longest),
    })
    .refine(isReadable, { error: sharedMessages.unreadableText(label) })
}

/** Takes text; returns whether every sign of it can be read and kept. */
export function isReadable(text: string): boolean {
  return !CONTROL.test(text)
}

/** Takes what the field is called, and what to say when it is empty; returns the schema of required text. */
export function requiredText(label: string, missing: string, longest = LONGEST_TEXT) {
  return optionalText(label, longest).refine((text) => text !== '', { error: missing })
}

/** Made when a form that makes something is opened, and sent along: the same form sent twice makes it once. */
export const SUBMISSION_KEY = 'submission-key'

/** Returns what a form that makes something holds when it is opened. */
export function newSubmission(): FormValues {
  return { [SUBMISSION_KEY]: crypto.randomUUID() }
}

/** Takes what was typed; returns the key of the form, empty where it has none. */
export function submissionKeyOf(values: FormValues): string {
  return String(values[SUBMISSION_KEY] ?? '')
}

/** The same of a name, a title or a number, which is one line: lib/domain/text.ts. */
export function requiredLine(label: string, missing: string, longest = LONGEST_TEXT) {
  return cleaned(cleanLine, label, longest).refine((text) => text !== '', { error: missing })
}

/** Takes FormData; returns what was typed: fields of Next's own and files are left out. */
export function readValues(form: FormData): FormValues {
  const given = new Map<string, string[]>()
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$ACTION')) continue
    const before = given.get(name)
    if (before) before.push(value)
    else given.set(name, [value])
  }
  return Object.fromEntries([...given].map(([name, all]) => [name, all.length === 1 ? String(all[0]) : all]))
}

/** Takes a schema and what was typed; returns the data, or every field's error and what was typed. */
export function checkForm<S extends z.ZodType>(
  schema: S,
  values: FormValues,
): { data: z.output<S>; state?: undefined } | { data?: undefined; state: FormState } {
  const result = schema.safeParse(values)
  if (result.success) return { data: result.data }
  const errors: Record<string, string> = {}
  for (const { path, message } of result.error.issues)
    errors[path.map(String).join('.') || 'form'] ??= message
  return { state: showAgain(values, errors) }
}

/** Takes what was typed and what is wrong with it; returns the form to show again. A password is typed again, never sent back. */
export function showAgain(values: FormValues, errors: FormErrors): FormState {
  const shown = Object.fromEntries(Object.entries(values).filter(([name]) => !/password/i.test(name)))
  return { values: shown, errors }
}
