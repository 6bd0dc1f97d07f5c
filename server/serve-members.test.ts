import { beforeEach, describe, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import { type AskedAs, askedAs, formTokenSlot, newSubmissionKey } from '@/lib/http/asked-as'
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
  registerApplication({
    readOwnHeader,
    countUse: async () => null,
    signFormToken: ({ personId, sessionId }, purpose) => `${personId}.${sessionId}.${purpose}`,
  })

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
      reader: { personId: 'ann', sessionId: 'session', as: EDITOR, own: '', rights: 'editor' },
    }
    registerOwnHeader(() => Promise.reject(new Error('no database')))
    await expect(fill({ page }, state.reader, state)).rejects.toThrow('no database')
    registerOwnHeader(async () => header)
    expect((await fill({ page }, state.reader, state))?.raw.toString()).toBe('<p>Ann &lt;b&gt;</p>')
  })
})

describe('a page with forms that is kept for the one who opens it', () => {
  const FORM = '/plans/a/actions/1/update'
  const ANN: AskedAs = { kind: 'person', personId: 'ann' }
  beforeEach(() => registerOwnHeader(async (personId) => ({ name: personId, updatesDue: 0 })))

  /** A page with two forms, whose scripts get the same in pieces that are cut anywhere. */
  function withForms() {
    const names: (AskedAs | null)[] = []
    const render: Parameters<typeof serve>[0] = async (request, response) => {
      names.push(askedAs())
      const [first, second] = [newSubmissionKey(), newSubmissionKey()]
      const token = formTokenSlot('update-1') ?? 'signed-by-next'
      const data = `{"first":"${first}","second":"${second}","token":"${token}","text":"é\\"<"}`
      return html((nonce) => {
        const push = (text: string) =>
          `<script nonce="${nonce}">self.__next_f.push(${JSON.stringify([1, text]).replaceAll('<', '\\u003c')})</script>`
        const cut = data.indexOf(second) + 7
        return `<p>${names.length} ${OWN_SLOTS.name}</p><form><input type="hidden" name="submission-key" value="${first}"/></form>
          ${push(data.slice(0, cut))}
          <form><input type="hidden" name="submission-key" value="${second}"/><input type="hidden" name="token" value="${token}"/></form>
          ${push(data.slice(cut))}`
      })(request, response)
    }
    return { render, names }
  }

  async function open(get: Awaited<ReturnType<typeof serve>>['get'], path = FORM) {
    const response = await get(path, { headers: SIGNED_IN })
    const text = await response.text()
    const values = (name: string) =>
      [...text.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(([, value]) => value)
    const scripts = [...text.matchAll(/<script>([^]*?)<\/script>/g)].map(([, code = '']) => code)
    const data = scripts.flatMap((code) => [...code.matchAll(/self\.__next_f\.push\((.*)\)$/g)]) as string[][]
    return {
      times: /<p>(\d+) /.exec(text)?.[1],
      text,
      keys: values('submission-key'),
      tokens: values('token'),
      data: data.map(([, call = '']) => (JSON.parse(call) as [number, string])[1]).join(''),
      scripts,
      policy: response.headers.get('content-security-policy'),
    }
  }

  it('is rendered once, and has other keys whenever it is opened, in its forms and in what its scripts get', async () => {
    const { render, names } = withForms()
    const { get, plan } = await serve(render)
    plan.as = ANN
    const opened = [await open(get), await open(get), await open(get)]
    expect(names).toEqual([ANN])
    const keys = opened.flatMap((one) => one.keys)
    expect(keys).toHaveLength(6)
    expect(new Set(keys).size).toBe(6)
    for (const { keys, tokens, data, scripts, policy, text } of opened) {
      expect(tokens).toEqual(['ann.session.update-1'])
      expect(JSON.parse(data)).toEqual({
        first: keys[0],
        second: keys[1],
        token: 'ann.session.update-1',
        text: 'é"<',
      })
      for (const code of scripts)
        expect(policy).toContain(`'sha256-${createHash('sha256').update(code).digest('base64')}'`)
      expect(text).toContain('<p>1 ann</p>')
      expect(text).not.toContain('nonce')
    }
  })

  it('has other keys for each of those who ask at the same time, who share a rendering', async () => {
    const { render, names } = withForms()
    const { get, plan } = await serve(async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return render(request, response)
    })
    plan.as = ANN
    const opened = await Promise.all(Array.from({ length: 4 }, () => open(get)))
    expect(names).toHaveLength(1)
    expect(new Set(opened.flatMap(({ keys }) => keys)).size).toBe(8)
  })

  it('has a token of the session that it is opened in', async () => {
    const { get, plan } = await serve(withForms().render)
    plan.as = ANN
    await open(get)
    plan.sessionId = 'another'
    expect(await open(get)).toMatchObject({ times: '1', tokens: ['ann.another.update-1'] })
  })

  it('is rendered again for a draft, for what anyone wrote, and for another person', async () => {
    const { render, names } = withForms()
    const { get, plan } = await serve(render)
    plan.as = ANN
    await open(get)
    plan.own = 'a draft'
    expect(await open(get)).toMatchObject({ times: '2' })
    expect(await open(get)).toMatchObject({ times: '2' })
    plan.version = '2'
    expect(await open(get)).toMatchObject({ times: '3' })
    plan.insideVersion = '2'
    expect(await open(get)).toMatchObject({ times: '4' })
    plan.as = { kind: 'person', personId: 'bob' }
    expect(await open(get)).toMatchObject({ times: '5', tokens: ['bob.session.update-1'] })
    plan.as = ANN
    expect(await open(get)).toMatchObject({ times: '4', tokens: ['ann.session.update-1'] })
    expect(names.map((as) => as?.kind === 'person' && as.personId)).toEqual([
      'ann',
      'ann',
      'ann',
      'ann',
      'bob',
    ])
  })

  it('is not kept where it has a parameter, or where its reader needs a closer look', async () => {
    const { render, names } = withForms()
    const { get, plan } = await serve(render)
    plan.as = ANN
    for (const path of [`${FORM}?from=last`, `${FORM}?from=last`, '/my-updates?page=2', '/plans/a/details'])
      await open(get, path)
    plan.as = null
    await open(get)
    expect(names).toEqual([null, null, null, null, null])
  })

  it('is not sent twice where a form in it has a key that would be the same', async () => {
    const names: (AskedAs | null)[] = []
    const { get, plan } = await serve(async (request, response) => {
      names.push(askedAs())
      return html(() => `<input type="hidden" name="submission-key" value="${names.length}"/>`)(
        request,
        response,
      )
    })
    plan.as = ANN
    expect((await open(get)).keys).toEqual(['2'])
    expect((await open(get)).keys).toEqual(['4'])
    expect(names).toEqual([ANN, null, ANN, null])
  })
})
