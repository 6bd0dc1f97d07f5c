'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { changeSettings } from '@/lib/mutations/change-settings'
import { paths } from '@/lib/paths'
import { boundSettings, boundText } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'
import { settingsForm } from '@/lib/schemas/rating'

/** Takes a plan's slug, the settings that the form was opened with and the form; keeps the new ones. */
export const submitSettings = checkedSubmit([boundText, boundSettings], async (slug, seen, values) => {
  const checked = checkForm(settingsForm, values)
  if (checked.state) return checked.state
  await changeSettings(slug, seen, checked.data)
  redirect(paths.manage(slug))
})
