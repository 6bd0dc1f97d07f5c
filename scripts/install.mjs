// Installs the packages of package-lock.json, unless they are there. Plain Node only.
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { root, run, step } from '../tools/process.mjs'

/**
 * Sees to it that the packages that a start needs are there or, with `dev`, those of the tests and checks too.
 * @param {{ dev?: boolean, folder?: string }} [options]
 */
export async function ensureInstalled({ dev = false, folder = root } = {}) {
  const packages = path.join(folder, 'node_modules')
  const [draft, old] = [`${packages}.draft`, `${packages}.old`]
  // After a kill between the two renames below. Where both are there, the old is only left over.
  await rename(old, packages).catch(() => rm(old, { recursive: true, force: true }))
  if (await isInstalled(folder, dev)) return
  // Beside what is there, and whole before it takes its place: npm begins by emptying its folder, also when it then fails.
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft)
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    await copyFile(path.join(folder, name), path.join(draft, name)).catch((error) => {
      if (error.code !== 'ENOENT') throw error
    })
  // NODE_ENV=production in the reader's shell must not leave out what the tests need.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--prefix', draft]
  const npm = process.env.npm_execpath
  const failure =
    'The packages could not be installed (npm ci). The reason is in the lines above. What was installed before has not changed.'
  try {
    await step('Installing packages', () =>
      npm?.endsWith('npm-cli.js')
        ? run(process.execPath, [npm, ...args], { failure })
        : run('npm', args, { failure, shell: process.platform === 'win32' }),
    )
    await rename(packages, old).catch((error) => {
      if (error.code !== 'ENOENT') throw error
    })
    await rename(path.join(draft, 'node_modules'), packages)
    await rm(old, { recursive: true, force: true })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/**
 * npm ends an install by writing down what it has put into node_modules; that has to be what the lock file asks for.
 * So an install made by hand counts, and one that was cut short does not.
 * @param {string} folder
 * @param {boolean} dev
 */
async function isInstalled(folder, dev) {
  const wanted = await readPackages(path.join(folder, 'package-lock.json'))
  const present = await readPackages(path.join(folder, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([name, wants]) => {
    if (name === '' || wants.link || (wants.dev && !dev)) return true
    const found = present[name]
    // An optional package is left out where it does not fit the machine.
    if (!found) return wants.optional || (wants.devOptional && !dev)
    return found.version === wants.version && found.integrity === wants.integrity
  })
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, devOptional?: boolean, link?: boolean }} Package
 * @param {string} file
 * @returns {Promise<Record<string, Package> | undefined>}
 */
async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
