'use server'

import { redirect } from 'next/navigation'
import { correctUpdate } from '@/lib/mutations/report-progress'
import { paths } from '@/lib/paths'
import { type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'

/** Records the correction of an update, and goes to the action. */
export async function submitCorrection(
  slug: string,
  id: string,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  try {
    const { ref, waits } = await correctUpdate(slug, id, {
      values,
      submissionKey: String(values['submission-key'] ?? ''),
    })
    return redirect(paths.saved(slug, ref, waits ? 'waiting' : 'saved'))
  } catch (error) {
    return showRefusal(error, values)
  }
}
