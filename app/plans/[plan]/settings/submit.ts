'use server'

import { redirect } from 'next/navigation'
import { changeSettings, type PlanSettings } from '@/lib/mutations/change-settings'
import { paths } from '@/lib/paths'
import { checkForm, type FormState, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'
import { settingsForm } from '@/lib/schemas/rating'

/** Takes a plan's slug, the settings that the form was opened with and the form; keeps the new ones. */
export async function submitSettings(
  slug: string,
  seen: PlanSettings,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  const checked = checkForm(settingsForm, values)
  if (checked.state) return checked.state
  try {
    await changeSettings(slug, seen, checked.data)
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.manage(slug))
}
