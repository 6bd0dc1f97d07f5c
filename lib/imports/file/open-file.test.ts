import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { expectedImports, importFile, readableImports } from '@/tests/fixtures/imports'
import { type Cell, readAddress, type Sheet, type Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import { importMessages } from '@/lib/format/imports/messages'
import { LIMITS } from './limits'
import { openFile } from './open-file'
import { Refusal } from './refusal'

const open = (name: string) => openFile(name, importFile(name))
const sheetOf = ({ sheets }: Spreadsheet, name?: string) =>
  (name === undefined ? sheets[0] : sheets.find((sheet) => sheet.name === name)) as Sheet
const cellAt = (sheet: Sheet, address: string): Cell | undefined => {
  const place = readAddress(address)
  const row = sheet.rows.find(({ number }) => number === place?.row)
  return row?.cells.find(({ column }) => column === place?.column)
}
/** Why a file is not read; null where it is. */
function refusalOf(name: string, bytes: Buffer): string | null {
  try {
    openFile(name, bytes)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
const READING = {
  noResult: /^formula without/,
  errorValue: /^error (in|stored)/,
  missingText: /^names a shared/,
}

describe.each(readableImports)('%s', (name, { sheet: sheetName, result = {}, ...expected }) => {
  const file = open(name)
  const sheet = sheetOf(file, sheetName)

  it('has the cells that it must have, each with what is wrong with it', () => {
    const values = Object.entries({ ...result.cells, ...result.text, ...result.timescaleWords })
    for (const [address, value] of values)
      expect([address, cellAt(sheet, address)?.value ?? null]).toEqual([address, value === '' ? null : value])
    for (const [address, day] of result.dates ?? [])
      expect(cellAt(sheet, address)).toMatchObject({ kind: 'date', value: day })
    for (const [address, text] of [...(result.textDates ?? []), ...(result.serials ?? [])])
      expect(cellAt(sheet, address)).toMatchObject({ kind: 'text', value: text })
    for (const [address, text] of Object.entries(result.shown ?? {}))
      expect(cellAt(sheet, address)?.text).toBe(text)
    for (const [address, link] of Object.entries(result.links ?? {}))
      expect(cellAt(sheet, address)?.link).toBe(link)
    result.displayed?.forEach((text, at) => expect(cellAt(sheet, `A${at + 2}`)?.text).toBe(text))
    if (result.longest) expect(cellAt(sheet, result.longest[0])?.text).toHaveLength(result.longest[1])

    const wrong = (result.errors ?? []).flatMap(([cell, , why]) =>
      Object.entries(READING).flatMap(([kind, words]) => (words.test(why) ? [[cell, kind]] : [])),
    )
    const damaged = (result.damaged ?? []).map((cell) => [cell, 'damaged'])
    expect(file.problems.map(({ cell, kind }) => [cell, kind])).toEqual([...wrong, ...damaged])
    expect(file.problemCount).toBe(wrong.length + damaged.length)
  })

  it('has its characters, hidden parts and comments', () => {
    const { encoding, separator, mark } = expected
    expect(file.text).toEqual(encoding ? { encoding, separator, mark } : undefined)
    const hidden = sheet.hiddenColumns.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, along) => from + along),
    )
    expect(hidden).toEqual((result.hiddenColumns ?? []).map((letter) => readAddress(`${letter}1`)?.column))
    expect(sheet.rows.filter((row) => row.hidden).map((row) => row.number)).toEqual(result.hiddenRows ?? [])
    expect(file.sheets.filter(({ state }) => state !== 'visible').map((one) => one.name)).toEqual(
      result.hiddenSheets ?? (name === 'template-with-example.ods' ? ['Lists'] : []),
    )
    expect(sheet.comments).toBe(result.comments ?? result.commentsAt?.length ?? 0)
    if (result.rowsWithRepeats) expect(sheet.lastRow).toBe(result.rowsWithRepeats)
  })
})

it.each(Object.entries(expectedImports.files).filter(([, { sameTable }]) => sameTable))(
  '%s has the rows that other programs write',
  (name, { booleansAsNumbers, except }) => {
    const sheet = sheetOf(open(name), 'Plan')
    const { header, rows } = expectedImports.sameTable
    const found = [header, ...rows].map((row, down) =>
      row.map((_, along) => cellAt(sheet, `${String.fromCharCode(65 + along)}${down + 1}`)?.value ?? null),
    )
    const wanted = [header, ...rows].map((row, down) =>
      row.map((value, along) => {
        if (except && `${String.fromCharCode(65 + along)}${down + 1}` in except) return null
        return booleansAsNumbers && typeof value === 'boolean' ? Number(value) : value
      }),
    )
    expect(found).toEqual(wanted)
    expect(sheet.rows).toHaveLength(rows.length + 1)
  },
)

it.each([
  ['axes', 4],
  ['actions', 20],
  ['indicators', 10],
  ['organisations', 7],
])('reads four-tables/%s.csv: %i records below its header', (name, count) => {
  expect(sheetOf(open(`four-tables/${name}.csv`)).rows).toHaveLength(count + 1)
})

describe('a hostile file is refused', () => {
  it.each([
    ['zip-bomb.xlsx', importMessages.unpacksTooLarge(100)],
    ['zip-bomb-lying.xlsx', importMessages.largerThanDeclared],
    ['entity-bomb.xlsx', importMessages.entities],
    ['macro.xlsm', importMessages.macros],
    ['macro-named.xlsx', importMessages.macros],
    ['csv-named.xlsx', importMessages.textNamed('.xlsx')],
    ['xls-named.xlsx', importMessages.oldWorkbook],
    ['encrypted.xlsx', importMessages.encrypted],
    ['path-traversal.xlsx', importMessages.outside],
    ['external-link.xlsx', importMessages.externalLinks],
    ['truncated.xlsx', importMessages.damaged],
    ['not-a-zip.ods', importMessages.textNamed('.ods')],
    ['unclosed-quote.csv', importMessages.unclosedQuote(3)],
    ['one-cell-5MB.csv', importMessages.cellTooLong('B2', 5_000_000, LIMITS.cellLength)],
    ['nul-bytes.csv', importMessages.nulInLine(2)],
  ])('%s: %s', (name, sentence) => {
    expect(refusalOf(name, importFile(`hostile/${name}`))).toBe(sentence)
  })

  it('and none of them is forgotten here, but the one whose million rows hold only a format', () => {
    const refused = Object.keys(expectedImports.files).filter((name) => name.startsWith('hostile/'))
    const read = refused.filter((name) => refusalOf(name, importFile(name)) === null)
    expect(read).toEqual(['hostile/million-formatted-rows.xlsx'])
    const sheet = sheetOf(open('hostile/million-formatted-rows.xlsx'))
    expect([sheet.rows.length, sheet.lastRow]).toEqual([4, 1_048_576])
  })
})

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))
const zip = (parts: Readonly<Record<string, string>>) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, bytesOf(text)])), {
      level: 1,
    }),
  )
const ods = (table: string, parts: Readonly<Record<string, string>> = {}) =>
  zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`,
    ...parts,
  })
const odsText = (text: string) =>
  `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
const xlsx = (sheet: string, parts: Readonly<Record<string, string>> = {}) =>
  zip({
    '[Content_Types].xml': '<Types><Default ContentType="spreadsheetml"/></Types>',
    'xl/workbook.xml': '<workbook><sheets><sheet name="Plan" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="/xl/strings.xml"/></Relationships>',
    'xl/sheet.xml': `<worksheet>${sheet}</worksheet>`,
    ...parts,
  })
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`

describe('limits', () => {
  it('counts repeated cells before it makes them', () => {
    const table = (repeated: string) => `<table:table table:name="A">${repeated}</table:table>`
    const million = `<table:table-row table:number-rows-repeated="1048576">${odsText('x')}</table:table-row>`
    const wide = `<table:table-row table:number-rows-repeated="500"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="500"/></table:table-row>`
    expect(refusalOf('a.ods', ods(table(million)))).toBe(importMessages.tooManyCells(LIMITS.cells))
    expect(refusalOf('a.ods', ods(table(wide)))).toBe(importMessages.tooManyCells(LIMITS.cells))
    expect(refusalOf('a.ods', ods(table('<table:table-row table:number-rows-repeated="-1"/>')))).toBe(
      importMessages.damaged,
    )
  })

  it('refuses more cells, lines, sheets, merged cells and bytes than a plan has', () => {
    const row = `<row>${inline('x')}${inline('y')}</row>`
    expect(refusalOf('a.xlsx', xlsx(`<sheetData>${row.repeat(LIMITS.cells / 2)}</sheetData>`))).toBeNull()
    expect(refusalOf('a.xlsx', xlsx(`<sheetData>${row.repeat(LIMITS.cells / 2 + 1)}</sheetData>`))).toBe(
      importMessages.tooManyCells(LIMITS.cells),
    )
    expect(refusalOf('a.csv', Buffer.from('\n'.repeat(LIMITS.lines + 1) + 'x'))).toBe(
      importMessages.tooManyRows(LIMITS.lines),
    )
    expect(refusalOf('a.ods', ods('<table:table table:name="A"/>'.repeat(LIMITS.sheets + 1)))).toBe(
      importMessages.tooManySheets(LIMITS.sheets),
    )
    expect(refusalOf('a.xlsx', xlsx('<mergeCell ref="A1:B2"/>'.repeat(LIMITS.merged + 1)))).toBe(
      importMessages.tooManyMerged,
    )
    expect(refusalOf('a.csv', Buffer.alloc(LIMITS.megabytes * 1024 * 1024 + 1, 'x'))).toBe(
      importMessages.tooLarge(20),
    )
    expect(
      refusalOf(
        'a.xlsx',
        xlsx(`<sheetData><row>${inline('x'.repeat(LIMITS.cellLength + 1))}</row></sheetData>`),
      ),
    ).toBe(importMessages.cellTooLong('A1', LIMITS.cellLength + 1, LIMITS.cellLength))
    expect(refusalOf('a.xlsx', xlsx('<a>'.repeat(300) + '</a>'.repeat(300)))).toBe(importMessages.damaged)
  })
})

it('counts a text with each cell that shares it: together they are no longer than the limit', () => {
  const long = odsText('x'.repeat(30_000))
  const table = `<table:table table:name="A"><table:table-row table:number-rows-repeated="1000">${long}</table:table-row></table:table>`
  expect(refusalOf('a.ods', ods(table))).toBe(importMessages.tooMuchText(LIMITS.characters))
  const cells = '<c t="s"><v>0</v></c>'.repeat(1_000)
  const strings = { 'xl/strings.xml': `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>` }
  expect(refusalOf('a.xlsx', xlsx(`<sheetData><row>${cells}</row></sheetData>`, strings))).toBe(
    importMessages.tooMuchText(LIMITS.characters),
  )
  const many = { 'xl/strings.xml': `<sst>${'<si/>'.repeat(LIMITS.listed + 1)}</sst>` }
  expect(refusalOf('a.xlsx', xlsx('', many))).toBe(importMessages.damaged)
})

describe('the kind of a file', () => {
  it('must be what its name says', () => {
    expect(refusalOf('plan.pdf', Buffer.from('%PDF-1.7'))).toBe(importMessages.unknownEnding)
    expect(refusalOf('plan.csv', Buffer.from('%PDF-1.7'))).toBe(importMessages.notSpreadsheet('.csv'))
    expect(refusalOf('plan.xlsx', Buffer.from('\0\0'))).toBe(importMessages.notSpreadsheet('.xlsx'))
    expect(refusalOf('plan.csv', importFile('exceljs.xlsx'))).toBe(
      importMessages.workbookNamed('.csv', 'xlsx'),
    )
    expect(refusalOf('plan.xlsx', importFile('libreoffice.ods'))).toBe(
      importMessages.workbookNamed('.xlsx', 'ods'),
    )
    expect(refusalOf('plan.xlsx', zip({ 'word/document.xml': '<a/>' }))).toBe(
      importMessages.notSpreadsheet('.xlsx'),
    )
    expect(refusalOf('plan.ods', zip({ mimetype: 'text', 'content.xml': '<a/>' }))).toBe(
      importMessages.notSpreadsheet('.ods'),
    )
    expect(refusalOf('plan.xlsx', zip({ 'xl/workbook.bin': '' }))).toBe(importMessages.binaryWorkbook)
    expect(refusalOf('plan.csv', Buffer.alloc(0))).toBe(importMessages.empty)
    expect(refusalOf('plan.csv', Buffer.from(' \n \n'))).toBe(importMessages.empty)
  })

  it('of an ODS is refused with a password, macros, or values of another file', () => {
    const manifest = { 'META-INF/manifest.xml': '<manifest:encryption-data/>' }
    expect(refusalOf('a.ods', ods('', manifest))).toBe(importMessages.encrypted)
    expect(refusalOf('a.ods', ods('', { 'Basic/Standard/Module1.xml': '<a/>' }))).toBe(importMessages.macros)
    const cell = `<table:table table:name="A"><table:table-row><table:table-cell table:formula="of:=['file:///b.ods'#$A.A1]" office:value-type="float" office:value="1"/></table:table-row></table:table>`
    expect(refusalOf('a.ods', ods(cell))).toBe(importMessages.externalLinks)
    expect(refusalOf('a.ods', ods(''))).toBe(importMessages.noSheets)
  })
})

describe('cells', () => {
  it('of an XLSX: parts of a text, pronunciation, escaped signs, times, and what is no number', () => {
    const strings = '<sst><si><r><t>Two </t></r><r><t>parts</t></r><rPh><t>said</t></rPh></si></sst>'
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    const rels =
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>'
    const row = `<row r="2"><c t="s"><v>0</v></c>${inline('a_x000A_b &amp; &#x1F332;')}${inline('_x0000_')}<c s="1"><v>0.5</v></c><c s="2"><v>45383.75</v></c><c t="d"><v>2025-04-01</v></c><c><v>1,5</v></c><c t="str"><f>A1</f><v></v></c></row>`
    const file = openFile(
      'a.xlsx',
      xlsx(`<sheetData>${row}</sheetData>`, {
        'xl/strings.xml': strings,
        'xl/styles.xml': styles,
        'xl/_rels/workbook.xml.rels': rels,
      }),
    )
    expect(sheetOf(file).rows[0]?.cells.map(({ kind, value }) => [kind, value])).toEqual([
      ['text', 'Two parts'],
      ['text', 'a\nb & 🌲'],
      ['text', '\0'],
      ['date', '12:00:00'],
      ['date', '2024-04-01T18:00:00'],
      ['date', '2025-04-01'],
      ['error', null],
    ])
    expect(file.problems.map(({ cell, kind }) => [cell, kind])).toEqual([
      ['G2', 'notNumber'],
      ['C2', 'nul'],
    ])
  })

  it('of an ODS: formulas without a result, errors, times, and nothing of drawings or comments', () => {
    const cells = [
      '<table:table-cell table:formula="of:=B1"/>',
      '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
      '<table:table-cell office:value-type="time" office:time-value="PT10H30M00S"><text:p>10:30</text:p></table:table-cell>',
      '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>',
      '<table:table-cell office:value-type="string"><office:annotation><text:p>comment</text:p></office:annotation><text:p>a<text:s text:c="2"/>b\n   b</text:p><draw:frame><text:p>drawn</text:p></draw:frame><text:p><text:a xlink:href="https://plan.example/">c</text:a></text:p></table:table-cell>',
      '<table:table-cell office:value-type="float" office:value="x"/>',
    ]
    const file = openFile(
      'a.ods',
      ods(`<table:table table:name="A"><table:table-row>${cells.join('')}</table:table-row></table:table>`),
    )
    expect(sheetOf(file).rows[0]?.cells.map(({ kind, value }) => [kind, value])).toEqual([
      ['error', null],
      ['error', null],
      ['date', '10:30:00'],
      ['boolean', true],
      ['text', 'a  b b\nc'],
      ['error', null],
    ])
    expect(file.problems.map(({ cell, kind }) => [cell, kind])).toEqual([
      ['A1', 'noResult'],
      ['B1', 'errorValue'],
      ['F1', 'notNumber'],
    ])
    expect(sheetOf(file)).toMatchObject({ comments: 1 })
    expect(sheetOf(file).rows[0]?.cells[4]?.link).toBe('https://plan.example/')
  })

  it.each(['ZZZ1', 'A0', 'A2', '1', 'A1" r="A1'])(
    'of an XLSX are nowhere but in their row: %j',
    (address) => {
      const twice = `<c r="${address}"><v>1</v></c>`
      expect(refusalOf('a.xlsx', xlsx(`<sheetData><row r="1">${twice}${twice}</row></sheetData>`))).toBe(
        importMessages.damaged,
      )
    },
  )

  it('of a text are as they are: quotation marks, spaces, line breaks; spaces alone are nothing', () => {
    const file = openFile('a.csv', Buffer.from('a;"b;""c"""\r\n ; \r\n d ;"e\r\nf"\r\n5" pipe;\r\n'))
    expect(sheetOf(file).rows.map(({ number, cells }) => [number, ...cells.map(({ text }) => text)])).toEqual(
      [
        [1, 'a', 'b;"c"'],
        [3, ' d ', 'e\nf'],
        [4, '5" pipe'],
      ],
    )
  })
})

it('refuses whatever is cut off or damaged, and throws nothing else', () => {
  const names = [
    'levels-in-columns.xlsx',
    'template-with-example.ods',
    'inline-strings.xlsx',
    'letters-and-languages.csv',
  ]
  const files = names.map((name) => [name, importFile(name)] as const)
  const change = fc.record({
    file: fc.constantFrom(...files),
    cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    bytes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), {
      maxLength: 8,
    }),
  })
  fc.assert(
    fc.property(change, ({ file: [name, whole], cut, bytes }) => {
      const changed = Buffer.from(cut === null ? whole : whole.subarray(0, Math.floor(cut * whole.length)))
      for (const [place, byte] of bytes)
        if (changed.length) changed[Math.floor(place * changed.length)] = byte
      expect(() => refusalOf(name, changed)).not.toThrow()
    }),
  )
})

it('reads or refuses a workbook whose parts are not what they should be', () => {
  const workbooks = [
    'levels-in-columns.xlsx',
    'template-with-example.ods',
    'inline-strings.xlsx',
    'formulas.xlsx',
  ]
  const parts = workbooks.flatMap((name) => {
    const all = unzipSync(importFile(name))
    return Object.keys(all).map((part) => ({ name, all, part }))
  })
  const wrong = [
    '',
    '-1',
    '1e308',
    'NaN',
    '&#0;',
    '&x;',
    '"',
    '<',
    '<c r="ZZ1"/>',
    '<f/>',
    'XFD1048576',
    'A1:XFD9',
    '999999999',
    ']]>',
  ]
  const edit = fc.record({
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    length: fc.nat(30),
    text: fc.constantFrom(...wrong),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...parts),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      ({ name, all, part }, edits) => {
        const changed = edits.reduce(
          (text, { place, length, text: put }) => {
            const at = Math.floor(place * text.length)
            return text.slice(0, at) + put + text.slice(at + length)
          },
          Buffer.from(all[part] ?? []).toString('latin1'),
        )
        const bytes = Buffer.from(
          zipSync({ ...all, [part]: new Uint8Array(Buffer.from(changed, 'latin1')) }, { level: 0 }),
        )
        expect(() => refusalOf(name, bytes)).not.toThrow()
      },
    ),
  )
})
