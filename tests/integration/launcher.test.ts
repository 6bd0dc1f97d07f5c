import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDatabase, holdInstance } from '@/scripts/database'
import { checkDatabaseAddress } from '@/scripts/database-url.mjs'
import { checkPortIsFree, findUnnamedAddress, readAddress } from '@/scripts/port'
import { findFreePort, startPostgres, type EmbeddedPostgres } from '@/scripts/postgres'
import type { Storage } from '@/scripts/postgres-storage'
import { makeThrowawayStorage, removeStorage } from '@/tests/setup/throwaway'

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
    const url = servers[0]?.url ?? ''
    const hold = await holdInstance(url, 'http://localhost:3999')
    await expect(holdInstance(url, 'http://localhost:4000')).rejects.toThrow(
      new RegExp(`already running on this data: process ${process.pid}, http://localhost:3999, since \\d`),
    )
    hold.ignoreLoss()
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
    const password = await stat(path.join(storage.folder, 'postgres', 'password'))
    expect((password.mode & 0o777).toString(8)).toBe('600')
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
      await expect(checkDatabaseAddress(url)).rejects.toThrow('is not a PostgreSQL address')
    },
  )

  it('is refused when nothing listens there', async () => {
    const port = await findFreePort()
    await expect(checkDatabaseAddress(`postgresql://a:b@127.0.0.1:${port}/c`)).rejects.toThrow(
      `nothing listens at 127.0.0.1:${port}`,
    )
  })

  it('is refused when the password is wrong, and the password is not shown', async () => {
    const refusal = checkDatabase(changed((url) => (url.password = 'not-this-one')))
    await expect(refusal).rejects.toThrow('does not accept the password of the user cairn')
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
        /^HOST is .* and CAIRN_URL is not set, so links and sign-in use http:.*: set CAIRN_URL to the address that people use\.$/,
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
