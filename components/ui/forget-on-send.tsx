'use client'

import { useEffect, useRef } from 'react'
import { forgetAllKept } from '@/lib/format/kept-as'

/** In a form that signs out: what was typed elsewhere and not sent leaves the browser, which somebody else may use next. */
export function ForgetOnSend() {
  const place = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const form = place.current?.form
    form?.addEventListener('submit', forgetAllKept)
    return () => form?.removeEventListener('submit', forgetAllKept)
  }, [])
  return <input type="hidden" ref={place} />
}
