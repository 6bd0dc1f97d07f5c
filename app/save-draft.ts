import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { mayKeepFor, readFormToken } from '@/lib/auth/form-token'
import { type TypedForm, tokenPurpose } from '@/lib/domain/updates/draft'
import { ForbiddenError, NotFoundError, SignedOutError } from '@/lib/errors'
import { saveDraft } from '@/lib/mutations/updates/draft'
import { paths } from '@/lib/paths'
import { boundTypedForm } from '@/lib/schemas/bound'
import type { FormValues } from '@/lib/schemas/form'
import { isUnavailable } from '@/lib/unavailable'

/** Takes what was sent; returns the form that it says it is, or null. Only its token proves that it is one that we made. */
export function readTypedForm(values: FormValues): TypedForm | null {
  const sentence = values['typed-form']
  if (typeof sentence !== 'string') return null
  try {
    return boundTypedForm.safeParse(JSON.parse(sentence)).data ?? null
  } catch {
    return null
  }
}

/** Takes a form and what was sent; returns the id of the person that it was opened by, or null where its token is not valid. */
export function openerOf(form: TypedForm, { token }: FormValues): string | null {
  return readFormToken(typeof token === 'string' ? token : '', tokenPurpose(form))?.personId ?? null
}

/**
 * Takes a form and what was sent; returns the id of the person whose form it is by its token, or null: also where someone else
 * is signed in, or no one because that person signed out.
 */
export async function ownerOf(form: TypedForm, { token }: FormValues): Promise<string | null> {
  const owner = readFormToken(typeof token === 'string' ? token : '', tokenPurpose(form))
  if (!owner) return null
  const actor = await currentActor()
  const isTheirs = actor.kind === 'person' ? actor.id === owner.personId : await mayKeepFor(owner)
  return isTheirs ? owner.personId : null
}

/** Takes a form and what was sent; keeps that as a draft of the person whose form it is. Returns whether it could be kept. */
export async function saveDraftAndSignIn(form: TypedForm, values: FormValues): Promise<boolean> {
  try {
    const owner = await ownerOf(form, values)
    if (!owner) return false
    await saveDraft(form, values, owner)
    return true
  } catch (error) {
    if (isRefusal(error) || isUnavailable(error)) return false
    throw error
  }
}

/** Takes a form; returns the address of its page. */
export function pageOf(form: TypedForm): string {
  switch (form.kind) {
    case 'update':
      return paths.update(form.plan, form.ref)
    case 'rule':
      return paths.rule(form.plan, { adverse: form.adverse, of: form.of })
    case 'rating':
      return paths.rating(form.plan, form.section)
    case 'correction':
      return paths.correction(form.plan, form.ref, form.update)
    case 'reportText':
      return paths.reportDraftPart(form.plan, form.draft, form.part)
    case 'ask':
      return paths.newRequest(form.plan)
    case 'askAnswer':
      return paths.request(form.plan, Number(form.ask))
    case 'dispute':
      return paths.disputeRating(form.plan, form.level, form.code)
    case 'disputeAnswer':
      return paths.dispute(form.plan, Number(form.dispute))
    case 'return':
    case 'rewording':
      return paths.approval(form.plan, form.update)
    case 'page':
      return form.page.split('#')[0] ?? ''
  }
}

/** Takes what was thrown; returns whether someone may not do that, or there is nothing to do it to. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ForbiddenError || error instanceof NotFoundError || error instanceof SignedOutError
}
