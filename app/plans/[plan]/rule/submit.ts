'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { type RatingRule } from '@/lib/domain/status/rag'
import { changeRule } from '@/lib/mutations/status/change-rule'
import { paths } from '@/lib/paths'
import { boundRule, boundText } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'
import { ruleForm, thresholdForm } from '@/lib/schemas/status/rating'
import { thresholdInWords } from '@/lib/format/status/messages'

/** Takes a plan's slug, the rule in force and the form; goes on to what the threshold would change. Nothing is saved. */
export const submitThreshold = checkedSubmit(
  RIGHTS.changeRule,
  [boundText, boundRule],
  async (slug, inForce, values) => {
    const { data, state } = checkForm(thresholdForm, values)
    if (state) return state
    const { atRiskNumerator, atRiskDenominator } = data
    if (atRiskNumerator === inForce.atRiskNumerator && atRiskDenominator === inForce.atRiskDenominator)
      return {
        values,
        errors: { atRiskNumerator: 'This threshold is already in use. Enter a different one' },
      }
    redirect(paths.rule(slug, { adverse: String(atRiskNumerator), of: String(atRiskDenominator) }))
  },
)

/** Takes a plan's slug, the rule in force, the new one and the form with the reason; puts the new one in force. */
export const submitRule = checkedSubmit(
  RIGHTS.changeRule,
  [boundText, boundRule, boundRule],
  async (slug, inForce, next, values) => {
    const checked = checkForm(ruleForm, values)
    if (checked.state) return checked.state
    // What is bound to a form has been to the browser and back.
    const [seen, threshold] = [
      checkForm(thresholdForm, toValues(inForce)),
      checkForm(thresholdForm, toValues(next)),
    ]
    if (seen.state || threshold.state)
      return { values, errors: { form: 'Enter a different threshold. This one is not valid.' } }
    await changeRule(slug, seen.data, threshold.data, checked.data.reason)
    return redirectDone(
      `${paths.ratings(slug)}#overall`,
      `Rating rule saved. At Risk is now suggested from ${thresholdInWords(next)}.`,
    )
  },
)

function toValues({ atRiskNumerator, atRiskDenominator }: RatingRule) {
  return { atRiskNumerator: String(atRiskNumerator), atRiskDenominator: String(atRiskDenominator) }
}
