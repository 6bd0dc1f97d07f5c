'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { handOver } from '@/lib/mutations/accountability'
import { paths } from '@/lib/paths'
import { boundId, boundRefs, boundText } from '@/lib/schemas/bound'
import { checkHandOver } from '@/lib/schemas/hand-over'

/**
 * Takes a plan's slug, who answered for the actions as the form showed them, their references, and the form; hands over all
 * of them or those that were ticked.
 */
export const submitHandOver = checkedSubmit(
  [boundText, boundId.nullable(), boundRefs],
  async (slug, seen, shown, values) => {
    const { data, state } = checkHandOver(values, shown)
    if (!data) return state
    await handOver(slug, data, Object.fromEntries(data.refs.map((ref) => [ref, seen])))
    redirect(paths.team(slug))
  },
)
