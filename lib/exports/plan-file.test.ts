import { createHash } from 'node:crypto'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { EVERY_ACTION, PLAN_ORDER, selectActions } from '@/lib/domain/plan/action-list'
import type { FrozenBoardRequest } from '@/lib/domain/board/board-requests'
import type { FrozenDispute } from '@/lib/domain/board/disputes'
import type { PlanState } from '@/lib/domain/plan/plan'
import { recordUpdate } from '@/lib/domain/plan/records'
import { rollUpActions } from '@/lib/domain/plan/views'
import { isPlanFile, PLAN_FILES, type PlanFileName } from '@/lib/format/plan/plan-files'
import schema from '@/tests/fixtures/datapackage-2.0.schema.json' with { type: 'json' }
import {
  buildAction,
  buildAssessment,
  buildPlan,
  buildSection,
  buildUpdate,
} from '@/tests/helpers/plan-builder'
import { gather, parseCsv, readWorkbook, unzip } from '@/tests/helpers/read-files'
import { writePlanFile, type FileSource } from './plan-file'
import type { Table } from './tables/table'
import { actionTable } from './tables/actions'
import { historyTable } from './tables/history'
import { PARTNER_TABLE } from './tables/partners'
import { sectionTable } from './tables/sections'
import { SOURCE_TABLE } from './tables/sources'
import { countTable } from './tables/status-counts'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const USUAL = { ...PUBLISHED_SIX, levels: 'pillars', words: {}, fields: [] } as const

const HARD = '=HYPERLINK("x"),\n"two"  spaces & <tags> _x0041_ 👩🏽‍⚕️ بحث \u0007'
const BOM = Buffer.from([0xef, 0xbb, 0xbf])
const SHOWN = HARD.replace('\u0007', '')

const plan: PlanState = buildPlan({
  licence: 'Open Government Licence v3.0',
  notes: ['Read with care.'],
  sections: [buildSection('1.1', { assessment: buildAssessment('atRisk') }), buildSection('1.2')],
  timescales: [
    { id: 'short', code: 'short', label: 'Short term', startsOn: '2023-01-01', endsOn: '2024-03-31' },
  ],
  partners: [{ id: 'p1', code: 'nes', abbreviation: 'NES', name: 'NHS Education', kind: 'nhs' }],
  sources: [
    {
      id: 's1',
      code: 'lb',
      reference: null,
      title: 'A paper',
      publisher: 'SG',
      date: '2025-02',
      url: 'https://example.org/',
      readAs: 'pdf',
    },
  ],
  actions: [
    buildAction('1', {
      title: HARD,
      current: buildUpdate({ status: 'atRisk', basis: 'illustrative', reason: HARD, sourceIds: ['s1'] }),
    }),
    buildAction('1.10', { counted: false, parentId: '1' }),
    buildAction('2', {
      sectionId: '1.2',
      timescaleId: 'short',
      partners: [{ partnerId: 'p1', role: 'lead' }],
      due: { date: '2025-03-31', precision: 'month' },
      originalDue: { date: '2024-12-31', precision: 'year' },
    }),
    buildAction('3', { sectionId: '1.2', status: 'delivered' }),
  ],
})

function sourceOf(given: PlanState = plan, filter = EVERY_ACTION): FileSource {
  const actions = selectActions(given, filter)
  return {
    about: {
      plan: given,
      filter,
      sort: PLAN_ORDER,
      total: actions.length,
      query: filter.status.length ? { status: [...filter.status] } : {},
      rollUp: rollUpActions(
        PUBLISHED_SIX,
        actions.filter(({ counted }) => counted),
      ),
      day: given.asAt ?? '2026-11-24',
      made: '2026-11-24T12:00:00.000Z',
      site: { page: 'https://cairn.example/plans/the-plan', contact: 'us@example.org' },
    },
    actions,
    history: async () => ({ total: 2, rows: history() }),
    board: null,
    sameWork: [],
    findings: async () => [],
  }
}

async function* history() {
  const evidence = [{ title: 'A page', url: 'https://example.org/' }]
  const about = { kind: 'update', aboutId: null, evidence } as const
  yield [recordUpdate(plan, '1', { ...buildUpdate({ narrative: HARD }), ...about })]
  const second = {
    ...buildUpdate({ id: 'second' }),
    ...about,
    kind: 'correction',
    aboutId: 'update',
  } as const
  yield [recordUpdate(plan, '3', second)]
}

async function write(name: PlanFileName, source = sourceOf()) {
  const file = await writePlanFile(name, source)
  return { ...file, bytes: await gather(file.pieces) }
}

/** The rows of a JSON file: what the other formats have to hold as well. */
async function rowsOf(name: PlanFileName, source = sourceOf()): Promise<Record<string, unknown>[]> {
  return JSON.parse((await write(name, source)).bytes.toString()).rows
}

describe('the rows', () => {
  it('say of every status what it rests on', async () => {
    const rows = await rowsOf('actions.json')
    expect(rows.map(({ status, basis }) => [status, basis])).toEqual([
      ['atRisk', 'illustrative'],
      [null, 'none'],
      ['noUpdate', 'none'],
      ['delivered', 'published'],
    ])
    expect(rows[0]?.basis_meaning).toContain('not a fact')
    expect(rows.every(({ basis_meaning }) => Boolean(basis_meaning))).toBe(true)
  })

  it('carry the day, identifiers and precisions', async () => {
    const [, part, dated] = await rowsOf('actions.json')
    expect(part).toMatchObject({
      plan: 'the-plan',
      as_at: '2026-11-24',
      known_at: null,
      action_id: '1.10',
      parent_ref: '1',
    })
    expect(dated).toMatchObject({
      due_date: '2025-03-31',
      due_date_precision: 'month',
      original_due_date: '2024-12-31',
      original_due_date_precision: 'year',
      lead_partners: 'nes',
      days_overdue: 603,
      is_counted: true,
    })
    const [then] = await rowsOf(
      'actions.json',
      sourceOf({ ...plan, asAt: '2025-03-01', knownAt: '2025-04-01' }),
    )
    expect(then).toMatchObject({ as_at: '2025-03-01', known_at: '2025-04-01' })
  })
})

describe('CSV', () => {
  it('has the columns’ names and every row, as JSON has them', async () => {
    for (const [csv, json, table] of [
      ['actions.csv', 'actions.json', actionTable(USUAL)],
      ['history.csv', 'history.json', historyTable(USUAL)],
    ] as const) {
      const { bytes, rowCount, type } = await write(csv)
      const [header, ...rows] = parseCsv(bytes.toString())
      expect(type).toBe('text/csv; charset=utf-8; header=present')
      expect(header).toEqual(table.columns.map(({ name }) => name))
      expect(rows).toHaveLength(rowCount ?? NaN)
      expect(rows).toEqual(
        (await rowsOf(json)).map((row) =>
          Object.values(row).map((cell) => String(cell ?? '').replace(/^(?=[=+\-@])/, "'")),
        ),
      )
    }
  })

  it('has a byte order mark for Excel where that is asked for, and none where not', async () => {
    for (const holds of ['actions', 'history'] as const) {
      const plain = (await write(`${holds}.csv`)).bytes
      expect((await write(`${holds}-excel.csv`)).bytes).toEqual(Buffer.concat([BOM, plain]))
      expect(plain.subarray(0, 3)).not.toEqual(BOM)
    }
  })

  it('breaks off with an error rather than end early', async () => {
    const source = sourceOf()
    const failing = async function* () {
      yield* history()
      throw new Error('The database went away')
    }
    const { pieces } = await writePlanFile('history.csv', {
      ...source,
      history: async () => ({ total: 3, rows: failing() }),
    })
    await expect(gather(pieces)).rejects.toThrow('went away')
  })
})

describe('metadata for a CSV file', () => {
  it.each(['actions', 'history'] as const)('describe %s as CSV on the Web', async (holds) => {
    const metadata = JSON.parse((await write(`${holds}.csv-metadata.json`)).bytes.toString())
    expect(metadata['@context']).toEqual(['http://www.w3.org/ns/csvw', { '@language': 'en' }])
    const { fileName } = await write(`${holds}.csv`)
    expect(metadata.url).toBe(fileName)
    expect((await write(`${holds}.csv-metadata.json`)).fileName).toBe(`${fileName}-metadata.json`)
    expectCsvw(metadata, parseCsv((await write(`${holds}.csv`)).bytes.toString()))
  })

  it('name the file, and say the filters and the day', async () => {
    const filter = { ...EVERY_ACTION, status: ['atRisk', 'offTrack'] as const }
    const source = sourceOf({ ...plan, asAt: '2025-03-01' }, filter)
    const metadata = JSON.parse((await write('actions.csv-metadata.json', source)).bytes.toString())
    expect(metadata.url).toBe('the-plan-actions-filtered-as-at-2025-03-01.csv')
    expect(metadata['dc:provenance']).toBe('Filters: Status: At Risk or Off Track')
    expect(metadata['dc:temporal']).toBe('As at 1 March 2025')
    expect(metadata['dc:extent']).toBe('1 row')
  })
})

/** What the W3C's "Metadata Vocabulary for Tabular Data" and "Model for Tabular Data" ask of a table and its description. */
function expectCsvw(metadata: Record<string, unknown>, [header = [], ...rows]: string[][]): void {
  const { columns, primaryKey } = metadata.tableSchema as {
    columns: {
      name: string
      titles: string
      required: boolean
      separator?: string
      datatype: string | { base: string; format: string }
    }[]
    primaryKey: string[]
  }
  expect(columns.map(({ titles }) => titles)).toEqual(header)
  expect(new Set(header).size).toBe(header.length)
  for (const [at, { name, titles, required, datatype, separator }] of columns.entries()) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
    // Cells that hold several values say what parts them.
    expect(separator, titles).toBe(
      /(^|_)(partners|sources|refs|kinds|fields|partner_names)$/.test(name) ? ';' : undefined,
    )
    const base = typeof datatype === 'string' ? datatype : datatype.base
    const shape = {
      string: /^[\s\S]*$/,
      integer: /^-?\d+$/,
      boolean: /^(true|false)$/,
      date: /^\d{4}-\d{2}-\d{2}$/,
      dateTimeStamp: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
    }[base]
    if (!shape) expect.fail(`${base} is no datatype that we use`)
    for (const row of rows) {
      const cell = row[at] ?? ''
      if (cell === '') expect(required, name).toBe(false)
      else {
        expect(cell, name).toMatch(shape)
        if (typeof datatype !== 'string') expect(cell, name).toMatch(new RegExp(datatype.format))
      }
    }
  }
  const keys = rows.map((row) => primaryKey.map((name) => row[header.indexOf(name)]).join('\n'))
  expect(primaryKey.every((name) => header.includes(name))).toBe(true)
  expect(new Set(keys).size).toBe(rows.length)
}

const isId = ({ name }: { name: string }) => name.endsWith('_id')
/** Identifiers come last where people read. */
const SHEET_COLUMNS = [
  ...actionTable(USUAL).columns.filter((one) => !isId(one)),
  ...actionTable(USUAL).columns.filter(isId),
]

describe.each(['actions.xlsx', 'actions.ods'] as const)('%s', (name) => {
  const tableOn = (rows: readonly (readonly (string | null)[])[], title: string) => {
    const header = rows.findIndex((row) => row.length > 1 && row[1] !== null)
    expect(rows[0]?.[0]).toContain(title)
    return { header: rows[header] ?? [], rows: rows.slice(header + 1) }
  }

  it('is read back as the rows are, with a shorthand in place of nothing', async () => {
    const { sheets, formulas } = readWorkbook((await write(name)).bytes)
    const { header, rows } = tableOn(sheets.Actions ?? [], 'Actions: The plan')
    expect(header).toEqual(SHEET_COLUMNS.map(({ title }) => title))
    expect(header.slice(-3)).toEqual([
      'Action identifier',
      'Identifier of the action above',
      'Section identifier',
    ])
    const expected = (await rowsOf('actions.json')).map((row) =>
      SHEET_COLUMNS.map(({ name: column, empty }) => show(row[column] ?? empty ?? '[x]')),
    )
    // The reader takes "_x0041_" for an escape in any format, and only one has such.
    const read = (cell: string) => (name === 'actions.ods' ? cell.replace('_x0041_', 'A') : cell)
    expect(rows.map((row) => row.map((cell) => show(cell)))).toEqual(expected.map((row) => row.map(read)))
    expect(formulas).toBe(0)
    const sections = tableOn(sheets.Sections ?? [], 'Status by section: The plan')
    expect(sections.rows.map(([, , , code]) => code)).toEqual(['1.1', '1.2'])
  })

  it('has cover, contents, notes and columns, no blank row, and its properties', async () => {
    const { names, sheets, properties } = readWorkbook((await write(name)).bytes)
    expect(names).toEqual([
      'Cover',
      'Contents',
      'Summary',
      'Actions_to_read',
      'Notes',
      'Columns',
      'Sections',
      'Actions',
    ])
    const cover = (sheets.Cover ?? []).flat().join('\n')
    for (const words of [
      'Day: As at 24 November 2026',
      'Filters: none, every action',
      'Licence: Open',
      '3 are counted',
      'How the statuses are known: Of 3 actions counted in the plan: 1 published, 1 estimated.',
      'Address: https://cairn.example/plans/the-plan',
      'Questions: us@example.org',
    ])
      expect(cover).toContain(words)
    const notes = (sheets.Notes ?? []).flat().join('\n')
    for (const words of ['[z]', 'Basis “illustrative”', 'not a fact', 'Read with care.'])
      expect(notes).toContain(words)
    for (const rows of Object.values(sheets)) {
      for (const row of rows) expect(row.some((cell) => cell !== null && cell !== '')).toBe(true)
    }
    expect(properties).toMatchObject({
      Title: 'Plan: actions and their status, As at 24 November 2026',
    })
    const parts = unzip((await write(name)).bytes)
    expect(parts['docProps/core.xml'] ?? parts['meta.xml']).toContain('<dc:language>en-GB</dc:language>')
    expect(Object.values(parts).join('')).not.toMatch(/mergeCell|spanned|autoFilter|<pane/)
  })

  it('has ten columns for people, with shares and their bases', async () => {
    const { sheets } = readWorkbook((await write(name)).bytes)
    const summary = tableOn(sheets.Summary ?? [], 'Summary by section')
    expect(summary.header).toHaveLength(10)
    expect(summary.rows.map((row) => row.slice(0, 9))).toEqual([
      [
        'All',
        'Plan',
        '[z]',
        '[z]',
        '3',
        '33% Delivered, 33% At Risk, 33% No update yet (rounded)',
        '1',
        '33%',
        '1 published, 1 estimated',
      ],
      ['1.1', 'Section 1.1', 'Pillar plan', 'At Risk', '1', '100% At Risk', '1', '100%', '1 estimated'],
      [
        '1.2',
        'Section 1.2',
        'Pillar plan',
        'On Track',
        '2',
        '50% Delivered, 50% No update yet',
        '0',
        '0%',
        '1 published',
      ],
    ])
    const actions = tableOn(sheets.Actions_to_read ?? [], 'Actions to read and print')
    expect(actions.header).toHaveLength(10)
    expect(actions.rows[2]).toEqual([
      '2',
      'Action 2',
      '1.2',
      'No update yet',
      '[z]',
      '[x]',
      'March 2025',
      '603',
      '[x]',
      'NES',
    ])
  })

  it('has booleans, days and times as such', async () => {
    const parts = Object.values(unzip((await write(name)).bytes)).join('')
    for (const type of name === 'actions.xlsx'
      ? [/ t="b"><v>1</, / s="6"><v>\d{5}</, / s="8"><v>\d{5}(\.\d+)?</]
      : [
          /office:boolean-value="true"/,
          /office:date-value="\d{4}-\d\d-\d\d"/,
          /office:date-value="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"/,
        ])
      expect(parts).toMatch(type)
  })

  it('holds what was done and published, and what the board asked where a report carries it', async () => {
    const about = { level: 'action', code: '1', title: 'Action 1' } as const
    const request: FrozenBoardRequest = {
      number: 1,
      kind: 'question',
      about,
      text: 'When?',
      raisedOn: '2025-03-01',
      report: null,
      owner: null,
      dueOn: '2025-04-01',
      isOverdue: false,
      standing: 'open',
      settled: null,
      basis: 'reported',
    }
    const dispute: FrozenDispute = {
      number: 2,
      about,
      rating: { level: 'action', value: 'atRisk' },
      reason: 'Too good',
      raisedOn: '2025-03-02',
      answer: { outcome: 'kept', text: 'No', on: '2025-03-03' },
      basis: 'reported',
    }
    const finding = {
      code: 'lb-1',
      reference: 'LB(1)',
      comparedAsAt: '2025-02-28',
      plan,
      finding: { kind: 'listedUnknown', ref: '99' },
    } as const
    const source = {
      ...sourceOf({
        ...plan,
        publications: [
          {
            id: 'p',
            code: 'p',
            title: 'A guide',
            publisher: null,
            published: '2025',
            url: 'https://example.org/guide',
            note: null,
            actionIds: ['1', '2'],
          },
        ],
      }),
      board: { asks: [request], disputes: [dispute] },
      findings: async () => [finding],
    }
    const { sheets, names } = readWorkbook((await write(name, source)).bytes)
    expect(names.slice(-4)).toEqual(['Publications', 'Board_requests', 'Rating_challenges', 'Findings'])
    expect(sheets.Publications?.at(-1)).toEqual([
      'p',
      'A guide',
      '[x]',
      '2025',
      'https://example.org/guide',
      '[z]',
      '1;2',
    ])
    expect(sheets.Board_requests?.at(-1)).toContain('When?')
    expect(sheets.Rating_challenges?.at(-1)).toEqual(
      expect.arrayContaining(['Too good', 'Rating kept', 'No']),
    )
    expect(sheets.Findings?.at(-1)?.join()).toContain('99')
  })

  it('marks the table of each sheet', async () => {
    const parts = unzip((await write(name)).bytes)
    const marks = Object.values(parts)
      .join('')
      .match(/<table:database-range |<table xmlns=/g)
    expect(marks).toHaveLength(7)
  })

  it('repeats the header of each table on every page that it is printed on', async () => {
    const parts = Object.values(unzip((await write(name)).bytes)).join('')
    expect(parts.match(/_xlnm.Print_Titles|<table:table-header-rows>/g)).toHaveLength(7)
    if (name === 'actions.xlsx') expect(parts).toContain('>Actions!$5:$5</definedName>')
  })

  it('opens with no action, too', async () => {
    const { sheets } = readWorkbook(
      (await write(name, sourceOf(plan, { ...EVERY_ACTION, status: ['offTrack'] }))).bytes,
    )
    expect(sheets.Actions?.at(-1)).toEqual(SHEET_COLUMNS.map(({ title }) => title))
    expect((sheets.Cover ?? []).flat().join('\n')).toContain('Filters: Status: Off Track')
  })

  it('refuses more rows than a sheet holds, and offers CSV', async () => {
    const source = { ...sourceOf(), actions: Array.from({ length: 1_048_576 }, () => plan.actions[0]) }
    await expect(writePlanFile(name, source as FileSource)).rejects.toThrow(
      /1,048,576 rows. Download the CSV file/,
    )
  })
})

/** As a reader sees a cell, whichever format holds it. */
function show(cell: unknown): string {
  if (typeof cell === 'boolean') return String(cell).toUpperCase()
  const text = String(cell === HARD ? SHOWN : cell)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 19).replace('T', ' ') : text
}

describe('the Data Package', () => {
  it('keeps to the standard, and says of each file how many rows and which bytes it has', async () => {
    const parts = unzip((await write('data-package.zip')).bytes)
    expect(Object.keys(parts)).toEqual([
      'actions.csv',
      'sections.csv',
      'status-counts.csv',
      'partners.csv',
      'sources.csv',
      'achievements.csv',
      'publications.csv',
      'same-work.csv',
      'findings.csv',
      'history.csv',
      'datapackage.json',
      'csv-metadata.json',
      'LICENCE.txt',
      'README.md',
    ])
    const description = JSON.parse(parts['datapackage.json'] ?? '')
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
    expect(validate(description), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...description, resources: [{ ...description.resources[0], name: 7 }] })).toBe(false)
    const group = JSON.parse(parts['csv-metadata.json'] ?? '')
    for (const [at, resource] of description.resources.entries()) {
      const text = parts[resource.path] ?? expect.fail(`${resource.path} is not there`)
      const rows = parseCsv(text)
      expect(resource).toMatchObject({
        rowCount: rows.length - 1,
        bytes: Buffer.byteLength(text),
        hash: `sha256:${createHash('sha256').update(text).digest('hex')}`,
      })
      expect(resource.schema.fields.map((field: { name: string }) => field.name)).toEqual(rows[0])
      expectCsvw(group.tables[at], rows)
      for (const { fields, reference } of resource.schema.foreignKeys ?? []) {
        const [header = [], ...others] = parseCsv(parts[`${reference.resource}.csv`] ?? '')
        const known = others.map((row) => row[header.indexOf(reference.fields[0])])
        const place = rows[0]?.indexOf(fields[0]) ?? NaN
        expect(known).toEqual(expect.arrayContaining(rows.slice(1).map((row) => row[place])))
      }
    }
    expect(parts['LICENCE.txt']).toContain('open-government-licence/version/3')
    expect(parts['README.md']).toContain('not a fact')
  })

  it('of a report says which one, and is of no revision', async () => {
    const frozen = { ...plan, asAt: '2025-02-28', report: 'lb-1', revision: 0 }
    const described = JSON.parse(
      unzip((await write('data-package.zip', sourceOf(frozen))).bytes)['datapackage.json'] ?? '',
    )
    expect(described).toMatchObject({ moment: { asAt: '2025-02-28', report: 'lb-1' } })
    expect(described).not.toHaveProperty('version')
    const json = JSON.parse((await write('actions.json', sourceOf(frozen))).bytes.toString())
    expect(json).toMatchObject({ plan: { revision: null }, moment: { report: 'lb-1' } })
  })

  it('counts as the rows do', async () => {
    const parts = unzip((await write('data-package.zip')).bytes)
    const counts = parseCsv(parts['status-counts.csv'] ?? '').slice(1)
    const place = countTable(USUAL).columns.findIndex(({ name }) => name === 'actions')
    expect(counts.reduce((sum, row) => sum + Number(row[place]), 0)).toBe(3)
  })
})

describe('every table', () => {
  const tables: Table<never>[] = [
    actionTable(USUAL),
    countTable(USUAL),
    historyTable(USUAL),
    PARTNER_TABLE,
    sectionTable(USUAL),
    SOURCE_TABLE,
  ]
  it.each(tables.map((table) => [table.name, table] as const))(
    '%s has names and titles of its own',
    (_, table) => {
      for (const key of ['name', 'title'] as const) {
        const all = table.columns.map((column) => column[key])
        expect(new Set(all).size).toBe(all.length)
      }
    },
  )
})

describe('a name', () => {
  it('is that of a file or not', () => {
    expect(Object.keys(PLAN_FILES).every(isPlanFile)).toBe(true)
    expect(isPlanFile('constructor')).toBe(false)
  })

  it('carries plan and day to where the file is kept', async () => {
    expect((await write('actions.csv')).fileName).toBe('the-plan-actions-2026-11-24.csv')
    const then = sourceOf({ ...plan, asAt: '2025-03-01' }, { ...EVERY_ACTION, status: ['atRisk'] })
    expect((await write('actions.ods', then)).fileName).toBe('the-plan-actions-filtered-as-at-2025-03-01.ods')
  })
})
