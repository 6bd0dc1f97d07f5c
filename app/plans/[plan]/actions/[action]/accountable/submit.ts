'use server'

import { redirect } from 'next/navigation'
import { addContributor, handOver, removeContributor } from '@/lib/mutations/accountability'
import { paths } from '@/lib/paths'
import { type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'
import { ALL, checkContributor, checkHandOver } from '@/lib/schemas/hand-over'

/** Takes a plan's slug, an action's reference, who answered for it as the form showed it, and the form; hands the action over. */
export async function submitAccountable(
  slug: string,
  ref: string,
  seen: string | null,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkHandOver({ ...values, which: ALL }, [ref])
  if (!data) return { ...state, values }
  try {
    await handOver(slug, data, { [ref]: seen })
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.action(slug, ref))
}

/** Takes a plan's slug, an action's reference and the form; lets somebody contribute to the action. */
export async function submitContributor(
  slug: string,
  ref: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkContributor(values)
  if (!data) return state
  try {
    await addContributor(slug, ref, data.contributor)
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.accountable(slug, ref))
}

/** Takes a plan's slug, an action's reference and a person's id; that person contributes no longer. */
export async function submitContributorRemoval(
  slug: string,
  ref: string,
  personId: string,
): Promise<FormState> {
  try {
    await removeContributor(slug, ref, personId)
  } catch (error) {
    return showRefusal(error, {})
  }
  redirect(paths.accountable(slug, ref))
}
