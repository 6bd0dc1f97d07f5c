'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { save } from '@/app/save'
import { RIGHTS } from '@/lib/auth/rights'
import { invite } from '@/lib/mutations/people/invitations'
import { paths } from '@/lib/paths'
import { listPlanChoices } from '@/lib/queries/people/accounts'
import { inviteSchema, readRoles } from '@/lib/schemas/people/account'
import { checkForm, showAgain, submissionKeyOf } from '@/lib/schemas/form'
import { describeRights } from '@/lib/format/people/roles'
import { makeInvitationState } from '../link'

/** Makes an invitation, and shows its link. */
export const submitInvite = checkedSubmit(RIGHTS.manageAccounts, [], async (values) => {
  const { saved: plans, state: unasked } = await save(paths.invite(), values, listPlanChoices)
  if (unasked) return unasked
  const { roles: chosen, errors } = readRoles(
    values,
    plans.map(({ id }) => id),
  )
  const { data, state } = checkForm(inviteSchema, values)
  if (!data || Object.keys(errors).length) return showAgain(values, { ...state?.errors, ...errors })
  const { email, isAdministrator } = data
  const roles = new Map([...chosen].flatMap(([planId, role]) => (role ? [[planId, role] as const] : [])))
  if (roles.size === 0 && !isAdministrator)
    return showAgain(values, { form: 'Select at least one role, or administrator' })
  const { saved, state: refused } = await save(paths.invite(), values, () =>
    invite(email, { isAdministrator, roles }, submissionKeyOf(values)),
  )
  const given = plans.flatMap(({ id, title }) => {
    const role = roles.get(id)
    return role ? [{ plan: title, role }] : []
  })
  return refused ?? makeInvitationState(saved, describeRights(isAdministrator, given))
})
