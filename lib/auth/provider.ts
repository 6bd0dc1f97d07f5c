/** Single sign-on: asking an OpenID Connect provider who someone is. What follows from that: lib/mutations/people/provider-sign-in.ts. */

import 'server-only'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import { env } from '@/lib/env'
import { memoizeAsync } from '@/lib/cache/memoize-async'
import { paths } from '@/lib/paths'

/** Whom the provider vouches for. */
export interface ProviderIdentity {
  readonly issuer: string
  /** The provider's own name for the person: never given to anyone else. */
  readonly subject: string
  readonly email: string | null
  readonly isEmailVerified: boolean
  readonly name: string | null
}

/** What has to be remembered while someone is away at the provider. */
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

/** No one waits for a provider longer than this for each thing that it is asked (seconds). */
const LONGEST_WAIT = 10

/** Returns what people call the provider, or null when there is no single sign-on. */
export function providerName(): string | null {
  return env.CAIRN_OIDC_NAME ?? null
}

/** Returns the address at the provider to send someone to, and what to remember meanwhile. Throws ProviderError. */
export async function startAtProvider(): Promise<{ url: string; flow: ProviderFlow }> {
  const provider = await openProvider()
  const flow = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const url = buildAuthorizationUrl(provider, {
    scope: 'openid email profile',
    redirect_uri: redirectUri().href,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, flow }
}

/**
 * Takes what was remembered and the parameters that the provider sent back; returns whom it vouches for. Throws ProviderError:
 * the state, and the signature, issuer, audience, time and nonce of what it says are checked here.
 */
export async function askProvider(flow: ProviderFlow, sentBack: URLSearchParams): Promise<ProviderIdentity> {
  const provider = await openProvider()
  const address = redirectUri()
  address.search = sentBack.toString()
  const tokens = await authorizationCodeGrant(provider, address, {
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    pkceCodeVerifier: flow.verifier,
  }).catch((error: unknown) => fail(error, 'the code or the ID token was not accepted'))
  const inToken = tokens.claims()
  if (!inToken) throw new ProviderError('failed', 'there is no ID token')
  // Taken from one of both, never mixed. Of the other, the library checks that it is about the same person.
  const answered =
    inToken.email === undefined && provider.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(provider, tokens.access_token, inToken.sub).catch((error: unknown) =>
          fail(error, 'the claims were not accepted'),
        )
      : inToken
  const claims = CLAIMS.safeParse(answered)
  if (!claims.success) throw new ProviderError('failed', 'the claims cannot be read')
  const { sub, email, email_verified, name } = claims.data
  return {
    issuer: configured().issuer,
    subject: sub,
    email: email ?? null,
    isEmailVerified: email_verified === true,
    name: name ?? null,
  }
}

/** Takes what went wrong, which may hold what the provider sent, and what to say of it in the log. */
function fail(error: unknown, message: string): never {
  const { code } = error as { code?: unknown }
  if (code === 'OAUTH_TIMEOUT') throw new ProviderError('unavailable', 'it does not answer')
  throw new ProviderError('failed', typeof code === 'string' ? `${message} (${code})` : message)
}

const CLAIMS = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(320).nullish().catch(null),
  email_verified: z.unknown().optional(),
  name: z.string().trim().min(1).max(200).nullish().catch(null),
})

function redirectUri(): URL {
  return new URL(paths.providerCallback(), env.CAIRN_URL)
}

const memo = memoizeAsync<Configuration>(1)

/** Asked of the provider once, when first needed: it may be down when Cairn starts, and be back a minute later. */
const openProvider = () => memo('', discover)

async function discover(): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = configured()
  const provider = await discovery(
    new URL(`${bare(issuer)}/.well-known/openid-configuration`),
    clientId,
    undefined,
    // What a client is registered for unless it says otherwise.
    ClientSecretBasic(clientSecret),
    {
      timeout: LONGEST_WAIT,
      execute: [
        // The signature of an ID token is checked though TLS says already who sent it.
        enableNonRepudiationChecks,
        // Only a provider on this machine may have an address without TLS (lib/read-env.ts).
        ...(issuer.startsWith('http:') ? [allowInsecureRequests] : []),
      ],
    },
  ).catch(() => {
    throw new ProviderError('unavailable', 'its discovery document cannot be read')
  })
  if (bare(provider.serverMetadata().issuer) !== bare(issuer))
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
