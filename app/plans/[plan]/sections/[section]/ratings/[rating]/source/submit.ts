'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { correctRatingSource } from '@/lib/mutations/status/correct-source'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'
import { submissionKeyOf } from '@/lib/schemas/form'
import { checkOrigin } from '@/lib/schemas/status/origin'

/** Records the corrected basis and source of a section's rating, and goes to the section. */
export const submitRatingSource = checkedSubmit(
  RIGHTS.correctSource,
  [boundText, boundText, boundId],
  async (slug, code, id, values) => {
    const { data, state } = checkOrigin(values)
    if (state) return state
    await correctRatingSource(slug, id, data, submissionKeyOf(values))
    return redirectDone(paths.section(slug, code), 'The basis and source of the rating were corrected.')
  },
)
