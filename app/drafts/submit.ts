'use server'

import { redirect } from 'next/navigation'
import { currentActor } from '@/lib/auth/actor'
import type { TypedForm } from '@/lib/domain/draft'
import { discardDraft, saveDraft } from '@/lib/mutations/draft'
import { paths } from '@/lib/paths'
import { readValues } from '@/lib/schemas/form'
import { isUnavailable } from '@/lib/unavailable'
import { isRefusal, ownerOf, pageOf } from './keep'

/** Keeps a draft while its writer goes on; returns when, or null when it cannot be kept. */
export async function submitDraft(form: TypedForm, data: FormData): Promise<string | null> {
  const values = readValues(data)
  try {
    const actor = await currentActor()
    const owner = ownerOf(form, values)
    if (!owner || (actor.kind === 'person' && actor.id !== owner)) return null
    return (await saveDraft(form, values, owner)).toISOString()
  } catch (error) {
    if (isRefusal(error) || isUnavailable(error)) return null
    throw error
  }
}

/** Throws the draft away, and opens the form anew. */
export async function submitDiscardDraft(form: TypedForm): Promise<void> {
  try {
    await discardDraft(form)
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
  redirect(paths.emptied(pageOf(form), String(Date.now())))
}
