import { expect, it } from 'vitest'
import { readHere } from '@/lib/imports/read-here'
import { importFile } from '@/tests/fixtures/imports'
import { describeImport, reportImport } from './import-report'

const report = (name: string, bytes = importFile(name)) =>
  reportImport({ name, bytes: bytes.length, sha256: 'abc' }, readHere(name, bytes))

it('says what a file holds: sheets, table, columns, words, rows left out and problems', () => {
  expect(describeImport(report('formulas.xlsx'))).toEqual([
    'formulas.xlsx: 1 sheet',
    '  Plan: 9 rows, 2 comments (not imported)',
    '',
    'Table: sheet Plan, header in row 1, 8 actions, in rows 2 to 9',
    '  A  Ref: Reference, 8 cells',
    '  B  Action: Title, 8 cells',
    '  C  Budget: Field of its own, 7 cells',
    '  D  Share done: Field of its own, 7 cells',
    '  E  Web page: Field of its own, 4 cells',
    '  F  Due: Due date, 7 cells',
    '  G  Status: Status, 8 cells',
    '',
    '8 actions',
    'Statuses',
    '  In progress: 4',
    '  Not started: 3',
    '  Complete: 1',
    '',
    '7 errors, which stop the import',
    '  Error: Plan G2, Status, “In progress”: 4 rows have this status. Choose what it means in the plan',
    '  Error: Plan C4, Budget: The formula has no stored result. Open the file in a spreadsheet program and save it again',
    '  Error: Plan G4, Status, “Not started”: 3 rows have this status. Choose what it means in the plan',
    '  Error: Plan C5, Budget, “#REF!”: The cell shows an error. Correct its formula, or enter the value',
    '  Error: Plan G5, Status, “Complete”: 1 row has this status. Choose what it means in the plan',
    '  Error: Plan C6, Budget, “#REF!”: The cell shows an error. Correct its formula, or enter the value',
    '  Error: Plan F7, Due: The formula has no stored result. Open the file in a spreadsheet program and save it again',
  ])
})

it('counts what is hidden and filled', () => {
  const lines = describeImport(report('hidden-rows.xlsx'))
  expect(lines).toContain('  Plan 2021, hidden: 7 rows')
  expect(lines).toContain('  Lists, hidden by a program: 4 rows')
  expect(lines).toContain(
    'Table: sheet Plan 2025, header in row 1, 20 actions, in rows 2 to 21, 5 of them hidden',
  )
  expect(describeImport(report('levels-in-columns.xlsx'))).toEqual(
    expect.arrayContaining([
      '  A  Theme (x): Pillar, 16 cells, 13 of them filled from a merged cell',
      '  S  Internal note: Left out (hidden), 2 cells',
      '  22 to 40: blank to the end of the sheet',
    ]),
  )
})

it('says why a file is not read, or why there is nothing to import', () => {
  const refused = report('macro.xlsm', importFile('hostile/macro.xlsm'))
  expect(refused).toMatchObject({ outcome: 'refused', sheets: [], table: null })
  expect(describeImport(refused)).toEqual([
    'macro.xlsm was not read. The workbook holds macros. Save it as .xlsx or .ods without them and choose it again.',
  ])
  expect(report('header-only.ods')).toMatchObject({ outcome: 'nothing', table: { rows: 0 } })
  expect(report('a.csv', Buffer.from('1\n2\n'))).toMatchObject({
    outcome: 'nothing',
    table: null,
    reason: expect.stringContaining('No table was found'),
  })
})

it('lets no file write anything but text to a terminal', () => {
  const lines = describeImport(
    report('a.csv', Buffer.from('Action,Status\nMap wells,"Open\u001b[2J\nnow"\n')),
  )
  expect(lines.join('')).not.toMatch(/\p{Cc}/u)
  expect(lines).toContain('  Open [2J now: 1')
})

it('lists no more rows than a person reads, and counts the others', () => {
  const lines = describeImport(
    report('a.csv', Buffer.from('Action,Status\n' + 'Map wells,\n,\n'.repeat(1_002))),
  )
  expect(lines.filter((line) => line.endsWith(': blank'))).toHaveLength(1_000)
  expect(lines).toContain('  and 2 others')
})
