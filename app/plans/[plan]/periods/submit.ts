'use server'

import { redirect } from 'next/navigation'
import { planAhead } from '@/lib/domain/periods'
import { namePeriod } from '@/lib/format/period-names'
import { addPeriods, changePeriod, removePeriod } from '@/lib/mutations/periods'
import { paths } from '@/lib/paths'
import { type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'
import { checkAhead, checkPeriod, type PeriodInput } from '@/lib/schemas/period'

/** Takes a plan's slug and the form for one period; adds it. */
export async function submitNewPeriod(slug: string, _: FormState, form: FormData): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkPeriod(values, null)
  if (!data) return state
  try {
    await addPeriods(slug, [data])
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.periods(slug))
}

/** Takes a plan's slug, a period's id, the period as the form showed it, whether it has opened, and the form; changes it. */
export async function submitPeriod(
  slug: string,
  id: string,
  seen: PeriodInput,
  hasOpened: boolean,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkPeriod(values, hasOpened ? seen.opensOn : null)
  if (!data) return state
  try {
    await changePeriod(slug, id, seen, data)
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.periods(slug))
}

/** Takes a plan's slug and a period's id; removes the period. */
export async function submitPeriodRemoval(slug: string, id: string): Promise<FormState> {
  try {
    await removePeriod(slug, id)
  } catch (error) {
    return showRefusal(error, {})
  }
  redirect(paths.periods(slug))
}

/** Takes a plan's slug and the form for periods made ahead; leads on to the page where they are checked. */
export async function submitPeriodsAhead(slug: string, _: FormState, form: FormData): Promise<FormState> {
  const values = readValues(form)
  const { data, state } = checkAhead(values)
  if (!data) return state
  redirect(paths.checkPeriodsAhead(slug, values))
}

/** Takes a plan's slug and what was typed into the form for periods made ahead; adds them all. */
export async function submitCheckedPeriods(
  slug: string,
  typed: Readonly<Record<string, string>>,
): Promise<FormState> {
  const { data, state } = checkAhead(typed)
  if (!data) return state
  const planned = planAhead(data).map(({ opensOn, dueOn, closesOn, ...rest }) => ({
    name: namePeriod({ opensOn, dueOn, closesOn, ...rest }, data.rhythm),
    opensOn,
    dueOn,
    closesOn,
  }))
  try {
    await addPeriods(slug, planned)
  } catch (error) {
    return showRefusal(error, {})
  }
  redirect(paths.periods(slug))
}
