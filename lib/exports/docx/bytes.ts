/** Makes a Word file the same bytes each time: the library that writes it puts the clock and chance into it. */

import { inflateRawSync } from 'node:zlib'
import { writeZip, type ZipEntry } from '@/lib/exports/workbook/zip'

/**
 * Takes a Word file as the library made it, and the instant to put in place of the time of day; returns the same file with names of
 * relations, bookmarks and pictures counted from 1, and the instant in its properties and in its archive.
 */
export async function steadyDocx(archive: Uint8Array, made: string): Promise<Uint8Array<ArrayBuffer>> {
  const parts = new Map(readZip(Buffer.from(archive)))
  for (const name of parts.keys()) {
    const [, folder, of] = /^(.*)_rels\/(.*)\.rels$/.exec(name) ?? []
    if (of) countRelations(parts, name, `${folder}${of}`)
  }
  rewrite(parts, 'word/document.xml', (xml) => COUNTED.reduce(restartCount, xml))
  rewrite(parts, 'docProps/core.xml', (xml) =>
    xml.replace(/(<dcterms:(?:created|modified)\b[^>]*>)[^<]*/g, `$1${made}`),
  )
  const entries = [...parts].map(([name, bytes]): ZipEntry => ({ name, content: [bytes] }))
  const pieces: Uint8Array[] = []
  for await (const piece of writeZip(entries, new Date(made))) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

/** What stands before a number that the library takes from a count of all files of the process: bookmarks, pictures, entries of the contents. */
const COUNTED = [
  /(<w:bookmark(?:Start|End)\b[^>]*? w:id=")([^"]*)/g,
  /(<wp:docPr\b[^>]*? id=")([^"]*)/g,
  /((?: w:anchor="| w:name="|\bPAGEREF )_Toc)(\d+)/g,
]

type Parts = Map<string, Buffer>

function rewrite(parts: Parts, name: string, change: (xml: string) => string): void {
  const part = parts.get(name)
  if (part) parts.set(name, Buffer.from(change(part.toString())))
}

/** Takes a pattern of what stands before a number, and the number; numbers them anew by their first appearance. */
function restartCount(xml: string, pattern: RegExp): string {
  const numbers = new Map<string, number>()
  return xml.replace(pattern, (_, before: string, id: string) => {
    const number = numbers.get(id) ?? numbers.size + 1
    numbers.set(id, number)
    return `${before}${number}`
  })
}

/** Names the relations of a part anew, there and where the part speaks of them. */
function countRelations(parts: Parts, relations: string, of: string): void {
  const names = new Map<string, string>()
  rewrite(parts, relations, (xml) =>
    xml.replace(/ Id="([^"]*)"/g, (_, id: string) => {
      names.set(id, `rId${names.size + 1}`)
      return ` Id="${names.get(id)}"`
    }),
  )
  rewrite(parts, of, (xml) =>
    xml.replace(/( r:\w+=")([^"]*)"/g, (_, before: string, id: string) => `${before}${names.get(id) ?? id}"`),
  )
}

/** Takes an archive whose entries are stored or deflated and smaller than 4 GB; returns what is in it, in its order. */
function* readZip(archive: Buffer): Generator<[name: string, content: Buffer]> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)]
    const [nameLength, more, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field))
    const start = archive.readUInt32LE(at + 42)
    const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28)
    const bytes = archive.subarray(from, from + packed)
    const name = archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    yield [name, method === 0 ? bytes : inflateRawSync(bytes)]
    at += 46 + (nameLength ?? 0) + (more ?? 0) + (comment ?? 0)
  }
}
