import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { reportImport } from '@/lib/format/imports/import-report'
import { readHere } from '@/lib/imports/read-here'
import { importFile } from '@/tests/fixtures/imports'
import { writeMarkedCopy } from './marked-copy'

it('holds every row of the table with its problems, and can be read again without them', async () => {
  const name = 'forty-errors.xlsx'
  const read = readHere(name, importFile(name))
  if (read.refused !== undefined || !read.table) throw new Error('not read')
  const { problems } = reportImport({ name, bytes: 1, sha256: null }, read)
  const bytes = await buffer(writeMarkedCopy(name, read.table, problems, '2026-11-30T12:00:00Z'))
  const copy = readHere('copy.xlsx', bytes)
  if (copy.refused !== undefined || !copy.table) throw new Error('not read again')
  expect(copy.table.rows).toHaveLength(read.table.rows.length)
  const last = copy.table.columns.at(-1)
  expect(last?.header).toBe('Problem')
  const marked = copy.table.rows.filter(({ cells }) => cells.some(({ column }) => column === last?.column))
  const wrong = new Set(
    problems.filter(({ sheet }) => sheet === read.table?.sheet).map(({ cell }) => /\d+$/.exec(cell)?.[0]),
  )
  expect(marked).toHaveLength(wrong.size)
  expect(marked[0]?.cells.at(-1)?.text).toContain(problems[0]?.message)
})
