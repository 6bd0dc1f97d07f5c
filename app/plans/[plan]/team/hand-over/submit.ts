'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { describeReassigned } from '@/lib/format/done-words'
import { reassignActions } from '@/lib/mutations/periods/accountability'
import { paths } from '@/lib/paths'
import { findTypedPerson } from '@/lib/queries/periods/accountable'
import { boundId, boundRefs, boundText } from '@/lib/schemas/bound'
import { checkReassignment } from '@/lib/schemas/periods/reassign'

/**
 * Takes a plan's slug, who answered for the actions as the form showed them, their references, and the form; hands over all
 * of them or those that were ticked.
 */
export const submitReassignment = checkedSubmit(
  RIGHTS.reassign,
  [boundText, boundId.nullable(), boundRefs],
  async (slug, seen, shown, values) => {
    const { data, state } = checkReassignment(await findTypedPerson(slug, values, 'person'), shown)
    if (!data) return { ...state, values }
    const became = await reassignActions(slug, data, Object.fromEntries(data.refs.map((ref) => [ref, seen])))
    return redirectDone(paths.team(slug), describeReassigned(await wordsOf(slug), became))
  },
)
