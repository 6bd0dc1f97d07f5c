'use client'

import { useEffect, useRef } from 'react'
import { forgetAllTyped } from '@/lib/format/draft-storage'

/** In a form that signs out: what was typed elsewhere and not sent leaves the browser, which someone else may use next. */
export function ForgetOnSend() {
  const place = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const form = place.current?.form
    form?.addEventListener('submit', forgetAllTyped)
    return () => form?.removeEventListener('submit', forgetAllTyped)
  }, [])
  return <input type="hidden" ref={place} />
}
