'use client'

import { useEffect } from 'react'

/** Once it is shown, a browser that runs scripts forgets what a form did; of others the server takes it away. */
export function ForgetDone({ cookie }: { cookie: string }) {
  // Whenever it is shown: the same page may say it again of the next form.
  useEffect(() => {
    const secure = window.location.protocol === 'https:' ? '; Secure' : ''
    document.cookie = `${cookie}=; Path=/; SameSite=Lax; Max-Age=0${secure}`
  })
  return null
}
