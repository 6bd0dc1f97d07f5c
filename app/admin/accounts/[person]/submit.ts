'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { save } from '@/app/save'
import { changeRights, deactivateAccount, reactivateAccount } from '@/lib/mutations/accounts'
import { revokeTokenOf } from '@/lib/mutations/api-tokens'
import { makePasswordLink } from '@/lib/mutations/invitations'
import { paths } from '@/lib/paths'
import { listAccountableFor } from '@/lib/queries/accountable-for'
import { listPlanChoices } from '@/lib/queries/accounts'
import { readRoles, rightsSchema } from '@/lib/schemas/account'
import { boundId } from '@/lib/schemas/bound'
import { checkForm, showAgain, submissionKeyOf } from '@/lib/schemas/form'
import { makeInvitationState } from '../link'

/** Changes what somebody may do. */
export const submitRights = checkedSubmit([boundId], async (id, values) => {
  const { saved: plans, state: unasked } = await save(paths.person(id), values, listPlanChoices)
  if (unasked) return unasked
  const { roles, errors } = readRoles(
    values,
    plans.map((plan) => plan.id),
  )
  const { data, state } = checkForm(rightsSchema, values)
  if (!data || Object.keys(errors).length) return showAgain(values, { ...state?.errors, ...errors })
  const { state: refused } = await save(paths.person(id), values, () => changeRights(id, { ...data, roles }))
  return refused ?? redirect(await pageAfter(id))
})

/** Makes a link with which the person sets a new password. */
export const submitPasswordLink = checkedSubmit([boundId], async (id, values) => {
  const { saved, state } = await save(paths.person(id), values, () =>
    makePasswordLink(id, submissionKeyOf(values)),
  )
  return state ?? makeInvitationState(saved)
})

/** Deactivates the account. */
export const submitDeactivate = checkedSubmit([boundId], async (id) => {
  const { state } = await save(paths.person(id), {}, () => deactivateAccount(id))
  return state ?? redirect(await pageAfter(id))
})

/** Lets the person sign in again. */
export const submitReactivate = checkedSubmit([boundId], async (id) => {
  const { state } = await save(paths.person(id), {}, () => reactivateAccount(id))
  return state ?? redirect(paths.accounts())
})

/** Revokes a token of the person. */
export const submitTokenRevocationOf = checkedSubmit([boundId, boundId], async (personId, id) => {
  const { state } = await save(paths.person(personId), {}, () => revokeTokenOf(personId, id))
  return state ?? redirect(paths.person(personId))
})

/** The list of accounts; or the person's page, where it says what they leave without an officer. */
async function pageAfter(id: string): Promise<string> {
  const isLeft = (await listAccountableFor(id)).some(({ mayReport }) => !mayReport)
  return isLeft ? paths.personLeaving(id, String(Date.now())) : paths.accounts()
}
