'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { peopleMessages } from '@/lib/format/people/messages'
import { addPin, removePin } from '@/lib/mutations/people/pins'
import { paths } from '@/lib/paths'
import { boundId, boundPin } from '@/lib/schemas/bound'

/** Pins something to one's own start page. */
export const submitPin = checkedSubmit('signedIn', [boundPin], async (subject) => {
  const { saved, state } = await save(paths.newPin(subject), {}, () => addPin(subject))
  if (state) return state
  return redirectDone(paths.plans(), peopleMessages.pinWhat(saved))
})

/** Takes one of one's own pins away. */
export const submitPinRemoval = checkedSubmit('signedIn', [boundId], async (recordId) => {
  const { state } = await save(paths.plans(), {}, () => removePin(recordId))
  if (state) return state
  return redirectDone(paths.plans(), peopleMessages.pinRemoved)
})
