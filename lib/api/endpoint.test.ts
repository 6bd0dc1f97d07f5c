import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { NotFoundError } from '@/lib/errors'
import { log } from '@/lib/log'
import { problemBody } from '@/lib/schemas/api'
import { endpoint, nowhere } from './endpoint'
import { makeEtag } from './etag'
import { BadParameterError } from './problem'

// It asks the database, which unit tests have none of: tests/integration/people/api-tokens.test.ts.
vi.mock('@/lib/auth/token-actor', () => ({
  checkToken: async (header: string) =>
    header === 'Bearer good'
      ? { kind: 'actor', actor: { name: 'Ann' } }
      : header === 'Bearer tired'
        ? { kind: 'wait', seconds: 7 }
        : { kind: 'refused' },
  runAs: (_actor: unknown, work: () => Promise<Response>) => work(),
}))

vi.mock('@/lib/auth/uses-without-token', () => ({
  countUse: async (address: string | null) => (address === '203.0.113.1' ? 9 : null),
}))

const ADDRESS = 'http://localhost/api/v1/thing?q=1'
const context = { params: Promise.resolve({ thing: 'a' }) }
const request = (method: string, headers: Record<string, string> = {}) =>
  new Request(ADDRESS, { method, headers })

const working = endpoint<{ thing: string }, { thing: string; x: string | null }>(
  'listActions',
  async ({ thing }, { searchParams }) => ({
    body: { thing, x: searchParams.get('q') },
    etag: makeEtag('7'),
    next: '/api/v1/thing?q=2',
  }),
)

async function failWith(error: unknown) {
  const { GET } = endpoint('listActions', () => Promise.reject(error))
  const response = await GET(request('GET'), context)
  return { response, problem: problemBody.parse(await response.json()) }
}

afterEach(() => void vi.restoreAllMocks())
afterAll(() => {
  vi.doUnmock('@/lib/auth/token-actor')
  vi.doUnmock('@/lib/auth/uses-without-token')
})

describe('an endpoint', () => {
  it('answers with the body, its tag and the address of the next part, to readers from anywhere', async () => {
    const response = await working.GET(request('GET'), context)
    expect(await response.json()).toEqual({ thing: 'a', x: '1' })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-cache',
      etag: makeEtag('7'),
      link: '</api/v1/thing?q=2>; rel="next"',
      'access-control-allow-origin': '*',
    })
  })

  it('sends nothing to a reader who has it already', async () => {
    const response = await working.GET(request('GET', { 'If-None-Match': makeEtag('7') }), context)
    expect(response.status).toBe(304)
    expect(response.headers.get('ETag')).toBe(makeEtag('7'))
    expect(await response.text()).toBe('')
  })

  it('leaves nothing in a browser that may be signed in', async () => {
    const response = await working.GET(request('GET', { cookie: 'cairn.session_token=x' }), context)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('answers a program whose token is good, and says to another why not', async () => {
    const ask = (token: string) => working.GET(request('GET', { authorization: `Bearer ${token}` }), context)
    expect((await ask('good')).status).toBe(200)
    const [bad, tired] = [await ask('bad'), await ask('tired')]
    expect([bad.status, tired.status]).toEqual([401, 429])
    expect(bad.headers.get('WWW-Authenticate')).toContain('invalid_token')
    expect(tired.headers.get('Retry-After')).toBe('7')
    for (const response of [bad, tired]) {
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      expect(problemBody.parse(await response.json()).status).toBe(response.status)
    }
  })

  it('tells a browser of another site what it may send', async () => {
    const response = await working.OPTIONS(request('OPTIONS'), context)
    expect(response.status).toBe(204)
    expect(response.headers.get('Access-Control-Allow-Headers')).toBe('If-None-Match, Authorization')
    expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('refuses %s', async (method) => {
    const response = await working[method](request(method), context)
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
    expect(problemBody.parse(await response.json())).toMatchObject({
      type: '/api#method-not-allowed',
      status: 405,
    })
  })

  it('says what is not there, even to a reader who would take anything', async () => {
    const { response, problem } = await failWith(new NotFoundError('section', '9.9'))
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(problem).toEqual({
      type: '/api#not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is no section "9.9".',
      instance: '/api/v1/thing',
    })
  })

  it('names the parameter that is wrong', async () => {
    const { response, problem } = await failWith(new BadParameterError('limit', 'The limit is wrong.'))
    expect(response.status).toBe(400)
    expect(problem).toMatchObject({ parameter: 'limit', detail: 'The limit is wrong.' })
  })

  it('logs any other failure, and shows nothing of it', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => undefined)
    const error = new Error('password=secret')
    const { response, problem } = await failWith(error)
    expect(response.status).toBe(500)
    expect(JSON.stringify(problem)).not.toContain('secret')
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ err: error, path: '/api/v1/thing' }),
      expect.any(String),
    )
  })

  it('has nothing to say at addresses that lead nowhere', async () => {
    for (const handle of Object.values(nowhere())) {
      const response = await handle(request('GET'), context)
      expect(response.status).toBe(404)
      expect(problemBody.parse(await response.json())).toMatchObject({
        detail: 'There is nothing at this address.',
      })
    }
  })
})

it('asks to come back later while the database is away', async () => {
  vi.spyOn(log, 'warn').mockReturnValue()
  const { response, problem } = await failWith(new Error('Connection terminated unexpectedly'))
  expect(response.status).toBe(503)
  expect(response.headers.get('Retry-After')).toBe('10')
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  expect(problem).toMatchObject({ type: '/api#unavailable', status: 503 })
})
