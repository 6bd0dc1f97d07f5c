/**
 * The archive (ZIP) that a workbook is. What its directory says is checked before anything is unpacked, and while it is unpacked:
 * no part may be larger than the directory says, and all together no larger than the limit.
 */

import { crc32, inflateRawSync } from 'node:zlib'
import { importMessages } from '@/lib/format/imports/messages'
import { LIMITS } from './limits'
import { Refusal } from './refusal'

interface Entry {
  readonly method: number
  readonly checksum: number
  readonly packed: number
  readonly size: number
  readonly start: number
}

export interface Archive {
  readonly names: readonly string[]
  /** Takes the name of a part; returns its text, or null where there is none. Throws a refusal. */
  readonly read: (name: string) => string | null
  /** The same as bytes. */
  readonly readBytes: (name: string) => Buffer | null
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LOCAL_SIZE = 30
const LONGEST_COMMENT = 0xffff
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1
const MOST_BYTES = LIMITS.unpackedMegabytes * 1024 * 1024
/** A name that would be a place outside the folder that the archive is unpacked in. */
const OUTSIDE = /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\\|\0/i

const damaged = () => new Refusal(importMessages.damaged)

/** Takes bytes that begin as an archive does; throws a refusal when they are none, or one that no spreadsheet program makes. */
export function openArchive(bytes: Buffer): Archive {
  const entries = readDirectory(bytes)
  let left = MOST_BYTES
  const readBytes = (name: string) => {
    const entry = entries.get(name)
    if (!entry) return null
    left -= entry.size
    if (left < 0) throw new Refusal(importMessages.unpacksTooLarge(LIMITS.unpackedMegabytes))
    return unpack(bytes, entry)
  }
  return {
    names: [...entries.keys()],
    readBytes,
    read(name) {
      const part = readBytes(name)
      return part && decode(part)
    },
  }
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > LIMITS.parts) throw new Refusal(importMessages.tooManyParts(LIMITS.parts))
  const entries = new Map<string, Entry>()
  let declared = 0
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_SIZE > end || bytes.readUInt32LE(at) !== ENTRY) throw damaged()
    const nameEnd = at + ENTRY_SIZE + bytes.readUInt16LE(at + 28)
    if (nameEnd > end) throw damaged()
    const name = bytes.toString('utf8', at + ENTRY_SIZE, nameEnd)
    if (OUTSIDE.test(name)) throw new Refusal(importMessages.outside)
    if (bytes.readUInt16LE(at + 8) & ENCRYPTED) throw new Refusal(importMessages.encrypted)
    if (entries.has(name)) throw damaged()
    const entry = {
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      start: bytes.readUInt32LE(at + 42),
    }
    entries.set(name, entry)
    declared += entry.size
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (declared > MOST_BYTES) throw new Refusal(importMessages.unpacksTooLarge(LIMITS.unpackedMegabytes))
  return entries
}

function findEnd(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT)
  for (let at = bytes.length - END_SIZE; at >= earliest; at -= 1)
    if (bytes.readUInt32LE(at) === END) return at
  throw damaged()
}

function unpack(bytes: Buffer, { method, checksum, packed, size, start }: Entry): Buffer {
  if (start + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(start) !== LOCAL) throw damaged()
  const from = start + LOCAL_SIZE + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
  if (from + packed > bytes.length) throw damaged()
  const data = bytes.subarray(from, from + packed)
  const whole = method === STORED ? data : method === DEFLATED ? inflate(data, size) : null
  if (whole?.length !== size || crc32(whole) !== checksum) throw damaged()
  return whole
}

function inflate(data: Buffer, size: number): Buffer {
  try {
    // It ends at the first byte more than the directory says.
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) })
  } catch (error) {
    const isLarger = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw isLarger ? new Refusal(importMessages.largerThanDeclared) : damaged()
  }
}

/** XML is UTF-8, or says by a mark that it is UTF-16. What cannot be read becomes U+FFFD, and is reported with its cell. */
function decode(data: Buffer): string {
  if (data[0] === 0xff && data[1] === 0xfe) return new TextDecoder('utf-16le').decode(data)
  if (data[0] === 0xfe && data[1] === 0xff) return new TextDecoder('utf-16be').decode(data)
  return new TextDecoder().decode(data)
}
