'use client'

import { useEffect } from 'react'
import { withBrowserStorage } from '@/lib/format/kept-as'

/** Once something was saved, the browser need not keep it any longer. */
export function ForgetKept({ keptAs }: { readonly keptAs: string }) {
  useEffect(() => void withBrowserStorage((storage) => storage.removeItem(keptAs)), [keptAs])
  return null
}
