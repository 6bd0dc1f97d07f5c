'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { fieldLabels } from '@/lib/format/structure/structure-words'
import { NotFoundError } from '@/lib/errors'
import { countLevel } from '@/lib/format/words'
import { addActions } from '@/lib/mutations/structure/save-record'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { boundText } from '@/lib/schemas/bound'
import { checkNewActions } from '@/lib/schemas/structure/new-actions'
import { showRefusal } from '@/app/refusal'

/** Shows which actions a list would become; sent again with the same list, adds them all. */
export const submitNewActions = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const plan = await readPlan(slug)
  if (!plan) throw new NotFoundError('plan', slug)
  const { data, state } = checkNewActions(values, plan)
  if (state) return state
  const lines = data.map(({ fields: { ref, title } }) => `${ref} ${title}`)
  // What it was confirmed with, as a hidden field brings it back.
  const { section = '', parent = '', counted = '', timescale = '' } = values
  const seen = [section, parent, counted, timescale, ...lines].join(' ').replace(/\s+/g, ' ')
  if (values.confirmed !== 'yes' || values.seen !== seen) {
    const taken = data.flatMap(({ fields }) => plan.actions.find(({ ref }) => ref === fields.ref)?.ref ?? [])
    if (taken.length)
      return {
        values,
        errors: {
          first: `These numbers are already used: ${taken.join(', ')}. Enter a different first number`,
        },
      }
    const what = countLevel(data.length, plan.words.action)
    return {
      values: { ...values, confirmed: 'yes', seen },
      errors: {},
      notice: [`You are about to add ${what}. Add them below, or change the list.`, ...lines].join('\n'),
    }
  }
  try {
    await addActions(slug, data)
  } catch (error) {
    return showRefusal(error, values, fieldLabels(plan.words))
  }
  return redirectDone(
    paths.structure(slug, 'action', data[0]?.fields.ref),
    `${countLevel(data.length, plan.words.action)} were added: ${data[0]?.fields.ref} to ${data.at(-1)?.fields.ref}.`,
  )
})
