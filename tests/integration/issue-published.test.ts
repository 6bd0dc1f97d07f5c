// The published report is issued once, also when a start that was killed meanwhile had begun to.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { expect, it } from 'vitest'
import { connectionTo } from '@/lib/connection'
import { loadSeed } from '@/prisma/seed/load'
import { PLAN_ID } from '@/prisma/seed/rows'
import { migrateDatabase } from '@/scripts/database'
import { createEmptyDatabase } from '@/tests/helpers/empty-database'

it('is issued once when two starts issue it at once', { timeout: 180_000 }, async () => {
  const ownerUrl = await createEmptyDatabase()
  const { pathname } = new URL(ownerUrl)
  const url = Object.assign(new URL(process.env.DATABASE_URL ?? ''), { pathname }).href
  await migrateDatabase({ url, ownerUrl })
  await loadSeed(ownerUrl)

  const issue = async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'scripts/issue-published.ts', PLAN_ID],
      { env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'inherit', 'inherit'] },
    )
    return (await once(child, 'exit'))[0] as number
  }
  expect(await Promise.all([issue(), issue()])).toEqual([0, 0])

  const db = new pg.Client(connectionTo(url))
  await db.connect()
  expect((await db.query('SELECT code FROM snapshot')).rows).toEqual([{ code: 'lb-25-03-03' }])
  await db.end()
})
