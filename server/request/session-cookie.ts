// Which sessions a request may belong to, by its cookies alone.
import { createHmac, timingSafeEqual } from 'node:crypto'

const NAME = 'cairn.session_token'
/** It has one of these before it behind TLS. */
const NAMES = [NAME, `__Secure-${NAME}`, `__Host-${NAME}`]

// More make no sense, and each costs a signature.
const MOST = 8

/**
 * Takes a Cookie header and the secret that cookies are signed with; returns the token of every session cookie in it that we
 * signed. It reads as generously as better-auth does, or more so: whoever it takes for signed in is rendered a page of their own,
 * which no one else is given, and whoever it does not is shown what a stranger is shown.
 */
export function findSessionTokens(cookies: string | undefined, secret: string): string[] {
  if (!cookies?.includes(NAME)) return []
  return cookies
    .split(';')
    .flatMap((cookie) => {
      const [name = '', ...value] = cookie.split('=')
      return NAMES.includes(name.trim()) ? [unpack(value.join('=').trim())] : []
    })
    .slice(0, MOST)
    .flatMap((signed) => {
      const end = signed.lastIndexOf('.')
      const token = signed.slice(0, Math.max(0, end))
      return token !== '' && isSigned(token, signed.slice(end + 1), secret) ? [token] : []
    })
}

/**
 * Takes a Cookie header and the name that the session's cookie has on this site; returns whether it is the one session cookie that
 * came, under that very name, as we write it: then there is no doubt which session better-auth will read.
 */
export function isPlainSession(cookies: string | undefined, name: string): boolean {
  const sessions = (cookies ?? '').split(';').filter((cookie) => cookie.includes(NAME))
  return (
    sessions.length === 1 && new RegExp(`^ ?${name.replaceAll('.', '\\.')}=[^" ]+$`).test(sessions[0] ?? '')
  )
}

function unpack(value: string): string {
  const bare = value.startsWith('"') ? value.slice(1, -1) : value
  try {
    return decodeURIComponent(bare)
  } catch {
    return bare
  }
}

function isSigned(token: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
