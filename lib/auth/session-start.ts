/** Starting a session for someone whom one of our own ways of signing in has recognised. */

import 'server-only'
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** Adds `auth.api.startSession`, which no HTTP request can reach: it believes what it is told. */
export const sessionStart = {
  id: 'session-start',
  endpoints: {
    startSession: createAuthEndpoint(
      { method: 'POST', body: z.object({ personId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (context) => {
        const { internalAdapter } = context.context
        const user = await internalAdapter.findUserById(context.body.personId)
        const session = user && (await internalAdapter.createSession(user.id))
        if (!session) throw new APIError('UNAUTHORIZED')
        await setSessionCookie(context, { session, user })
      },
    ),
  },
} satisfies BetterAuthPlugin
