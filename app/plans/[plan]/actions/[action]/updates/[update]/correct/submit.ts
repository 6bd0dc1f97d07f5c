'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { RIGHTS } from '@/lib/auth/rights'
import { correctUpdate } from '@/lib/mutations/updates/report-progress'
import { paths } from '@/lib/paths'
import { boundId, boundText } from '@/lib/schemas/bound'

/** Records the correction of an update, and goes to the action. */
export const submitCorrection = checkedSubmit(
  RIGHTS.reportProgress,
  [boundText, boundText, boundId],
  async (slug, _ref, id, values) => {
    const submissionKey = String(values['submission-key'] ?? '')
    const saved = await correctUpdate(slug, id, { values, submissionKey })
    redirect(paths.saved(slug, saved.ref, saved.id))
  },
)
