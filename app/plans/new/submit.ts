'use server'

import { redirect } from 'next/navigation'
import { createPlan } from '@/lib/mutations/structure/create-plan'
import { paths } from '@/lib/paths'
import { type FormState, readValues } from '@/lib/schemas/form'
import { checkNewPlan } from '@/lib/schemas/plan-details'
import { showRefusal } from '@/lib/schemas/refusal'

/** Makes a plan. */
export async function submitNewPlan(_: FormState, form: FormData): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkNewPlan(values)
  if (state) return state
  let slug: string
  try {
    slug = await createPlan(data)
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.structure(slug))
}
