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
  const next = data.next === 'file' ? paths.importFile(slug) : paths.structure(slug)
  return redirectDone(next, `The plan “${data.shortTitle}” was added.`)
})
