'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { fieldLabels } from '@/lib/format/structure/structure-words'
import { savePlanDetails } from '@/lib/mutations/structure/save-plan-details'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { boundText } from '@/lib/schemas/bound'
import { checkPlanDetails, fillWords } from '@/lib/schemas/structure/plan-details'
import { showRefusal } from '@/app/refusal'

/** Saves what a plan says of itself. */
export const submitDetails = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const plan = await readPlan(slug)
  // The words of levels that the plan does not have are not asked for.
  const { data, state } = checkPlanDetails({ ...(plan && fillWords(plan.words)), ...values })
  if (state) return state
  try {
    await savePlanDetails(slug, String(values.fingerprint ?? ''), data)
  } catch (error) {
    return showRefusal(error, values, plan ? fieldLabels(plan.words) : {})
  }
  return redirectDone(paths.plan(slug), 'Plan details saved.')
})
