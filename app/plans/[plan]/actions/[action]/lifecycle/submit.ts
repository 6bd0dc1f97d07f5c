'use server'

import { redirect } from 'next/navigation'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { paths } from '@/lib/paths'
import { checkLifecycle } from '@/lib/schemas/action-standing'
import { type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'

/** Withdraws, merges or supersedes an action, or brings it back. */
export async function submitLifecycle(
  slug: string,
  ref: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkLifecycle(values)
  if (state) return state
  try {
    await changeLifecycle(slug, ref, data)
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.action(slug, ref))
}
