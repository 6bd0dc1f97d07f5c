'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { changeSettings } from '@/lib/mutations/plan/change-settings'
import { paths } from '@/lib/paths'
import { boundSettings, boundText } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'
import { settingsForm } from '@/lib/schemas/status/rating'

/** Takes a plan's slug, the settings that the form was opened with and the form; keeps the new ones. */
export const submitSettings = checkedSubmit(
  RIGHTS.changeSettings,
  [boundText, boundSettings],
  async (slug, seen, values) => {
    const checked = checkForm(settingsForm, values)
    if (checked.state) return checked.state
    await changeSettings(slug, seen, checked.data)
    const { isPublic, needsApproval } = checked.data
    return redirectDone(
      paths.manage(slug),
      `Saved: ${isPublic ? 'anyone' : 'only people with a role in it'} can read this plan, and updates from officers ${needsApproval ? 'wait for approval' : 'are published at once'}.`,
    )
  },
)
