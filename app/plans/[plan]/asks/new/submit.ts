'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { keepForLater } from '@/app/drafts/keep'
import { SignedOutError } from '@/lib/errors'
import { today } from '@/lib/clock'
import { raiseAsk } from '@/lib/mutations/board-asks'
import { paths } from '@/lib/paths'
import { checkAsk } from '@/lib/schemas/board-ask'
import { boundText } from '@/lib/schemas/bound'

/** Takes a plan's slug and the form; puts what the board asks on record and goes to its page. */
export const submitAsk = checkedSubmit([boundText], async (slug, values) => {
  const { data, state } = checkAsk(values, today())
  if (state) return state
  let number
  try {
    number = await raiseAsk(slug, data)
  } catch (error) {
    if (error instanceof SignedOutError) return keepForLater({ kind: 'ask', plan: slug }, values)
    throw error
  }
  redirect(paths.ask(slug, number))
})
