'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { describeLifecycleDone } from '@/lib/format/done-words'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { paths } from '@/lib/paths'
import { checkLifecycle } from '@/lib/schemas/structure/action-standing'
import { boundText } from '@/lib/schemas/bound'

/** Withdraws, merges or supersedes an action, or brings it back. */
export const submitLifecycle = checkedSubmit(
  RIGHTS.editStructure,
  [boundText, boundText],
  async (slug, ref, values) => {
    const { data, state } = checkLifecycle(values)
    if (state) return state
    await changeLifecycle(slug, ref, data)
    return redirectDone(paths.action(slug, ref), describeLifecycleDone(await wordsOf(slug), ref, data))
  },
)
