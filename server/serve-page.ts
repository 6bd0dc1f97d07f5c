// Pages for readers: rendered by Next, finished here, and kept for as long as the plan they show has not changed.
import type { IncomingMessage } from 'node:http'
import { log } from '../lib/log'
import { today } from '../lib/clock'
import { COMMON_HEADERS, type Page, sendPage } from './page'
import { sendBadAddress, sendFailure, sendOutdated, sendTooLarge, sendUnavailable } from './plain-page'
import { type Render, type Rendered, renderWhole } from './render-whole'
import type { Revisions } from './revisions'

const MOST_BYTES_KEPT = 32 * 1024 * 1024

// More at once would take no less time, and much more memory.
const MOST_RENDERINGS = 4

/** What shows plans and nothing else, so that it changes with them only. A verification is made anew each time. */
const KEPT = /^\/($|plans\/|accessibility$|api$)[^?]*(?<!\/verify)$/

/** What Next reads of a form at most (next.config.ts). */
const MOST_BYTES_SENT = 5 * 1024 * 1024

/** The cookie of lib/auth/auth.ts, under the name that it has behind TLS too. Any other says nothing about who asks. */
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?cairn\.session_token=/

interface Kept {
  readonly version: string
  readonly page: Page
}

/** Takes what renders a request and the plans' revisions; returns what answers one. */
export function createPageServer(render: Render, revisions: Revisions): Render {
  const kept = new Map<string, Kept>()
  const underWay = new Map<string, { readonly version: string; readonly rendering: Promise<Shared | null> }>()
  const toBegin = new Map<string, Promise<Shared | null>>()
  const inTurn = limitTo(MOST_RENDERINGS)
  // What many save at the same time, readers do not wait for.
  const inTurnOfForms = limitTo(MOST_RENDERINGS)
  let bytesKept = 0

  function forget(url: string) {
    bytesKept -= sizeOf(kept.get(url))
    kept.delete(url)
  }

  function keep(url: string, entry: Kept) {
    forget(url)
    kept.set(url, entry)
    bytesKept += sizeOf(entry)
    for (const oldest of kept.keys()) {
      if (bytesKept <= MOST_BYTES_KEPT) break
      forget(oldest)
    }
  }

  async function versionOf(url: string) {
    const revision = await revisions.versionOf(url).catch((cause: unknown) => {
      throw new VersionUnknown('the database cannot be asked', { cause })
    })
    // Some figures are ages: they change with the day as well.
    return `${revision}@${today()}`
  }

  async function renderAlone(version: string, ...asked: Parameters<Render>): Promise<Shared | null> {
    const turn = asked[0].method === 'POST' ? inTurnOfForms : inTurn
    const rendered = await turn(() => renderWhole(...asked, render))
    return rendered && { ...rendered, version }
  }

  /**
   * Those who ask for the same page at the same time share a rendering: the one under way where it is of the version that
   * they want, else the next, which begins after they came and so shows all that they have to see. However fast a plan
   * changes, its page is rendered once at a time, not once for each version.
   */
  async function renderShared(url: string, version: string, ...asked: Parameters<Render>) {
    const now = underWay.get(url)
    const others = now?.version === version ? now.rendering : toBegin.get(url)
    if (!others) return renderNext(url, now?.rendering, ...asked)
    const shared = await others
    if (shared?.isForAnyone) return shared
    // The one who rendered it may have left half-way.
    return renderAlone(version, ...asked)
  }

  function renderNext(url: string, before: Promise<unknown> | undefined, ...asked: Parameters<Render>) {
    const rendering: Promise<Shared | null> = (async () => {
      await before?.catch(() => {})
      return inTurn(async () => {
        // Asked before rendering: a write that comes in between makes the kept page older than it says, never newer.
        const version = await versionOf(url)
        toBegin.delete(url)
        underWay.set(url, { version, rendering })
        const rendered = await renderWhole(...asked, render)
        return rendered && { ...rendered, version }
      })
    })().finally(() => {
      if (toBegin.get(url) === rendering) toBegin.delete(url)
      if (underWay.get(url)?.rendering === rendering) underWay.delete(url)
    })
    toBegin.set(url, rendering)
    return rendering
  }

  return async (request, response) => {
    const url = request.url ?? '/'
    if (!isReadable(url)) return sendBadAddress(response, url)
    for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value)
    // What is no page runs nothing and is framed by nothing; a page replaces this by its own.
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    )
    if (!isPage(request, url)) return render(request, response)
    const length = Number(request.headers['content-length'] ?? 0)
    if (length > MOST_BYTES_SENT) return sendTooLarge(response)
    if (!(await hasArrived(request, length))) return
    // What the signed-in see is theirs alone: never kept, and never taken from what was kept for others.
    const isAnonymous =
      request.method !== 'POST' &&
      !SESSION_COOKIE.test(request.headers.cookie ?? '') &&
      request.headers.authorization === undefined
    let rendered: Shared | null
    try {
      const version = await versionOf(url)
      const known = isAnonymous ? kept.get(url) : undefined
      if (known?.version === version) {
        // The most recently read are the last to be forgotten.
        kept.delete(url)
        kept.set(url, known)
        return sendPage(request, response, known.page, true)
      }
      rendered = isAnonymous
        ? await renderShared(url, version, request, response)
        : await renderAlone(version, request, response)
    } catch (error) {
      if (!(error instanceof VersionUnknown)) throw error
      log.error({ err: error.cause }, 'the database cannot be asked for the revision of a plan')
      return sendUnavailable(request, response)
    }
    if (!rendered) return
    const { page, version, isForAnyone } = rendered
    // Next's own error page is drawn by a script, which not every reader runs.
    if (page.status === 503) return sendUnavailable(request, response)
    if (page.status >= 500) return sendFailure(response)
    if (page.status === 409) return sendOutdated(response)
    // Searches and filters are as many as anyone cares to type; they would push out the pages that everyone reads.
    if (isAnonymous && isForAnyone && page.status === 200 && KEPT.test(url)) keep(url, { version, page })
    return sendPage(request, response, page, isAnonymous)
  }
}

/** Returns a runner of tasks that lets so many of them run at a time; the others wait their turn. */
function limitTo(most: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await task()
    } finally {
      // Whoever is next takes over the place.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

/**
 * Takes a request and the bytes of its body; returns whether all of them came. They are put back for Next to read, which would
 * wait for ever for those of a browser that left. Whoever sends slowly waits here, and holds up nobody.
 */
async function hasArrived(request: IncomingMessage, length: number): Promise<boolean> {
  const portions: Buffer[] = []
  for (let missing = length; missing > 0;) {
    const portion = request.read() as Buffer | null
    if (portion) {
      portions.push(portion)
      missing -= portion.length
    } else if (request.destroyed) return false
    else await nextOf(request)
  }
  if (portions.length) request.unshift(Buffer.concat(portions))
  return true
}

/** Waits until more of a request is there, or none will come. */
function nextOf(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      request.off('readable', goOn).off('close', goOn)
      resolve()
    }
    request.on('readable', goOn).on('close', goOn)
  })
}

/** Twice its size, for its compressed forms come to less than that. */
function sizeOf(entry: Kept | undefined): number {
  return 2 * (entry?.page.raw.length ?? 0)
}

/**
 * Whether a request may be for a page, as opposed to a script or the API. A form that was sent without a script is answered
 * by a page as well. What turns out to be a download or a redirect all the same goes out as it is written.
 */
function isPage({ method, headers }: IncomingMessage, url: string): boolean {
  return (
    (method === 'GET' || method === 'HEAD' || (method === 'POST' && headers['next-action'] === undefined)) &&
    !url.startsWith('/_next/') &&
    !url.startsWith('/api/') &&
    headers.rsc === undefined
  )
}

class VersionUnknown extends Error {}

/** With the version that the page shows, or a later one. */
interface Shared extends Rendered {
  readonly version: string
}

// Longer than any page's; a redirect repeats the path twice in its headers, which clients read only so far.
const LONGEST_PATH = 2000

/** "%ZZ" stands for no character, and only a proxy is sent whole addresses; Next would answer with a fault of its own. */
function isReadable(url: string): boolean {
  const path = url.split('?')[0] ?? ''
  try {
    return path.length <= LONGEST_PATH && decodeURIComponent(path).startsWith('/')
  } catch {
    return false
  }
}
