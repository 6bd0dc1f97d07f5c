import { setTimeout } from 'node:timers/promises'
import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { writeZip, type ZipEntry } from './zip'

const MADE = new Date('2026-03-29T01:30:10Z')

async function write(entries: Iterable<ZipEntry>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of writeZip(entries, MADE)) pieces.push(piece)
  return Buffer.concat(pieces)
}

it('writes what is read back, asking for an entry when the one before is read', async () => {
  const order: string[] = []
  async function* rows() {
    for (let row = 0; row < 3; row += 1) {
      await setTimeout(1)
      yield `row ${row}\n`
    }
    order.push('rows read')
  }
  function* entries(): Generator<ZipEntry> {
    yield { name: 'mimetype', content: ['a/b'] }
    yield { name: 'rows.csv', content: rows() }
    order.push('next asked for')
    yield { name: 'bytes', content: [new Uint8Array([1, 2]), 'ä'] }
  }
  const archive = await write(entries())
  const files = unzipSync(archive)
  expect(order).toEqual(['rows read', 'next asked for'])
  expect(Object.keys(files)).toEqual(['mimetype', 'rows.csv', 'bytes'])
  expect(Buffer.from(files['rows.csv'] ?? []).toString()).toBe('row 0\nrow 1\nrow 2\n')
  expect([...(files.bytes ?? [])]).toEqual([1, 2, 0xc3, 0xa4])
  // Where whoever looks for the type of an OpenDocument file looks.
  expect(archive.toString('latin1', 30, 41)).toBe('mimetypea/b')
})

it('writes the same bytes in any time zone, an hour that a clock skips included', async () => {
  const dates = async () => [...(await write([{ name: 'a', content: ['a'] }])).subarray(10, 14)]
  const before = process.env.TZ
  try {
    const all = []
    for (const zone of ['UTC', 'Europe/London', 'Asia/Kathmandu']) {
      process.env.TZ = zone
      all.push(await dates())
    }
    // 01:30:10 on 29 March 2026, as MS-DOS has it.
    const expected = [(1 << 11) | (30 << 5) | 5, ((2026 - 1980) << 9) | (3 << 5) | 29]
    expect(all).toEqual(Array(3).fill(expected.flatMap((part) => [part & 255, part >> 8])))
  } finally {
    process.env.TZ = before
  }
})

it('reads no faster than the archive is taken, and stops when no one takes it any more', async () => {
  let made = 0
  let isOver = false
  async function* noise() {
    try {
      for (;;) {
        made += 1
        yield crypto.getRandomValues(new Uint8Array(64 * 1024))
      }
    } finally {
      isOver = true
    }
  }
  const archive = writeZip([{ name: 'noise', content: noise() }], MADE)
  for (let piece = 0; piece < 20; piece += 1) await archive.next()
  await setTimeout(100)
  expect(made).toBeLessThan(40)
  await archive.return(undefined)
  await setTimeout(10)
  expect(isOver).toBe(true)
})

it('fails as what it reads fails', async () => {
  async function* rows() {
    yield 'row'
    await setTimeout(1)
    throw new Error('no more rows')
  }
  await expect(write([{ name: 'rows', content: rows() }])).rejects.toThrow('no more rows')
  function* entries(): Generator<ZipEntry> {
    yield { name: 'a', content: ['a'] }
    throw new Error('no more entries')
  }
  await expect(write(entries())).rejects.toThrow('no more entries')
})
