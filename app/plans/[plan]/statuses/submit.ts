'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { showRefusal } from '@/app/refusal'
import { RIGHTS } from '@/lib/auth/rights'
import { STATUS_TEMPLATES, type StatusTemplate } from '@/lib/domain/status/templates'
import { NotFoundError } from '@/lib/errors'
import { changeStatuses, takeTemplate } from '@/lib/mutations/status/change-statuses'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { boundText } from '@/lib/schemas/bound'
import { checkStatuses } from '@/lib/schemas/status/plan-statuses'

const TEMPLATES = Object.keys(STATUS_TEMPLATES) as readonly StatusTemplate[]

/** Saves what the statuses of a plan are called, and in which order they are shown; or gives it those of a template. */
export const submitStatuses = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const plan = await readPlan(slug)
  if (!plan) throw new NotFoundError('plan', slug)
  const template = TEMPLATES.find((name) => name === values.template)
  const { data, state } = template ? { data: [] } : checkStatuses(plan, values)
  if (state) return state
  try {
    if (template) await takeTemplate(slug, template)
    else await changeStatuses(slug, String(values.fingerprint ?? ''), data)
  } catch (error) {
    return showRefusal(error, values)
  }
  return redirectDone(paths.ratings(slug), 'Statuses saved.')
})
