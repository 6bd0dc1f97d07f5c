// Work of large plans is done by the worker; a browser that waits for it is led to a page that says so, and from there to what came of it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerCookie } from '../lib/http/answer-cookie'
import { CLIENT_ADDRESS } from '../lib/http/client-address'
import { log } from '../lib/log'
import { paths } from '../lib/paths'
import { isOwnWork, type Owner, type Progress } from './progress'
import { sendFailed, sendReady, sendUnderWay } from './progress-page'
import { refuse } from './refuse'
import type { Address } from './request/address'
import type { Revisions } from './revisions'
import type { createForwarder, TakeAnswer } from './worker/forward'
import { planOfHeavyWork } from './worker/heavy'

/** Before a browser is led to the page of what is under way, it waits for so long (milliseconds). */
const PATIENCE = 3_000
/** A browser comes back for an answer at once (seconds). */
const ANSWER_LASTS = 60

interface Settings {
  readonly siteUrl: string
  readonly revisions: Revisions
  readonly forward: ReturnType<typeof createForwarder>
  readonly progress: Progress
  readonly patience?: number
}

export interface Sent {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly address: Address
  readonly tokens: readonly string[]
  readonly body?: Buffer | undefined
}

/** Returns what has long work done elsewhere, and shows how far it is. */
export function openElsewhere({ siteUrl, revisions, forward, progress, patience = PATIENCE }: Settings) {
  const cookie = answerCookie(siteUrl)
  const secure = siteUrl.startsWith('https:') ? '; Secure' : ''
  const setCookie = (value: string, seconds: number) =>
    `${cookie}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`

  async function readOwner(path: string, tokens: readonly string[]): Promise<Owner> {
    const { reader } = tokens.length ? await revisions.ask(path, tokens) : { reader: null }
    return { sessionId: reader?.sessionId ?? null, rights: reader?.rights ?? '' }
  }

  /** Has a request answered by the worker where it takes long; returns whether that was done. */
  async function answer(sent: Sent): Promise<boolean> {
    const { request, response, address, tokens, body } = sent
    const plan = planOfHeavyWork(request.method ?? '', address.url)
    const large = plan === null ? null : await revisions.findLarge(plan)
    if (!large) return false
    const owner = await readOwner(address.path, tokens)
    // Whether the worker has room, and how long it takes, would tell that there is such a plan.
    if (!large.isPublic && isOutside(owner) && request.headers.authorization === undefined) return false
    const asked = { request, response, body, isStranger: owner.sessionId === null }
    if (!isByBrowser(request)) return forward(asked)
    const back = request.method === 'GET' ? await findAnswer(sent, owner) : null
    if (back === 'sent') return true
    // Whoever was led once waits the second time: it is made, or nearly.
    if (back === 'made') return forward(asked)
    const leading = leadLater(sent, owner)
    return forward(asked, leading.taker).finally(leading.stop)
  }

  /** Leads a browser away that has waited for some time. From then on there is someone else to take the answer. */
  function leadLater({ request, response, address }: Sent, owner: Owner) {
    let take: TakeAnswer | null = null
    let isDecided = false
    const lead = async () => {
      const method = request.method ?? ''
      const client = String(request.headers[CLIENT_ADDRESS] ?? '') || null
      const id = await progress.begin({ ...owner, method, url: address.url, address: client })
      if (id === null || isDecided || response.headersSent || response.destroyed) return
      take = (came) => progress.finish(id, method, came)
      response.writeHead(303, { Location: paths.inProgress(id), 'Cache-Control': 'no-store' }).end()
    }
    const timer = setTimeout(
      () => void lead().catch((error: unknown) => log.error({ err: error }, 'long work cannot be noted')),
      patience,
    )
    return {
      taker: () => {
        isDecided = true
        return take
      },
      stop: () => clearTimeout(timer),
    }
  }

  /** Sends the page that answers a form, where this browser comes for it; or returns whether it comes for a file that was made for it. */
  async function findAnswer(
    { request, response, address }: Sent,
    owner: Owner,
  ): Promise<'sent' | 'made' | null> {
    const [, id] = new RegExp(`(?:^|; ?)${cookie.replaceAll('.', '\\.')}=([0-9a-f-]{36})(?:;|$)`).exec(
      request.headers.cookie ?? '',
    ) ?? ['']
    const work = id === undefined ? null : await progress.find(id)
    if (!work || work.url !== address.url || !isOwnWork(work, owner)) return null
    response.appendHeader('Set-Cookie', setCookie('', 0))
    const page = await progress.takePage(work.id, owner, address.url)
    if (!page) return 'made'
    for (const one of page.answer.cookies) response.appendHeader('Set-Cookie', one)
    response
      .writeHead(page.answer.status, { ...page.answer.headers, 'Cache-Control': 'no-store' })
      .end(page.body)
    return 'sent'
  }

  /** Shows how far something is; or leads to what came of it. */
  async function show({ request, response, address, tokens }: Sent): Promise<void> {
    const work = await progress.find(address.path.split('/').at(-1) ?? '')
    const owner = work && (await readOwner(work.url.split('?')[0] ?? '', tokens))
    if (!work || !owner || !isOwnWork(work, owner)) return refuse(request, response, 'nothing')
    const lead = (location: string, cookies: readonly string[]) => {
      for (const one of cookies) response.appendHeader('Set-Cookie', one)
      response.writeHead(303, { Location: location, 'Cache-Control': 'no-store' }).end()
    }
    const { answer: came } = work
    if (!came) return sendUnderWay(response, work)
    if (came.kind === 'failed') return sendFailed(response, work)
    if (came.kind === 'led') return lead(came.location, came.cookies)
    const back = setCookie(work.id, ANSWER_LASTS)
    if (came.kind === 'page' || !came.isFile) return lead(work.url, [back])
    response.appendHeader('Set-Cookie', back)
    return sendReady(response, work)
  }

  return { answer, show }
}

export type Elsewhere = ReturnType<typeof openElsewhere>

/** Whether who asks has no part in the plan. */
const isOutside = ({ rights }: Owner) => rights === '' || rights === 'none'

/** Whether a person waits: programs and scripts wait for as long as it takes. */
function isByBrowser({ method, headers }: IncomingMessage): boolean {
  return (
    (method === 'GET' || method === 'POST') &&
    String(headers.accept ?? '').includes('text/html') &&
    headers['next-action'] === undefined &&
    headers.authorization === undefined
  )
}
