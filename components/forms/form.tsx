'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import { paths } from '@/lib/paths'
import { EMPTY_FORM, type FormState, readValues, showAgain } from '@/lib/schemas/form'
import { ChangedMeanwhile } from './changed-meanwhile'
import { ErrorSummary } from './error-summary'
import { FormContext } from './form-context'

interface Props {
  /** Gets what the form showed last and what was sent; returns what it shows next, or redirects. */
  readonly submit: (state: FormState, form: FormData) => Promise<FormState>
  /** What the fields hold when the form is opened. */
  readonly initial?: FormState
  readonly children: ReactNode
  /** In place of the width that suits reading. */
  readonly className?: string
}

/**
 * A form. Without a script the browser sends it and gets the whole page anew; with one, only what changed. Either way every
 * error is told at once and nothing that was typed is lost.
 */
export function Form({ submit, initial = EMPTY_FORM, children, className }: Props) {
  // Drawn on the server it has to be the submit itself, so that a browser without scripts can send it.
  const [state, send, isSending] = useActionState(
    typeof window === 'undefined' ? submit : keepWhenUnsent(submit),
    initial,
  )
  const summary = useRef<HTMLDivElement>(null)
  const hasErrors = Object.keys(state.errors).length > 0
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (hasErrors) {
      summary.current?.focus()
      document.title = `${ERROR}${document.title.replace(ERROR, '')}`
    }
    // What was made, and is shown only this once, may stand far above the button that made it.
    else notice.current?.scrollIntoView({ block: 'center' })
  }, [state, hasErrors])
  return (
    <FormContext value={{ state, isSending }}>
      {hasErrors && (
        <ErrorSummary
          errors={state.errors}
          labels={state.labels}
          links={state.links}
          mustConfirm={state.mustConfirm}
          ref={summary}
        />
      )}
      {state.notice && (
        <div className="ds_inset-text" role="status" ref={notice}>
          <div className="ds_inset-text__text lines">{state.notice}</div>
        </div>
      )}
      {state.meanwhile && <ChangedMeanwhile changes={state.meanwhile} />}
      {/* By the mark the server sees that a page still has the form that was sent (server/unsaved-form.ts). */}
      <form
        data-answered={state === initial ? undefined : true}
        action={send}
        noValidate
        className={className ?? 'form'}
      >
        {children}
      </form>
    </FormContext>
  )
}

/** Takes a submit; returns one that gives back what was typed where no answer comes, instead of failing with the whole page. */
function keepWhenUnsent(submit: Props['submit']): Props['submit'] {
  return async (state, form) => {
    try {
      return await submit(state, form)
    } catch (error) {
      // Going to another page is no failure.
      unstable_rethrow(error)
      const isOutdated = unstable_isUnrecognizedActionError(error)
      if (isOutdated && (await openInNewBuild(form))) return state
      const { versions, versionsBy, meanwhile } = state
      return {
        ...showAgain(readValues(form), { form: isOutdated ? OUTDATED : UNSENT }),
        ...(versions && { versions }),
        ...(versionsBy !== undefined && { versionsBy }),
        ...(meanwhile && { meanwhile }),
      }
    }
  }
}

/** Takes what was typed into a form that the server does not know any more; opens its page again with that in it, where it can be kept. */
async function openInNewBuild(form: FormData): Promise<boolean> {
  const answer = await fetch(paths.outdatedForms(), { method: 'POST', body: form }).catch(() => null)
  if (!answer?.redirected) return false
  window.location.assign(answer.url)
  return true
}

/** Before the title of a page with errors, which is what a screen reader says first. */
const ERROR = 'Error: '

const OUTDATED =
  'Cairn was updated while you had this form open. Nothing is saved. Copy your text, reload the page and send it again'
const UNSENT =
  'Sorry, we could not save your form. Your text is still here. Send it again in a minute. If that does not work, copy your text, reload the page and try again'
