// The files of the embedded PostgreSQL: made whole under a temporary name and then renamed, so that a cluster is there
// entirely or not at all, whoever else starts at the same moment and whenever a kill comes.
import { randomBytes } from 'node:crypto'
import { appendFile, chown, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runProgram, type Storage } from './storage'
import { readOrMakeFile } from './private-file'
import { Failure } from '../process.mjs'

export type Cluster = { storage: Storage; directory: string; log: string; passwords: Passwords }

/** Of the three roles: the app's, the one that owns the tables, and the superuser, who makes the first. */
type Passwords = { app: string; owner: string; admin: string }

const throwawaySettings = [
  'fsync = off',
  'synchronous_commit = off',
  'full_page_writes = off',
  // It works as a superuser, whom the tests' role may not send away from a database that it drops.
  'autovacuum = off',
]

/** `throwaway` trades what survives a power cut for speed: for tests. */
export async function openCluster(storage: Storage, throwaway = false): Promise<Cluster> {
  const home = path.join(storage.folder, 'postgres')
  await removeAbandonedDrafts(storage.folder)
  if (!(await holdsCluster(home))) await createCluster(storage, home, throwaway)
  const passwords = await readPasswords(home, storage).catch((error: Error) => {
    throw new Failure(`The passwords of the database cannot be read: ${error.message}`)
  })
  return { storage, directory: path.join(home, 'cluster'), log: path.join(home, 'log'), passwords }
}

async function readPasswords(home: string, { account }: Storage): Promise<Passwords> {
  const read = (name: string) => readFile(path.join(home, name), 'utf8')
  return {
    // Data folders made before the app had a role of its own have none.
    app: await readOrMakeFile(path.join(home, 'app-password'), makePassword, account),
    owner: await read('password'),
    admin: await read('admin-password'),
  }
}

const makePassword = () => randomBytes(24).toString('hex')

async function createCluster(storage: Storage, home: string, throwaway: boolean) {
  const draft = await mkdtemp(`${home}.draft-${process.pid}-`)
  try {
    await fillDraft(storage, draft, throwaway)
    await rename(draft, home)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // When someone else has made it in the meantime, theirs is as good.
    if (!(await holdsCluster(home))) throw error
  }
}

async function fillDraft(storage: Storage, draft: string, throwaway: boolean) {
  const cluster = path.join(draft, 'cluster')
  const password = path.join(draft, 'password')
  const adminPassword = path.join(draft, 'admin-password')
  for (const file of [password, adminPassword]) {
    await writeFile(file, makePassword(), { mode: 0o600 })
  }
  if (storage.account) {
    const { uid, gid } = storage.account
    for (const entry of [draft, password, adminPassword]) await chown(entry, uid, gid)
  }

  // The built-in locale provider sorts alike on every machine, whatever locales that has.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${adminPassword}`]
  const rest = ['--no-instructions', ...(throwaway ? ['--no-sync'] : [])]
  await runProgram(storage, 'initdb', [`--pgdata=${cluster}`, ...locale, ...access, ...rest])

  const settings = [
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    'log_checkpoints = off',
    ...(throwaway ? throwawaySettings : []),
  ]
  await appendFile(path.join(cluster, 'postgresql.conf'), `\n# Set by Cairn\n${settings.join('\n')}\n`)

  // The owner is an ordinary role. Single-user mode needs no port and leaves nothing running.
  const statements = [
    `CREATE ROLE cairn LOGIN CREATEDB PASSWORD '${await readFile(password, 'utf8')}'`,
    'CREATE DATABASE cairn OWNER cairn',
    // Tests put rows where the rules would not let them.
    ...(throwaway ? ['GRANT SET ON PARAMETER session_replication_role TO cairn'] : []),
  ]
  await runProgram(storage, 'postgres', ['--single', '-D', cluster, 'postgres'], `${statements.join('\n')}\n`)
}

async function removeAbandonedDrafts(folder: string) {
  for (const entry of await readdir(folder)) {
    const [, pid] = /^postgres\.draft-(\d+)-/.exec(entry) ?? []
    if (pid && !isAlive(Number(pid))) await rm(path.join(folder, entry), { recursive: true, force: true })
  }
}

async function holdsCluster(home: string) {
  const entries = await readdir(home).catch((): string[] => [])
  return entries.includes('cluster')
}

export function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
