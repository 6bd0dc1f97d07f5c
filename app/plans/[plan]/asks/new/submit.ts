'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { raiseAsk } from '@/lib/mutations/board-asks'
import { paths } from '@/lib/paths'
import { readAskContext } from '@/lib/queries/asks-pages'
import { checkAsk } from '@/lib/schemas/board-ask'
import { boundText } from '@/lib/schemas/bound'

/** Takes a plan's slug and the form; puts what the board asks on record and goes to its page. */
export const submitAsk = checkedSubmit([boundText], async (slug, values) => {
  const { data, state } = checkAsk(values, await readAskContext(slug))
  if (state) return state
  redirect(paths.ask(slug, await raiseAsk(slug, data)))
})
