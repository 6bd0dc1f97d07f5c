// Answers requests: pages rendered by Next, finished here, and kept for as long as the plan they show has not changed; and all else
// within the same limits.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import { log } from '../lib/log'
import { notedAnswer, notedRefusal } from '../lib/request-id'
import { logSecurity } from '../lib/security-log'
import { today } from '../lib/clock'
import { type AskedAs, type FreshText, nameOfAskedAs, runAskedAs } from '../lib/http/asked-as'
import { application } from '../lib/http/application'
import { CLIENT_ADDRESS } from '../lib/http/client-address'
import { doneCookie } from '../lib/http/done-cookie'
import { sessionCookie } from '../lib/http/session-token'
import { paths } from '../lib/paths'
import {
  BusyError,
  letGoFirst,
  limitConcurrency,
  limitConcurrencyByKey,
  limitWaiting,
  openQueue,
} from '../lib/concurrency'
import {
  type Address,
  bodyLimits,
  isEmbed,
  isOwnPage,
  methodsOf,
  planOf,
  readAddress,
} from './request/address'
import { type BodyProblem, createBodyReader, type Share } from './request/body'
import { COMMON_HEADERS, sendAnswer, sendPage } from './page'
import { OWN_MARK, PASSED, passOn } from './request/pass-on'
import { type Reason, refuse, unavailableTo } from './refuse'
import { type Render, type Rendered, renderAnswer, renderWhole } from './render-whole'
import type { Reader, Revisions, SiteState } from './revisions'
import type { Elsewhere } from './elsewhere'
import { findSessionTokens, isPlainSession } from './request/session-cookie'
import { fillOwnHeaders } from './own-header'
import { hasAnsweredForm, writeTyped } from './typed-text'
import {
  type Asked,
  MANY,
  isForScripts,
  toPassOn,
  isSentWithToken,
  setCaching,
  isFromElsewhere,
} from './request/asked'

const MB = 1024 * 1024
const MOST_BYTES_KEPT = 32 * MB
// Days and searches are as many as anyone cares to type; they must not push out the pages that everyone reads.
const MOST_BYTES_OF_MANY_KEPT = 8 * MB
/** Of what programs are answered, of which there is no end either; and the largest answer that is kept. */
const MOST_BYTES_OF_ANSWERS_KEPT = 8 * MB
const LARGEST_ANSWER_KEPT = MB / 2
/** Of pages as members see them, of which there are some for each class of rights. */
const MOST_BYTES_OF_MEMBERS_KEPT = 48 * MB
/** Of pages that are one person's, which must not push out those. */
const MOST_BYTES_OF_PERSONS_KEPT = 16 * MB

// More at once would take no less time, and much more memory.
const MOST_RENDERINGS = 4
const MOST_FORMS = 6
const MOST_FORMS_OF_PLAN = 2
// So long (milliseconds) a page lets the forms go first that are on their way to its plan: after each it would be another page.
const LONGEST_BEHIND_FORMS = 500
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
  /** By what Next's own requests are known. */
  readonly ownMark: string
  /** What has the work of large plans done elsewhere, where there is such a thing. */
  readonly elsewhere?: Elsewhere
}

/** Takes what renders a request, the plans' revisions, and what the environment says; returns what answers a request. */
export function createPageServer(render: Render, revisions: Revisions, settings: Settings): Render {
  const { siteUrl, secret, longestWait, longestSending, ownMark, elsewhere } = settings
  const site = new URL(siteUrl)
  const common = {
    ...COMMON_HEADERS,
    ...(site.protocol === 'https:' && {
      'Strict-Transport-Security': `max-age=${A_YEAR}; includeSubDomains`,
    }),
    // What is no page runs nothing and is framed by nothing; a page replaces this by its own.
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  }
  const stores = {
    few: cachePages(MOST_BYTES_KEPT),
    many: cachePages(MOST_BYTES_OF_MANY_KEPT),
    class: cachePages(MOST_BYTES_OF_MEMBERS_KEPT),
    person: cachePages(MOST_BYTES_OF_PERSONS_KEPT),
    api: cachePages(MOST_BYTES_OF_ANSWERS_KEPT),
  }
  const ownHeaders = fillOwnHeaders()
  const sessionName = sessionCookie(siteUrl)
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
  const formsFirst = letGoFirst(LONGEST_BEHIND_FORMS)
  const waitFor = limitWaiting({ maxWaiting: MOST_SHARING, maxWait: longestWait })
  const readBody = createBodyReader()
  const done = `${doneCookie(siteUrl)}=`
  const secure = site.protocol === 'https:' ? '; Secure' : ''
  let downloads = 0

  async function askState(
    path: string,
    sessionTokens: readonly string[],
    isMember = sessionTokens.length > 0,
  ): Promise<SiteState> {
    const state = await revisions.ask(path, sessionTokens, isMember).catch((cause: unknown) => {
      throw new VersionUnknown('the database cannot be asked', { cause })
    })
    // Some figures are ages: they change with the day as well.
    const day = today()
    return { ...state, version: `${state.version}@${day}`, everything: `${state.everything}@${day}` }
  }

  const isOwn = (request: IncomingMessage) => request.headers[OWN_MARK] === ownMark

  function turnOf({ request, address, isSignedIn }: Asked) {
    // Where a form leads is drawn in the turn of the form: waiting for another would hold both.
    if (isOwn(request)) return <T>(task: () => Promise<T>) => task()
    if (request.method === 'POST') {
      const plan = planOf(address.path)
      // Those who wait for a plan that someone holds leave room for the forms of others, and for signing in.
      return plan === null
        ? inTurnOfForms
        : <T>(task: () => Promise<T>) =>
            formsFirst.note(
              plan,
              inTurnOfPlan(plan, () => inTurnOfForms(task)),
            )
    }
    const isOneOfMany =
      MANY.has(address.kind) || address.publicUrl.includes('?') || !known.has(address.publicUrl)
    return isOneOfMany && !isSignedIn ? inTurnOfMany : inTurn
  }

  const renderNow = (asked: Asked, manner: { onlyShows?: boolean; fresh?: FreshText[] } = {}) =>
    renderWhole(passOn(asked.request, toPassOn(asked, site.host, ownMark)), asked.response, render, {
      mayBePage: !isForScripts(asked),
      ...manner,
      beforePassing: (response) => setCaching(response, asked),
    })

  /** For strangers, or as a class of members sees it: with nothing of the request but its address. */
  function renderFor(as: AskedAs | null, asked: Asked) {
    if (asked.address.kind === 'api') return renderAnswerNow(asked)
    const onlyShows = asked.address.cachedAmong !== null
    const render = (fresh?: FreshText[]) =>
      renderNow({ ...asked, isSignedIn: false }, { onlyShows, ...(fresh && { fresh }) })
    if (!as) return render()
    const fresh: FreshText[] = []
    return runAskedAs(as, () => render(fresh), fresh)
  }

  /** Not counted there: it was before. */
  const renderAnswerNow = (asked: Asked) => {
    const passed = { url: asked.address.url, method: 'GET', host: site.host, headers: PASSED.page }
    return renderAnswer(passOn(asked.request, passed), asked.response, render, {
      mostBytes: LARGEST_ANSWER_KEPT,
      beforePassing: (response) => setCaching(response, asked),
    })
  }

  const renderAlone = (asked: Asked) => turnOf(asked)(() => renderNow(asked))

  /** Where what is asked for is kept; null where it is for no one but the one who asks. */
  function findShelf({ request, address, isPersonal, isSignedIn, isOwn }: Asked, reader: Reader | null) {
    const { publicUrl, cachedAmong } = address
    if (!isPersonal) return { key: publicUrl, as: null, own: '', store: cachedAmong && stores[cachedAmong] }
    const { cookie } = request.headers
    if (!isSignedIn || !reader?.as || request.method === 'POST' || isOwn || !ownHeaders.canFill()) return null
    const isKept = cachedAmong !== null || (reader.as.kind === 'person' && isOwnPage(address.url))
    // What a form did is said on the next page, and what only their own page knows of an address is theirs as well.
    if (!isKept || address.url !== publicUrl || cookie?.includes(done)) return null
    if (!isPlainSession(cookie, sessionName)) return null
    const { as, own } = reader
    return { key: `${nameOfAskedAs(as)} ${publicUrl}`, as, own, store: stores[as.kind] }
  }

  /**
   * Those who ask for the same page at the same time share a rendering: the one under way where it is of the version that
   * they want, else the next, which begins after they came and so shows all that they have to see. However fast a plan
   * changes, its page is rendered once at a time, not once for each version.
   */
  async function renderShared(version: string, asked: Asked, shelf: Shelf) {
    const { key, as } = shelf
    const now = underWay.get(key)
    const others = now?.version === version ? now.rendering : toBegin.get(key)
    if (!others) return renderNext(now?.rendering, asked, shelf)
    const shared = await waitFor(others)
    if (shared?.isForAnyone) return shared
    // The one who rendered it may have left half-way.
    const rendered = await turnOf(asked)(() => renderFor(as, asked))
    return rendered && { ...rendered, version, refusal: notedRefusal() }
  }

  function renderNext(before: Promise<unknown> | undefined, asked: Asked, shelf: Shelf) {
    const { key, as } = shelf
    const rendering: Promise<Shared | null> = (async () => {
      if (before) await waitFor(before).catch(rethrowIfBusy)
      const plan = planOf(asked.address.path)
      if (plan !== null) await formsFirst.wait(plan)
      return turnOf(asked)(async () => {
        // Asked before rendering: a write that comes in between makes the kept page older than it says, never newer.
        const version = versionFor(shelf, await askState(asked.address.path, [], as !== null))
        toBegin.delete(key)
        underWay.set(key, { version, rendering })
        const rendered = await renderFor(as, asked)
        return rendered && { ...rendered, version, refusal: notedRefusal() }
      })
    })().finally(() => {
      if (toBegin.get(key) === rendering) toBegin.delete(key)
      if (underWay.get(key)?.rendering === rendering) underWay.delete(key)
    })
    toBegin.set(key, rendering)
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
    const isAnswer = address.kind === 'api' && request.method !== 'OPTIONS'
    const state = isPage || isAnswer || tokens.length ? await askState(address.path, tokens) : NO_STATE
    const { reader } = state
    const isSignedIn = reader !== null
    const isPersonal = isSignedIn || request.method === 'POST' || isSentWithToken(request, address)
    const asked: Asked = {
      request,
      response,
      address,
      isPersonal,
      isSignedIn,
      isOwn: isOwn(request),
      ...(body && { body }),
    }
    const mayBeKept = isPage || (isAnswer && !isPersonal && (await mayAskAgain(request)))
    const shelf = mayBeKept ? findShelf(asked, reader) : null
    if (!shelf) {
      if (address.kind === 'file' && !isSignedIn) countDownload(response)
      return send(asked, await renderAlone(asked))
    }
    const { key, as, store } = shelf
    const version = versionFor(shelf, state)
    const kept = store?.get(key)
    const rendered = kept?.version === version ? kept : await renderShared(version, asked, shelf)
    if (rendered && rendered !== kept && rendered.isForAnyone && rendered.page.status === 200) {
      if (!as) known.set(key, true)
      store?.set(key, rendered)
    }
    if (isAnswer) return rendered ? sendAnswer(request, response, rendered.page) : undefined
    if (!as || !rendered || !reader) return send(asked, rendered)
    const page = await ownHeaders.fill(rendered, reader, state)
    // Their account has just gone, or the page has a form that must not be sent twice.
    if (!page) return send(asked, await renderAlone(asked))
    const why = rendered.refusal
    if (page.status === 403)
      logSecurity('permission-refused', { account: reader.personId, ...(why && { why }) })
    return send(asked, { ...rendered, page })
  }

  /** Whoever has asked too often is told so by the application. */
  async function mayAskAgain({ headers }: IncomingMessage): Promise<boolean> {
    const count = application()?.countUse
    return count !== undefined && (await count(String(headers[CLIENT_ADDRESS] ?? '') || null)) === null
  }

  function countDownload(response: ServerResponse) {
    if (downloads >= MOST_DOWNLOADS) throw new BusyError('too many files are on their way')
    downloads += 1
    response.once('close', () => (downloads -= 1))
    response.setTimeout(LONGEST_SILENCE, () => response.destroy())
  }

  async function send(asked: Asked, rendered: Rendered | null): Promise<void> {
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
      const sent = { request, response, address, tokens }
      if (address.kind === 'in-progress')
        return elsewhere ? await elsewhere.show(sent) : refuse(request, response, 'nothing')
      if (request.method !== 'POST') {
        if (!isOwn(request) && (await elsewhere?.answer(sent))) return
        return await answer(request, response, address, tokens)
      }
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
        if (await elsewhere?.answer({ ...sent, body: read.body })) return
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
  return new LRUCache<string, Shared>({
    maxSize,
    // Twice its size, for its compressed forms come to less than that; and what another one is made of each time, is a text.
    sizeCalculation: ({ page, each }) => Math.max(1, (each ? 4 : 2) * page.raw.length),
  })
}

/** Where a page is kept, and in whose name it is rendered. */
interface Shelf {
  readonly key: string
  readonly as: AskedAs | null
  /** What it depends on besides: of whoever asked, when they asked. */
  readonly own: string
}

/** Takes for whom a page is rendered, and how everything stands; returns what the page depends on. */
function versionFor({ as, own }: Shelf, { version, insideVersion }: SiteState): string {
  return as ? `${version} ${insideVersion} ${own}` : version
}

/** With the version that the page shows, or a later one. */
interface Shared extends Rendered {
  readonly version: string
  /** Why those whom it was rendered for may not see it. */
  readonly refusal: string | null
}

const NO_STATE: SiteState = { version: '', insideVersion: '', everything: '', reader: null }

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
  files: 'too-large',
} as const
