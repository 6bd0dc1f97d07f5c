// A backup holds one moment of a database that goes on, and is restored byte for byte into an empty one, or not at all.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectionTo, UNLIMITED } from '@/lib/connection'
import { ACCOUNTS, recordAudit } from '@/lib/audit/append'
import { inTransaction } from '@/lib/mutations/write-plan'
import { type Backup, readBackupFile } from '@/tools/backup/backup-file'
import { checkAudit } from '@/tools/verify/check-audit'
import { checkSnapshots } from '@/tools/verify/check-snapshots'
import { loadBackup } from '@/tools/backup/load-backup'
import { applyMigrations } from '@/tools/postgres/migrations'
import { root } from '@/tools/process.mjs'
import { writeBackup } from '@/tools/backup/write-backup'
import { createBareDatabase, createEmptyDatabase } from '@/tests/helpers/empty-database'
import { addMember, addToken, startSession } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'
import { makeThrowawayStorage, removeStorage } from '@/tests/setup/throwaway'

// A restore works in a database of its own, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 60_000 })

/** Everything that COPY has to escape, a line that looks like the end of a table, and characters of two units. */
const ODD_TEXT = 'A\ttab, a \\ and a \\. and\n\\.\nNULL \\N “é👩🏽‍⚕️”\r\n'

// As the owner of the tables, where that is not the app's role.
const here = process.env.CAIRN_OWNER_DATABASE_URL ?? process.env.DATABASE_URL ?? ''
const commandOn = (url: string) => ({ DATABASE_URL: url, CAIRN_OWNER_DATABASE_URL: url })
let db: pg.Client
let folder: string
let plan: ExamplePlan
let file: string
let backup: Backup

beforeAll(async () => {
  db = await connect()
  folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-backup-test-'))
  plan = examplePlan()
  await write(db, plan, 'membership')
  const person = await addMember(db, idOf(plan, 'plan'), 'officer', ODD_TEXT)
  await startSession(db, person)
  await addToken(db, person, [idOf(plan, 'plan')])
  await insert(db, 'draft', {
    person_id: person,
    form: 'update x',
    fields: JSON.stringify({ text: ODD_TEXT }),
  })
  await insert(db, 'rate_limit', {
    id: crypto.randomUUID(),
    key: 'a-key-of-attempts',
    count: 1,
    last_request: 1,
  })
  await db.query(
    `INSERT INTO setting (name, value) VALUES ('secret', 'the-secret-that-signs'), ('a-setting', 'of this installation')`,
  )
  await insert(db, 'progress_update', {
    ...rowOf(plan, 'progress_update'),
    id: crypto.randomUUID(),
    entry: 9_007_199_254_740_993n,
    narrative: ODD_TEXT,
    submission_key: null,
  })
  for (let number = 1; number <= 3; number += 1) await recordDeed(number)
  file = path.join(folder, 'first.backup')
  backup = await writeBackup(here, file)
})
afterAll(async () => {
  await db.end()
  await rm(folder, { recursive: true })
})

function recordDeed(number: number) {
  const record = { recordType: 'plan', recordId: idOf(plan, 'plan'), recordName: ODD_TEXT }
  return inTransaction((tx) =>
    recordAudit(tx, ACCOUNTS, null, { kind: 'test.done', ...record, after: { number } }),
  )
}

async function withDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionTo(url, UNLIMITED))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function countRows(url: string): Promise<number> {
  return withDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(relname) AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'`,
    )
    let total = 0
    for (const { name } of rows)
      total += (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`)).rows[0]?.n ?? 0
    return total
  })
}

/** Everything of a schema that a restore could leave otherwise. */
async function describeSchema(url: string) {
  return withDatabase(url, async (client) => ({
    triggers: (
      await client.query(
        `SELECT tgrelid::regclass::text AS "table", tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
      )
    ).rows,
    constraints: (
      await client.query(
        `SELECT conrelid::regclass::text AS "table", conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
      )
    ).rows,
  }))
}

/** Runs a command as npm would; returns what became of it. */
async function run(script: string, words: readonly string[], env: Readonly<Record<string, string>>) {
  const command = ['--import', 'tsx', path.join(root, 'scripts', script), ...words]
  return new Promise<{ code: number; output: string }>((resolve) => {
    execFile(
      process.execPath,
      command,
      { cwd: root, env: { ...process.env, ...env } },
      (error, out, errors) => resolve({ code: error ? Number(error.code ?? 1) : 0, output: out + errors }),
    )
  })
}

describe('a backup', () => {
  it('is readable by its owner alone', async () => {
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600')
  })

  it('never takes the place of another file', async () => {
    const before = await readFile(file)
    await expect(writeBackup(here, file)).rejects.toThrow('already exists')
    expect((await readFile(file)).equals(before)).toBe(true)
  })

  it('holds no session, no count of attempts and no secret', async () => {
    const text = gunzipSync(await readFile(file)).toString()
    const { rows } = await db.query<{ token: string }>('SELECT token FROM session')
    expect(rows).toHaveLength(1)
    for (const hidden of [rows[0]?.token ?? '', 'a-key-of-attempts', 'the-secret-that-signs'])
      expect(text).not.toContain(hidden)
    expect(backup.tables.map(({ name }) => name)).not.toContain('session')
  })

  it('holds the same bytes when nothing has changed', async () => {
    const again = await writeBackup(here, path.join(folder, 'again.backup'))
    expect(again.tables).toEqual(backup.tables)
  })

  it('is of one moment, whatever is written while it is made', async () => {
    const locker = await connect()
    const target = await createEmptyDatabase()
    const moment = path.join(folder, 'moment.backup')
    try {
      await locker.query('BEGIN; LOCK TABLE draft IN ACCESS EXCLUSIVE MODE')
      const writing = writeBackup(here, moment)
      // It has begun, and cannot go on.
      for (;;) {
        const { rowCount } = await db.query(
          `SELECT 1 FROM pg_stat_activity WHERE application_name = 'cairn backup' AND wait_event_type = 'Lock'`,
        )
        if (rowCount) break
        await delay(20)
      }
      await recordDeed(4)
      await db.query(`UPDATE plan SET title = 'Changed meanwhile' WHERE id = $1`, [idOf(plan, 'plan')])
      await locker.query('COMMIT')
      await loadBackup(target, moment, await writing)
    } finally {
      await locker.end()
    }
    const { entries, title } = await withDatabase(target, async (client) => ({
      entries: (await client.query(`SELECT entries FROM audit_chain WHERE chain = 'accounts'`)).rows[0]
        ?.entries,
      title: (await client.query('SELECT title FROM plan WHERE id = $1', [idOf(plan, 'plan')])).rows[0]
        ?.title,
    }))
    expect({ entries, title }).toEqual({ entries: 3, title: rowOf(plan, 'plan').title })
  })

  it('of an empty database is refused', async () => {
    const nothing = path.join(folder, 'nothing.backup')
    await expect(writeBackup(await createBareDatabase(), nothing)).rejects.toThrow(
      'There is nothing to back up',
    )
    await expect(stat(nothing)).rejects.toThrow('ENOENT')
  })
})

describe('a restore', () => {
  it('brings every row back as it was, into a database with nothing in it', async () => {
    const target = await createBareDatabase()
    const restored = await loadBackup(target, file, backup)
    expect(restored).toMatchObject({ reports: 1, faults: [] })
    const again = await writeBackup(target, path.join(folder, 'restored.backup'))
    expect(again.tables).toEqual(backup.tables)
    expect(again.head.sequences).toEqual(backup.head.sequences)
    expect(again.head.migrations).toEqual(backup.head.migrations)
    expect(await describeSchema(target)).toEqual(await describeSchema(here))
    for await (const { faults } of checkAudit(target)) expect(faults).toEqual([])
    for await (const { faults } of checkSnapshots(target)) expect(faults).toEqual([])
    await withDatabase(target, async (client) => {
      const update = { ...rowOf(plan, 'progress_update'), id: crypto.randomUUID(), submission_key: null }
      await insert(client, 'progress_update', update)
      const { rows } = await client.query('SELECT count(*)::int AS n FROM session')
      expect(rows).toEqual([{ n: 0 }])
      await expect(client.query('UPDATE progress_update SET narrative = NULL')).rejects.toThrow('append-only')
    })
  })

  it('brings back what an older Cairn backed up, and the next start brings that up to date', async () => {
    // Made in November 2026, one migration short of the newest of its day.
    const old = path.join(root, 'tests/fixtures/backup-version-1.backup')
    const target = await createBareDatabase()
    expect(await loadBackup(target, old, await readBackupFile(old))).toEqual({
      chains: 1,
      reports: 1,
      faults: [],
    })
    expect(await applyMigrations(target)).toContain('20261124160000_report_raises_revision_by_row')
    expect(await withDatabase(target, (client) => client.query('SELECT slug FROM plan'))).toMatchObject({
      rows: [{ slug: 'mental-health-workforce' }],
    })
  })

  it('is refused where there is something already, and changes nothing there', async () => {
    const rows = await countRows(here)
    await expect(loadBackup(here, file, backup)).rejects.toThrow(/not empty.*CAIRN_DATA_DIR/s)
    expect(await countRows(here)).toBe(rows)
    const other = await createBareDatabase()
    await withDatabase(other, (client) => client.query('CREATE TABLE of_another_program (id int)'))
    await expect(loadBackup(other, file, backup)).rejects.toThrow('tables that do not belong to Cairn')
  })

  it('of a backup by a newer Cairn is refused', async () => {
    const unknown = { name: '29990101000000_future', checksum: '0' }
    const migrations = [...backup.head.migrations, unknown]
    const target = await createBareDatabase()
    const newer = loadBackup(target, file, { ...backup, head: { ...backup.head, migrations } })
    await expect(newer).rejects.toThrow('made by a newer version of Cairn')
    const changed = backup.head.migrations.map((one) => ({ ...one, checksum: '0' }))
    const other = loadBackup(target, file, { ...backup, head: { ...backup.head, migrations: changed } })
    await expect(other).rejects.toThrow('made by another version of Cairn')
  })

  it('keeps nothing of a file that is altered after it was looked at', async () => {
    const lines = gunzipSync(await readFile(file))
      .toString()
      .replace('Ann Example', 'Eve Example')
    const altered = path.join(folder, 'altered-later.backup')
    await writeFile(altered, gzipSync(lines))
    const target = await createEmptyDatabase()
    await expect(loadBackup(target, altered, backup)).rejects.toThrow('was changed')
    expect(await countRows(target)).toBe(0)
  })

  it('says what was broken before the backup was made, and keeps it only when told to', async () => {
    const brokenFile = path.join(folder, 'broken.backup')
    const rename = (name: string) =>
      db.query(
        `ALTER TABLE audit_entry DISABLE TRIGGER USER;
         UPDATE audit_entry SET record_name = ${pg.escapeLiteral(name)} WHERE chain = 'accounts' AND number = 2;
         ALTER TABLE audit_entry ENABLE TRIGGER USER`,
      )
    await rename('Another deed')
    const brokenBackup = await writeBackup(here, brokenFile)
    await rename(ODD_TEXT)
    const target = await createEmptyDatabase()
    await expect(loadBackup(target, brokenFile, brokenBackup)).rejects.toThrow(
      /audit log of accounts was altered: .*--with-faults/s,
    )
    expect(await countRows(target)).toBe(0)
    const { faults } = await loadBackup(target, brokenFile, brokenBackup, { keepFaults: true })
    expect(faults).toHaveLength(1)
  })
})

describe('a file that is no whole backup', () => {
  let bytes: Buffer
  const damaged = async (content: Buffer) => {
    const damagedFile = path.join(folder, `damaged-${crypto.randomUUID()}.backup`)
    await writeFile(damagedFile, content)
    return readBackupFile(damagedFile)
  }

  beforeAll(async () => {
    bytes = await readFile(file)
  })

  it('is refused wherever a byte of it was altered', async () => {
    // The first ten bytes are the header of gzip, parts of which say nothing about what follows.
    for (let at = 10; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ 0x10
      await expect(damaged(altered), `byte ${at}`).rejects.toThrow(/was changed|is not a Cairn backup/)
    }
  })

  it('is refused wherever a letter of it was altered and packed again', async () => {
    const text = gunzipSync(bytes)
    for (let at = 0; at < text.length; at += Math.ceil(text.length / 40)) {
      const altered = Buffer.from(text)
      altered[at] = (altered[at] ?? 0) ^ 0x01
      await expect(damaged(gzipSync(altered)), `byte ${at}`).rejects.toThrow(
        /was changed|is not a Cairn backup/,
      )
    }
  })

  it('is refused when it is cut off or goes on', async () => {
    for (const length of [0, 1, 20, Math.floor(bytes.length / 2), bytes.length - 9, bytes.length - 1])
      await expect(damaged(bytes.subarray(0, length)), `${length} bytes`).rejects.toThrow(/is incomplete/)
    await expect(damaged(Buffer.concat([bytes, gzipSync('more')]))).rejects.toThrow('was changed')
  })

  it.each([
    ['a text', Buffer.from('Dear minister')],
    ['another packed text', gzipSync('Dear minister\n')],
    ['other packed JSON', gzipSync('{"format":"other"}\n')],
    ['one packed line without end', gzipSync('x'.repeat(5_000_000))],
  ])('is refused when it is %s', async (_, content) => {
    await expect(damaged(content)).rejects.toThrow('is not a Cairn backup')
  })

  it('is refused when it was made by a newer Cairn', async () => {
    const newer = gunzipSync(bytes).toString().replace('"version":1', '"version":2')
    await expect(damaged(gzipSync(newer))).rejects.toThrow('newer version of Cairn')
  })

  it('is refused when it is not there, or a folder', async () => {
    await expect(readBackupFile(path.join(folder, 'none'))).rejects.toThrow('cannot be read: ENOENT')
    await expect(readBackupFile(folder)).rejects.toThrow('cannot be read: EISDIR')
  })
})

describe('the commands', () => {
  const storages: Awaited<ReturnType<typeof makeThrowawayStorage>>[] = []
  afterEach(async () => {
    for (const storage of storages.splice(0)) await removeStorage(storage)
  })

  it('move a database to the embedded one, and back it up from there', async () => {
    const storage = await makeThrowawayStorage('backup')
    storages.push(storage)
    const embedded = { ...commandOn(''), CAIRN_DATA_DIR: storage.folder }
    const restored = await run('restore.ts', [file], embedded)
    expect(restored).toMatchObject({ code: 0 })
    expect(restored.output).toContain('Every row matches the backup')
    const moved = path.join(folder, 'moved.backup')
    expect(await run('backup.ts', [moved], embedded)).toMatchObject({ code: 0 })
    expect((await readBackupFile(moved)).tables).toEqual(backup.tables)
  }, 90_000)

  it('refuse in one sentence', async () => {
    const text = path.join(folder, 'a.txt')
    await writeFile(text, 'Dear minister')
    const refused = await run('restore.ts', [text], commandOn(here))
    expect(refused.code).toBe(1)
    expect(refused.output.trim().split('\n').at(-1)).toBe(`${text} is not a Cairn backup, or is incomplete.`)
  })

  it('leave an empty database when a restore is killed, which then takes another', async () => {
    const target = await createEmptyDatabase()
    const locker = new pg.Client(connectionTo(target, UNLIMITED))
    await locker.connect()
    const watcher = new pg.Client(connectionTo(target, UNLIMITED))
    await watcher.connect()
    try {
      // Half-way: people are loaded before the drafts that are theirs.
      await locker.query('BEGIN; LOCK TABLE draft IN SHARE MODE')
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', path.join(root, 'scripts/restore.ts'), file],
        { cwd: root, env: { ...process.env, ...commandOn(target) }, stdio: 'ignore' },
      )
      const restoring = `SELECT query FROM pg_stat_activity WHERE application_name = 'cairn restore' AND datname = current_database()`
      for (;;) {
        const { rows } = await watcher.query(`${restoring} AND query LIKE 'COPY "draft"%'`)
        if (rows.length) break
        await delay(50)
      }
      child.kill('SIGKILL')
      await once(child, 'exit')
      await locker.query('COMMIT')
      while ((await watcher.query(restoring)).rowCount) await delay(50)
    } finally {
      await locker.end()
      await watcher.end()
    }
    expect(await countRows(target)).toBe(0)
    expect(await loadBackup(target, file, backup)).toMatchObject({ faults: [] })
  }, 60_000)
})
