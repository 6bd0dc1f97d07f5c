import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { askProvider, ProviderError } from '@/lib/auth/provider'
import { takeFlow } from '@/lib/auth/provider-flow'
import { signInWithProvider } from '@/lib/mutations/people/provider-sign-in'
import type { ProviderProblem } from '@/lib/domain/people/sign-in-problem'
import { CLIENT_ADDRESS } from '@/lib/http/client-address'
import { log } from '@/lib/log'
import { paths } from '@/lib/paths'
import { logSecurity } from '@/lib/security-log'
import { afterSignIn } from '@/app/after-sign-in'

/** Where the provider of single sign-on sends people back to. */
export async function GET(request: NextRequest): Promise<never> {
  const flow = await takeFlow()
  const asked = request.nextUrl.searchParams
  // An answer that this browser did not ask for may be someone else's, put under its nose.
  const isAsked = flow !== null && asked.get('state') === flow.state
  const problem = isAsked ? await signIn(flow, asked) : 'failed'
  if (problem && problem !== 'cancelled')
    logSecurity('sign-in-failed', {
      way: 'single sign-on',
      problem,
      address: request.headers.get(CLIENT_ADDRESS),
    })
  redirect(problem ? paths.signIn(flow?.next, problem) : afterSignIn(flow?.next))
}

async function signIn(
  flow: Parameters<typeof askProvider>[0],
  asked: URLSearchParams,
): Promise<ProviderProblem | null> {
  if (!asked.get('code')) {
    const isCancelled = asked.get('error') === 'access_denied'
    if (!isCancelled) log.warn('the single sign-on provider returned an error')
    return isCancelled ? 'cancelled' : 'failed'
  }
  try {
    return await signInWithProvider(await askProvider(flow, asked))
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    log.error({ why: error.message }, 'sign-in with the single sign-on provider failed')
    return error.problem
  }
}
