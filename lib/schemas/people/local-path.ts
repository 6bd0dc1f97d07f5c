/** Where to go after signing in, as an address says it. */

/**
 * Takes what an address or a form gave as the place to go to; returns it when it is a path of this site, else the first
 * page: a link to our sign-in must not lead on to someone else's site.
 */
export function readLocalPath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/') || given.length > 2000) return '/'
  const here = 'http://cairn.invalid'
  if (!URL.canParse(given, here)) return '/'
  // As a browser reads it: "//elsewhere" and "/\elsewhere" are other sites.
  const { origin, pathname, search, hash } = new URL(given, here)
  return origin === here && !/^\/(\/|sign-(in|out)(\/|$))/.test(pathname) ? pathname + search + hash : '/'
}
