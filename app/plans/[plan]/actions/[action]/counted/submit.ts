'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { changeCounted } from '@/lib/mutations/structure/change-counted'
import { paths } from '@/lib/paths'
import { checkCounted } from '@/lib/schemas/action-standing'
import { boundText } from '@/lib/schemas/bound'

/** Says which of an action and its parts are counted. */
export const submitCounted = checkedSubmit([boundText, boundText], async (slug, ref, values) => {
  const { data, state } = checkCounted(values)
  if (state) return state
  await changeCounted(slug, ref, data)
  redirect(paths.action(slug, ref))
})
