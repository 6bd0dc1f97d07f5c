'use server'

import { z } from 'zod'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { showRefusal } from '@/app/refusal'
import { RIGHTS } from '@/lib/auth/rights'
import { NotFoundError } from '@/lib/errors'
import { OWN_FIELD_LABELS } from '@/lib/format/structure/own-field-words'
import {
  addField,
  changeField,
  moveField,
  removeField,
  retireField,
} from '@/lib/mutations/structure/plan-fields'
import { paths } from '@/lib/paths'
import { getFieldsPage } from '@/lib/queries/structure/plan-fields'
import { boundText } from '@/lib/schemas/bound'
import { submissionKeyOf } from '@/lib/schemas/form'
import { checkPlanField } from '@/lib/schemas/structure/plan-fields'

/** Adds a field to a plan, or saves the one of the code. */
export const submitField = checkedSubmit(
  RIGHTS.editStructure,
  [boundText, boundText.nullable()],
  async (slug, code, values) => {
    const old = code === null ? null : await findField(slug, code)
    const { data, state } = checkPlanField(old, values)
    if (state) return state
    try {
      if (old) await changeField(slug, String(values.fingerprint ?? ''), data)
      else await addField(slug, data, submissionKeyOf(values))
    } catch (error) {
      return showRefusal(error, values, OWN_FIELD_LABELS)
    }
    return redirectDone(paths.fields(slug), `“${data.label}” was ${old ? 'saved' : 'added'}.`)
  },
)

/** Moves a field past its neighbour: "budget up past region". */
export const submitFieldMove = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const [, code = '', direction, past = ''] =
    /^(\w+) (up|down) past (\w+)$/.exec(String(values.move ?? '')) ?? []
  if (direction !== 'up' && direction !== 'down')
    return { values: {}, errors: { form: 'Select a button beside a field to move it' } }
  const { label } = await findField(slug, code)
  try {
    await moveField(slug, code, direction, past)
  } catch (error) {
    return showRefusal(error, values)
  }
  return redirectDone(paths.fields(slug), `“${label}” was moved ${direction}.`)
})

const boundState = z.enum(['retired', 'restored', 'removed'])

/** Takes a field out of use, brings it back, or removes one in which nothing was ever entered. */
export const submitFieldState = checkedSubmit(
  RIGHTS.editStructure,
  [boundText, boundText, boundState],
  async (slug, code, state, values) => {
    const { label } = await findField(slug, code)
    try {
      if (state === 'removed') await removeField(slug, code)
      else await retireField(slug, code, state === 'retired')
    } catch (error) {
      return showRefusal(error, values)
    }
    return redirectDone(paths.fields(slug), `“${label}” was ${state}.`)
  },
)

async function findField(slug: string, code: string) {
  const page = await getFieldsPage(slug)
  const field = page && page !== 'forbidden' && page.fields.find((one) => one.code === code)
  if (!field) throw new NotFoundError('field', code)
  return field
}
