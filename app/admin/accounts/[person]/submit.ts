'use server'

import { revalidatePath } from 'next/cache'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { RIGHTS } from '@/lib/auth/rights'
import { nameActions } from '@/lib/format/done-words'
import { joinNames } from '@/lib/format/words'
import {
  changeIdentity,
  changeRights,
  deactivateAccount,
  reactivateAccount,
} from '@/lib/mutations/people/accounts'
import { revokeTokenOf } from '@/lib/mutations/people/api-tokens'
import { makePasswordLink } from '@/lib/mutations/people/invitations'
import { identityMark } from '@/lib/domain/people/rights'
import { paths } from '@/lib/paths'
import { listAccountableFor } from '@/lib/queries/periods/accountable-for'
import { getAccount, listPlanChoices } from '@/lib/queries/people/accounts'
import { identitySchema, readRoles, rightsSchema } from '@/lib/schemas/people/account'
import { boundId } from '@/lib/schemas/bound'
import { checkForm, type FormState, showAgain, submissionKeyOf } from '@/lib/schemas/form'
import { makeInvitationState } from '../link'

/** Changes what someone may do. */
export const submitRights = checkedSubmit(RIGHTS.manageAccounts, [boundId], async (id, values) => {
  const { saved: plans, state: unasked } = await save(paths.person(id), values, listPlanChoices)
  if (unasked) return unasked
  const { roles, errors } = readRoles(
    values,
    plans.map((plan) => plan.id),
  )
  const { data, state } = checkForm(rightsSchema, values)
  if (!data || Object.keys(errors).length) return showAgain(values, { ...state?.errors, ...errors })
  const { state: refused } = await save(paths.person(id), values, () => changeRights(id, { ...data, roles }))
  return refused ?? (await leadOn(id, (name) => `The roles of ${name} were saved.`))
})

/** Changes someone's name and email address. */
export const submitIdentity = checkedSubmit(RIGHTS.manageAccounts, [boundId], async (id, values) => {
  const { data, state } = checkForm(identitySchema, values)
  if (!data) return state
  const { saved: isOther, state: refused } = await save(paths.person(id), values, () =>
    changeIdentity(id, data),
  )
  if (refused) return refused
  revalidatePath(paths.person(id))
  const { name, email } = data
  return {
    values: { name, email, fingerprint: identityMark(data) },
    errors: {},
    notice: isOther ? describeMoved(name, email) : `The account is now called ${name}.`,
  }
})

const describeMoved = (name: string, email: string) =>
  `${name} now signs in with ${email}, with the same password. They are signed out everywhere, and earlier links no longer work. Their passkeys and tokens still work. Single sign-on works when it sends the new address.`

/** Makes a link with which the person sets a new password. */
export const submitPasswordLink = checkedSubmit(RIGHTS.manageAccounts, [boundId], async (id, values) => {
  const { saved, state } = await save(paths.person(id), values, () =>
    makePasswordLink(id, submissionKeyOf(values)),
  )
  return state ?? makeInvitationState(saved)
})

/** Deactivates the account; before that it says what this does, and asks. */
export const submitDeactivate = checkedSubmit(RIGHTS.manageAccounts, [boundId], async (id, values) => {
  if (values.confirmed !== 'yes') return askToDeactivate(id)
  const { state } = await save(paths.person(id), {}, () => deactivateAccount(id))
  return state ?? (await leadOn(id, (name) => `The account of ${name} was deactivated.`))
})

/** Lets the person sign in again. */
export const submitReactivate = checkedSubmit(RIGHTS.manageAccounts, [boundId], async (id) => {
  const { state } = await save(paths.person(id), {}, () => reactivateAccount(id))
  return state ?? (await leadOn(id, (name) => `The account of ${name} was reactivated.`))
})

/** Revokes a token of the person. */
export const submitTokenRevocationOf = checkedSubmit(
  RIGHTS.manageAccounts,
  [boundId, boundId],
  async (personId, id) => {
    const { saved, state } = await save(paths.person(personId), {}, () => revokeTokenOf(personId, id))
    if (state) return state
    return redirectDone(paths.person(personId), `The token “${saved}” was revoked.`)
  },
)

async function askToDeactivate(id: string): Promise<FormState> {
  const { saved, state } = await save(paths.person(id), {}, () =>
    Promise.all([getAccount(id), listAccountableFor(id)]),
  )
  if (state) return state
  const [account, plans] = saved
  const left = plans.map(
    ({ plan, actions }) =>
      `${nameActions(
        plan,
        actions.map(({ ref }) => ref),
      )} of ${plan.title}`,
  )
  return {
    values: { confirmed: 'yes' },
    errors: {},
    notice: [
      `Deactivate the account of ${account?.name ?? 'this person'}?`,
      'They are signed out everywhere and can no longer sign in. Their tokens and invitation links are revoked.',
      ...(left.length ? [`No one would be accountable for ${joinNames(left)} until you reassign them.`] : []),
    ].join('\n'),
  }
}

async function leadOn(id: string, done: (name: string) => string): Promise<never> {
  return redirectDone(await pageAfter(id), done((await getAccount(id))?.name ?? ''))
}

/** The list of accounts; or the person's page, where it says what they leave without an officer. */
async function pageAfter(id: string): Promise<string> {
  const isLeft = (await listAccountableFor(id)).some(({ mayReport }) => !mayReport)
  return isLeft ? paths.personLeaving(id, String(Date.now())) : paths.accounts()
}
