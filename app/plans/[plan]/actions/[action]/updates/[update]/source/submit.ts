'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { correctUpdateSource } from '@/lib/mutations/status/correct-source'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'
import { submissionKeyOf } from '@/lib/schemas/form'
import { checkOrigin } from '@/lib/schemas/status/origin'

/** Records the corrected basis and source of an update, and goes to the action's history. */
export const submitUpdateSource = checkedSubmit(
  RIGHTS.correctSource,
  [boundText, boundId],
  async (slug, id, values) => {
    const { data, state } = checkOrigin(values)
    if (state) return state
    const ref = await correctUpdateSource(slug, id, data, submissionKeyOf(values))
    return redirectDone(
      `${paths.action(slug, ref)}#history`,
      'The basis and source of the update were corrected.',
    )
  },
)
