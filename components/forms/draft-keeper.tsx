'use client'

import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { formatTime } from '@/lib/format/dates'

/** Takes the form; says when it was saved (an instant), or null when it could not be. */
export type SaveDraft = (form: FormData) => Promise<string | null>

const PAUSE_MS = 1500

/**
 * Keeps what is typed in the form around it: on the server, shortly after each change, and in the browser for as long as the
 * server cannot be reached. Without a script there is a button for it.
 */
export function DraftKeeper({ save, keptAs }: { readonly save: SaveDraft; readonly keptAs: string }) {
  const place = useRef<HTMLDivElement>(null)
  const wasSent = useRef(false)
  const [said, setSaid] = useState('')
  const [kept, setKept] = useState<string | null>(null)
  const [top, setTop] = useState<HTMLElement | null>(null)

  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const keep = async () => {
      const savedAt = await save(new FormData(form)).catch(() => null)
      if (isGone) return
      if (savedAt) localStorage.removeItem(keptAs)
      setSaid(
        savedAt
          ? `Draft saved at ${formatTime(savedAt)}`
          : 'The draft could not be saved. What you typed is kept in this browser.',
      )
    }
    const onInput = () => {
      // What is typed from here on is not what was sent.
      wasSent.current = false
      localStorage.setItem(keptAs, JSON.stringify(typedIn(form)))
      clearTimeout(timer)
      timer = setTimeout(() => void keep(), PAUSE_MS)
    }
    const onSubmit = (event: SubmitEvent) => {
      clearTimeout(timer)
      wasSent.current = navigator.onLine
      if (wasSent.current) return
      event.preventDefault()
      event.stopPropagation()
      setSaid('There is no connection. What you typed is kept in this browser: send it again later.')
    }
    const offer = document.createElement('div')
    form.prepend(offer)
    setTop(offer)
    // What is on record, or what the form came back with, was sent after all.
    if (isHeld(form, localStorage.getItem(keptAs))) localStorage.removeItem(keptAs)
    setKept(localStorage.getItem(keptAs))
    form.addEventListener('input', onInput)
    form.addEventListener('submit', onSubmit, { capture: true })
    // Where the answer is another page altogether, nothing here is taken down first.
    const onLeave = () => {
      if (wasSent.current) localStorage.removeItem(keptAs)
    }
    window.addEventListener('pagehide', onLeave)
    // What somebody typed before this script came told nobody.
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

  const forget = () => {
    localStorage.removeItem(keptAs)
    setKept(null)
  }
  return (
    <div ref={place}>
      <p role="status" className="aside">
        {said}
      </p>
      {kept &&
        top &&
        // Above the first field: down here, below a long form, nobody would see it.
        createPortal(
          <div className="ds_inset-text">
            <div className="ds_inset-text__text">
              <p>This browser kept text that could not be sent last time.</p>
              <button
                type="button"
                className="ds_button ds_button--secondary"
                onClick={() => {
                  const form = place.current?.closest('form')
                  if (form) bringBack(form, kept)
                  forget()
                }}
              >
                Restore text
              </button>{' '}
              <button type="button" className="ds_button ds_button--secondary" onClick={forget}>
                Delete it
              </button>
            </div>
          </div>,
          top,
        )}
    </div>
  )
}

/** Whether a form holds anything else than what it came with. */
function isTypedIn(form: HTMLFormElement): boolean {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  return [...fields].some(
    (field) =>
      field.value !== field.defaultValue ||
      (field instanceof HTMLInputElement && field.checked !== field.defaultChecked),
  )
}

/** What a person can type or choose; what is hidden belongs to the form that was opened. */
function typedIn(form: HTMLFormElement): Record<string, string> {
  const hidden = new Set(
    [...form.querySelectorAll<HTMLInputElement>('input[type=hidden]')].map(({ name }) => name),
  )
  return Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && !hidden.has(name) ? [[name, value]] : [],
    ),
  )
}

/** Whether a form holds all that was kept of it already. */
function isHeld(form: HTMLFormElement, kept: string | null): boolean {
  if (kept === null) return false
  const [held, was] = [typedIn(form), JSON.parse(kept) as Record<string, string>]
  const plain = (text = '') => text.replaceAll('\r\n', '\n').trim()
  return Object.entries(was).every(([name, value]) => plain(held[name]) === plain(value))
}

function bringBack(form: HTMLFormElement, kept: string): void {
  const values = JSON.parse(kept) as Record<string, string>
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    const value = values[field.name]
    if (value === undefined || field.type === 'hidden') continue
    if (field.type === 'radio' && field instanceof HTMLInputElement) field.checked = field.value === value
    else field.value = value
  }
  form.dispatchEvent(new Event('input', { bubbles: true }))
}
