import { beforeEach, describe, expect, it } from 'vitest'
import { type AskedAs, askedAs } from '@/lib/http/asked-as'
import { type OwnHeader, registerApplication } from '@/lib/http/application'
import { OWN_SLOTS } from '@/lib/http/own-header'
import { fillOwnHeaders } from './own-header'
import { finishPage } from './page'
import { html, serve, SESSION, SIGNED_IN, textOf } from '@/tests/helpers/page-server'

const EDITOR: AskedAs = { kind: 'class', planId: 'a', role: 'editor', isAdministrator: false }
const VIEWER: AskedAs = { ...EDITOR, role: 'viewer' }

/** Says in whose name it was rendered, with which cookies, and how often anything was. */
function telling() {
  let times = 0
  const asked: { url: string | undefined; cookie: string | undefined; as: AskedAs | null }[] = []
  const render: Parameters<typeof serve>[0] = async (request, response) => {
    times += 1
    asked.push({ url: request.url, cookie: request.headers.cookie, as: askedAs() })
    return html(() => `<p>${times} ${OWN_SLOTS.name}${OWN_SLOTS.updatesDue}</p>`)(request, response)
  }
  return { render, asked }
}

const registerOwnHeader = (readOwnHeader: (personId: string) => Promise<OwnHeader | null>) =>
  registerApplication({ readOwnHeader, countUse: async () => null })

describe('a page that is kept for a class of members', () => {
  const header = { name: 'Ann <b>', updatesDue: 2 }
  beforeEach(() => {
    header.updatesDue = 2
    registerOwnHeader(async (personId) => (personId === 'ann' ? { ...header } : null))
  })

  it('is rendered once, without a cookie, in the name of the class, and filled in for each', async () => {
    const { render, asked } = telling()
    const { get, plan } = await serve(render)
    plan.as = EDITOR
    const [first, second] = [
      await get('/plans/a', { headers: SIGNED_IN }),
      await get('/plans/a', { headers: SIGNED_IN }),
    ]
    const text = await first.text()
    expect(text).toContain('<p>1 Ann &lt;b&gt; <span class="waiting-count">2')
    expect(await second.text()).toBe(text)
    expect(asked).toEqual([{ url: '/plans/a', cookie: undefined, as: EDITOR }])
    expect(first.headers.get('cache-control')).toBe('no-store')
  })

  it('is rendered again for what anyone sees, and for what members see; and filled in again for what is their own', async () => {
    const { get, plan } = await serve(telling().render)
    plan.as = EDITOR
    const read = () => textOf(get('/plans/a', { headers: SIGNED_IN }))
    expect(await read()).toContain('<p>1 ')
    plan.version = '2'
    expect(await read()).toContain('<p>2 ')
    header.updatesDue = 1
    plan.insideVersion = '2'
    expect(await read()).toMatch(/<p>3 .*>1<span class="visually-hidden"> update due</)
  })

  it('leaves the pages of strangers alone, whatever members write among themselves', async () => {
    const { get, plan } = await serve(telling().render)
    const before = await textOf(get('/plans/a'))
    plan.insideVersion = '2'
    expect(await textOf(get('/plans/a'))).toBe(before)
  })

  it('reaches no one of another class, and no stranger', async () => {
    const { render, asked } = telling()
    const { get, plan } = await serve(render)
    plan.as = EDITOR
    await get('/plans/a', { headers: SIGNED_IN })
    plan.as = VIEWER
    expect(await textOf(get('/plans/a', { headers: SIGNED_IN }))).toContain('<p>2 ')
    expect(await textOf(get('/plans/a'))).toContain('<p>3 ')
    plan.as = { kind: 'person', personId: 'ann' }
    expect(await textOf(get('/plans/a', { headers: SIGNED_IN }))).toContain('<p>4 ')
    plan.as = { ...EDITOR, isAdministrator: true }
    expect(await textOf(get('/plans/a', { headers: SIGNED_IN }))).toContain('<p>5 ')
    expect(asked.map(({ as }) => as)).toEqual([
      EDITOR,
      VIEWER,
      null,
      { kind: 'person', personId: 'ann' },
      { ...EDITOR, isAdministrator: true },
    ])
  })

  it.each([
    ['the page is not kept for anyone', '/plans/a/details', {}],
    [
      'a form has just been sent',
      '/plans/a',
      { cookie: `${SIGNED_IN.cookie}; cairn.done=%2Fplans%2Fa%20Saved.` },
    ],
    ['the address has more than the page knows', '/plans/a/actions/1?sent=2', {}],
    [
      'there are two session cookies',
      '/plans/a',
      { cookie: `${SIGNED_IN.cookie}; cairn.session_token=${SESSION}` },
    ],
    [
      'the cookie has the name of another site',
      '/plans/a',
      { cookie: `__Secure-cairn.session_token=${SESSION}` },
    ],
    ['the cookie is quoted', '/plans/a', { cookie: `cairn.session_token="${SESSION}"` }],
  ])('is their own page instead where %s', async (_, path, headers) => {
    const { render, asked } = telling()
    const { get, plan } = await serve(render)
    plan.as = EDITOR
    await get(path, { headers: { ...SIGNED_IN, ...headers } })
    await get(path, { headers: { ...SIGNED_IN, ...headers } })
    expect(asked.map(({ as }) => as)).toEqual([null, null])
    expect(asked[0]?.cookie).toContain('session_token')
  })

  it('is their own page instead where no class is known of them', async () => {
    const { render, asked } = telling()
    const { get } = await serve(render)
    await get('/plans/a', { headers: SIGNED_IN })
    expect(asked).toMatchObject([{ as: null, cookie: SIGNED_IN.cookie }])
  })

  it('is not kept with a cookie in it, nor a refusal', async () => {
    const names: (AskedAs | null)[] = []
    const { get, plan } = await serve(async (request, response) => {
      names.push(askedAs())
      const isRefused = request.url?.endsWith('/manage')
      if (!isRefused) response.setHeader('Set-Cookie', 'a=1')
      return html(() => (isRefused ? '<i data-http-status="403"></i>' : 'x'))(request, response)
    })
    plan.as = EDITOR
    for (const path of ['/plans/a', '/plans/a', '/plans/a/manage', '/plans/a/manage'])
      await get(path, { headers: SIGNED_IN })
    expect(names).toEqual([EDITOR, EDITOR, EDITOR, EDITOR])
  })

  it('is not shown to someone whose account has just gone', async () => {
    const { render, asked } = telling()
    const { get, plan } = await serve(render)
    plan.as = EDITOR
    registerOwnHeader(async () => null)
    await get('/plans/a', { headers: SIGNED_IN })
    expect(asked.map(({ as }) => as)).toEqual([EDITOR, null])
  })

  it('is shared by those who ask at the same time', async () => {
    const { render, asked } = telling()
    const { get, plan } = await serve(async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return render(request, response)
    })
    plan.as = EDITOR
    const all = Array.from({ length: 8 }, () => textOf(get('/plans/a', { headers: SIGNED_IN })))
    expect(new Set(await Promise.all(all)).size).toBe(1)
    expect(asked).toHaveLength(1)
  })

  it('asks again for a header that could not be read', async () => {
    const { fill } = fillOwnHeaders()
    const page = finishPage(200, Buffer.from(`<p>${OWN_SLOTS.name}</p>`), 'nonce')
    const state = {
      version: '1',
      insideVersion: '1',
      everything: '1',
      reader: { personId: 'ann', as: EDITOR },
    }
    registerOwnHeader(() => Promise.reject(new Error('no database')))
    await expect(fill(page, state.reader, state)).rejects.toThrow('no database')
    registerOwnHeader(async () => header)
    expect((await fill(page, state.reader, state))?.raw.toString()).toBe('<p>Ann &lt;b&gt;</p>')
  })
})
