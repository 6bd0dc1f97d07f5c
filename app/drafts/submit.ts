'use server'

import { z } from 'zod'
import { checkedCall, checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { discardDraft, saveDraft } from '@/lib/mutations/updates/draft'
import { paths } from '@/lib/paths'
import { boundTypedForm } from '@/lib/schemas/bound'
import { readValues } from '@/lib/schemas/form'
import { isUnavailable } from '@/lib/unavailable'
import { isRefusal, ownerOf, pageOf } from '@/app/save-draft'

/** Keeps a draft while its writer goes on; returns when, or null when it cannot be kept. */
export const submitDraft = checkedCall([boundTypedForm, z.instanceof(FormData)], async (form, data) => {
  const values = readValues(data)
  try {
    const owner = await ownerOf(form, values)
    if (!owner) return null
    return (await saveDraft(form, values, owner)).toISOString()
  } catch (error) {
    if (isRefusal(error) || isUnavailable(error)) return null
    throw error
  }
})

/** Deletes the draft, and opens the form without it. */
export const submitDiscardDraft = checkedSubmit('signedIn', [boundTypedForm], async (form) => {
  await discardDraft(form)
  return redirectDone(paths.emptied(pageOf(form), String(Date.now())), 'Your draft was deleted.')
})
