/** ZIP archives (PKWARE APPNOTE 6.3), written entry by entry: no more of an archive is in memory than is being written. */

import { createDeflateRaw, crc32 } from 'node:zlib'
import { inPortions, type Pieces } from '@/lib/exports/tables/stream'

export interface ZipEntry {
  readonly name: string
  readonly content: Pieces
}

/** Where ZIP64 would begin, which older readers do not know. */
const MOST_BYTES = 0xffffffff
const SIZES_FOLLOW = 8
const NAMES_ARE_UTF8 = 0x800
const STORED = 0
const DEFLATED = 8

/**
 * Takes the entries of an archive in their order, each asked for when the one before it is written, and when they were
 * made; returns the archive piece by piece. A single piece of text that comes first under the name "mimetype" is stored as
 * it is, as OpenDocument wants it. Throws RangeError when the archive grows beyond 4 GB.
 */
export async function* writeZip(entries: Iterable<ZipEntry>, made: Date): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = []
  let offset = 0
  let count = 0
  const clock = dosTime(made)
  for (const { name, content } of entries) {
    const isStored = name === 'mimetype'
    const fields = { name: Buffer.from(name), clock, isStored, crc: 0, size: 0, packed: 0 }
    const start = offset
    if (isStored) {
      const bytes = await gather(content)
      Object.assign(fields, { crc: crc32(bytes), size: bytes.length, packed: bytes.length })
      const header = localHeader(fields)
      offset += header.length + bytes.length
      yield header
      yield bytes
    } else {
      const header = localHeader(fields)
      offset += header.length
      yield header
      for await (const portion of deflate(content, fields)) {
        offset += portion.length
        yield portion
      }
      const sizes = numbers([4, 0x08074b50], [4, fields.crc], [4, fields.packed], [4, fields.size])
      offset += sizes.length
      yield sizes
    }
    if (offset > MOST_BYTES || fields.size > MOST_BYTES)
      throw new RangeError('The archive is larger than 4 GB')
    directory.push(directoryEntry(fields, start))
    count += 1
  }
  const whole = Buffer.concat(directory)
  yield whole
  yield numbers(
    [4, 0x06054b50],
    ...([0, 0, count, count].map((n) => [2, n]) as Part[]),
    [4, whole.length],
    [4, offset],
    [2, 0],
  )
}

interface Fields {
  readonly name: Buffer
  readonly clock: Buffer
  readonly isStored: boolean
  crc: number
  size: number
  packed: number
}

/** Packs the content, and notes its sizes and checksum in the fields on the way. */
async function* deflate(content: ZipEntry['content'], fields: Fields): AsyncGenerator<Uint8Array> {
  const packer = createDeflateRaw({ level: 6 })
  const feeding = (async () => {
    for await (const portion of inPortions(content)) {
      fields.crc = crc32(portion, fields.crc)
      fields.size += portion.length
      if (!packer.write(portion)) await new Promise((resolve) => packer.once('drain', resolve))
    }
    packer.end()
  })()
  // Ends the loop below, which throws it on.
  feeding.catch((error: unknown) => packer.destroy(error instanceof Error ? error : new Error(String(error))))
  for await (const portion of packer) {
    fields.packed += (portion as Buffer).length
    yield portion as Buffer
  }
  await feeding
}

async function gather(content: ZipEntry['content']): Promise<Buffer> {
  const portions: Uint8Array[] = []
  for await (const portion of inPortions(content)) portions.push(portion)
  return Buffer.concat(portions)
}

function localHeader(fields: Fields): Buffer {
  return Buffer.concat([numbers([4, 0x04034b50]), common(fields), fields.name])
}

function directoryEntry(fields: Fields, start: number): Buffer {
  const rest = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, start])
  return Buffer.concat([numbers([4, 0x02014b50], [2, 20]), common(fields), rest, fields.name])
}

/** What an entry's own header and the directory say alike. */
function common({ name, clock, isStored, crc, size, packed }: Fields): Buffer {
  return Buffer.concat([
    numbers([2, 20], [2, isStored ? 0 : SIZES_FOLLOW | NAMES_ARE_UTF8], [2, isStored ? STORED : DEFLATED]),
    clock,
    numbers([4, crc], [4, packed], [4, size], [2, name.length], [2, 0]),
  ])
}

type Part = readonly [bytes: 2 | 4, value: number]

function numbers(...parts: readonly Part[]): Buffer {
  const buffer = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0))
  parts.reduce((at, [bytes, value]) => buffer.writeUIntLE(value, at, bytes), 0)
  return buffer
}

/** An archive knows no zones: UTC. */
function dosTime(made: Date): Buffer {
  const time = (made.getUTCHours() << 11) | (made.getUTCMinutes() << 5) | (made.getUTCSeconds() >> 1)
  const date = ((made.getUTCFullYear() - 1980) << 9) | ((made.getUTCMonth() + 1) << 5) | made.getUTCDate()
  return numbers([2, time], [2, date])
}
