/** A workbook as Office Open XML (ECMA-376), written row by row. Text is text: no cell holds a formula. */

import { escapeMarkup } from '@/lib/format/markup'
import type { Cell } from '@/lib/exports/tables/table'
import {
  choiceLists,
  type ChoiceList,
  fitsPage,
  headerRow,
  lettersOf,
  linesIn,
  NOT_IN_LIST,
  type Sheet,
  type SheetTable,
  widthsOf,
  type Workbook,
} from './workbook'
import { writeZip, type ZipEntry } from './zip'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export function writeXlsx(workbook: Workbook): AsyncGenerator<Uint8Array> {
  return writeZip(xlsxEntries(workbook), new Date(workbook.made))
}

function* xlsxEntries(workbook: Workbook): Generator<ZipEntry> {
  const { sheets } = workbook
  const text = (name: string, content: string): ZipEntry => ({ name, content: [HEAD + content] })
  yield text('[Content_Types].xml', contentTypes(sheets))
  yield text(
    '_rels/.rels',
    relations([
      [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
  )
  yield text('docProps/core.xml', coreProperties(workbook))
  yield text('xl/workbook.xml', workbookXml(sheets))
  yield text(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...sheets.map((_, at) => [`${OFFICE}/worksheet`, `worksheets/sheet${at + 1}.xml`] as const),
      [`${OFFICE}/styles`, 'styles.xml'],
    ]),
  )
  yield text('xl/styles.xml', STYLES)
  for (const [at, sheet] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${at + 1}.xml`, content: sheetXml(sheet, sheets) }
    if (!isMarked(sheet)) continue
    yield text(
      `xl/worksheets/_rels/sheet${at + 1}.xml.rels`,
      relations([[`${OFFICE}/table`, `../tables/table${at + 1}.xml`]]),
    )
    yield text(`xl/tables/table${at + 1}.xml`, tableXml(sheet, sheet.table, at + 1))
  }
}

/** Excel takes a table without rows for a broken file. */
function isMarked(sheet: Sheet): sheet is Sheet & { table: SheetTable } {
  return sheet.table !== null && sheet.table.rowCount > 0
}

function contentTypes(sheets: readonly Sheet[]): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = [
    ['/xl/workbook.xml', `${kind}.sheet.main+xml`],
    ['/xl/styles.xml', `${kind}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...sheets.map((_, at) => [`/xl/worksheets/sheet${at + 1}.xml`, `${kind}.worksheet+xml`]),
    ...sheets.flatMap((sheet, at) =>
      isMarked(sheet) ? [[`/xl/tables/table${at + 1}.xml`, `${kind}.table+xml`]] : [],
    ),
  ]
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts
    .map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
    .join('')}</Types>`
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function coreProperties({ title, author, subject, made }: Workbook): string {
  const instant = `${made.slice(0, 19)}Z`
  const when = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${instant}</dcterms:${name}>`
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeMarkup(title)}</dc:title><dc:subject>${escapeMarkup(subject)}</dc:subject><dc:creator>${escapeMarkup(author)}</dc:creator><dc:language>en-GB</dc:language>${when('created')}${when('modified')}</cp:coreProperties>`
}

function workbookXml(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    ({ name }, at) => `<sheet name="${escapeMarkup(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  // Printed, a long table has its header on every page.
  const titles = sheets.flatMap((sheet, at) => {
    const row = `$${headerRow(sheet)}`
    return sheet.table
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${escapeMarkup(sheet.name)}!${row}:${row}</definedName>`,
        ]
      : []
  })
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`
}

/** The places of the styles below. */
const STYLE = {
  plain: 0,
  title: 1,
  wrapped: 2,
  header: 3,
  cell: 4,
  integer: 5,
  date: 6,
  link: 7,
  instant: 8,
  open: 9,
  openDate: 10,
} as const

const TOP = '<alignment vertical="top" wrapText="1"/>'
const openStyle = (format: number) =>
  `<xf numFmtId="${format}" fontId="0" fillId="3" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1" applyProtection="1">${TOP}<protection locked="0"/></xf>`
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="4"><font><sz val="12"/><name val="Arial"/><family val="2"/></font><font><b/><sz val="16"/><name val="Arial"/><family val="2"/></font><font><b/><sz val="12"/><name val="Arial"/><family val="2"/></font><font><u/><sz val="12"/><color rgb="FF0065BD"/><name val="Arial"/><family val="2"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEBEBEB"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF9E5"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="11"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="1" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">${TOP}</xf><xf numFmtId="0" fontId="2" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">${TOP}</xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${TOP}</xf><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="right" vertical="top" indent="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf><xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">${TOP}</xf><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>${openStyle(49)}${openStyle(164)}</cellXfs><cellStyles count="2"><cellStyle name="Normal" xfId="0" builtinId="0"/><cellStyle name="Heading 1" xfId="1" builtinId="16"/></cellStyles></styleSheet>`

function* sheetXml(sheet: Sheet, sheets: readonly Sheet[]): Generator<string> {
  const { title, lines, table, isProtected = false } = sheet
  const widths = widthsOf(sheet)
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const fitted = fitsPage(sheet)
  const properties = fitted ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''
  yield `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheetViews><sheetView workbookViewId="0"/></sheetViews><cols>${columns.join('')}</cols><sheetData>`
  yield rowXml(1, TITLE_HEIGHT, textCell('A1', title, STYLE.title))
  for (const [at, line] of lines.entries()) {
    // Below a cover nothing stands beside them; above a table they run on over its columns.
    const [style, height] = table ? [STYLE.plain, 1] : [STYLE.wrapped, linesIn(line, widths[0] ?? 1)]
    yield rowXml(at + 2, height * LINE_HEIGHT, textCell(`A${at + 2}`, line, style))
  }
  const links: string[] = []
  if (table) yield* tableRows(table, headerRow(sheet), links)
  yield '</sheetData>'
  if (isProtected) yield '<sheetProtection sheet="1" formatColumns="0" formatRows="0"/>'
  const choices = choiceLists(sheet, sheets)
  if (choices.length)
    yield `<dataValidations count="${choices.length}">${choices.map(choiceXml).join('')}</dataValidations>`
  if (links.length) yield `<hyperlinks>${links.join('')}</hyperlinks>`
  yield '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
  yield `<pageSetup paperSize="9" orientation="landscape"${fitted ? ' fitToHeight="0"' : ''}/>`
  yield '<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>'
  if (isMarked(sheet)) yield '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
  yield '</worksheet>'
}

/** Writes a table's header, which stands in the row of that number, and its rows; gathers its links. */
function* tableRows({ columns, rows }: SheetTable, header: number, links: string[]): Generator<string> {
  const letters = columns.map((_, at) => lettersOf(at))
  const titles = columns.map(({ title }, at) => textCell(`${letters[at]}${header}`, title, STYLE.header))
  const height = (cells: readonly Cell[]) =>
    Math.max(
      ...cells.map((cell, at) => (typeof cell === 'string' ? linesIn(cell, columns[at]?.width ?? 1) : 1)),
    )
  yield rowXml(header, LINE_HEIGHT * height(columns.map(({ title }) => title)), titles.join(''))
  let number = header
  for (const cells of rows) {
    number += 1
    let text = ''
    cells.forEach((value, at) => {
      const place = `${letters[at]}${number}`
      const { type = 'string', isOpen = false } = columns[at] ?? {}
      if (type === 'sheet') links.push(linkXml(place, String(value)))
      text += isOpen ? openCellXml(place, value, type) : cellXml(place, value, type)
    })
    yield rowXml(number, LINE_HEIGHT * height(cells), text)
  }
}

function choiceXml({ column, cells, list }: ChoiceList): string {
  const letters = lettersOf(column)
  return `<dataValidation type="list" errorStyle="stop" allowBlank="1" showErrorMessage="1" error="${NOT_IN_LIST}" sqref="${letters}${cells.first}:${letters}${cells.last}"><formula1>${list.sheet}!$A$${list.first}:$A$${list.last}</formula1></dataValidation>`
}

const linkXml = (place: string, sheet: string) =>
  `<hyperlink ref="${place}" location="${escapeMarkup(`${sheet}!A1`)}" display="${escapeMarkup(sheet)}"/>`

/** In points. A row can be no higher than the last. */
const [LINE_HEIGHT, TITLE_HEIGHT, MOST_HEIGHT] = [15.5, 21, 409]

const rowXml = (number: number, height: number, cells: string) =>
  `<row r="${number}" ht="${Math.min(height, MOST_HEIGHT)}" customHeight="1">${cells}</row>`

function cellXml(place: string, value: Cell, type: SheetTable['columns'][number]['type']): string {
  if (typeof value === 'boolean') return `<c r="${place}" s="${STYLE.cell}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number')
    return `<c r="${place}" s="${type === 'number' ? STYLE.wrapped : STYLE.integer}"><v>${value}</v></c>`
  const text = String(value ?? '')
  const day = type === 'date' ? serialOf(text) : null
  if (day !== null) return `<c r="${place}" s="${STYLE.date}"><v>${day}</v></c>`
  const instant = type === 'datetime' ? instantOf(text) : null
  if (instant !== null) return `<c r="${place}" s="${STYLE.instant}"><v>${instant}</v></c>`
  return textCell(place, text, type === 'sheet' ? STYLE.link : STYLE.cell)
}

/** Text and days alone are filled in. */
function openCellXml(place: string, value: Cell, type: SheetTable['columns'][number]['type']): string {
  const text = String(value ?? '')
  const day = type === 'date' ? serialOf(text) : null
  const style = type === 'date' ? STYLE.openDate : STYLE.open
  if (day !== null) return `<c r="${place}" s="${style}"><v>${day}</v></c>`
  return text === '' ? `<c r="${place}" s="${style}"/>` : textCell(place, text, style)
}

function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xlsxText(text)}</t></is></c>`
}

/** What looks like one of the format's own escapes is escaped, so that it stays what it is. */
function xlsxText(text: string): string {
  return escapeMarkup(text.replaceAll('\r\n', '\n').replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'))
}

/** Days since the end of 1899, as spreadsheets count; null for what is no date since they agree on the count. */
function serialOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date < '1900-03-01') return null
  return Math.round(Date.parse(date) / 86_400_000) + 25_569
}

/** The same count of an instant, in UTC, with the time of day as its fraction; to the second, as it is shown. */
function instantOf(text: string): number | null {
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000) / 86_400 + 25_569
}

function tableXml(sheet: Sheet, table: SheetTable, id: number): string {
  const first = headerRow(sheet)
  const range = `A${first}:${placeOf(table.columns.length - 1, first + table.rowCount)}`
  const columns = table.columns.map(
    ({ title }, at) => `<tableColumn id="${at + 1}" name="${escapeMarkup(title)}"/>`,
  )
  const name = `${sheet.name}_table`
  return `<table xmlns="${MAIN}" id="${id}" name="${name}" displayName="${name}" ref="${range}" totalsRowShown="0"><tableColumns count="${columns.length}">${columns.join('')}</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`
}

const placeOf = (column: number, rowNumber: number) => `${lettersOf(column)}${rowNumber}`
