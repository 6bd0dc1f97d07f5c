'use server'

import { redirect } from 'next/navigation'
import { keepForLater } from '@/app/drafts/keep'
import { SignedOutError } from '@/lib/errors'
import { raiseAsk } from '@/lib/mutations/board-asks'
import { paths } from '@/lib/paths'
import { readAskContext } from '@/lib/queries/asks-pages'
import { checkAsk } from '@/lib/schemas/board-ask'
import { type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'

/** Takes a plan's slug and the form; puts what the board asks on record and goes to its page. */
export async function submitAsk(slug: string, _: FormState, form: FormData): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkAsk(values, await readAskContext(slug))
  if (state) return state
  let number
  try {
    number = await raiseAsk(slug, data)
  } catch (error) {
    if (error instanceof SignedOutError) return keepForLater({ kind: 'ask', plan: slug }, values)
    return showRefusal(error, values)
  }
  redirect(paths.ask(slug, number))
}
