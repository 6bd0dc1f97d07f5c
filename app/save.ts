import 'server-only'
import { redirect } from 'next/navigation'
import { SignedOutError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import type { FormState, FormValues } from '@/lib/schemas/form'
import { showRefusal } from '@/app/refusal'

/**
 * Takes the address of the form's page, what was typed and the mutation; runs it and returns what it returns, or the form to
 * show again when it was refused. Whoever is no longer signed in and typed nothing is sent to sign in and comes back to the
 * page; what was typed is for the caller to keep (app/checked-submit.ts).
 */
export async function save<T>(
  page: string,
  values: FormValues,
  mutation: () => Promise<T>,
): Promise<{ saved: T; state?: undefined } | { saved?: undefined; state: FormState }> {
  try {
    return { saved: await mutation() }
  } catch (error) {
    if (!(error instanceof SignedOutError)) return { state: showRefusal(error, values) }
    if (Object.keys(values).length) throw error
    redirect(paths.signIn(page))
  }
}
