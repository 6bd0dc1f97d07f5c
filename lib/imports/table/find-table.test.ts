import { LIMITS } from '../file/limits'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedImports, importFile, readableImports } from '@/tests/fixtures/imports'
import {
  columnLetters,
  type MergedRange,
  type Sheet,
  type Spreadsheet,
} from '@/lib/domain/imports/spreadsheet'
import type { Table } from '@/lib/domain/imports/table'
import { importMessages } from '@/lib/format/imports/messages'
import { openFile } from '../file/open-file'
import { readText } from '../file/text'
import { findTable } from './find-table'

/** What expected.json calls a use; what is not among the guesses is a field of its own until a person says otherwise. */
const USES: Readonly<Record<string, string>> = {
  '-': 'leftOut',
  'own field': 'ownField',
  'third level': 'thirdLevel',
  'part title': 'partTitle',
  'earlier status': 'ownField',
  'code of the third level': 'ownField',
}
/** What expected.json calls a reason. */
const REASONS: Readonly<Record<string, string>> = {
  title: 'above',
  'group heads': 'above',
  'format only': 'format',
  'heading without actions': 'heading',
  'no name': 'noName',
}

const must = (table: Table | null): Table => {
  if (!table) throw new Error('no table')
  return table
}
const tableOf = (text: string) => must(findTable(readText('Plan', Buffer.from(text)), null))
const reasons = ({ leftOut }: Table) => leftOut.map(({ from, to, why }) => [from, to, why])
const uses = ({ columns }: Table) => columns.map(({ use }) => use)

describe.each(readableImports)('%s', (name, { result = {}, ...expected }) => {
  const table = must(findTable(openFile(name, importFile(name)), null))

  it('has its table where it is', () => {
    expect(table.sheet).toBe(expected.sheet ?? name.replace(/\.\w+$/, ''))
    expect(table.headerRow).toBe(expected.headerRow ?? 1)
    expect(table.rows).toHaveLength(
      expected.sameTable ? expectedImports.sameTable.rows.length : (result.actions ?? -1),
    )
    if (expected.first) expect([table.first, table.last]).toEqual([expected.first, expected.last])
    expect(table.hiddenRows).toEqual(result.hiddenRows ?? [])
  })

  it('leaves out the rows that are no actions, each for its reason', () => {
    if (!result.leftOut) return
    const each = table.leftOut.flatMap(({ from, to, why }) =>
      why === 'above'
        ? Array.from({ length: to - from + 1 }, (_, down) => [`${from + down}`, why])
        : [[from === to ? `${from}` : `${from}-${to}`, why]],
    )
    const wanted = result.leftOut.map(([rows, why]) => [rows, REASONS[why] ?? why])
    const isListed = wanted.some(([, why]) => why === 'format')
    expect(each.filter(([, why]) => isListed || why !== 'format')).toEqual(wanted)
  })

  it('guesses what each column is', () => {
    if (!expected.columns) return
    const found = table.columns.map(({ column, header, use }) => [columnLetters(column), header, use])
    expect(found).toEqual(
      Object.entries(expected.columns).map(([letter, [header, use]]) => [letter, header, USES[use] ?? use]),
    )
    const status = table.columns.find(({ use }) => use === 'status')
    const { none: _, ...statuses } = result.statuses ?? {}
    const counts = Object.fromEntries((status?.values ?? []).map(({ text, count }) => [text, count]))
    expect(counts).toEqual(statuses)
  })

  it('fills merged cells, and tells the same header apart', () => {
    const filled = table.columns.filter(({ filledFromMerged }) => filledFromMerged > 0)
    expect(
      Object.fromEntries(
        filled.map(({ column, filledFromMerged }) => [columnLetters(column), filledFromMerged]),
      ),
    ).toEqual(result.filledDown ?? {})
    const renamed = table.columns
      .filter(({ header, name }) => header !== name)
      .map(({ column }) => columnLetters(column))
    expect(renamed).toEqual(Object.values(result.sameHeader ?? {}).flat())
  })
})

it('says of a column whose cells are not what its header says that they are not', () => {
  const file = openFile('a.xlsx', importFile('swapped-headers.xlsx'))
  const { columns, rows } = must(findTable(file, 'Changed heads'))
  expect(rows).toHaveLength(6)
  expect(columns.map(({ header, doubt }) => [header, doubt])).toEqual([
    ['Theme', null],
    ['Action', null],
    ['Due date', 'noDates'],
    ['Lead', 'onlyDates'],
  ])
})

describe('rows', () => {
  it('with a heading, a total, a note or nothing at all are left out; an action with only a title is not', () => {
    const table = tableOf(
      [
        'Section,Action,Cost',
        'Water,,',
        'Water,Map wells,1',
        ',Dig wells,',
        '',
        'Air,,',
        'Air,Plant trees,2',
        ',Total,3',
        ',,',
        ',,4',
        'Source: the council,,',
      ].join('\n'),
    )
    expect(reasons(table)).toEqual([
      [2, 2, 'heading'],
      [5, 5, 'blank'],
      [6, 6, 'heading'],
      [8, 8, 'total'],
      [9, 9, 'blank'],
      [10, 11, 'note'],
    ])
    expect(table.rows.map(({ number }) => number)).toEqual([3, 4, 7])
  })

  it('keep an action whose title begins like a total, a note or an example', () => {
    const table = tableOf(
      'Action,Status\nTotal place review,Open\nNotes on wells,Open\nMap wells,Open\nExamples for schools,Open',
    )
    expect(table.rows).toHaveLength(4)
    expect(table.leftOut).toEqual([])
  })
})

it('loses no row of any table: each is the header, stays, or is left out once', () => {
  const words = [
    'Action',
    'Section',
    'Ref',
    'Status',
    'Due date',
    'Total',
    'Note',
    'text',
    'date',
    'Example',
    '1.1',
    'Open',
    '',
  ]
  const row = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      const text = rows
        .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""').replaceAll('\0', '')}"`).join(','))
        .join('\n')
      fc.pre(text.replace(/[",\n]/g, '').trim() !== '')
      const file = readText('Plan', Buffer.from(text))
      const table = findTable(file, null)
      if (!table) return
      const left = table.leftOut.flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, at) => from + at),
      )
      const all = [table.headerRow, ...table.rows.map(({ number }) => number), ...left]
      expect(new Set(all).size).toBe(all.length)
      expect(
        file.sheets[0]?.rows.map(({ number }) => number).filter((number) => !all.includes(number)),
      ).toEqual([])
    }),
  )
})

describe('columns', () => {
  it.each([
    [
      'Gaelic',
      'Iomradh,Carragh,Earrann,Gnìomh,Tuairisgeul,Buidheann stiùiridh,Com-pàirtichean,Toiseach,Ceann-latha,Clàr-ama,Inbhe,Adhartas',
    ],
    [
      'Welsh',
      'Cyfeirnod,Colofn,Adran,Gweithred,Disgrifiad,Arweinydd,Partneriaid,Dyddiad dechrau,Dyddiad cau,Amserlen,Statws,Cynnydd',
    ],
    [
      'French',
      'Numéro,Axe,Sous-axe,Action,Descriptif,Pilote,Partenaires,Date de début,Échéance,Calendrier,Statut,Avancement',
    ],
    [
      'English',
      'Ref.,Pillar,Section,Action,Description,Lead organisation,Partners,Start date,Due date,Timescale,Status,Progress update',
    ],
  ])('are known by the words of the template in %s', (_, header) => {
    expect(uses(tableOf(header))).toEqual([
      ...[
        'reference',
        'pillar',
        'section',
        'title',
        'description',
        'lead',
        'partners',
        'start',
        'due',
        'timescale',
        'status',
        'update',
      ],
    ])
  })

  it('take the longest texts for titles where no header names them, and one column for each use', () => {
    expect(uses(tableOf('Code,Words,Owner,Owner\n1,Map all the wells,Ann,Bea'))).toEqual([
      'reference',
      'title',
      'lead',
      'ownField',
    ])
    expect(uses(tableOf('Theme,Objective,Measure\nWater,Clean,Map all the wells'))).toEqual([
      'pillar',
      'section',
      'title',
    ])
  })

  it('without a header, or with that of another, are named by their letter and neighbour', () => {
    const { columns } = tableOf('Action,Cost,cost,\nMap wells,1,2,3')
    expect(columns.map(({ name }) => name)).toEqual([
      'Action',
      'Cost (column B, after Action)',
      'cost (column C, after Cost)',
      'Column D, after cost',
    ])
  })
})

describe('a sheet', () => {
  const text = (column: number, value: string) => ({ column, kind: 'text' as const, text: value, value })
  const sheet = (merged: readonly MergedRange[], more: Partial<Sheet> = {}): Spreadsheet => ({
    kind: 'xlsx',
    problems: [],
    problemCount: 0,
    sheets: [
      {
        name: 'Plan',
        state: 'visible',
        lastRow: 4,
        hiddenColumns: [],
        comments: 0,
        merged,
        rows: [
          { number: 1, hidden: false, cells: [text(1, 'Action'), text(2, 'Lead'), text(3, 'Status')] },
          { number: 2, hidden: false, cells: [text(1, 'Water')] },
          { number: 3, hidden: false, cells: [text(1, 'Map wells'), text(2, 'Council')] },
          { number: 4, hidden: false, cells: [text(1, 'Dig wells')] },
        ],
        ...more,
      },
    ],
  })

  it('with merged cells has them filled down and across, marked with where they are from', () => {
    const across = { top: 2, left: 1, bottom: 2, right: 16_384 }
    const down = { top: 3, left: 2, bottom: 1_048_576, right: 2 }
    const table = must(findTable(sheet([across, down]), null))
    expect(reasons(table)).toEqual([[2, 2, 'heading']])
    expect(table.rows[1]?.cells).toEqual([text(1, 'Dig wells'), { ...text(2, 'Council'), filledFrom: 'B3' }])
  })

  it('has a header of two rows where its cells are merged downwards', () => {
    const rows = [
      { number: 1, hidden: false, cells: [text(1, 'Action'), text(2, 'Spending'), text(4, 'Status')] },
      { number: 2, hidden: false, cells: [text(2, 'Planned'), text(3, 'Spent')] },
      { number: 3, hidden: false, cells: [text(1, 'Map wells'), text(2, '5'), text(4, 'Open')] },
    ]
    const merged = [
      { top: 1, left: 1, bottom: 2, right: 1 },
      { top: 1, left: 2, bottom: 1, right: 3 },
      { top: 1, left: 4, bottom: 2, right: 4 },
    ]
    const table = must(findTable(sheet(merged, { rows, lastRow: 3 }), null))
    expect([table.headerRow, table.rows.length]).toEqual([2, 1])
    expect(table.columns.map(({ header }) => header)).toEqual(['Action', 'Planned', 'Spent', 'Status'])
    expect(reasons(table)).toEqual([[1, 1, 'above']])
  })

  it('with ranges that overlap without end is refused', () => {
    const whole = { top: 1, left: 1, bottom: 1_048_576, right: 16_384 }
    expect(() => findTable(sheet(Array.from({ length: 20_000 }, () => whole)), null)).toThrow(
      importMessages.tooManyMerged,
    )
  })

  it('with more columns than a plan has is refused', () => {
    const cells = Array.from({ length: 501 }, (_, at) => text(at + 1, `Column ${at}`))
    const rows = [{ number: 1, hidden: false, cells }]
    expect(() => findTable(sheet([], { rows }), null)).toThrow(importMessages.tooManyColumns(500))
  })

  it('that is hidden, or holds no header, has no table unless it is asked for', () => {
    expect(findTable(sheet([], { state: 'hidden' }), null)).toBeNull()
    expect(findTable(sheet([], { state: 'hidden' }), 'Plan')?.rows).toHaveLength(3)
    expect(findTable(sheet([], { rows: [] }), 'Plan')).toBeNull()
  })
})

it('refuses more actions than a plan can be read with', () => {
  const rows = Array.from({ length: LIMITS.actions + 1 }, (_, at) => `${at + 1},Action ${at + 1}`)
  const sheet = (count: number) =>
    openFile('plan.csv', Buffer.from(['Ref,Action', ...rows.slice(0, count)].join('\n')))
  expect(findTable(sheet(LIMITS.actions), null)?.rows).toHaveLength(LIMITS.actions)
  expect(() => findTable(sheet(LIMITS.actions + 1), null)).toThrow(
    importMessages.tooManyActions(LIMITS.actions),
  )
})
