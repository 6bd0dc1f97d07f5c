'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { createPlan } from '@/lib/mutations/structure/create-plan'
import { paths } from '@/lib/paths'
import { checkNewPlan } from '@/lib/schemas/plan-details'

/** Makes a plan. */
export const submitNewPlan = checkedSubmit([], async (values) => {
  const { data, state } = checkNewPlan(values)
  if (state) return state
  redirect(paths.structure(await createPlan(data)))
})
