import 'server-only'
import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import { SignedOutError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { type FormState, type FormValues, readValues, showAgain } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'

type Schemas = readonly z.ZodType[]
type Given<S extends Schemas> = { [K in keyof S]: z.input<S[K]> }
type Checked<S extends Schemas> = { [K in keyof S]: z.output<S[K]> }

/** What came along with what was typed. */
interface Sent {
  readonly form: FormData
  /** What the form showed last, as the browser says: anything at all. */
  readonly state: unknown
}

/**
 * Takes the schemas of what pages bind to a form, and what sending the form does; returns the submit. Whatever is bound may be
 * replaced by whoever sends the form: it reaches the work only as its schemas say. What the work throws and somebody expected
 * comes back as the form with all that was typed (lib/schemas/refusal.ts).
 */
export function checkedSubmit<const S extends Schemas>(
  bound: S,
  work: (...args: [...Checked<S>, values: FormValues, sent: Sent]) => Promise<FormState>,
): (...args: [...Given<S>, state: FormState, form: FormData]) => Promise<FormState> {
  return async (...args: readonly unknown[]) => {
    const [state, form] = args.slice(bound.length)
    const checked = check(bound, args)
    if (!(form instanceof FormData)) return showAgain({}, { form: NOT_OURS })
    const values = readText(form)
    if (!checked) return showAgain(values, { form: NOT_OURS })
    try {
      return await work(...checked, values, { form, state })
    } catch (error) {
      return showRefusal(error, values)
    }
  }
}

/**
 * Takes the schemas of what a script sends, and what is done with it; returns what the script calls. Answers "not found" to
 * anything else than what the schemas say, and sends whoever is signed out to sign in.
 */
export function checkedCall<const S extends Schemas, R>(
  sent: S,
  work: (...args: Checked<S>) => Promise<R>,
): (...args: Given<S>) => Promise<R> {
  return async (...args: readonly unknown[]) => {
    const checked = check(sent, args)
    if (!checked) notFound()
    try {
      return await work(...checked)
    } catch (error) {
      if (error instanceof SignedOutError) redirect(paths.signIn())
      throw error
    }
  }
}

/** What was typed. PostgreSQL keeps no NUL, and no browser sends one. */
function readText(form: FormData): FormValues {
  const drop = (text: string) => text.replaceAll('\0', '')
  return Object.fromEntries(
    Object.entries(readValues(form)).map(([name, value]) => [
      name,
      typeof value === 'string' ? drop(value) : value.map(drop),
    ]),
  )
}

function check<S extends Schemas>(schemas: S, args: readonly unknown[]): Checked<S> | null {
  const results = schemas.map((schema, index) => schema.safeParse(args[index]))
  return results.every((result) => result.success) ? (results.map(({ data }) => data) as Checked<S>) : null
}

const NOT_OURS =
  'This form was opened in an older version of Cairn, or changed on the way here. Nothing is saved. Open the page again and send it from there'
