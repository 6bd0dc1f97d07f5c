import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureInstalled } from './install.mjs'

const LOCK = {
  name: 'example',
  lockfileVersion: 3,
  packages: {
    '': { name: 'example', dependencies: { needed: '1.0.0' }, devDependencies: { tested: '1.0.0' } },
    'node_modules/needed': { version: '1.0.0', integrity: 'sha512-needed' },
    'node_modules/tested': { version: '1.0.0', integrity: 'sha512-tested', dev: true },
    'node_modules/either': { version: '1.0.0', integrity: 'sha512-either', devOptional: true },
  },
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cairn-install-'))
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(LOCK.packages['']))
  await writeFile(path.join(folder, 'package-lock.json'), JSON.stringify(LOCK))
  // As on a machine without a network.
  await writeFile(
    path.join(folder, '.npmrc'),
    `registry=http://127.0.0.1:9/\nfetch-retries=0\ncache=${path.join(folder, 'cache')}\n`,
  )
})
afterEach(() => rm(folder, { recursive: true }))

async function havePackages(...names: ('needed' | 'tested' | 'either')[]) {
  const packages = Object.fromEntries(
    names.map((name) => [`node_modules/${name}`, LOCK.packages[`node_modules/${name}`]]),
  )
  await mkdir(path.join(folder, 'node_modules'))
  await writeFile(path.join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
  await writeFile(path.join(folder, 'node_modules', 'file'), 'as it was')
}

describe('installing', () => {
  it('is not done for a start that has what it needs, tests left out', async () => {
    await havePackages('needed')
    await ensureInstalled({ folder })
    expect(await readdir(folder)).not.toContain('node_modules.draft')
  })

  it.each([
    ['for tests, which need more', { dev: true }, ['needed'] as const],
    ['for a start, when one is missing', {}, ['tested', 'either'] as const],
  ])('that fails, %s, leaves what was there', { timeout: 60_000 }, async (_, options, present) => {
    await havePackages(...present)
    await expect(ensureInstalled({ folder, ...options })).rejects.toThrow(
      'What was installed before has not changed',
    )
    expect(await readFile(path.join(folder, 'node_modules', 'file'), 'utf8')).toBe('as it was')
    expect(await readdir(folder)).not.toContain('node_modules.draft')
  })

  it('that was killed as it took the place of the earlier one leaves that', async () => {
    await havePackages('needed', 'tested', 'either')
    await rename(path.join(folder, 'node_modules'), path.join(folder, 'node_modules.old'))
    await ensureInstalled({ folder, dev: true })
    expect(await readFile(path.join(folder, 'node_modules', 'file'), 'utf8')).toBe('as it was')
  })
})
