'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { createPlan } from '@/lib/mutations/structure/create-plan'
import { paths } from '@/lib/paths'
import { checkNewPlan } from '@/lib/schemas/structure/plan-details'

/** Makes a plan. */
export const submitNewPlan = checkedSubmit(RIGHTS.createPlan, [], async (values) => {
  const { data, state } = checkNewPlan(values)
  if (state) return state
  const slug = await createPlan(data)
  return redirectDone(paths.structure(slug), `The plan “${data.shortTitle}” was added.`)
})
