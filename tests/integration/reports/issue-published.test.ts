// The published report is issued once, also when a start that was killed meanwhile had begun to.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { expect, it } from 'vitest'
import { reportMessages } from '@/lib/format/reports/messages'
import { connectionTo } from '@/lib/connection'
import { loadSeed } from '@/prisma/seed/load'
import { PLAN_ID } from '@/prisma/seed/rows'
import { checkSnapshots } from '@/tools/verify/check-snapshots'
import { migrateDatabase } from '@/tools/postgres/database'
import { createEmptyDatabase } from '@/tests/helpers/empty-database'

it('is issued once: by the two starts that follow one that was killed', { timeout: 180_000 }, async () => {
  const ownerUrl = await createEmptyDatabase()
  const { pathname } = new URL(ownerUrl)
  const url = Object.assign(new URL(process.env.DATABASE_URL ?? ''), { pathname }).href
  await migrateDatabase({ url, ownerUrl })
  await loadSeed(ownerUrl)
  const db = new pg.Client(connectionTo(url))
  await db.connect()

  const issue = () => {
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'scripts/issue-published.ts', PLAN_ID],
      { env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'inherit', 'inherit'] },
    )
    return { child, ended: once(child, 'exit').then(([code, signal]: unknown[]) => code ?? signal) }
  }
  const issued = async () => (await db.query('SELECT code FROM snapshot')).rows
  const isWriting = async () =>
    (
      await db.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'INSERT INTO frozen_portion%'
           AND state <> 'idle'`,
      )
    ).rowCount

  const first = issue()
  while (!(await isWriting())) expect(first.child.exitCode).toBeNull()
  first.child.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  // PostgreSQL notices that no one is there any more.
  await expect.poll(isWriting).toBe(0)
  expect(await issued()).toEqual([])

  expect(await Promise.all([issue().ended, issue().ended])).toEqual([0, 0])
  expect(await issued()).toEqual([{ code: 'lb-25-03-03' }])
  await db.end()

  const faults = async () => {
    const found = []
    for await (const one of checkSnapshots(url)) found.push(one.faults)
    return found
  }
  expect(await faults()).toEqual([[]])
  const owner = new pg.Client(connectionTo(ownerUrl))
  await owner.connect()
  await owner.query('ALTER TABLE snapshot DISABLE TRIGGER USER')
  // Whoever rewrites a report rewrites its fingerprint as well.
  await owner.query(
    `UPDATE snapshot SET title = title || '!', document = replace(document, title, title || '!')`,
  )
  await owner.query(`UPDATE snapshot SET sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex')`)
  expect(await faults()).toEqual([[reportMessages.fault({ kind: 'auditEntry' })]])
  await owner.query('DELETE FROM snapshot')
  expect(await faults()).toEqual([[reportMessages.reportMissing]])
  await owner.end()
})
