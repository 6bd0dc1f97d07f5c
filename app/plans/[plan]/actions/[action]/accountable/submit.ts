'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone, wordsOf } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { nameActions, describeReassigned } from '@/lib/format/done-words'
import { addContributor, reassignActions, removeContributor } from '@/lib/mutations/periods/accountability'
import { paths } from '@/lib/paths'
import { findTypedPerson } from '@/lib/queries/periods/accountable'
import { boundId, boundText } from '@/lib/schemas/bound'
import { ALL, checkContributor, checkReassignment } from '@/lib/schemas/periods/reassign'

/** Takes a plan's slug, an action's reference, who answered for it as the form showed it, and the form; hands the action over. */
export const submitAccountable = checkedSubmit(
  RIGHTS.reassign,
  [boundText, boundText, boundId.nullable()],
  async (slug, ref, seen, values) => {
    const { data, state } = checkReassignment(
      { ...(await findTypedPerson(slug, values, 'person')), which: ALL },
      [ref],
    )
    if (!data) return { ...state, values }
    const became = await reassignActions(slug, data, { [ref]: seen })
    return redirectDone(paths.action(slug, ref), describeReassigned(await wordsOf(slug), became))
  },
)

/** Takes a plan's slug, an action's reference and the form; lets someone contribute to the action. */
export const submitContributor = checkedSubmit(
  RIGHTS.reassign,
  [boundText, boundText],
  async (slug, ref, values) => {
    const { data, state } = checkContributor(await findTypedPerson(slug, values, 'contributor'))
    if (!data) return { ...state, values }
    const name = await addContributor(slug, ref, data.contributor)
    const what = nameActions(await wordsOf(slug), [ref])
    return redirectDone(paths.accountable(slug, ref), `${name} is now a contributor to ${what}.`)
  },
)

/** Takes a plan's slug, an action's reference and a person's id; that person contributes no longer. */
export const submitContributorRemoval = checkedSubmit(
  RIGHTS.reassign,
  [boundText, boundText, boundId],
  async (slug, ref, personId) => {
    const name = await removeContributor(slug, ref, personId)
    const what = nameActions(await wordsOf(slug), [ref])
    return redirectDone(
      paths.accountable(slug, ref),
      `${name ?? 'This person'} is no longer a contributor to ${what}.`,
    )
  },
)
