'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { previewCounted } from '@/lib/domain/structure/counted-preview'
import { askAboutCounted } from '@/lib/format/structure/counted-words'
import { nameActions } from '@/lib/format/done-words'
import { joinNames } from '@/lib/format/words'
import { changeCounted } from '@/lib/mutations/structure/change-counted'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { checkCounted, type CountedData } from '@/lib/schemas/structure/action-standing'
import { boundText } from '@/lib/schemas/bound'

/** Says which of an action and its parts are counted. */
export const submitCounted = checkedSubmit(
  RIGHTS.editStructure,
  [boundText, boundText],
  async (slug, ref, values) => {
    const { data, state } = checkCounted(values)
    if (state) return state
    const question = await findQuestion(slug, ref, data)
    // A hidden field comes back with other line ends.
    const confirmed = question?.replaceAll('\n', ' ')
    if (question !== null && confirmed !== undefined && values.confirmed !== confirmed)
      return { values: { ...values, confirmed }, errors: {}, notice: question }
    await changeCounted(slug, ref, data)
    const counted = data.counted.length
      ? `Counted now: ${joinNames(data.counted)}.`
      : 'None of these is counted now.'
    return redirectDone(
      paths.action(slug, ref),
      `Saved for ${nameActions(await wordsOf(slug), [ref])}. ${counted}`,
    )
  },
)

/** What to ask before anything leaves the figures; null where there is nothing to ask. Sent again with it, the form is confirmed. */
async function findQuestion(slug: string, ref: string, data: CountedData): Promise<string | null> {
  const plan = await readPlan(slug)
  const action = plan?.actions.find((one) => one.ref === ref)
  if (!plan || !action) return null
  const preview = previewCounted(plan, action, data)
  const section = plan.sections.find(({ id }) => id === action.sectionId)
  return preview && askAboutCounted(preview, plan, section?.code ?? null)
}
