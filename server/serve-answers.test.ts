import { beforeEach, describe, expect, it } from 'vitest'
import { registerApplication } from '@/lib/http/application'
import { serve, SIGNED_IN, textOf } from '@/tests/helpers/page-server'
import type { Render } from './render-whole'

/** Answers as the API does, with how often it was asked; notes what it was sent. */
function answering(body = (times: number) => `{"times":${times}}`, status = 200) {
  let times = 0
  const headers: string[][] = []
  const render: Render = async (request, response) => {
    times += 1
    headers.push(Object.keys(request.headers).sort())
    response.writeHead(status, {
      'Content-Type': status === 200 ? 'application/json' : 'application/problem+json',
      ETag: `W/"${times}"`,
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
      Vary: 'Authorization, Cookie',
    })
    response.end(body(times))
  }
  return { render, headers }
}

const PATH = '/api/v1/plans/a/actions?status=atRisk'

describe('an answer to programs', () => {
  let wait: number | null = null
  let counted = 0
  beforeEach(() => {
    wait = null
    counted = 0
    registerApplication({
      signFormToken: () => '',
      readOwnHeader: async () => null,
      countUse: async () => {
        counted += 1
        return wait
      },
    })
  })

  it('is made once for a version of its plan, with nothing of who asks, and counted each time', async () => {
    const { render, headers } = answering()
    const { get, plan } = await serve(render)
    const first = await get(PATH, { headers: { 'x-odd': '1', cookie: 'theme=1' } })
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'application/json',
      etag: 'W/"1"',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Authorization, Cookie, Accept-Encoding',
    })
    expect(await first.text()).toBe('{"times":1}')
    expect(await textOf(get(PATH))).toBe('{"times":1}')
    expect(headers).toEqual([['host', 'user-agent', 'x-cairn-address', 'x-cairn-moment']])
    expect(counted).toBe(2)
    plan.version = '2'
    expect(await textOf(get(PATH))).toBe('{"times":2}')
  })

  it('is not sent again to a program that has it', async () => {
    const { get } = await serve(answering().render)
    const etag = (await get(PATH)).headers.get('etag') ?? ''
    const again = await get(PATH, { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  })

  it.each([
    ['a session', SIGNED_IN],
    ['a token', { authorization: 'Bearer x' }],
  ])('is made for the sender of %s alone', async (_, headers) => {
    const { get } = await serve(answering().render)
    expect(await textOf(get(PATH))).toBe('{"times":1}')
    const own = await get(PATH, { headers })
    expect(await own.text()).toBe('{"times":2}')
    expect(own.headers.get('cache-control')).toBe('no-store')
    expect(await textOf(get(PATH))).toBe('{"times":1}')
  })

  it('is left to the application for anyone who has asked too often, and before the application is there', async () => {
    const { get } = await serve(answering().render)
    await get(PATH)
    wait = 9
    expect(await textOf(get(PATH))).toBe('{"times":2}')
  })

  it('is not kept when it says that something is wrong', async () => {
    const { get } = await serve(answering(undefined, 404).render)
    const answers = [await get(PATH), await get(PATH)]
    expect(await Promise.all(answers.map((one) => one.text()))).toEqual(['{"times":1}', '{"times":2}'])
    expect(answers[0]?.status).toBe(404)
    expect(answers[0]?.headers.get('cache-control')).toBe('no-store')
  })

  it('goes out as it comes where it is large, and whole', async () => {
    const part = 'x'.repeat(300_000)
    let times = 0
    const { get } = await serve(async (_request, response) => {
      times += 1
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.write(part)
      response.write(part)
      response.end('end')
    })
    const sizes = [await textOf(get(PATH)), await textOf(get(PATH))].map((text) => [
      text.length,
      text.endsWith('end'),
    ])
    expect(sizes).toEqual([
      [600_003, true],
      [600_003, true],
    ])
    expect(times).toBe(2)
  })

  it('goes out whole where only its last piece is one too many', async () => {
    const { get } = await serve(answering(() => 'x'.repeat(600_000)).render)
    expect((await textOf(get(PATH))).length).toBe(600_000)
  })

  it('says to a program that only asks about it what it would send', async () => {
    const { get } = await serve(answering().render)
    const head = await get(PATH, { method: 'HEAD' })
    expect([head.status, Number(head.headers.get('content-length')) > 0, await head.text()]).toEqual([
      200,
      true,
      '',
    ])
    expect(await textOf(get(PATH))).toBe('{"times":1}')
  })
})
