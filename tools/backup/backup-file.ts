// The file of a backup: gzip around lines of JSON and, for each table, the rows as PostgreSQL's COPY writes them. Written and
// read in one pass each, so that neither holds more of it than a few pieces. Described in docs/decisions/0019-backup.md.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { Failure } from '../process.mjs'

const FORMAT = 'cairn-backup'
const VERSION = 1

/** What follows the last row of a table, on a line of its own. No row can be that: COPY writes a backslash as two. */
const END_OF_ROWS = Buffer.from('\\.\n')
const NEWLINE = 10
/** No line of JSON is longer: what is, was not written here. */
const LONGEST_LINE = 1_000_000

const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int(),
  /** When it was asked for, in UTC: all rows are of this one moment. */
  madeAt: z.iso.datetime(),
  cairn: z.string(),
  postgres: z.string(),
  /** The schema: each migration that had been applied, with the SHA-256 of its file. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** The number that each sequence gave last; null where it has given none. */
  sequences: z.record(z.string(), z.string().nullable()),
})
const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) })
const tableEndSchema = z.object({ rows: z.int(), sha256: z.string() })
const endSchema = z.object({ end: z.literal(true), tables: z.int(), sha256: z.string() })

export type BackupHead = z.infer<typeof headSchema>

export interface TableName {
  readonly name: string
  readonly columns: readonly string[]
}

/** What a file holds of a table. */
interface TableContent extends TableName {
  readonly rows: number
  /** Of its rows, as COPY wrote them. */
  readonly sha256: string
}

export interface Backup {
  readonly head: BackupHead
  readonly tables: readonly TableContent[]
}

/** Takes a file's name as someone typed it; returns its path from where they were: npm runs scripts in the checkout. */
export function backupPath(name: string): string {
  return path.resolve(process.env.INIT_CWD ?? '.', name)
}

/** "61 tables, 2,345 rows, as at 29 November 2026, 05:41 UTC" */
export function describeBackup({ head, tables }: Backup): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  const moment = new Date(head.madeAt).toLocaleString('en-GB', format)
  return `${tables.length} tables, ${rows.toLocaleString('en-GB')} rows, as at ${moment} UTC`
}

export type Pieces = AsyncIterable<Buffer>

/**
 * Takes the path of a file that is not there yet, what stands at its head, and the tables with their rows, each read when the
 * one before it is written. Writes it, readable by its owner alone; leaves nothing when anything fails.
 */
export async function writeBackupFile(
  file: string,
  head: Omit<BackupHead, 'format' | 'version'>,
  tables: AsyncIterable<TableName & { readonly rows: Pieces }>,
): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new Failure(`${file} already exists. Enter a different name.`)
    throw new Failure(`${file} cannot be written: ${error.message}`)
  })
  try {
    const lines = writeLines({ format: FORMAT, version: VERSION, ...head }, tables)
    await pipeline(lines, createGzip(), (packed: AsyncIterable<Buffer>) => writeFile(handle, packed))
    await handle.sync()
  } catch (error) {
    await rm(file, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new Failure(
        `${path.dirname(file)} does not have enough space for the backup. No backup was made. Free some space, or choose another folder.`,
      )
    throw error
  } finally {
    await handle.close()
  }
}

async function* writeLines(head: BackupHead, tables: AsyncIterable<TableName & { readonly rows: Pieces }>) {
  const whole = createHash('sha256')
  const line = (value: object) => {
    const bytes = Buffer.from(`${JSON.stringify(value)}\n`)
    whole.update(bytes)
    return bytes
  }
  yield line(head)
  let count = 0
  for await (const { name, columns, rows } of tables) {
    yield line({ table: name, columns })
    const tally = tallyRows()
    for await (const piece of rows) {
      tally.add(piece)
      whole.update(piece)
      yield piece
    }
    whole.update(END_OF_ROWS)
    yield END_OF_ROWS
    yield line(tally.end())
    count += 1
  }
  yield line({ end: true, tables: count, sha256: whole.copy().digest('hex') })
}

/** Counts rows and their SHA-256. */
export function tallyRows() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(piece: Buffer) {
      hash.update(piece)
      for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) rows += 1
    },
    end: () => ({ rows, sha256: hash.digest('hex') }),
  }
}

/**
 * Takes the path of a backup, and what is to be done with the rows of each table, in the order of the file. Returns what it
 * holds. Throws a Failure when it is none, or is not what was written: known for sure only at its end.
 */
export async function readBackupFile(
  file: string,
  load: (table: TableName, rows: Pieces) => Promise<void> = drain,
): Promise<Backup> {
  const lines = new Lines(unpack(file))
  try {
    const head = await readHead(lines)
    const tables: TableContent[] = []
    for (;;) {
      const before = lines.sha256()
      const line = await lines.next()
      const end = endSchema.safeParse(line)
      if (end.success) {
        if (end.data.sha256 !== before || end.data.tables !== tables.length || !(await lines.isOver()))
          throw new Damaged()
        return { head, tables }
      }
      const { table: name, columns } = tableSchema.parse(line)
      const tally = tallyRows()
      await load({ name, columns }, tallied(lines.rows(), tally))
      const { rows, sha256 } = tableEndSchema.parse(await lines.next())
      const found = tally.end()
      if (found.rows !== rows || found.sha256 !== sha256) throw new Damaged()
      tables.push({ name, columns, rows, sha256 })
    }
  } catch (error) {
    throw explain(file, error)
  } finally {
    await lines.close()
  }
}

async function readHead(lines: Lines): Promise<BackupHead> {
  const line = await lines.next().catch((error: unknown) => {
    // A text that is no gzip, a gzip of something else, an empty file.
    throw error instanceof Unreadable ? error : new Foreign()
  })
  if (!z.object({ format: z.literal(FORMAT) }).safeParse(line).success) throw new Foreign()
  const { version } = z.object({ version: z.number() }).parse(line)
  if (version > VERSION) throw new Newer()
  return headSchema.parse(line)
}

async function drain(_: TableName, rows: Pieces) {
  for await (const _piece of rows);
}

async function* tallied(rows: Pieces, tally: ReturnType<typeof tallyRows>): AsyncGenerator<Buffer> {
  for await (const piece of rows) {
    tally.add(piece)
    yield piece
  }
}

async function* unpack(file: string): AsyncGenerator<Buffer> {
  const packed = createReadStream(file)
  const gunzip = createGunzip()
  packed.on('error', (error) => gunzip.destroy(new Unreadable(error.message)))
  try {
    yield* packed.pipe(gunzip) as AsyncIterable<Buffer>
  } finally {
    packed.destroy()
  }
}

/** The lines of a file, and the rows between them, read piece by piece. */
class Lines {
  private readonly pieces: AsyncGenerator<Buffer>
  private rest: Buffer = Buffer.alloc(0)
  private readonly whole = createHash('sha256')

  constructor(pieces: AsyncGenerator<Buffer>) {
    this.pieces = pieces
  }

  /** Of everything that was read until now. */
  sha256(): string {
    return this.whole.copy().digest('hex')
  }

  /** Returns what the next line says. */
  async next(): Promise<unknown> {
    let end = this.rest.indexOf(NEWLINE)
    while (end < 0) {
      if (this.rest.length > LONGEST_LINE) throw new Damaged()
      const searched = this.rest.length
      await this.readMore()
      end = this.rest.indexOf(NEWLINE, searched)
    }
    return JSON.parse(this.take(end + 1).toString('utf8'))
  }

  /** The rows that come next, up to their end. */
  async *rows(): AsyncGenerator<Buffer> {
    while (this.rest.length < END_OF_ROWS.length) await this.readMore()
    let end = this.rest.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS) ? 0 : this.findEnd()
    while (end < 0) {
      // What may be the beginning of the end stays for the next look, with the newline before it.
      if (this.rest.length > END_OF_ROWS.length) yield this.take(this.rest.length - END_OF_ROWS.length)
      await this.readMore()
      end = this.findEnd()
    }
    if (end > 0) yield this.take(end)
    this.take(END_OF_ROWS.length)
  }

  async isOver(): Promise<boolean> {
    return this.rest.length === 0 && (await this.pieces.next()).done === true
  }

  async close(): Promise<void> {
    await this.pieces.return(undefined)
  }

  private findEnd(): number {
    const found = this.rest.indexOf(`\n${END_OF_ROWS.toString()}`)
    return found < 0 ? -1 : found + 1
  }

  private take(length: number): Buffer {
    const taken = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    this.whole.update(taken)
    return taken
  }

  private async readMore(): Promise<void> {
    const { value, done } = await this.pieces.next()
    if (done) throw new Damaged()
    this.rest = this.rest.length ? Buffer.concat([this.rest, value]) : value
  }
}

/** The file itself cannot be read. */
class Unreadable extends Error {}
class Foreign extends Error {}
class Newer extends Error {}
class Damaged extends Error {}

function explain(file: string, error: unknown): unknown {
  if (error instanceof Unreadable) return new Failure(`The backup cannot be read: ${error.message}`)
  if (error instanceof Foreign) return new Failure(`${file} is not a Cairn backup, or is incomplete.`)
  if (error instanceof Newer)
    return new Failure(`${file} was made by a newer version of Cairn. Restore it with that version.`)
  const isDamaged = error instanceof Damaged || error instanceof z.ZodError || error instanceof SyntaxError
  // What zlib calls what is wrong with what it is given.
  if (isDamaged || /^Z_/.test((error as NodeJS.ErrnoException).code ?? ''))
    return new Failure(`${file} is incomplete, or was changed after it was made. Use another backup.`)
  return error
}
