import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { ProviderError, startAtProvider } from '@/lib/auth/provider'
import { keepFlow } from '@/lib/auth/provider-flow'
import { log } from '@/lib/log'
import { paths } from '@/lib/paths'
import { readLocalPath } from '@/lib/schemas/people/local-path'

/**
 * Sends someone to the provider of single sign-on. A link leads here rather than a form, because pages allow their forms
 * to lead nowhere else, redirects included; and nothing is written by coming here.
 */
export async function GET(request: NextRequest): Promise<never> {
  const next = readLocalPath(request.nextUrl.searchParams.get('next'))
  let url: string
  try {
    const started = await startAtProvider()
    await keepFlow({ ...started.flow, next })
    url = started.url
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    log.error({ why: error.message }, 'the provider of single sign-on cannot be asked')
    redirect(paths.signIn(next, error.problem))
  }
  redirect(url)
}
