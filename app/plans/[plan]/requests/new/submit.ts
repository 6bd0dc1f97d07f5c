'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { today } from '@/lib/clock'
import { raiseRequest } from '@/lib/mutations/board/board-requests'
import { paths } from '@/lib/paths'
import { findTypedPerson } from '@/lib/queries/periods/accountable'
import { checkRequest } from '@/lib/schemas/board/board-request'
import { boundText } from '@/lib/schemas/bound'

/** Takes a plan's slug and the form; puts what the board asks on record and goes to its page. */
export const submitRequest = checkedSubmit(RIGHTS.request, [boundText], async (slug, values) => {
  const { data, state } = checkRequest(await findTypedPerson(slug, values, 'person'), today())
  if (state) return { ...state, values }
  const number = await raiseRequest(slug, data)
  return redirectDone(paths.request(slug, number), `Board request ${number} was added.`)
})
