// A file that fails half-way is told from a whole one by whoever fetched it.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '@/tests/helpers/read-files'
import { writeCsv } from '@/lib/exports/csv/csv'
import { toStream } from '@/lib/exports/tables/stream'
import type { Table } from '@/lib/exports/tables/table'
import { writeZip } from './zip'

interface Row {
  readonly n: number
}

const TABLE: Table<Row> = {
  name: 'numbers',
  title: 'Numbers',
  description: 'Numbers.',
  primaryKey: ['n'],
  columns: [
    { name: 'n', title: 'N', description: 'A number.', type: 'integer', value: ({ n }) => n },
    { name: 'text', title: 'Text', description: 'Long.', type: 'string', value: () => 'x'.repeat(500) },
  ],
}
const ROWS = 2000

/** Fails after half of its rows where it is told to. */
async function* rows(fails: boolean) {
  for (let n = 0; n < ROWS; n += 100) {
    if (fails && n === ROWS / 2) throw new Error('The database went away')
    yield Array.from({ length: 100 }, (_, i) => ({ n: n + i }))
  }
}

const FILES = {
  csv: (fails: boolean) => writeCsv(TABLE, rows(fails)),
  zip: (fails: boolean) =>
    writeZip([{ name: 'numbers.csv', content: writeCsv(TABLE, rows(fails)) }], new Date('2026-11-24')),
}

let server: http.Server
let site: string

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const [, format = '', fails = ''] = (request.url ?? '').split('/')
    const file = FILES[format as keyof typeof FILES](fails === 'fails')
    response.setHeader('cairn-row-count', ROWS)
    void (async () => {
      try {
        for await (const portion of toStream(file)) response.write(portion)
        response.end()
      } catch {
        response.destroy()
      }
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** Keeps what came, as a careless client does; and says whether the connection ended as it should. */
async function keep(address: string) {
  const response = await fetch(`${site}/${address}`)
  const saved: Uint8Array[] = []
  let isWhole = true
  try {
    for await (const portion of response.body ?? []) saved.push(portion as Uint8Array)
  } catch {
    isWhole = false
  }
  return { isWhole, bytes: Buffer.concat(saved), announced: Number(response.headers.get('cairn-row-count')) }
}

describe.each(['csv', 'zip'] as const)('a %s file', (format) => {
  it('comes whole', async () => {
    const { isWhole, bytes, announced } = await keep(`${format}/works`)
    expect(isWhole).toBe(true)
    const text = format === 'csv' ? bytes.toString() : (unzip(bytes)['numbers.csv'] ?? '')
    expect(text.split('\r\n').length - 2).toBe(announced)
  })

  it('that fails half-way breaks the connection, and what came shows it', async () => {
    const { isWhole, bytes, announced } = await keep(`${format}/fails`)
    expect(isWhole).toBe(false)
    expect(bytes.length).toBeGreaterThan(0)
    if (format === 'csv') expect(bytes.toString().split('\r\n').length - 2).toBeLessThan(announced)
    else expect(() => unzip(bytes)).toThrow()
  })
})
