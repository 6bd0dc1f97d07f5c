/**
 * An OpenID Connect provider that is real in all but its log-in page: that believes whatever claims are typed into it, as
 * JSON, so that each test makes its own people.
 */

import { generateKeyPairSync, randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface Claims {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

export interface TestProvider {
  /** What Cairn needs in its environment to use it. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** The name under which Cairn offers it. */
export const PROVIDER_NAME = 'Test Directory'

const LOG_IN = /^\/log-in\/([\w-]+)$/

/** Takes the address that it is to send people back to; starts it on a free port. */
export async function startProvider(redirectUri: string): Promise<TestProvider> {
  const people = new Map<string, Claims>()
  const secret = randomUUID()
  const server = http.createServer()
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: 'cairn', client_secret: secret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomUUID()] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/log-in/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ ...people.get(sub), sub }),
    }),
    // No one is asked whether Cairn may know who they are.
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        accountId: oidc.session?.accountId ?? '',
        clientId: oidc.client?.clientId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()

  async function logIn(request: http.IncomingMessage, response: http.ServerResponse) {
    if (request.method !== 'POST') return sendLogInPage(response)
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const form = new URLSearchParams(body)
    if (form.has('cancel')) return provider.interactionFinished(request, response, { error: 'access_denied' })
    const claims = JSON.parse(form.get('claims') ?? '') as Claims
    people.set(claims.sub, claims)
    return provider.interactionFinished(request, response, {
      login: { accountId: claims.sub, remember: false },
    })
  }

  server.on('request', (request, response) => {
    if (LOG_IN.test(request.url ?? ''))
      logIn(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
    else void answer(request, response)
  })
  return {
    env: {
      CAIRN_OIDC_ISSUER: issuer,
      CAIRN_OIDC_CLIENT_ID: 'cairn',
      CAIRN_OIDC_CLIENT_SECRET: secret,
      CAIRN_OIDC_NAME: PROVIDER_NAME,
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function sendLogInPage(response: http.ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(
    `<!doctype html><html lang="en"><title>${PROVIDER_NAME}</title><link rel="icon" href="data:,">
    <main><h1>${PROVIDER_NAME}</h1><form method="post"><label>Claims <textarea name="claims"></textarea></label>
    <button>Log in</button><button name="cancel" value="yes">Cancel</button></form></main></html>`,
  )
}

/** Takes the address that Cairn sends people to; logs in there as a browser would, and returns the address sent back to. */
export async function logInAt(url: string, claims: Claims): Promise<URL> {
  const jar = new Map<string, string>()
  const ask = async (address: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { cookie, ...init.headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return new URL(response.headers.get('location') ?? '', address)
  }
  const { origin } = new URL(url)
  const page = await ask(url)
  const body = new URLSearchParams({ claims: JSON.stringify(claims) })
  let at = await ask(page.href, { method: 'POST', body })
  for (let steps = 0; at.origin === origin && steps < 5; steps += 1) at = await ask(at.href)
  return at
}
