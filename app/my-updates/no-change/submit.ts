'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { bucketLabel } from '@/lib/domain/status/status'
import { SignedOutError } from '@/lib/errors'
import { describeTogether } from '@/lib/format/done-words'
import { confirmUpdates } from '@/lib/mutations/updates/confirm-update'
import { paths } from '@/lib/paths'
import { getMyUpdates } from '@/lib/queries/periods/my-updates'
import type { FormState } from '@/lib/schemas/form'
import { noChangeValue, readNoChanges, type StillTrue } from '@/lib/schemas/periods/no-change'

/** Says what would be recorded of the actions that were ticked; sent again with the same ones, records it. */
export const submitNoChanges = checkedSubmit('signedIn', [], async (values) => {
  const ticked = readNoChanges(values)
  if (!ticked)
    return {
      values: {},
      errors: { form: 'The list of actions has changed. Reload the page and select again' },
    }
  if (ticked.length === 0) return { values: {}, errors: { form: 'Select the actions that have not changed' } }
  try {
    const seen = ticked.map(noChangeValue).join('; ')
    if (values.confirmed !== 'yes' || values.seen !== seen) return await ask(ticked, seen)
    const { words, ...decided } = await confirmUpdates(ticked)
    return await redirectDone(paths.myUpdates(), describeTogether(words, decided, 'confirmed'))
  } catch (error) {
    if (error instanceof SignedOutError) redirect(paths.signIn(paths.noChange()))
    throw error
  }
})

async function ask(ticked: readonly StillTrue[], seen: string): Promise<FormState> {
  const { rows } = await getMyUpdates()
  const lines = ticked.map(({ plan, ref }) => {
    const row = rows.find((one) => one.plan.slug === plan && one.ref === ref)
    return row ? `${row.plan.words.action.one} ${ref}: still ${bucketLabel(row.plan, row.bucket)}` : ref
  })
  return {
    values: { actions: ticked.map(noChangeValue), confirmed: 'yes', seen },
    errors: {},
    notice: ['These will be recorded as of today. Confirm below, or change your selection.', ...lines].join(
      '\n',
    ),
  }
}
