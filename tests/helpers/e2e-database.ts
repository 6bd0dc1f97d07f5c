/** Writing to the database of the app under test, as another program would. */

import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { connectionTo } from '@/lib/connection'

/** Opens a connection to the database that the pages are read from, as the owner of its tables. The caller ends it. */
export async function connectToApp(): Promise<pg.Client> {
  const databaseUrl = await readFile(process.env.CAIRN_E2E_DATABASE_FILE ?? '', 'utf8')
  const client = new pg.Client(connectionTo(databaseUrl))
  await client.connect()
  return client
}
