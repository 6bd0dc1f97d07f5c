/** ZIP archives, written entry by entry: no more of an archive is in memory than is being written. */

import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { inPortions, type Pieces } from '@/lib/exports/tables/stream'

export interface ZipEntry {
  readonly name: string
  readonly content: Pieces
}

/**
 * Takes the entries of an archive in their order, each asked for when the one before it is read, and when they were made; returns
 * the archive piece by piece, as fast as it is taken: the same bytes each time. What comes first under the name "mimetype" is
 * stored as it is, as OpenDocument wants it.
 */
export async function* writeZip(entries: Iterable<ZipEntry>, made: Date): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const archive = zip.outputStream as Readable
  const options = { mtime: new UtcDate(made), forceDosTimestamp: true }
  let source: Readable | undefined
  const adding = (async () => {
    for (const { name, content } of entries) {
      source = Readable.from(inPortions(content), { objectMode: false })
      if (name === 'mimetype') zip.addBuffer(await buffer(source), name, { ...options, compress: false })
      else {
        zip.addReadStream(source, name, options)
        await finished(source)
      }
    }
    zip.end()
  })()
  const fail = (error: Error) => archive.destroy(error)
  adding.catch(fail)
  zip.on('error', fail)
  try {
    yield* archive as AsyncIterable<Uint8Array>
  } finally {
    // Whoever reads the rows is told when no one takes them any more.
    source?.destroy()
  }
}

/** An archive knows no zones, and yazl writes the clock of this machine. */
class UtcDate extends Date {
  override getFullYear = () => this.getUTCFullYear()
  override getMonth = () => this.getUTCMonth()
  override getDate = () => this.getUTCDate()
  override getHours = () => this.getUTCHours()
  override getMinutes = () => this.getUTCMinutes()
  override getSeconds = () => this.getUTCSeconds()
}
