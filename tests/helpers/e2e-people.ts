/** Signing a browser in without the forms, for journeys that are about something else. */

import type { BrowserContext } from '@playwright/test'
import type pg from 'pg'
import { startSession } from './people'

/** Takes a browser context and a person's id; from now on the browser is signed in as that person. */
export async function signIn(context: BrowserContext, db: pg.Client, personId: string): Promise<void> {
  const { name, value } = await startSession(db, personId)
  const port = Number(process.env.CAIRN_E2E_PORT ?? 3210)
  await context.addCookies([
    { name, value, url: `http://localhost:${port}`, httpOnly: true, sameSite: 'Lax' },
  ])
}
