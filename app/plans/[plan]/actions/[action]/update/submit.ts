'use server'

import { redirect } from 'next/navigation'
import { currentActor } from '@/lib/auth/actor'
import { makeFormToken, readFormToken } from '@/lib/auth/form-token'
import { ForbiddenError, NotFoundError, SignedOutError } from '@/lib/errors'
import { formatTime } from '@/lib/format/dates'
import { sayReportField } from '@/lib/format/report-words'
import { confirmUpdate } from '@/lib/mutations/confirm-update'
import { discardDraft, saveDraft } from '@/lib/mutations/draft'
import { type Reported, reportProgress, type Seen } from '@/lib/mutations/report-progress'
import { paths } from '@/lib/paths'
import { type FormState, type FormValues, readValues } from '@/lib/schemas/form'
import { choiceName, FIELD_NAMES, readChoices } from '@/lib/schemas/progress-report'
import { showRefusal } from '@/lib/schemas/refusal'
import { tokenPurpose } from './token-purpose'

/** Records an update and goes to the action; or keeps it as a draft. Nothing that was typed is ever lost. */
export async function submitProgressUpdate(
  slug: string,
  ref: string,
  state: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const actor = await currentActor()
  const owner = readFormToken(textOf(values, 'token'), tokenPurpose(slug, ref))
  if (actor.kind === 'anonymous') return keepForLater(slug, ref, values, owner)
  if (owner !== actor.id) {
    const token = makeFormToken(actor.id, tokenPurpose(slug, ref))
    return { values: { ...values, token }, errors: { form: FOREIGN } }
  }
  try {
    if (form.get('intent') === 'draft') return await keepDraft(slug, ref, values)
    const result = await reportProgress(slug, ref, {
      values,
      submissionKey: textOf(values, 'submission-key'),
      seen: readSeen(values),
      ...readChoices(values),
    })
    if (result.kind === 'conflict') return showBoth(values, result)
    return redirect(paths.saved(slug, ref, result.waits ? 'waiting' : 'saved'))
  } catch (error) {
    if (error instanceof SignedOutError) return keepForLater(slug, ref, values, owner)
    return { ...showRefusal(error, values), ...(state.versions && { versions: state.versions }) }
  }
}

/** Keeps a draft while its writer goes on; returns when, or null when it cannot be kept. */
export async function submitDraft(slug: string, ref: string, form: FormData): Promise<string | null> {
  const values = readValues(form)
  const actor = await currentActor()
  const owner = readFormToken(textOf(values, 'token'), tokenPurpose(slug, ref))
  if (!owner || (actor.kind === 'person' && actor.id !== owner)) return null
  try {
    return (await saveDraft(slug, ref, values, owner)).toISOString()
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/** Throws the draft away, and opens the form anew. */
export async function submitDiscardDraft(slug: string, ref: string): Promise<void> {
  try {
    await discardDraft(slug, ref)
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
  redirect(paths.emptyUpdate(slug, ref, String(Date.now())))
}

/** Records that what was said last is still true today, and goes to the action, or back to the list of what is owed. */
export async function submitNoChange(
  slug: string,
  ref: string,
  goTo: 'action' | 'myUpdates',
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  try {
    const { waits } = await confirmUpdate(slug, ref, {
      updateId: textOf(values, 'update-id'),
      submissionKey: textOf(values, 'submission-key'),
    })
    redirect(
      goTo === 'myUpdates'
        ? paths.myUpdates({ plan: slug, ref })
        : paths.saved(slug, ref, waits ? 'waiting' : 'confirmed'),
    )
  } catch (error) {
    if (error instanceof SignedOutError)
      redirect(paths.signIn(goTo === 'myUpdates' ? paths.myUpdates() : paths.update(slug, ref)))
    return showRefusal(error, values)
  }
}

const FOREIGN =
  'This form was opened long ago, or by somebody else. Nothing is saved yet. Read it through, then send it again.'
const SIGNED_OUT =
  'You are signed out, so nothing is saved. Sign in in another window, then come back here and send it again.'

/** The session has ended: keeps what was typed for the person whose form it is, and asks them to sign in. */
async function keepForLater(
  slug: string,
  ref: string,
  values: FormValues,
  owner: string | null,
): Promise<FormState> {
  if (!owner) return { values, errors: { form: SIGNED_OUT } }
  try {
    await saveDraft(slug, ref, values, owner)
  } catch (error) {
    if (isRefusal(error)) return { values, errors: { form: SIGNED_OUT } }
    throw error
  }
  redirect(paths.signIn(paths.update(slug, ref)))
}

async function keepDraft(slug: string, ref: string, values: FormValues): Promise<FormState> {
  const savedAt = await saveDraft(slug, ref, values)
  return {
    values,
    errors: {},
    notice: `Draft saved at ${formatTime(savedAt.toISOString())}. It is not sent yet.`,
  }
}

function showBoth(values: FormValues, conflict: Extract<Reported, { kind: 'conflict' }>): FormState {
  const { mine, theirs, fields, seen, compared, isNew } = conflict
  const kept = Object.entries(values).filter(
    ([name]) => !isNew || !fields.some((field) => name === choiceName(field)),
  )
  return {
    values: {
      ...Object.fromEntries(kept),
      compared,
      'seen-update': seen.updateId ?? '',
      'seen-due': seen.dueOn ?? '',
    },
    errors: Object.fromEntries(
      fields
        .filter((field) => isNew || !values[choiceName(field)])
        .map((field) => [choiceName(field), `Choose which version of "${FIELD_NAMES[field]}" is to stand`]),
    ),
    versions: fields.map((field) => ({
      name: choiceName(field),
      label: FIELD_NAMES[field],
      mine: sayReportField(mine, field),
      theirs: sayReportField(theirs, field),
    })),
  }
}

function readSeen(values: FormValues): Seen {
  return { updateId: textOf(values, 'seen-update') || null, dueOn: textOf(values, 'seen-due') || null }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ForbiddenError || error instanceof NotFoundError || error instanceof SignedOutError
}

function textOf(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
