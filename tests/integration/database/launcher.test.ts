import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectionTo } from '@/lib/connection'
import { checkDatabase, holdInstance } from '@/tools/postgres/database'
import { checkDatabaseAddress } from '@/tools/postgres/database-url.mjs'
import { checkPortIsFree, findUnnamedAddress, readAddress } from '@/server/port'
import { findFreePort, startPostgres, type EmbeddedPostgres } from '@/tools/postgres/postgres'
import { isAlive } from '@/tools/postgres/cluster'
import type { Storage } from '@/tools/postgres/storage'
import { makeThrowawayStorage, removeStorage } from '@/tests/setup/throwaway'

async function connectTo(url: string) {
  const client = new pg.Client({ ...connectionTo(url), connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const answersAt = (url: string) =>
  connectTo(url).then(
    (client) => client.end().then(() => true),
    () => false,
  )

/** Its parent, which is none of ours, may take a moment to notice. */
const hasEnded = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)

async function listenAnywhere() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as net.AddressInfo).port }
}

describe('the embedded PostgreSQL', () => {
  let storage: Storage
  let servers: EmbeddedPostgres[]
  const pidFile = () => path.join(storage.folder, 'postgres', 'cluster', 'postmaster.pid')
  const start = () => startPostgres(storage, { throwaway: true })
  const readPid = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0])

  beforeAll(async () => {
    storage = await makeThrowawayStorage('launcher')
    // On a folder that has nothing yet.
    servers = await Promise.all([start(), start()])
  })
  afterAll(() => removeStorage(storage))

  it('is made and started once when two start at once', () => {
    expect(servers[0]?.url).toBe(servers[1]?.url)
  })

  it('is taken over when it runs already', async () => {
    expect(await start()).toMatchObject({ adopted: true, url: servers[0]?.url })
  })

  it('is held by one app, and tells the next which', async () => {
    const url = servers[0]?.ownerUrl ?? ''
    await holdInstance(url, 'http://localhost:3999')
    await expect(holdInstance(url, 'http://localhost:4000')).rejects.toThrow(
      new RegExp(`already running on this data: process ${process.pid}, http://localhost:3999, since \\d`),
    )
  })

  it.each([
    ['nothing in it', () => ''],
    ['rubbish in it', () => 'rubbish\n'],
    ['the number of another program in it', () => `${process.pid}\n${storage.folder}\n1\n5432\n`],
  ])('starts over a pid file with %s', async (_, content) => {
    await (await start()).stop()
    await writeFile(pidFile(), content())
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(Number((await readFile(pidFile(), 'utf8')).split('\n')[0])).not.toBe(process.pid)
  })

  it('keeps its data to its own account', async () => {
    for (const name of ['password', 'app-password', 'admin-password']) {
      const password = await stat(path.join(storage.folder, 'postgres', name))
      expect((password.mode & 0o777).toString(8)).toBe('600')
    }
  })

  it('gives the app a role of its own where an earlier version made the data', async () => {
    const server = await start()
    await rm(path.join(storage.folder, 'postgres', 'app-password'))
    const again = await start()
    expect(again.url).not.toBe(server.url)
    expect(await answersAt(again.url)).toBe(true)
    expect(await answersAt(server.url)).toBe(false)
  })

  it('comes back at the same address after its death', async () => {
    const server = await start()
    process.kill(await readPid(), 'SIGKILL')
    await server.restart()
    expect(await answersAt(server.url)).toBe(true)
  })

  it('stops in time, also when it is recovering or hangs', { timeout: 120_000 }, async () => {
    for (const moment of [0, 40]) {
      const server = await start()
      const client = await connectTo(server.url)
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      // All its processes end, and it recovers.
      process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
      await delay(moment)
      const pid = await readPid()
      await server.stop()
      await hasEnded(pid)
    }
    const server = await start()
    const pid = await readPid()
    process.kill(pid, 'SIGSTOP')
    await server.stop('immediate')
    await hasEnded(pid)
    expect((await start()).adopted).toBe(false)
  })
})

describe('a command whose PostgreSQL dies', () => {
  let storage: Storage
  beforeAll(async () => {
    storage = await makeThrowawayStorage('dying')
  })
  afterAll(() => removeStorage(storage))

  it('has it back, holds it again, and stops it at its end', { timeout: 120_000 }, async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/helpers/hold-database.ts'], {
      env: { ...process.env, DATABASE_URL: '', CAIRN_OWNER_DATABASE_URL: '', CAIRN_DATA_DIR: storage.folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    const ownerUrl = await expect
      .poll(() => /^ready (\S+)$/m.exec(output)?.[1], { timeout: 60_000 })
      .toBeTruthy()
      .then(() => /^ready (\S+)$/m.exec(output)?.[1] ?? '')
    const file = path.join(storage.folder, 'postgres', 'cluster', 'postmaster.pid')
    const postmaster = async () => Number((await readFile(file, 'utf8')).split('\n')[0])
    const isBack = (times: number) =>
      expect.poll(() => output.split('PostgreSQL answers again').length - 1, { timeout: 30_000 }).toBe(times)

    const before = await postmaster()
    process.kill(before, 'SIGKILL')
    await isBack(1)
    expect(await postmaster()).not.toBe(before)

    const client = await connectTo(ownerUrl)
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await isBack(2)
    await expect(holdInstance(ownerUrl, 'another')).rejects.toThrow('already running on this data: process')

    const last = await postmaster()
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
    await hasEnded(last)
  })
})

describe('DATABASE_URL', () => {
  const changed = (change: (url: URL) => void) => {
    const url = new URL(process.env.DATABASE_URL ?? '')
    change(url)
    return url.href
  }

  it.each(['hello', 'mysql://a:b@localhost/c', 'postgresql://a%zz:b@localhost/c'])(
    'is refused when it is %s',
    async (url) => {
      await expect(checkDatabaseAddress(url, 'DATABASE_URL')).rejects.toThrow(
        'DATABASE_URL is not a PostgreSQL address',
      )
    },
  )

  it('is refused when nothing listens there', async () => {
    const port = await findFreePort()
    await expect(
      checkDatabaseAddress(`postgresql://a:b@127.0.0.1:${port}/c`, 'DATABASE_URL'),
    ).rejects.toThrow(`nothing listens at 127.0.0.1:${port}`)
  })

  it('is refused when the password is wrong, and the password is not shown', async () => {
    const refusal = checkDatabase(changed((url) => (url.password = 'not-this-one')))
    await expect(refusal).rejects.toThrow('does not accept the password of the user cairn_app')
    await expect(refusal).rejects.not.toThrow('not-this-one')
  })

  it('is refused when there is no such database', async () => {
    await expect(checkDatabase(changed((url) => (url.pathname = '/nowhere')))).rejects.toThrow(
      'has no database named nowhere',
    )
  })

  it('is refused, in time, when what listens there says nothing', async () => {
    const { server: silent, port } = await listenAnywhere()
    await expect(checkDatabase(`postgresql://a:b@127.0.0.1:${port}/c`)).rejects.toThrow(
      'no PostgreSQL answered',
    )
    silent.close()
  })
})

describe('the address of the web server', () => {
  it('is this machine alone unless HOST says otherwise', () => {
    expect(readAddress({ NODE_ENV: 'test' })).toEqual({
      host: 'localhost',
      port: 3000,
      url: 'http://localhost:3000',
    })
    expect(readAddress({ NODE_ENV: 'test', HOST: '::1', PORT: '80' }).url).toBe('http://[::1]:80')
  })

  it.each(['0.0.0.0', '::', '192.0.2.1', 'cairn.example.org'])(
    'has to be named where HOST=%s opens it to other machines',
    (HOST) => {
      expect(findUnnamedAddress({ NODE_ENV: 'test', HOST })).toMatch(
        /^HOST is .* and CAIRN_URL is not set, so links and sign-in use http:.*\. Set CAIRN_URL to the address that people use\.$/,
      )
      expect(findUnnamedAddress({ NODE_ENV: 'test', HOST, CAIRN_URL: 'https://plans.example' })).toBeNull()
    },
  )

  it.each([undefined, '', 'localhost', '127.0.0.1', '::1'])('need not be named with HOST=%s', (HOST) => {
    expect(findUnnamedAddress({ NODE_ENV: 'test', ...(HOST !== undefined && { HOST }) })).toBeNull()
  })

  it.each(['no', '0', '70000', '1.5'])('is refused with PORT=%s', (PORT) => {
    expect(() => readAddress({ NODE_ENV: 'test', PORT })).toThrow('from 1 to 65535')
  })

  it('is refused when another program has the port', async () => {
    const { server: other, port } = await listenAnywhere()
    await expect(checkPortIsFree('localhost', port)).rejects.toThrow(`Port ${port} is in use`)
    other.close()
  })
})
