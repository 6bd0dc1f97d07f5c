// A spreadsheet with updates comes back from the program in which it was filled in as it was.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { readVersion, touchedFields, writeVersion } from '@/lib/domain/updates/update-sheet'
import { writeOds } from '@/lib/exports/workbook/ods'
import { updateWorkbook } from '@/lib/exports/workbook/update-sheet'
import { writeXlsx } from '@/lib/exports/workbook/xlsx'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { EXAMPLE_SHEET } from '@/tests/fixtures/updates'
import { unzip } from '@/tests/helpers/read-files'
import { readHere } from './read-here'
import { readUpdateSheet } from './update-sheet'

const workbook = updateWorkbook(EXAMPLE_SHEET.plan, EXAMPLE_SHEET.actions, '2026-03-31T10:00:00.000Z')
const saved = (name: string) => readFileSync(path.resolve('tests/fixtures/updates', name))

function open(name: string, bytes: Buffer) {
  const read = readHere(name, bytes)
  if (read.refused !== undefined) throw new Error(read.refused)
  return readUpdateSheet(read.spreadsheet)
}

it.each([
  ['own.xlsx', () => buffer(writeXlsx(workbook))],
  ['own.ods', () => buffer(writeOds(workbook))],
  ['libreoffice.xlsx', async () => saved('libreoffice.xlsx')],
  ['libreoffice.ods', async () => saved('libreoffice.ods')],
])('%s has the rows that were written, in which no one touched anything', async (name, bytes) => {
  const read = open(name, await bytes())
  if (read.refused !== undefined) throw new Error(read.refused)
  expect(read.rows.map(({ cells: _, ...row }) => row)).toEqual(
    EXAMPLE_SHEET.actions.map(({ id, ref, version }, at) => ({
      row: at + 4,
      id,
      ref,
      version,
      problems: [],
    })),
  )
  EXAMPLE_SHEET.actions.forEach(({ cells }, at) => {
    const came = read.rows[at]?.cells
    expect(came && touchedFields(came, cells)).toEqual([])
    expect(touchedFields({ ...cells, narrative: `${cells.narrative}, and more` }, cells)).toEqual([
      'narrative',
    ])
  })
})

it('lets people change the cells to fill in alone, and choose a status of the plan', async () => {
  const { 'xl/worksheets/sheet1.xml': xlsx = '' } = unzip(await buffer(writeXlsx(workbook)))
  expect(xlsx).toContain('<sheetProtection sheet="1"')
  expect(xlsx).toMatch(/<dataValidation type="list"[^>]* sqref="D4:D5"><formula1>Statuses!\$A\$3:\$A\$8</)
  const open = [...xlsx.matchAll(/<c r="([A-Z]+)4" s="(9|10)"/g)].map(([, column]) => column)
  expect(open).toEqual(['D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'])
  const { 'content.xml': ods = '' } = unzip(await buffer(writeOds(workbook)))
  expect(ods.match(/table:protected="true"/g)).toHaveLength(3)
  expect(ods).toContain('of:cell-content-is-in-list([$Statuses.$A$3:.$A$8])')
  expect(ods.match(/table:style-name="open(Date)?"/g)).toHaveLength(16)
  expect(ods.match(/table:content-validation-name="Updates_D"/g)).toHaveLength(2)
})

it('reads a cell with an error as a problem', () => {
  const file = readHere('libreoffice.ods', saved('libreoffice.ods'))
  if (file.refused !== undefined) throw new Error(file.refused)
  const sheets = file.spreadsheet.sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) =>
        cell.text.startsWith('=SUM') ? { ...cell, kind: 'error' as const, text: '#REF!', value: null } : cell,
      ),
    })),
  }))
  expect(readUpdateSheet({ ...file.spreadsheet, sheets })).toMatchObject({
    rows: [
      {
        cells: { reason: '' },
        problems: [{ field: 'reason', value: '#REF!', why: sheetMessages.cellError }],
      },
      { problems: [] },
    ],
  })
})

it('keeps a version, and takes nothing else for one', () => {
  for (const { version } of EXAMPLE_SHEET.actions) expect(readVersion(writeVersion(version))).toEqual(version)
  for (const text of ['', '- -', '- - - x', 'x - - -', '- - - - -']) expect(readVersion(text)).toBeNull()
})
