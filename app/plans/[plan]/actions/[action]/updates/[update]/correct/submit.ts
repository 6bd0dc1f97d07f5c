'use server'

import { redirect } from 'next/navigation'
import { keepForLater } from '@/app/drafts/keep'
import { SignedOutError } from '@/lib/errors'
import { correctUpdate } from '@/lib/mutations/report-progress'
import { paths } from '@/lib/paths'
import { type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'

/** Records the correction of an update, and goes to the action. */
export async function submitCorrection(
  slug: string,
  ref: string,
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  try {
    const saved = await correctUpdate(slug, id, {
      values,
      submissionKey: String(values['submission-key'] ?? ''),
    })
    return redirect(paths.saved(slug, ref, saved.id))
  } catch (error) {
    if (error instanceof SignedOutError)
      return keepForLater({ kind: 'correction', plan: slug, ref, update: id }, values)
    return showRefusal(error, values)
  }
}
