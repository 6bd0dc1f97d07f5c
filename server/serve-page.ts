// Answers requests: pages rendered by Next, finished here, and kept for as long as the plan they show has not changed; and all else
// within the same limits.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import { log } from '../lib/log'
import { notedAnswer } from '../lib/request-id'
import { today } from '../lib/clock'
import { doneCookie } from '../lib/http/done-cookie'
import { paths } from '../lib/paths'
import {
  BusyError,
  limitConcurrency,
  limitConcurrencyByKey,
  limitWaiting,
  openQueue,
} from '../lib/concurrency'
import { type Address, bodyLimits, isEmbed, methodsOf, readAddress } from './address'
import { type BodyProblem, createBodyReader, type Share } from './body'
import { COMMON_HEADERS, type Page, sendPage } from './page'
import { OWN_MARK, passOn } from './pass-on'
import { type Reason, refuse, unavailableTo } from './refuse'
import { type Render, type Rendered, renderWhole } from './render-whole'
import type { Revisions, SessionState } from './revisions'
import { findSessionTokens } from './session-cookie'
import { hasAnsweredForm, writeTyped } from './typed-text'
import {
  type Asked,
  MANY,
  isForScripts,
  toPassOn,
  isSentWithToken,
  setCaching,
  isFromElsewhere,
} from './asked'

const MB = 1024 * 1024
const MOST_BYTES_KEPT = 32 * MB
// Days and searches are as many as anyone cares to type; they must not push out the pages that everyone reads.
const MOST_BYTES_OF_MANY_KEPT = 8 * MB

// More at once would take no less time, and much more memory.
const MOST_RENDERINGS = 4
const MOST_FORMS = 6
const MOST_FORMS_OF_PLAN = 2
// What there is no end of, and anybody may ask for, holds up nothing but itself.
const MOST_OF_MANY = 2
/** So many addresses are known to lead somewhere. */
const MOST_ADDRESSES_KNOWN = 10_000
const MOST_WAITING = 200
// For a page that is being rendered anyway.
const MOST_SHARING = 2000
/** Files that are on their way to strangers, however slowly those take them. */
const MOST_DOWNLOADS = 50
/** Whoever takes nothing for so long (milliseconds) is not waited for. */
const LONGEST_SILENCE = 60_000

/** Where Next keeps as a draft what was typed into a form that it does not know. */
const OUTDATED_FORMS: Address = {
  kind: 'outdated-form',
  url: paths.outdatedForms(),
  path: paths.outdatedForms(),
  publicUrl: paths.outdatedForms(),
  cachedAmong: null,
}

const A_YEAR = 365 * 24 * 60 * 60

interface Settings {
  /** Where people reach the site. */
  readonly siteUrl: string
  /** What cookies are signed with. */
  readonly secret: string
  /** How long someone waits for a turn, and how long a form may take to arrive (milliseconds), where not as usual. */
  readonly longestWait?: number
  readonly longestSending?: number
}

/** Takes what renders a request, the plans' revisions, and what the environment says; returns what answers a request. */
export function createPageServer(render: Render, revisions: Revisions, settings: Settings): Render {
  const { siteUrl, secret, longestWait, longestSending } = settings
  const site = new URL(siteUrl)
  const common = {
    ...COMMON_HEADERS,
    ...(site.protocol === 'https:' && {
      'Strict-Transport-Security': `max-age=${A_YEAR}; includeSubDomains`,
    }),
    // What is no page runs nothing and is framed by nothing; a page replaces this by its own.
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  }
  const stores = { few: cachePages(MOST_BYTES_KEPT), many: cachePages(MOST_BYTES_OF_MANY_KEPT) }
  // Anybody can make up an address that leads nowhere.
  const known = new LRUCache<string, true>({ max: MOST_ADDRESSES_KNOWN })
  const underWay = new Map<string, { readonly version: string; readonly rendering: Promise<Shared | null> }>()
  const toBegin = new Map<string, Promise<Shared | null>>()
  const limits = { maxWaiting: MOST_WAITING, maxWait: longestWait }
  const inTurn = limitConcurrency(openQueue(MOST_RENDERINGS), limits)
  const inTurnOfMany = limitConcurrency(openQueue(MOST_OF_MANY), limits)
  // What many save at the same time, readers do not wait for.
  const inTurnOfForms = limitConcurrency(openQueue(MOST_FORMS), limits)
  const inTurnOfPlan = limitConcurrencyByKey(MOST_FORMS_OF_PLAN, limits)
  const waitFor = limitWaiting({ maxWaiting: MOST_SHARING, maxWait: longestWait })
  const readBody = createBodyReader()
  const ownMark = randomUUID()
  const done = `${doneCookie(siteUrl)}=`
  const secure = site.protocol === 'https:' ? '; Secure' : ''
  let downloads = 0

  async function askStanding(path: string, sessionTokens: readonly string[]): Promise<SessionState> {
    const state = await revisions.ask(path, sessionTokens).catch((cause: unknown) => {
      throw new VersionUnknown('the database cannot be asked', { cause })
    })
    // Some figures are ages: they change with the day as well.
    return { ...state, version: `${state.version}@${today()}` }
  }

  const isOwn = (request: IncomingMessage) => request.headers[OWN_MARK] === ownMark

  function turnOf({ request, address, isSignedIn }: Asked) {
    // Where a form leads is drawn in the turn of the form: waiting for another would hold both.
    if (isOwn(request)) return <T>(task: () => Promise<T>) => task()
    if (request.method === 'POST') {
      const [, plan] = /^\/plans\/([^/?]+)/.exec(address.path) ?? []
      // Those who wait for a plan that someone holds leave room for the forms of others, and for signing in.
      return plan === undefined
        ? inTurnOfForms
        : <T>(task: () => Promise<T>) => inTurnOfPlan(plan, () => inTurnOfForms(task))
    }
    const isOneOfMany =
      MANY.has(address.kind) || address.publicUrl.includes('?') || !known.has(address.publicUrl)
    return isOneOfMany && !isSignedIn ? inTurnOfMany : inTurn
  }

  const renderNow = (asked: Asked) =>
    renderWhole(passOn(asked.request, toPassOn(asked, site.host, ownMark)), asked.response, render, {
      mayBePage: !isForScripts(asked),
      beforePassing: (response) => setCaching(response, asked),
    })

  async function renderAlone(version: string, asked: Asked): Promise<Shared | null> {
    const rendered = await turnOf(asked)(() => renderNow(asked))
    return rendered && { ...rendered, version }
  }

  /**
   * Those who ask for the same page at the same time share a rendering: the one under way where it is of the version that
   * they want, else the next, which begins after they came and so shows all that they have to see. However fast a plan
   * changes, its page is rendered once at a time, not once for each version.
   */
  async function renderShared(version: string, asked: Asked) {
    const url = asked.address.publicUrl
    const now = underWay.get(url)
    const others = now?.version === version ? now.rendering : toBegin.get(url)
    if (!others) return renderNext(now?.rendering, asked)
    const shared = await waitFor(others)
    if (shared?.isForAnyone) return shared
    // The one who rendered it may have left half-way.
    return renderAlone(version, asked)
  }

  function renderNext(before: Promise<unknown> | undefined, asked: Asked) {
    const { publicUrl: url, path } = asked.address
    const rendering: Promise<Shared | null> = (async () => {
      if (before) await waitFor(before).catch(rethrowIfBusy)
      return turnOf(asked)(async () => {
        // Asked before rendering: a write that comes in between makes the kept page older than it says, never newer.
        const { version } = await askStanding(path, [])
        toBegin.delete(url)
        underWay.set(url, { version, rendering })
        const rendered = await renderNow(asked)
        return rendered && { ...rendered, version }
      })
    })().finally(() => {
      if (toBegin.get(url) === rendering) toBegin.delete(url)
      if (underWay.get(url)?.rendering === rendering) underWay.delete(url)
    })
    toBegin.set(url, rendering)
    return rendering
  }

  /** What a request asks for, and who asks: known before anything of it takes a turn. */
  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    address: Address,
    tokens: readonly string[],
    body?: Buffer,
  ) {
    const isPage = address.kind === 'page' || address.kind === 'form'
    const state = isPage || tokens.length ? await askStanding(address.path, tokens) : NOBODY
    const { version, isSignedIn } = state
    // What the signed-in see is theirs alone: never kept, and never taken from what was kept for others.
    const isPersonal = isSignedIn || request.method === 'POST' || isSentWithToken(request, address)
    const asked: Asked = { request, response, address, isPersonal, isSignedIn, ...(body && { body }) }
    if (!isPage || isPersonal) {
      if (address.kind === 'file' && !isSignedIn) countDownload(response)
      return send(asked, await renderAlone(version, asked))
    }
    const { publicUrl: url, cachedAmong: keptAmong } = address
    const store = keptAmong && stores[keptAmong]
    const saved = store?.get(url)
    if (saved?.version === version) return sendPage(request, response, saved.page, true)
    const rendered = await renderShared(version, asked)
    if (rendered?.isForAnyone && rendered.page.status === 200) {
      known.set(url, true)
      store?.set(url, { version: rendered.version, page: rendered.page })
    }
    return send(asked, rendered)
  }

  function countDownload(response: ServerResponse) {
    if (downloads >= MOST_DOWNLOADS) throw new BusyError('too many files are on their way')
    downloads += 1
    response.once('close', () => (downloads -= 1))
    response.setTimeout(LONGEST_SILENCE, () => response.destroy())
  }

  async function send(asked: Asked, rendered: Shared | null): Promise<void> {
    if (!rendered) return
    const { request, response, isPersonal, body } = asked
    const { page, movedTo, isUnknownForm } = rendered
    const refuseWithText = async (why: Reason, reasons: readonly string[] = []) =>
      refuse(request, response, why, { reasons, typed: body ? await writeTyped(request, body) : '' })
    // Whichever page comes next, what a form did is said once.
    if (isPersonal && request.method === 'GET' && request.headers.cookie?.includes(done))
      response.appendHeader('Set-Cookie', `${done}; Path=/; SameSite=Lax; Max-Age=0${secure}`)
    if (isUnknownForm) {
      const saved = await turnOf(asked)(() => renderNow({ ...asked, address: OUTDATED_FORMS }))
      return saved ? refuseWithText('outdated') : undefined
    }
    // The form was not saved, and the page that was to say so has no form any more.
    const reasons = body && page.status < 500 && !hasAnsweredForm(page) ? (notedAnswer() ?? []) : []
    // A page that leads elsewhere would have what was typed sent there. Its own words say all that the form's reason does.
    if (movedTo?.startsWith('/sign-in')) return refuseWithText('signed-out')
    if (reasons.length) return refuseWithText('not-saved', reasons)
    if (movedTo) return void response.writeHead(303, { Location: movedTo, 'Cache-Control': 'no-store' }).end()
    // Next's own error page is drawn by a script, which not every reader runs.
    if (page.status === 503) return refuseWithText(unavailableTo(request))
    if (page.status >= 500) return refuseWithText('failure')
    return sendPage(request, response, page, !isPersonal)
  }

  return async (request, response) => {
    for (const [name, value] of Object.entries(common)) response.setHeader(name, value)
    // Next sends a form on to the page that has it. It would hold its turn while it waits for another, and no page of ours asks for that.
    if (isOwn(request) && request.method === 'POST')
      return void response.writeHead(404, { Connection: 'close' }).end()
    const asked = request.url ?? '/'
    const reading = readAddress(asked)
    if (reading === 'unreadable') return refuse(request, response, 'bad-address')
    if ('movedTo' in reading) return void response.writeHead(308, { Location: reading.movedTo }).end()
    const { address } = reading
    const methods = methodsOf(address)
    if (!methods.includes(request.method ?? '')) {
      response.setHeader('Allow', methods.join(', '))
      return refuse(request, response, 'method')
    }
    if (address.kind === 'nothing') return refuse(request, response, 'nothing')
    if (address.kind === 'asset') return render(request, response)
    try {
      const tokens = isEmbed(address.path) ? [] : findSessionTokens(request.headers.cookie, secret)
      if (request.method !== 'POST') return await answer(request, response, address, tokens)
      if (isFromElsewhere(request, site)) return refuse(request, response, 'origin')
      const read = await readBody(request, {
        ...bodyLimits(address, tokens.length > 0),
        longestSending,
      })
      if ('problem' in read) {
        if (read.problem === 'left') return
        return refuse(
          request,
          response,
          nameProblem(read.problem, bodyLimits(address, tokens.length > 0).share),
        )
      }
      try {
        return await answer(request, response, address, tokens, read.body)
      } finally {
        read.letGo()
      }
    } catch (error) {
      if (error instanceof BusyError) {
        if (!response.headersSent && !response.destroyed)
          refuse(request, response, request.method === 'POST' ? 'busy-with-forms' : 'busy')
        return
      }
      if (!(error instanceof VersionUnknown)) throw error
      log.error({ err: error.cause }, 'the database cannot be asked for the revision of a plan')
      return refuse(request, response, unavailableTo(request))
    }
  }
}

/** Pages that were rendered, up to so many bytes. The least recently read are dropped first. */
function cachePages(maxSize: number) {
  return new LRUCache<string, CachedPage>({
    maxSize,
    // Twice its size, for its compressed forms come to less than that.
    sizeCalculation: ({ page }) => Math.max(1, 2 * page.raw.length),
  })
}

interface CachedPage {
  readonly version: string
  readonly page: Page
}

/** With the version that the page shows, or a later one. */
interface Shared extends Rendered {
  readonly version: string
}

const NOBODY: SessionState = { version: '', isSignedIn: false }

class VersionUnknown extends Error {}

function rethrowIfBusy(error: unknown) {
  if (error instanceof BusyError) throw error
}

function nameProblem(problem: Exclude<BodyProblem, 'left'>, share: Share) {
  if (problem === 'no-room') return 'busy-with-forms'
  return problem === 'too-large' ? TOO_LARGE[share] : problem
}

const TOO_LARGE = {
  entry: 'too-large-to-sign-in',
  strangers: 'too-large-for-strangers',
  members: 'too-large',
} as const
