import { writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { explainFullDisk } from './disk-full.mjs'

const before = process.env.CAIRN_DATA_DIR
afterEach(() => {
  if (before === undefined) delete process.env.CAIRN_DATA_DIR
  else process.env.CAIRN_DATA_DIR = before
})

describe('explainFullDisk', () => {
  it('names the folder that has no room, and how much it needs', async () => {
    // A file system with no room at all.
    process.env.CAIRN_DATA_DIR = '/proc/cairn-data/not-made-yet'
    const full = await writeFile('/dev/full', 'x').catch((error: unknown) => error)
    const words = explainFullDisk(full) ?? ''
    expect(words).toContain('A disk is full')
    expect(words).toContain('/proc/cairn-data/not-made-yet has 0 MB free; a first start needs about 300 MB')
  })

  it.each([
    ['initdb', new Error('initdb failed: could not write to file "x": No space left on device')],
    ['npm or the build', new Error('npm error code ENOSPC\n\nThe packages could not be installed')],
    ['PostgreSQL', Object.assign(new Error('could not extend file'), { code: '53100' })],
    [
      'what Prisma was told',
      new Error('failed', { cause: Object.assign(new Error('x'), { code: '53100' }) }),
    ],
    ['a quota', Object.assign(new Error('write'), { code: 'EDQUOT' })],
  ])('knows it from %s', (_, error) => {
    expect(explainFullDisk(error)).toContain('A disk is full')
  })

  it.each([[new Error('Port 53100 is in use')], [undefined], ['ENOSPC'], [null]])(
    'leaves %s alone',
    (error) => {
      expect(explainFullDisk(error)).toBeNull()
    },
  )
})
