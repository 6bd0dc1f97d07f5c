/** Databases beside the test's own: those with the schema and no plan, and those with nothing at all. */

import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { applyMigrations } from '@/tools/postgres/migrations'
import { connectionTo, UNLIMITED } from '@/lib/connection'

let template: Promise<string> | undefined

/** Makes a database with the schema and nothing in it; returns the address its owner uses. It goes with the tests' server. */
export async function createEmptyDatabase(): Promise<string> {
  template ??= createDatabase('template0').then(async (name) => {
    await applyMigrations(addressOf(name))
    return name
  })
  return addressOf(await createDatabase(await template))
}

/** Makes a database without even the schema; returns its address. */
export async function createBareDatabase(): Promise<string> {
  return addressOf(await createDatabase('template0'))
}

async function createDatabase(from: string): Promise<string> {
  const name = `empty_${randomBytes(6).toString('hex')}`
  const client = new pg.Client(connectionTo(process.env.CAIRN_OWNER_DATABASE_URL ?? '', UNLIMITED))
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`)
  } finally {
    await client.end()
  }
  return name
}

function addressOf(database: string): string {
  const url = new URL(process.env.CAIRN_OWNER_DATABASE_URL ?? '')
  url.pathname = `/${database}`
  return url.href
}
