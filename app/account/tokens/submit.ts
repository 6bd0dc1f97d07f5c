'use server'

import { revalidatePath } from 'next/cache'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { formatInstant } from '@/lib/format/dates'
import { makeApiToken, revokeApiToken } from '@/lib/mutations/people/api-tokens'
import { paths } from '@/lib/paths'
import { apiTokenSchema } from '@/lib/schemas/people/api-token'
import { boundId } from '@/lib/schemas/bound'
import { checkForm, newSubmission, submissionKeyOf } from '@/lib/schemas/form'

/** Makes a token, and shows it this once. */
export const submitToken = checkedSubmit('signedIn', [], async (values) => {
  const { data, state } = checkForm(apiTokenSchema, values)
  if (!data) return state
  const { saved, state: refused } = await save(paths.tokens(), values, () =>
    makeApiToken(data.name, data.plans, data.days, submissionKeyOf(values)),
  )
  if (refused) return refused
  revalidatePath(paths.tokens())
  const until = formatInstant(saved.expiresAt.toISOString())
  return {
    values: { 'api-token': saved.token, ...newSubmission() },
    errors: {},
    notice: `The token “${saved.name}” was created. Copy it now. It is shown only once. It works until ${until}.`,
  }
})

/** Revokes one of one's own tokens. */
export const submitTokenRevocation = checkedSubmit('signedIn', [boundId], async (id) => {
  const { saved, state } = await save(paths.tokens(), {}, () => revokeApiToken(id))
  if (state) return state
  return redirectDone(paths.tokens(), `The token “${saved}” was revoked.`)
})
