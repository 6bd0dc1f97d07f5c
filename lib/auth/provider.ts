/** Single sign-on: asking an OpenID Connect provider who somebody is. What follows from that: lib/mutations/people/provider-sign-in.ts. */

import 'server-only'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { generateRandomString } from 'better-auth/crypto'
import { z } from 'zod'
import { env } from '@/lib/env'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { paths } from '@/lib/paths'
import { auth } from './auth'

/** Whom the provider vouches for. */
export interface ProviderIdentity {
  readonly issuer: string
  /** The provider's own name for the person: never given to anybody else. */
  readonly subject: string
  readonly email: string | null
  readonly isEmailVerified: boolean
  readonly name: string | null
}

/** What has to be remembered while somebody is away at the provider. */
export interface ProviderFlow {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** The provider cannot be asked, or what it answered is not to be believed. */
export class ProviderError extends Error {
  override name = 'ProviderError'
  constructor(
    readonly problem: 'unavailable' | 'failed',
    /** For the log; never holds anything that the provider sent. */
    message: string,
  ) {
    super(message)
  }
}

const LONGEST_WAIT_MS = 10_000

/** Returns what people call the provider, or null when there is no single sign-on. */
export function providerName(): string | null {
  return env.CAIRN_OIDC_NAME ?? null
}

/** Returns the address at the provider to send somebody to, and what to remember meanwhile. Throws ProviderError. */
export async function startAtProvider(): Promise<{ url: string; flow: ProviderFlow }> {
  const provider = await openProvider()
  const flow = {
    state: generateRandomString(32),
    nonce: generateRandomString(32),
    verifier: generateRandomString(64),
  }
  const url = await provider.createAuthorizationURL({
    state: flow.state,
    idTokenNonce: flow.nonce,
    codeVerifier: flow.verifier,
    redirectURI: redirectUri(),
  })
  return { url: url.toString(), flow }
}

/**
 * Takes what was remembered and the code that the provider sent back; returns whom it vouches for. Throws ProviderError:
 * the signature, issuer, audience, time and nonce of what it says are checked here.
 */
export async function askProvider(flow: ProviderFlow, code: string): Promise<ProviderIdentity> {
  const provider = await openProvider()
  const tokens = await inTime(
    provider.validateAuthorizationCode({ code, codeVerifier: flow.verifier, redirectURI: redirectUri() }),
  ).catch((error: unknown) => {
    if (error instanceof ProviderError) throw error
    return null
  })
  // Without this token nothing says for whom, by whom and when the answer was made.
  if (!tokens?.idToken) throw new ProviderError('failed', 'the code was not taken')
  const sentence = await inTime(provider.getUserInfo({ ...tokens, expectedIdTokenNonce: flow.nonce }))
  const claims = CLAIMS.safeParse(sentence?.data)
  if (!claims.success) throw new ProviderError('failed', 'the ID token or the claims were not accepted')
  const { sub, email, email_verified, name } = claims.data
  // The name and e-mail may come from another answer than the token, which then has to be about the same person.
  if (sub !== readSubject(tokens.idToken))
    throw new ProviderError('failed', 'the claims are about somebody else')
  return {
    issuer: configured().issuer,
    subject: sub,
    email: email ?? null,
    isEmailVerified: email_verified === true,
    name: name ?? null,
  }
}

const CLAIMS = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(320).nullish().catch(null),
  email_verified: z.unknown().optional(),
  name: z.string().trim().min(1).max(200).nullish().catch(null),
})

/** Takes an ID token whose signature has been checked; returns whom it is about. */
function readSubject(idToken: string): unknown {
  const [, payload = ''] = idToken.split('.')
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub?: unknown }).sub
}

function redirectUri(): string {
  return new URL(paths.providerCallback(), env.CAIRN_URL).href
}

const memo = memoizeAsync<Awaited<ReturnType<typeof discover>>>(1)

/** Asked of the provider once, when first needed: it may be down when Cairn starts, and be back a minute later. */
const openProvider = () => memo('', discover)

async function discover() {
  const { issuer, clientId, clientSecret } = configured()
  const plugin = genericOAuth({
    config: [
      {
        providerId: 'single-sign-on',
        discoveryUrl: `${bare(issuer)}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        // What a client is registered for unless it says otherwise.
        tokenEndpointAuth: { method: 'client_secret_basic' },
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        requireIdTokenVerification: true,
      },
    ],
  })
  // The same context; only its type knows our own options.
  const context = (await auth.$context) as unknown as Parameters<typeof plugin.init>[0]
  const { context: added } = await inTime(plugin.init(context))
  const [provider] = added.socialProviders
  if (!provider) throw new ProviderError('unavailable', 'its discovery document cannot be read')
  if (bare(provider.issuer ?? '') !== bare(issuer))
    throw new ProviderError('unavailable', 'its discovery document names another issuer')
  return provider
}

function configured() {
  const {
    CAIRN_OIDC_ISSUER: issuer,
    CAIRN_OIDC_CLIENT_ID: clientId,
    CAIRN_OIDC_CLIENT_SECRET: clientSecret,
  } = env
  if (!issuer || !clientId || !clientSecret)
    throw new ProviderError('unavailable', 'single sign-on is not set up')
  return { issuer, clientId, clientSecret }
}

/** An issuer's address without the slash at its end, about which providers and those who set them up disagree. */
function bare(issuer: string): string {
  return issuer.replace(/\/$/, '')
}

/** Nobody waits for a provider for ever. */
async function inTime<T>(answer: T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderError('unavailable', 'it does not answer')), LONGEST_WAIT_MS)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
