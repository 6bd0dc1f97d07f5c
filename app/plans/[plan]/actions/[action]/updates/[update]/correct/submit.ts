'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { keepForLater } from '@/app/drafts/keep'
import { SignedOutError } from '@/lib/errors'
import { correctUpdate } from '@/lib/mutations/report-progress'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'

/** Records the correction of an update, and goes to the action. */
export const submitCorrection = checkedSubmit(
  [boundText, boundText, boundId],
  async (slug, ref, id, values) => {
    try {
      const saved = await correctUpdate(slug, id, {
        values,
        submissionKey: String(values['submission-key'] ?? ''),
      })
      return redirect(paths.saved(slug, saved.ref, saved.id))
    } catch (error) {
      if (error instanceof SignedOutError)
        return keepForLater({ kind: 'correction', plan: slug, ref, update: id }, values)
      throw error
    }
  },
)
