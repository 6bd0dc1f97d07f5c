'use client'

import { useEffect } from 'react'

/** Once something was saved, the browser need not keep it any longer. */
export function ForgetKept({ keptAs }: { readonly keptAs: string }) {
  useEffect(() => localStorage.removeItem(keptAs), [keptAs])
  return null
}
