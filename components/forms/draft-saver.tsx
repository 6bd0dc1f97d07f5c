'use client'

import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { formatTime } from '@/lib/format/dates'
import { withBrowserStorage } from '@/lib/format/draft-storage'
import { holdsAll, isTypedIn, restoreTyped, typedIn } from './typed-values'

/** Takes the form; says when it was saved (an instant), or null when it could not be. */
export type SaveDraft = (form: FormData) => Promise<string | null>

const PAUSE_MS = 1500

/**
 * Keeps what is typed in the form around it: on the server, shortly after each change, and in the browser for as long as the
 * server cannot be reached. Without a script there is a button for it.
 */
export function DraftSaver({
  save,
  storageKey: keptAs,
}: {
  readonly save: SaveDraft
  readonly storageKey: string
}) {
  const place = useRef<HTMLDivElement>(null)
  const wasSent = useRef(false)
  const [sentence, setSaid] = useState('')
  const [saved, setKept] = useState<string | null>(null)
  const [top, setTop] = useState<HTMLElement | null>(null)

  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    // The browser may be told to keep nothing, or have no room left. The server keeps it all the same.
    let isInBrowser = false
    const forget = () => withBrowserStorage((storage) => storage.removeItem(keptAs))
    const keep = async () => {
      const savedAt = await save(new FormData(form)).catch(() => null)
      if (isGone) return
      if (savedAt) forget()
      setSaid(
        savedAt
          ? `Draft saved at ${formatTime(savedAt)}`
          : `We could not save your draft. ${isInBrowser ? IN_BROWSER : NOWHERE}`,
      )
    }
    const onInput = () => {
      // What is typed from here on is not what was sent.
      wasSent.current = false
      const text = JSON.stringify(typedIn(form))
      isInBrowser = withBrowserStorage((storage) => storage.setItem(keptAs, text)) !== null
      clearTimeout(timer)
      timer = setTimeout(() => void keep(), PAUSE_MS)
    }
    const onSubmit = (event: SubmitEvent) => {
      clearTimeout(timer)
      wasSent.current = navigator.onLine
      if (wasSent.current) return
      event.preventDefault()
      event.stopPropagation()
      setSaid(`You are offline. ${isInBrowser ? `${IN_BROWSER} Send it again later.` : NOWHERE}`)
    }
    const offer = document.createElement('div')
    form.prepend(offer)
    setTop(offer)
    // What is on record, or what the form came back with, was sent after all.
    const keptText = withBrowserStorage((storage) => storage.getItem(keptAs))
    if (keptText !== null && holdsAll(form, keptText)) forget()
    else setKept(keptText)
    form.addEventListener('input', onInput)
    form.addEventListener('submit', onSubmit, { capture: true })
    // Where the answer is another page altogether, nothing here is taken down first.
    const onLeave = () => {
      if (wasSent.current) forget()
    }
    window.addEventListener('pagehide', onLeave)
    // What someone typed before this script came told no one.
    // After a save, the page is drawn once more while it leads on: what stands in the form then was sent.
    if (!wasSent.current && isTypedIn(form)) onInput()
    return () => {
      isGone = true
      offer.remove()
      clearTimeout(timer)
      // It was sent and the form is gone: it was saved, or the server keeps it as a draft.
      onLeave()
      window.removeEventListener('pagehide', onLeave)
      form.removeEventListener('input', onInput)
      form.removeEventListener('submit', onSubmit, { capture: true })
    }
  }, [save, keptAs])

  const forgetOffer = () => {
    withBrowserStorage((storage) => storage.removeItem(keptAs))
    setKept(null)
  }
  return (
    <div ref={place}>
      <p role="status" className="aside">
        {sentence}
      </p>
      {saved &&
        top &&
        // Above the first field: down here, below a long form, no one would see it.
        createPortal(
          <div className="ds_inset-text">
            <div className="ds_inset-text__text">
              <p>Text that could not be sent last time is saved in this browser.</p>
              <button
                type="button"
                className="ds_button ds_button--secondary"
                onClick={() => {
                  const form = place.current?.closest('form')
                  if (form) setSaid(describeRestored(restoreTyped(form, saved)))
                  forgetOffer()
                }}
              >
                Restore text
              </button>{' '}
              <button type="button" className="ds_button ds_button--secondary" onClick={forgetOffer}>
                Delete text
              </button>
            </div>
          </div>,
          top,
        )}
    </div>
  )
}

const IN_BROWSER = 'Your text is saved in this browser.'
const NOWHERE = 'Copy your text before you leave this page.'

/** Takes what could not be restored, by the labels of the fields; returns what to say of it all. */
function describeRestored(missing: readonly string[] | null): string {
  if (missing === null) return 'The text saved in this browser cannot be read.'
  return missing.length === 0
    ? 'Your text is restored.'
    : `Your text is restored, except for choices that are no longer available: ${missing.join(', ')}.`
}
