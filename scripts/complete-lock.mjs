// Puts back into package-lock.json the packages for other platforms that `npm install` leaves out when the registry it
// asks does not carry them. Without them the lock serves only this platform, and `npm ci` refuses it even here.
import { readFileSync, writeFileSync } from 'node:fs'

const file = 'package-lock.json'
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32']

/** @type {{ packages: Record<string, Record<string, any>> }} */
const lock = JSON.parse(readFileSync(file, 'utf8'))
const { packages } = lock

for (const [place, found] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(found.optionalDependencies ?? {})) {
    if (isLocked(place, name)) continue
    // Their names say what they are for: "@next/swc-darwin-arm64".
    const words = name.replace('windows', 'win32').split(/[-/]/)
    const os = systems.filter((system) => words.includes(system))
    const cpu = processors.filter((processor) => words.includes(processor))
    packages[`node_modules/${name}`] = {
      version: String(range).replace(/^[\^~]/, ''),
      ...(cpu.length ? { cpu } : {}),
      ...(found.dev ? { dev: true } : {}),
      optional: true,
      ...(os.length ? { os } : {}),
      ...(found.engines ? { engines: found.engines } : {}),
    }
    console.log(`added ${name}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

/**
 * Whether a package that asks for another would find it, in its own folder or in one above.
 * @param {string} place
 * @param {string} name
 */
function isLocked(place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}
