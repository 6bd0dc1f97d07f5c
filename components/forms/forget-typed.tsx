'use client'

import { useEffect } from 'react'
import { withBrowserStorage } from '@/lib/format/draft-storage'

/** Once something was saved, the browser need not keep it any longer. */
export function ForgetTyped({ storageKey }: { readonly storageKey: string }) {
  useEffect(() => void withBrowserStorage((storage) => storage.removeItem(storageKey)), [storageKey])
  return null
}
