/** A workbook as OpenDocument 1.3, written row by row. Text is text: no cell holds a formula. */

import { escapeMarkup } from '@/lib/format/markup'
import type { Cell } from '@/lib/exports/tables/table'
import {
  choiceLists,
  type ChoiceList,
  fitsPage,
  headerRow,
  lettersOf,
  NOT_IN_LIST,
  type Sheet,
  type SheetTable,
  widthsOf,
  type Workbook,
} from './workbook'
import { writeZip, type ZipEntry } from './zip'

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SPACES = [
  ...['office', 'table', 'text', 'style', 'meta', 'manifest'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  ),
  'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ')
const TYPE = 'application/vnd.oasis.opendocument.spreadsheet'

export function writeOds(workbook: Workbook): AsyncGenerator<Uint8Array> {
  return writeZip(odsEntries(workbook), new Date(workbook.made))
}

function* odsEntries(workbook: Workbook): Generator<ZipEntry> {
  yield { name: 'mimetype', content: [TYPE] }
  yield { name: 'META-INF/manifest.xml', content: [HEAD + MANIFEST] }
  yield { name: 'meta.xml', content: [HEAD + metaXml(workbook)] }
  yield { name: 'styles.xml', content: [HEAD + STYLES] }
  yield { name: 'content.xml', content: contentXml(workbook.sheets) }
}

const MANIFEST = `<manifest:manifest ${SPACES} manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${TYPE}"/>${[
  'content.xml',
  'styles.xml',
  'meta.xml',
]
  .map((name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`)
  .join('')}</manifest:manifest>`

function metaXml({ title, author, subject, made }: Workbook): string {
  const instant = `${made.slice(0, 19)}Z`
  return `<office:document-meta ${SPACES} office:version="1.3"><office:meta><dc:title>${escapeMarkup(title)}</dc:title><dc:subject>${escapeMarkup(subject)}</dc:subject><meta:initial-creator>${escapeMarkup(author)}</meta:initial-creator><dc:creator>${escapeMarkup(author)}</dc:creator><dc:language>en-GB</dc:language><meta:creation-date>${instant}</meta:creation-date><dc:date>${instant}</dc:date></office:meta></office:document-meta>`
}

const cellStyle = (name: string, cell: string, text = '', extra = '') =>
  `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"${extra}><style:table-cell-properties style:vertical-align="top" ${cell}/>${text && `<style:text-properties ${text}/>`}</style:style>`
const WRAP = 'fo:wrap-option="wrap"'
const OPEN = 'style:cell-protect="none" fo:background-color="#fff9e5"'
const BOLD = 'fo:font-weight="bold"'

const pageLayout = (name: string, scale = '') =>
  `<style:page-layout style:name="${name}"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="12mm"${scale}/></style:page-layout>`

const STYLES = `<office:document-styles ${SPACES} office:version="1.3"><office:styles><style:default-style style:family="table-cell"><style:text-properties style:font-name="Arial" fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style><style:style style:name="Default" style:family="table-cell"/><style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-size="16pt" ${BOLD}/></style:style></office:styles><office:automatic-styles>${pageLayout('page')}${pageLayout('fitted', ' style:scale-to-X="1" style:scale-to-Y="0"')}</office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/><style:master-page style:name="Fitted" style:page-layout-name="fitted"/></office:master-styles></office:document-styles>`

function* contentXml(sheets: readonly Sheet[]): Generator<string> {
  const widths = [...new Set(sheets.flatMap(widthsOf))]
  yield `${HEAD}<office:document-content ${SPACES} office:version="1.3"><office:automatic-styles>`
  yield '<number:date-style style:name="day" number:automatic-order="false"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>'
  yield '<number:date-style style:name="instant" number:automatic-order="false"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:date-style>'
  yield '<number:boolean-style style:name="truth"><number:boolean/></number:boolean-style>'
  yield '<number:number-style style:name="whole"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>'
  yield '<number:text-style style:name="typed"><number:text-content/></number:text-style>'
  for (const [name, page] of [
    ['sheet', 'Default'],
    ['fitted', 'Fitted'],
  ]) {
    yield `<style:style style:name="${name}" style:family="table" style:master-page-name="${page}"><style:table-properties table:display="true"/></style:style>`
  }
  yield '<style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
  yield cellStyle('wrapped', WRAP)
  yield cellStyle('header', `${WRAP} fo:background-color="#ebebeb"`, BOLD)
  yield cellStyle('date', '', '', ' style:data-style-name="day"')
  yield cellStyle('instant', '', '', ' style:data-style-name="instant"')
  yield cellStyle('boolean', '', '', ' style:data-style-name="truth"')
  yield cellStyle('integer', '', '', ' style:data-style-name="whole"')
  yield cellStyle('open', `${WRAP} ${OPEN}`, '', ' style:data-style-name="typed"')
  yield cellStyle('openDate', OPEN, '', ' style:data-style-name="day"')
  for (const width of widths) {
    yield `<style:style style:name="w${width}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 0.25).toFixed(2)}cm"/></style:style>`
  }
  yield '</office:automatic-styles><office:body><office:spreadsheet>'
  const choices = sheets.flatMap((sheet) =>
    choiceLists(sheet, sheets).map((list) => choiceXml(sheet.name, list)),
  )
  if (choices.length) yield `<table:content-validations>${choices.join('')}</table:content-validations>`
  for (const sheet of sheets) yield* sheetXml(sheet)
  yield `<table:database-ranges>${sheets.map(rangeXml).join('')}</table:database-ranges>`
  yield '</office:spreadsheet></office:body></office:document-content>'
}

function* sheetXml(sheet: Sheet): Generator<string> {
  const { name, title, lines, table, isProtected = false } = sheet
  const columns = widthsOf(sheet).map((width) => `<table:table-column table:style-name="w${width}"/>`)
  yield `<table:table table:name="${escapeMarkup(name)}" table:style-name="${fitsPage(sheet) ? 'fitted' : 'sheet'}"${isProtected ? ' table:protected="true"' : ''}>${columns.join('')}`
  yield rowXml([textCell(title, 'Heading_20_1')])
  for (const line of lines) yield rowXml([textCell(line, table ? 'Default' : 'wrapped')])
  if (table) {
    const header = rowXml(table.columns.map((column) => textCell(column.title, 'header')))
    yield `<table:table-header-rows>${header}</table:table-header-rows>`
    for (const cells of table.rows) {
      yield rowXml(
        cells.map((value, at) => {
          const { type = 'string', isOpen = false, choices } = table.columns[at] ?? {}
          const checked = choices === undefined ? '' : choiceName(name, at)
          return isOpen ? openCellXml(value, type, checked) : cellXml(value, type)
        }),
      )
    }
  }
  yield '</table:table>'
}

const rowXml = (cells: readonly string[]) =>
  `<table:table-row table:style-name="row">${cells.join('')}</table:table-row>`

function cellXml(value: Cell, type: string): string {
  if (typeof value === 'boolean')
    return typed('boolean', `boolean" office:boolean-value="${value}`, value ? 'TRUE' : 'FALSE')
  if (typeof value === 'number')
    return typed(type === 'number' ? 'wrapped' : 'integer', `float" office:value="${value}`, String(value))
  const text = String(value ?? '')
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text))
    return typed('date', `date" office:date-value="${text}`, text)
  if (type === 'datetime' && !Number.isNaN(Date.parse(text))) {
    const instant = text.slice(0, 19)
    return typed('instant', `date" office:date-value="${instant}`, instant.replace('T', ' '))
  }
  if (type === 'sheet') {
    const link = `<text:a xlink:type="simple" xlink:href="#${escapeMarkup(text)}">${escapeMarkup(text)}</text:a>`
    return `<table:table-cell table:style-name="wrapped" office:value-type="string"><text:p>${link}</text:p></table:table-cell>`
  }
  return textCell(text, 'wrapped')
}

const choiceName = (sheet: string, column: number) => `${sheet}_${lettersOf(column)}`

function choiceXml(sheet: string, { column, cells, list }: ChoiceList): string {
  const first = `${sheet}.${lettersOf(column)}${cells.first}`
  return `<table:content-validation table:name="${choiceName(sheet, column)}" table:condition="of:cell-content-is-in-list([$${list.sheet}.$A$${list.first}:.$A$${list.last}])" table:allow-empty-cell="true" table:base-cell-address="${first}"><table:error-message table:message-type="stop" table:display="true"><text:p>${NOT_IN_LIST}</text:p></table:error-message></table:content-validation>`
}

/** Text and days alone are filled in. Takes the name of what checks the cell, empty for nothing. */
function openCellXml(value: Cell, type: SheetTable['columns'][number]['type'], checked: string): string {
  const text = String(value ?? '')
  const isDate = type === 'date'
  const attributes = `table:style-name="${isDate ? 'openDate' : 'open'}"${checked && ` table:content-validation-name="${checked}"`}`
  if (text === '') return `<table:table-cell ${attributes}/>`
  return isDate
    ? `<table:table-cell ${attributes} office:value-type="date" office:date-value="${text}"><text:p>${text}</text:p></table:table-cell>`
    : `<table:table-cell ${attributes} office:value-type="string">${paragraphsOf(text)}</table:table-cell>`
}

const typed = (style: string, value: string, text: string) =>
  `<table:table-cell table:style-name="${style}" office:value-type="${value}"><text:p>${text}</text:p></table:table-cell>`

function textCell(text: string, style: string): string {
  return `<table:table-cell table:style-name="${style}" office:value-type="string">${paragraphsOf(text)}</table:table-cell>`
}

const paragraphsOf = (text: string) =>
  text
    .split(/\r\n|\n|\r/)
    .map((line) => `<text:p>${odsText(line)}</text:p>`)
    .join('')

/** OpenDocument takes spaces in a row for one, and drops those at an edge, unless they are spelt out. */
function odsText(line: string): string {
  return escapeMarkup(line)
    .replaceAll('\t', '<text:tab/>')
    .replace(/^ +| +$| {2,}/g, (spaces) => `<text:s text:c="${spaces.length}"/>`)
}

/** Names the range of a sheet's table. */
function rangeXml(sheet: Sheet): string {
  const { name, table } = sheet
  if (!table) return ''
  const first = headerRow(sheet)
  const range = `${name}.A${first}:${name}.${lettersOf(table.columns.length - 1)}${first + table.rowCount}`
  return `<table:database-range table:name="${name}_table" table:target-range-address="${range}" table:contains-header="true"/>`
}
