// Installs the packages of package-lock.json, unless they are there. Plain Node only.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { root, run, step } from './process.mjs'

export async function ensureInstalled() {
  if (await isInstalled()) return
  // NODE_ENV=production in the reader's shell must not leave out what building needs.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  const failure = 'The packages could not be installed (npm ci). The lines above say why.'
  await step('Installing packages', () =>
    npm?.endsWith('npm-cli.js')
      ? run(process.execPath, [npm, ...args], { failure })
      : run('npm', args, { failure, shell: process.platform === 'win32' }),
  )
}

/**
 * npm ends an install by writing down what it has put into node_modules; that has to be what the lock file asks for.
 * So an install made by hand counts, and one that was cut short does not.
 */
async function isInstalled() {
  const wanted = await readPackages('package-lock.json')
  const present = await readPackages('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([name, { version, integrity, optional, link }]) => {
    if (name === '' || link) return true
    const found = present[name]
    // An optional package is left out where it does not fit the machine.
    return found ? found.version === version && found.integrity === integrity : optional
  })
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }> | undefined>}
 */
async function readPackages(file) {
  try {
    return JSON.parse(await readFile(path.join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}
