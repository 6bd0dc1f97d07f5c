/** From a write that was refused back to the form that asked for it. */

import {
  ChangedError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  SignedOutError,
  UnprovenError,
} from '@/lib/errors'
import { log } from '@/lib/log'
import { logSecurity } from '@/lib/security-log'
import { isUnavailable, describeUnavailable } from '@/lib/unavailable'
import { type FormState, type FormValues, showAgain } from '@/lib/schemas/form'

/**
 * Takes what a mutation threw, what was typed, and what fields are called by their name; returns what the form shows, with
 * everything that was typed. A refusal is logged. Throws on what no one expected.
 */
export function showRefusal(
  error: unknown,
  values: FormValues,
  labels: Readonly<Record<string, string>> = {},
): FormState {
  if (error instanceof InvalidError)
    return {
      ...showAgain(values, error.errors),
      ...(Object.keys(error.links).length > 0 && { links: error.links }),
    }
  if (error instanceof ChangedError) return showMeanwhile(error, values, labels)
  if (error instanceof ForbiddenError) {
    logSecurity('permission-refused', { account: error.who, why: error.why })
    return showAgain(values, { form: error.why })
  }
  if (error instanceof SignedOutError) return showAgain(values, { form: SIGNED_OUT })
  if (error instanceof UnprovenError) return { ...showAgain(values, { form: UNPROVEN }), mustConfirm: true }
  if (isUnavailable(error)) {
    log.warn({ err: error }, 'a form could not be saved')
    return showAgain(values, { form: describeUnavailable(error) })
  }
  if (error instanceof NotFoundError) return showAgain(values, { form: GONE })
  throw error
}

const SIGNED_OUT =
  'You are signed out. Nothing is saved. Sign in on another tab, then come back and send it again'
const UNPROVEN = 'Nothing is saved yet. Confirm that it is you, then send this form again'
const GONE =
  'Someone removed or renumbered this while you had the form open. Nothing is saved. Go back to the list to find it'

/** What a form sends along besides what it is about. */
const NO_FIELDS: ReadonlySet<string> = new Set([
  'fingerprint',
  'token',
  'fromBeginning',
  'useFormer',
  'isAnother',
])

function showMeanwhile(
  { current, fingerprint, whoDidWhat }: ChangedError,
  values: FormValues,
  labels: Readonly<Record<string, string>>,
): FormState {
  const say = (value: FormValues[string] | undefined) => [value ?? []].flat().join(', ')
  const names = Object.keys({ ...current, ...(current && values) }).filter(
    (name) => !NO_FIELDS.has(name) && say(current?.[name]) !== say(values[name]),
  )
  return {
    values: { ...values, fingerprint },
    errors: {
      form: `${whoDidWhat ?? 'Someone saved this'} while you had it open. Your changes are not saved yet. ${
        current ? 'Compare the two below and change' : 'Change'
      } your text if you need to, then save again. Your version then replaces the saved one`,
    },
    ...(current && {
      meanwhile: names.map((name) => ({
        label: labels[name] ?? name.replace(/^partner-/, 'Partner '),
        theirs: say(current[name]),
        yours: say(values[name]),
      })),
    }),
  }
}
