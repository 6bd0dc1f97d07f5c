'use server'

import { redirect } from 'next/navigation'
import { handOver } from '@/lib/mutations/accountability'
import { paths } from '@/lib/paths'
import { type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'
import { checkHandOver } from '@/lib/schemas/hand-over'

/**
 * Takes a plan's slug, who answered for the actions as the form showed them, their references, and the form; hands over all
 * of them or those that were ticked.
 */
export async function submitHandOver(
  slug: string,
  seen: string | null,
  shown: readonly string[],
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkHandOver(values, shown)
  if (!data) return state
  try {
    await handOver(slug, data, Object.fromEntries(data.refs.map((ref) => [ref, seen])))
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.team(slug))
}
