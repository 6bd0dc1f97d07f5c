import 'server-only'
import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import { answeringForm, currentActor } from '@/lib/auth/actor'
import { makeFormToken } from '@/lib/auth/form-token'
import { type AccountsRight, type PlanRight, requireRight } from '@/lib/auth/rights'
import { type TypedForm, tokenPurpose } from '@/lib/domain/updates/draft'
import { SignedOutError } from '@/lib/errors'
import { discardDraft } from '@/lib/mutations/updates/draft'
import { paths } from '@/lib/paths'
import { noteAnswer } from '@/lib/request-id'
import { FRAME_FIELDS, type FormState, type FormValues, readValues, showAgain } from '@/lib/schemas/form'
import { showRefusal } from '@/app/refusal'
import { saveDraftAndSignIn, openerOf, pageOf, readTypedForm } from './save-draft'

type Schemas = readonly z.ZodType[]
type Given<S extends Schemas> = { [K in keyof S]: z.input<S[K]> }
type Checked<S extends Schemas> = { [K in keyof S]: z.output<S[K]> }

/** What came along with what was typed. */
interface Sent {
  readonly form: FormData
  /** What the form showed last, as the browser says: anything at all. */
  readonly state: unknown
}

/** What whoever sends a form needs; of a right in a plan, the plan's slug is bound first. */
type Needs = PlanRight | AccountsRight | 'signedIn' | 'anyone'

/**
 * Takes what whoever sends the form needs, the schemas of what pages bind to it, and what sending it does; returns the submit.
 * Whatever is bound may be replaced by whoever sends the form: it reaches the work only as its schemas say. The right is asked
 * before the work looks at any field: no one fills in what is missing only to hear that they may not send it. What the work throws and
 * someone expected comes back as the form with all that was typed (app/refusal.ts). Of a form with more than two fields
 * (components/forms/draft-form.tsx), it is asked first who sends it, and what cannot be saved for now is kept as a draft.
 */
export function checkedSubmit<const S extends Schemas>(
  needs: Needs,
  bound: S,
  work: (...args: [...Checked<S>, values: FormValues, sent: Sent]) => Promise<FormState>,
): (...args: [...Given<S>, state: FormState, form: FormData]) => Promise<FormState> {
  return async (...args: readonly unknown[]) => {
    const [state, form] = args.slice(bound.length)
    const checked = check(bound, args)
    const sent = form instanceof FormData ? readText(form) : {}
    const answer = await answeringForm(() =>
      answerTo(sent, checked !== null && form instanceof FormData, async (values) => {
        await refuseOthers(needs, checked?.[0], values)
        return work(...(checked as Checked<S>), values, { form: form as FormData, state })
      }),
    )
    // Where the page shows no form any more, the server shows what was typed, and why (server/serve-page.ts).
    noteAnswer(Object.values(answer.errors))
    return answer
  }
}

/** Throws what requireRight throws. Whoever is signed out and typed nothing pressed only a button: the work leads them to sign in. */
async function refuseOthers(needs: Needs, slug: unknown, values: FormValues): Promise<void> {
  if (needs === 'anyone') return
  if ((await currentActor()).kind === 'anonymous') {
    if (Object.keys(values).length > 0) throw new SignedOutError()
  } else if (needs !== 'signedIn') await requireRight(needs, needs.of === 'plan' ? String(slug) : null)
}

async function answerTo(
  sent: FormValues,
  isOurs: boolean,
  work: (values: FormValues) => Promise<FormState>,
): Promise<FormState> {
  const typed = readTypedForm(sent)
  const frame = pick(sent, (name) => FRAME.has(name))
  const values = pick(sent, (name) => !FRAME.has(name))
  const again = (state: FormState): FormState => ({ ...state, values: { ...state.values, ...frame } })
  try {
    const unsent = typed && (await findUnsent(typed, sent, isOurs))
    if (unsent) return { ...again(unsent), values: { ...values, ...frame, ...unsent.values } }
    if (!isOurs) return again(showAgain(values, { form: NOT_OURS }))
    const answer = await work(values).catch(async (error: unknown) => {
      if (typed && isRedirect(error)) await forget(typed)
      throw error
    })
    if (typed && Object.keys(answer.errors).length === 0) await forget(typed)
    return again(answer)
  } catch (error) {
    if (!typed || !(error instanceof SignedOutError)) return again(showRefusal(error, values))
    if (await saveDraftAndSignIn(typed, sent)) redirect(paths.signInAgain(pageOf(typed)))
    return again(showRefusal(error, values))
  }
}

/** What a form shows that does not reach its work, because of who sends it or from where; null where it does. Leads to the form of this build, and throws SignedOutError. */
async function findUnsent(typed: TypedForm, sent: FormValues, isOurs: boolean): Promise<FormState | null> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const opener = openerOf(typed, sent)
  if (opener === null) {
    const token = await makeFormToken(actor.id, tokenPurpose(typed))
    return { values: { token }, errors: { form: EXPIRED } }
  }
  // Its token stays with it: what is typed there is never kept for anyone else.
  if (opener !== actor.id) return { values: {}, errors: { form: FOREIGN } }
  if (isOurs) return null
  if (await saveDraftAndSignIn(typed, sent)) redirect(paths.keptOutdated(pageOf(typed)))
  return { values: {}, errors: { form: NOT_OURS } }
}

/** What could not be saved before was saved now. Other drafts go with what is saved, in one transaction. */
async function forget(typed: TypedForm): Promise<void> {
  if (typed.kind === 'page') await discardDraft(typed)
}

const FRAME: ReadonlySet<string> = new Set(FRAME_FIELDS)

function pick(values: FormValues, fits: (name: string) => boolean): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => fits(name)))
}

/** Whether what was thrown leads to another page: Next throws that. */
function isRedirect(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_REDIRECT')
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

const EXPIRED =
  'You opened this form more than a week ago. Nothing is saved yet. Check it, then send it again'
const FOREIGN =
  'Someone else has signed in to this browser since this form was opened. Nothing is saved. Sign in with the account that opened it, or reload the page to use your own'
const NOT_OURS =
  'Cairn was updated while you had this form open. Nothing is saved. Reload the page and send it from there'
