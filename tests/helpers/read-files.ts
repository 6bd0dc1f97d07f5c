/** Reads the files that the app writes, past the app's own code. */

import { type CellObject, read, utils } from '@e965/xlsx'
import { unzipSync } from 'fflate'

/** Takes a CSV file as RFC 4180 has them; returns its records. Throws when a quote stands where none may. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  let record: string[] = []
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const match = cell.exec(text)
    if (!match) throw new Error(`No CSV at ${JSON.stringify(text.slice(at, at + 40))}`)
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === ',') continue
    records.push(record)
    record = []
  }
  return records
}

/** Takes pieces of a file; returns its bytes. */
export async function gather(
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const piece of pieces) parts.push(Buffer.from(piece))
  return Buffer.concat(parts)
}

/** Takes an archive; returns the text of its files, by name and in their order. */
export function unzip(archive: Uint8Array): Record<string, string> {
  const decoder = new TextDecoder()
  return Object.fromEntries(
    Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, decoder.decode(bytes)]),
  )
}

/** Takes a workbook; returns its sheets by name, each as rows of what its cells show; and its properties. */
export function readWorkbook(file: Uint8Array) {
  const { Sheets, SheetNames, Props } = read(file, { type: 'array', cellText: true, dateNF: 'yyyy-mm-dd' })
  const sheets = Object.fromEntries(
    SheetNames.map((name) => {
      const sheet = Sheets[name]
      if (!sheet) throw new Error(`The sheet ${name} is not there`)
      return [
        name,
        utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: null, dateNF: 'yyyy-mm-dd' }),
      ]
    }),
  )
  const cells = Object.values(Sheets).flatMap((sheet): CellObject[] => Object.values(sheet))
  const formulas = cells.filter(({ f }) => f !== undefined).length
  return { sheets, names: SheetNames, properties: Props, formulas }
}
