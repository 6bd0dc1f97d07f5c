import 'server-only'
import { redirect } from 'next/navigation'
import { currentActor } from '@/lib/auth/actor'
import { mayKeepFor, readFormToken } from '@/lib/auth/form-token'
import { type TypedForm, tokenPurpose } from '@/lib/domain/draft'
import { ForbiddenError, NotFoundError, SignedOutError } from '@/lib/errors'
import { saveDraft } from '@/lib/mutations/draft'
import { paths } from '@/lib/paths'
import type { FormState, FormValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'
import { isUnavailable } from '@/lib/unavailable'

/**
 * Takes a form and what was sent; returns the id of the person whose form it is by its token, or null: also where somebody else
 * is signed in, or nobody because that person signed out.
 */
export async function ownerOf(form: TypedForm, { token }: FormValues): Promise<string | null> {
  const owner = readFormToken(typeof token === 'string' ? token : '', tokenPurpose(form))
  if (!owner) return null
  const actor = await currentActor()
  const isTheirs = actor.kind === 'person' ? actor.id === owner.personId : await mayKeepFor(owner)
  return isTheirs ? owner.personId : null
}

/**
 * Takes a form and what was typed into it when the session had ended: keeps it for the person whose form it is and asks them
 * to sign in, which leads back to the form; where it cannot be kept, returns the form with all that was typed.
 */
export async function keepForLater(form: TypedForm, values: FormValues): Promise<FormState> {
  const owner = await ownerOf(form, values)
  if (!owner) return showRefusal(new SignedOutError(), values)
  try {
    await saveDraft(form, values, owner)
  } catch (error) {
    if (isRefusal(error) || isUnavailable(error)) return showRefusal(new SignedOutError(), values)
    throw error
  }
  redirect(paths.signInAgain(pageOf(form)))
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
      return paths.newAsk(form.plan)
    case 'askAnswer':
      return paths.ask(form.plan, Number(form.ask))
    case 'dispute':
      return paths.disputeRating(form.plan, form.level, form.code)
    case 'disputeAnswer':
      return paths.dispute(form.plan, Number(form.dispute))
    case 'return':
    case 'rewording':
      return paths.approval(form.plan, form.update)
  }
}

/** Takes what was thrown; returns whether somebody may not do that, or there is nothing to do it to. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ForbiddenError || error instanceof NotFoundError || error instanceof SignedOutError
}
