import pg from 'pg'
import { inject } from 'vitest'
import { connectionTo, UNLIMITED } from '@/lib/connection'
import type { DatabaseUrls } from '@/tools/postgres/database'

const name = `worker_${process.env.VITEST_POOL_ID ?? '1'}`

export function workerDatabaseUrls(): DatabaseUrls {
  const { url, ownerUrl } = inject('template')
  const own = (of: string) => Object.assign(new URL(of), { pathname: `/${name}` }).href
  return { url: own(url), ownerUrl: own(ownerUrl) }
}

/** Puts this worker's database in the state all tests start from: the schema, and the plan as it was loaded. */
export async function recreateDatabase() {
  const template = new URL(inject('template').ownerUrl)
  const templateName = template.pathname.slice(1)
  // From a third database: a template may have no connection open while it is copied.
  template.pathname = '/postgres'
  const client = new pg.Client(connectionTo(template.href, UNLIMITED))
  await client.connect()
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName}`)
  } finally {
    await client.end()
  }
}
