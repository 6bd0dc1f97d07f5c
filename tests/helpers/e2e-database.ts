/** Writing to the database of the app under test, as another program would. */

import { readFile } from 'node:fs/promises'
import pg from 'pg'

/** Opens a connection to the database that the pages are read from. The caller ends it. */
export async function connectToApp(): Promise<pg.Client> {
  const connectionString = await readFile(process.env.CAIRN_E2E_DATABASE_FILE ?? '', 'utf8')
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}
