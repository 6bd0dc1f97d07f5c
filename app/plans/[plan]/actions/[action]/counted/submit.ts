'use server'

import { redirect } from 'next/navigation'
import { changeCounted } from '@/lib/mutations/structure/change-counted'
import { paths } from '@/lib/paths'
import { checkCounted } from '@/lib/schemas/action-standing'
import { type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'

/** Says which of an action and its parts are counted. */
export async function submitCounted(
  slug: string,
  ref: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkCounted(values)
  if (state) return state
  try {
    await changeCounted(slug, ref, data)
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.action(slug, ref))
}
