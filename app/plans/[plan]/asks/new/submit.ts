'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { today } from '@/lib/clock'
import { raiseAsk } from '@/lib/mutations/board/board-requests'
import { paths } from '@/lib/paths'
import { checkAsk } from '@/lib/schemas/board/board-request'
import { boundText } from '@/lib/schemas/bound'

/** Takes a plan's slug and the form; puts what the board asks on record and goes to its page. */
export const submitAsk = checkedSubmit([boundText], async (slug, values) => {
  const { data, state } = checkAsk(values, today())
  if (state) return state
  const number = await raiseAsk(slug, data)
  return redirectDone(paths.ask(slug, number), `Ask ${number} was recorded.`)
})
