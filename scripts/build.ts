// Generates the database client and builds the pages, when their sources have changed since the last time.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BUILD_KEY } from '../tools/secrets/action-keys'
import { root, runLocal, step } from '../tools/process.mjs'

const clientStamp = path.join(root, 'generated', 'prisma', '.cairn-sources')
const buildStamp = path.join(root, '.next', 'cairn-build')
const clientSources = ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']
// What they give to the build is in what it makes.
const buildScripts = ['scripts/build.ts', 'tools/secrets/action-keys.ts']
const buildFolders = ['app', 'components', 'lib', 'public']

export async function ensureClient() {
  const stamp = `${await hashFiles(clientSources)} ${process.version}`
  if ((await readStamp(clientStamp)) === stamp) return
  const failure = 'The database client could not be generated (prisma generate).'
  await step('Generating the database client', () =>
    runLocal('prisma/build/index.js', ['generate'], { failure }),
  )
  await writeStamp(clientStamp, stamp)
}

export async function ensureBuild() {
  const sources = await hashFiles([...clientSources, ...buildScripts, ...(await listBuildSources())])
  const stamp = `${sources} ${process.version}`
  if ((await readStamp(buildStamp)) === stamp) return
  // Until the build is whole, there is none.
  await rm(buildStamp, { force: true })
  const failure = 'The pages could not be built (next build).'
  // A build must not depend on what is in a database, so it is given none.
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgresql://nobody@localhost:1/no-database-at-build-time',
    // Two builds of the same sources are the same to a browser: it may talk to one and then to the other.
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: BUILD_KEY,
    CAIRN_BUILD: sources.slice(0, 21),
  }
  await step('Building the pages', () => runLocal('next/dist/bin/next', ['build'], { env, failure }))
  await leaveSourcesOut(path.join(root, '.next', 'server'))
  await writeStamp(buildStamp, stamp)
}

interface SourceMap {
  sourcesContent?: unknown
  readonly sections?: readonly { readonly map: SourceMap }[]
}

/**
 * Node keeps in memory the source map of every file that it loads, so that a line of the log names the place in the source. It needs no copy of
 * the sources for that, and they are two thirds of the maps: more than 40 MB.
 */
async function leaveSourcesOut(folder: string) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.map')) continue
    const file = path.join(entry.parentPath, entry.name)
    const map = JSON.parse(await readFile(file, 'utf8')) as SourceMap
    for (const one of [map, ...(map.sections ?? []).map((section) => section.map)]) delete one.sourcesContent
    await writeFile(file, JSON.stringify(map))
  }
}

async function listBuildSources() {
  const settings = /^((next|postcss)\.config\.\w+|tsconfig\.json|instrumentation\S*|\.env\S*)$/
  const files = (await readdir(root)).filter((name) => settings.test(name))
  for (const folder of buildFolders) {
    const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    )
    for (const entry of entries) {
      if (!entry.isFile() || /\.test\.\w+$/.test(entry.name)) continue
      files.push(path.relative(root, path.join(entry.parentPath, entry.name)))
    }
  }
  return files.sort()
}

/** By content and not by date: a fresh checkout of the same commit is not a change. */
async function hashFiles(files: string[]) {
  const contents = await Promise.all(files.map((file) => readFile(path.join(root, file)).catch(() => '')))
  const hash = createHash('sha256')
  files.forEach((file, index) => hash.update(`\0${file}\0`).update(contents[index] ?? ''))
  return hash.digest('hex')
}

async function readStamp(file: string) {
  return readFile(file, 'utf8').catch(() => undefined)
}

async function writeStamp(file: string, sources: string) {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, sources)
}
