/** Reaching the app under test past its pages: for journeys that are about something else. */

import { readFile } from 'node:fs/promises'
import type { BrowserContext } from '@playwright/test'
import pg from 'pg'
import { connectionTo } from '@/lib/connection'
import { startSession } from './people'

/** Opens a connection to the database that the pages are read from, as the owner of its tables. The caller ends it. */
export async function connectToApp(): Promise<pg.Client> {
  const databaseUrl = await readFile(process.env.CAIRN_E2E_DATABASE_FILE ?? '', 'utf8')
  const client = new pg.Client(connectionTo(databaseUrl))
  await client.connect()
  return client
}

/** Takes a browser context and a person's id; from now on the browser is signed in as that person. */
export async function signIn(context: BrowserContext, db: pg.Client, personId: string): Promise<void> {
  const { name, value } = await startSession(db, personId)
  const port = Number(process.env.CAIRN_E2E_PORT ?? 3210)
  await context.addCookies([
    { name, value, url: `http://localhost:${port}`, httpOnly: true, sameSite: 'Lax' },
  ])
}
