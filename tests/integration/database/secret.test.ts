// Where the secret that signs cookies is kept, and that instances which share a database share it.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionTo } from '@/lib/connection'
import { takeTurn } from '@/tools/postgres/database'
import { readSecret } from '@/tools/secrets/secret'
import { createEmptyDatabase } from '@/tests/helpers/empty-database'

let ownerUrl: string
let db: pg.Client
let folders: string[]
let first: string
let second: string

beforeEach(async () => {
  ownerUrl = await createEmptyDatabase()
  db = new pg.Client(connectionTo(ownerUrl))
  await db.connect()
  folders = await Promise.all([1, 2].map(() => mkdtemp(path.join(tmpdir(), 'cairn-secret-'))))
  ;[first = '', second = ''] = folders
})
afterEach(async () => {
  await db.end()
  for (const folder of folders) await rm(folder, { recursive: true })
})

const read = (folder: string, given?: string, isEmbedded = false) =>
  takeTurn({ url: ownerUrl, ownerUrl }, (owner) => readSecret(owner, { folder, isEmbedded }, given))
const inDatabase = async () => JSON.stringify((await db.query('SELECT * FROM setting')).rows)
const OWN = 'a secret of one’s own, of 32 characters or more'

describe('the secret', () => {
  it('is made once, for its owner alone, and nothing of it is in the database', async () => {
    const secrets = await Promise.all([read(first), read(first), read(first)])
    expect(new Set(secrets).size).toBe(1)
    expect(secrets[0]).toHaveLength(43)
    expect((await stat(path.join(first, 'secret'))).mode & 0o777).toBe(0o600)
    expect(await readdir(first)).toEqual(['secret'])
    expect(await inDatabase()).not.toContain(secrets[0])
  })

  it('is moved out of the database of an earlier version, and stays the same', async () => {
    await db.query(`INSERT INTO setting VALUES ('secret', $1)`, [OWN])
    expect(await read(first)).toBe(OWN)
    expect(await readFile(path.join(first, 'secret'), 'utf8')).toBe(OWN)
    expect(await inDatabase()).not.toContain(OWN)
    expect(await read(first)).toBe(OWN)
  })

  it('is CAIRN_SECRET where that is set, and kept nowhere', async () => {
    expect(await read(first, OWN)).toBe(OWN)
    expect(await readdir(first)).toEqual([])
    expect(await inDatabase()).not.toContain(OWN)
  })

  it('has to be the same for all who share a database', async () => {
    const secret = await read(first)
    await expect(read(second)).rejects.toThrow('Set CAIRN_SECRET to the same value')
    expect(await readdir(second)).toEqual([])
    await expect(read(second, OWN)).rejects.toThrow('that in CAIRN_SECRET does not match')
    await writeFile(path.join(second, 'secret'), OWN)
    await expect(read(second)).rejects.toThrow('does not match')
    expect(await read(second, secret)).toBe(secret)
  })

  it('can be changed once no one else is meant to have it', async () => {
    await read(first)
    await db.query(`DELETE FROM setting WHERE name = 'secret_fingerprint'`)
    expect(await read(first, OWN)).toBe(OWN)
    await expect(read(first)).rejects.toThrow('does not match')
  })

  it('can always be changed where only one can use the database', async () => {
    await read(first, undefined, true)
    expect(await read(first, OWN, true)).toBe(OWN)
    expect(await read(second, undefined, true)).not.toBe(OWN)
  })

  it('is not taken from a folder that cannot be written to', async () => {
    await writeFile(path.join(first, 'file'), '')
    await expect(read(path.join(first, 'file'))).rejects.toThrow('Set CAIRN_DATA_DIR')
  })
})
