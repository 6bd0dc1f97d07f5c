import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importFile, readableImports } from '@/tests/fixtures/imports'
import { columnLetters, readAddress } from '@/lib/domain/imports/spreadsheet'
import {
  type ColumnAnswer,
  FIELD_TYPES,
  type ImportAnswers,
  isWarning,
  LIST_SEPARATORS,
  type ReadRows,
} from '@/lib/domain/imports/rows'
import { foldName } from '@/lib/domain/text'
import { readHere } from '../read-here'
import { proposeAnswers } from './propose'
import { readRows } from './read-rows'

const withColumn = (answers: ImportAnswers, column: number, more: Partial<ColumnAnswer>): ImportAnswers => ({
  ...answers,
  columns: { ...answers.columns, [column]: { use: 'leftOut', ...answers.columns[column], ...more } },
})

/** What the person of expected.json answers besides what is proposed. */
const ANSWERS: Readonly<Record<string, (proposed: ImportAnswers) => ImportAnswers>> = {
  'references-as-numbers.xlsx': (proposed) => ({ ...proposed, parts: 'alone' }),
  'day-month-open.xlsx': (proposed) => withColumn(proposed, 3, { dayOrder: 'dayFirst' }),
  'day-month-contradiction.csv': (proposed) => withColumn(proposed, 3, { dayOrder: 'dayFirst' }),
  'date1904.xlsx': (proposed) => withColumn(proposed, 4, { dayOrder: 'dayFirst' }),
}

function open(name: string, bytes = importFile(name)) {
  const file = readHere(name, bytes)
  if (file.refused !== undefined || !file.table) throw new Error('no table')
  const { table, spreadsheet } = file
  return {
    table,
    problems: spreadsheet.problems,
    proposed: proposeAnswers(table, []),
    read: (answers: ImportAnswers) => readRows(table, spreadsheet.kind === 'text', answers),
  }
}

/** Each word as a status of its own; N/A is none. */
const answerStatuses = (answers: ImportAnswers, { statuses }: ReadRows): ImportAnswers => ({
  ...answers,
  statuses: Object.fromEntries(statuses.map(({ folded }) => [folded, folded === 'n/a' ? null : folded])),
})

function readAll(name: string) {
  const file = open(name)
  const answers = ANSWERS[name]?.(file.proposed) ?? file.proposed
  return { file, answers, read: file.read(answerStatuses(answers, file.read(answers))) }
}

const text = (lines: readonly string[]) => open('a.csv', Buffer.from(lines.join('\n')))
const cellOf = ({ row, column }: { row: number; column: number }) => `${columnLetters(column)}${row}`
const cellsOf = ({ problems }: ReadRows, areWarnings: boolean) =>
  problems.filter(({ kind }) => isWarning(kind) === areWarnings).map(cellOf)
const sorted = (names: readonly string[]) => [...names].sort((one, other) => one.localeCompare(other, 'en'))

describe.each(readableImports)('%s', (name, { result = {} }) => {
  const { file, read } = readAll(name)
  const rowAt = (cell: string) => read.rows.find(({ row }) => row === readAddress(cell)?.row)
  const dateAt = (cell: string) => {
    const use = file.proposed.columns[readAddress(cell)?.column ?? 0]?.use
    const row = rowAt(cell)
    return use === 'start' ? row?.start : row?.due
  }

  it('has its actions, levels, references, words and organisations', () => {
    if (result.actions) expect(read.rows).toHaveLength(result.actions)
    if (result.parts !== undefined)
      expect(read.rows.filter(({ parentRef }) => parentRef !== null)).toHaveLength(result.parts)
    if (result.pillars) expect(sorted(read.pillars)).toEqual(sorted(result.pillars))
    if (result.sections) expect(sorted(read.sections)).toEqual(sorted(result.sections))
    const refs = result.references ?? result.displayed
    if (refs) expect(read.rows.map(({ ref }) => ref)).toEqual(refs)
    const words = Object.fromEntries(read.statuses.map(({ text, count }) => [text.toLowerCase(), count]))
    if (result.statuses)
      expect({ ...words, ...(read.withoutStatus && { none: read.withoutStatus }) }).toEqual(result.statuses)
    if (result.organisations)
      expect(sorted(read.organisations.map(({ text }) => text))).toEqual(sorted(result.organisations))
  })

  it('has its dates and numbers', () => {
    for (const [cell, day, precision] of result.dates ?? [])
      expect([cell, dateAt(cell)]).toEqual([cell, { day, precision }])
    for (const [cell, , day] of [...(result.textDates ?? []), ...(result.serials ?? [])])
      expect([cell, dateAt(cell)]).toEqual([cell, { day, precision: 'day' }])
    for (const [cell, until, precision] of [
      ...Object.entries(result.periods ?? {}).map(([cell, [, ...rest]]) => [cell, ...rest] as const),
      ...(result.timescaleDates ?? []),
    ]) {
      const date = dateAt(cell)
      expect([cell, date?.day.startsWith(until), date?.precision]).toEqual([cell, true, precision])
      if (precision !== 'day') expect(date?.day).not.toMatch(/-01-01$/)
    }
    for (const [cell, number] of Object.entries(result.numbers ?? {})) {
      const { column } = readAddress(cell) ?? {}
      expect(rowAt(cell)?.fields.find((field) => field.column === column)?.value).toBe(number)
    }
  })

  it('has its problems, all at once, and no others that stop', () => {
    const broken = file.problems.filter(({ kind }) => kind !== 'damaged').map(({ cell }) => cell)
    expect(new Set([...cellsOf(read, false), ...broken])).toEqual(
      new Set((result.errors ?? []).map(([cell]) => cell)),
    )
    // Flags that disagree with the status are for a person to see.
    const warned = (result.warnings ?? []).filter(([, , why]) => !why.startsWith('says '))
    for (const [cell] of warned) expect(cellsOf(read, true)).toContain(cell)
  })
})

it('takes names that stand together without a separator as the two that a person says they are', () => {
  const { file, answers, read } = readAll('repeated-references.csv')
  const organisations = Object.fromEntries(
    read.problems
      .filter(({ kind }) => kind === 'twoNames')
      .map(({ value, about }) => [foldName(value ?? ''), String(about).split(', ')]),
  )
  const again = file.read({ ...answers, organisations })
  expect(new Set(again.rows.flatMap(({ lead, partners }) => [...lead, ...partners].map(foldName))).size).toBe(
    7,
  )
  expect(again.problems.map(({ kind }) => kind)).not.toContain('twoNames')
})

it('leaves hidden rows out where a person says so', () => {
  const { file, answers } = readAll('hidden-rows.xlsx')
  expect(file.read({ ...answers, hiddenRows: 'out' }).rows).toHaveLength(15)
})

it('says of a column under the wrong header that it is, once', () => {
  const file = readHere('a.xlsx', importFile('swapped-headers.xlsx'), { sheet: 'Changed heads' })
  if (file.refused !== undefined || !file.table) throw new Error('no table')
  const { problems } = readRows(file.table, false, proposeAnswers(file.table, []))
  expect(problems.map(({ kind, value }) => [kind, value])).toEqual([
    ['columnDoubt', 'Due date'],
    ['columnDoubt', 'Lead'],
  ])
})

it('matches statuses by their label or another wording of it, and asks about all others', () => {
  const { table, read } = text(['Action,Status', 'A,DONE', 'B, done', 'C,Underway', 'D,Ready'])
  const answers = proposeAnswers(table, [
    { code: 'delivered', label: 'Delivered', aliases: ['Done'] },
    { code: 'onTrack', label: 'On Track', aliases: [] },
  ])
  expect(answers.statuses).toEqual({ done: 'delivered' })
  expect(read(answers).problems.map(({ kind, value }) => [kind, value])).toEqual([
    ['statusOpen', 'Underway'],
    ['statusOpen', 'Ready'],
  ])
})

it('asks what a column of its own cells leave open, once', () => {
  const { read, proposed } = text(['Action,Due,Cost', 'A,03/04/2025,"1,250"', 'B,05/06/2025,"2,000"'])
  expect(read(proposed).problems.map((problem) => [problem.kind, cellOf(problem)])).toEqual([
    ['orderOpen', 'B2'],
    ['decimalOpen', 'C2'],
  ])
  const answered = withColumn(withColumn(proposed, 2, { dayOrder: 'monthFirst' }), 3, { decimal: '.' })
  expect(read(answered)).toMatchObject({
    problemCount: 0,
    rows: [{ due: { day: '2025-03-04' }, fields: [{ value: 1250 }] }, { due: { day: '2025-05-06' } }],
  })
})

it('has a place for each action: a part is where its action is', () => {
  const { read, proposed } = text(['Ref,Section,Action', '1,Air,A', '1.1,,B', '1.2,Land,C', '2,,D'])
  const { rows, problems } = read(proposed)
  expect(rows.map(({ parentRef, section }) => [parentRef, section])).toEqual([
    [null, 'Air'],
    ['1', 'Air'],
    ['1', 'Land'],
    [null, null],
  ])
  expect(problems.map((problem) => [problem.kind, cellOf(problem)])).toEqual([
    ['otherSection', 'B4'],
    ['noSection', 'B5'],
  ])
})

it('reads any cells by any answers without breaking, and gives each row that has a title a reference', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '1.1',
      '1a',
      '34 (b)',
      '03/04/2025',
      'Q2 2025',
      '1,5',
      'yes',
      'A; B',
      'tbc',
      '#',
    ),
    fc.string({ maxLength: 12, unit: 'grapheme' }),
  )
  const column = fc.record({
    use: fc.constantFrom('title', 'reference', 'partTitle', 'section', 'lead', 'due', 'status', 'ownField'),
    separator: fc.constantFrom(...LIST_SEPARATORS),
    dayOrder: fc.constantFrom('dayFirst', 'monthFirst', null),
    type: fc.constantFrom(...FIELD_TYPES),
    decimal: fc.constantFrom('.', ',', null),
  }) as fc.Arbitrary<ColumnAnswer>
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      fc.array(column, { minLength: 4, maxLength: 4 }),
      fc.constantFrom('columns', 'titles', 'position'),
      fc.constantFrom('byReference', 'alone'),
      (rows, uses, references, parts) => {
        const lines = [
          'Ref,Action,Due,Status',
          ...rows.map((row) => row.map((one) => JSON.stringify(one).replaceAll('\\"', '""')).join(',')),
        ]
        const { table, read, proposed } = text(lines)
        const columns = Object.fromEntries(uses.map((answer, at) => [at + 1, answer]))
        const found = read({ ...proposed, columns, references, parts })
        expect(found.rows).toHaveLength(table.rows.length)
        expect(found.rows.every(({ ref }) => ref !== '')).toBe(true)
        expect(found.errorCount).toBeLessThanOrEqual(found.problemCount)
      },
    ),
    { numRuns: 300 },
  )
})

describe('days', () => {
  const read = (header: string, cell: string, day = '2025-06-30') => {
    const { table, proposed } = text([`Ref,Action,${header}`, `1,One,${cell}`])
    return readRows(table, true, proposed, undefined, [], day)
  }
  const daysOf = (header: string) => {
    const { table } = text([`Ref,Action,${header}`, `1,One,${header.replaceAll(/[^,]+/g, 'Green')}`])
    return table.columns.slice(2).map(({ use, on }) => [use, on?.date ?? null])
  }

  it('are read from the headers of statuses and updates, months and days alone', () => {
    expect(daysOf('Status March 2025')).toEqual([['status', '2025-03-31']])
    expect(daysOf('Q2 2024 RAG status')).toEqual([['status', '2024-06-30']])
    expect(daysOf('RAG (31/01/2025)')).toEqual([['status', '2025-01-31']])
    expect(daysOf('Update - 2025-02')).toEqual([['update', '2025-02-28']])
    // It may be the third of April or the fourth of March: the day of the file is asked.
    expect(daysOf('RAG (03/04/2025)')).toEqual([['status', null]])
    expect(daysOf('Status 2024')).toEqual([['status', null]])
    expect(daysOf('Due March 2025')).toEqual([['ownField', null]])
    expect(daysOf('Status May 2024,Status May 2024,Status')).toEqual([
      ['status', '2024-05-31'],
      ['ownField', null],
      ['status', null],
    ])
  })

  it('cannot be to come, of a column or of a row', () => {
    expect(read('Status July 2025', 'Green').problems.map(({ kind }) => kind)).toContain('dayToCome')
    expect(read('Status June 2025', 'Green').problems.map(({ kind }) => kind)).not.toContain('dayToCome')
    const late = read('Status,As at', 'Green,1 July 2025')
    expect(late.problems.map(({ kind, column }) => [kind, column])).toContainEqual(['dayToCome', 4])
    expect(read('Status,As at', 'Green,soon').problems.map(({ kind }) => kind)).toContain('notDate')
    expect(read('Status,As at', 'Green,1 June 2025').rows[0]?.updates).toMatchObject([
      { on: { date: '2025-06-01', precision: 'day' }, status: 'green' },
    ])
  })
})
