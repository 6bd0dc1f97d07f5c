'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { sayHandedOver } from '@/lib/format/done-words'
import { handOver } from '@/lib/mutations/periods/accountability'
import { paths } from '@/lib/paths'
import { boundId, boundRefs, boundText } from '@/lib/schemas/bound'
import { checkHandOver } from '@/lib/schemas/periods/reassign'

/**
 * Takes a plan's slug, who answered for the actions as the form showed them, their references, and the form; hands over all
 * of them or those that were ticked.
 */
export const submitHandOver = checkedSubmit(
  [boundText, boundId.nullable(), boundRefs],
  async (slug, seen, shown, values) => {
    const { data, state } = checkHandOver(values, shown)
    if (!data) return state
    const name = await handOver(slug, data, Object.fromEntries(data.refs.map((ref) => [ref, seen])))
    return redirectDone(paths.team(slug), sayHandedOver(await wordsOf(slug), name, data.refs))
  },
)
