'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { planAhead } from '@/lib/domain/periods/periods'
import { describePeriods } from '@/lib/format/done-words'
import { namePeriod } from '@/lib/format/periods/period-names'
import { addPeriods, changePeriod, removePeriod } from '@/lib/mutations/periods/periods'
import { paths } from '@/lib/paths'
import { boundId, boundPeriod, boundText, boundValues } from '@/lib/schemas/bound'
import { checkAhead, checkPeriod } from '@/lib/schemas/periods/period'

/** Takes a plan's slug and the form for one period; adds it. */
export const submitNewPeriod = checkedSubmit(RIGHTS.editPeriods, [boundText], async (slug, values) => {
  const { data, state } = checkPeriod(values, null)
  if (!data) return state
  await addPeriods(slug, [data])
  return redirectDone(paths.periods(slug), describePeriods([data], 'added'))
})

/** Takes a plan's slug, a period's id, the period as the form showed it, whether it has opened, and the form; changes it. */
export const submitPeriod = checkedSubmit(
  RIGHTS.editPeriods,
  [boundText, boundId, boundPeriod, z.boolean()],
  async (slug, id, seen, hasOpened, values) => {
    const { data, state } = checkPeriod(values, hasOpened ? seen.opensOn : null)
    if (!data) return state
    await changePeriod(slug, id, seen, data)
    return redirectDone(paths.periods(slug), describePeriods([data], 'saved'))
  },
)

/** Takes a plan's slug and a period's id; removes the period. */
export const submitPeriodRemoval = checkedSubmit(
  RIGHTS.editPeriods,
  [boundText, boundId],
  async (slug, id) => {
    const name = await removePeriod(slug, id)
    return redirectDone(
      paths.periods(slug),
      name === null ? 'This period has already been removed.' : describePeriods([{ name }], 'removed'),
    )
  },
)

/** Takes a plan's slug and the form for periods made ahead; leads on to the page where they are checked. */
export const submitPeriodsAhead = checkedSubmit(RIGHTS.editPeriods, [boundText], async (slug, values) => {
  const { data, state } = checkAhead(values)
  if (!data) return state
  redirect(paths.checkPeriodsAhead(slug, values))
})

/** Takes a plan's slug and what was typed into the form for periods made ahead; adds them all. */
export const submitCheckedPeriods = checkedSubmit(
  RIGHTS.editPeriods,
  [boundText, boundValues],
  async (slug, typed) => {
    const { data, state } = checkAhead(typed)
    if (!data) return state
    const planned = planAhead(data).map(({ opensOn, dueOn, closesOn, ...rest }) => ({
      name: namePeriod({ opensOn, dueOn, closesOn, ...rest }, data.rhythm),
      opensOn,
      dueOn,
      closesOn,
    }))
    await addPeriods(slug, planned)
    return redirectDone(paths.periods(slug), describePeriods(planned, 'added'))
  },
)
