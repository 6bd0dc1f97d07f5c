/** A plan as a Data Package (Data Package standard 2.0): tables as CSV files, and what there is to know of them. */

import { createHash } from 'node:crypto'
import { count } from '@/lib/format/words'
import {
  coverFacts,
  type FileAbout,
  fileNotes,
  fileStem,
  nameLicence,
  describeFilters,
  describeWhen,
} from '@/lib/exports/tables/about'
import { FORMULA_NOTE, writeCsv } from './csv'
import { describeCsvs } from './csvw'
import { type CellType, type Column, type Rows, type Table } from '@/lib/exports/tables/table'
import { writeZip, type ZipEntry } from '@/lib/exports/workbook/zip'

export interface PackageTable<Row = never> {
  readonly table: Table<Row>
  readonly rows: Rows<Row>
}

/** A CSV file that has been written. */
interface Written {
  readonly table: Table<never>
  readonly path: string
  rowCount: number
  bytes: number
  hash: string
}

/** Takes what a package is about and its tables; returns the zip piece by piece. */
export function writeDataPackage(
  about: FileAbout,
  tables: readonly PackageTable[],
): AsyncGenerator<Uint8Array> {
  return writeZip(packageEntries(about, tables), new Date(about.made))
}

/** The descriptions come last: they say how many rows and bytes the files before them turned out to have. */
function* packageEntries(about: FileAbout, tables: readonly PackageTable[]): Generator<ZipEntry> {
  const files: Written[] = []
  for (const { table, rows } of tables) {
    const file: Written = { table, path: `${table.name}.csv`, rowCount: 0, bytes: 0, hash: '' }
    files.push(file)
    yield { name: file.path, content: writeMeasured(file, rows) }
  }
  const json = (body: unknown) => [`${JSON.stringify(body, null, 2)}\n`]
  yield { name: 'datapackage.json', content: json(describePackage(about, files)) }
  const described = files.map(({ table, path, rowCount }) => ({ table, url: path, rowCount }))
  yield { name: 'csv-metadata.json', content: json(describeCsvs(about, described)) }
  yield { name: 'LICENCE.txt', content: [licenceText(about)] }
  yield { name: 'README.md', content: [readme(about, files)] }
}

async function* writeMeasured(file: Written, rows: Rows<never>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  const { table } = file
  // The first column is asked for once a row.
  const counting = {
    ...table,
    columns: table.columns.map((column, at) => (at ? column : countRows(file, column))),
  }
  for await (const text of writeCsv(counting, rows)) {
    const bytes = Buffer.from(text)
    hash.update(bytes)
    file.bytes += bytes.length
    yield bytes
  }
  file.hash = hash.digest('hex')
}

function countRows(file: Written, column: Column<never>): Column<never> {
  return {
    ...column,
    value: (row) => {
      file.rowCount += 1
      return column.value(row)
    },
  }
}

function describePackage(about: FileAbout, files: readonly Written[]) {
  const { plan, made } = about
  const licence = nameLicence(about)
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: fileStem(about, 'data'),
    title: `${plan.title}: actions, their status and its history`,
    description: [
      ...coverFacts(about).map(({ name, value }) => `${name}: ${value}`),
      ...fileNotes(about).map(({ name, value }) => `${name}: ${value}`),
      FORMULA_NOTE,
    ].join('\n\n'),
    // What a report froze is of no revision of the plan, and never has another version.
    ...(plan.report === null ? { version: `${plan.revision}` } : {}),
    created: made,
    ...(licence ? { licenses: [licence] } : {}),
    contributors: plan.publishers.map((title) => ({ title, roles: ['publisher'] })),
    ...(plan.sources.length
      ? { sources: plan.sources.map(({ title, url, code }) => ({ title: `${title} (${code})`, path: url })) }
      : {}),
    moment: { asAt: about.day, knownAt: plan.knownAt, report: plan.report, words: describeWhen(about) },
    filters: { query: about.query, words: describeFilters(about) },
    resources: files.map(describeResource),
  }
}

function describeResource({ table, path, rowCount, bytes, hash }: Written) {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
    name: table.name,
    path,
    type: 'table',
    title: table.title,
    description: table.description,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${hash}`,
    rowCount,
    dialect: { lineTerminator: '\r\n' },
    schema: describeSchema(table),
  }
}

const FIELD_TYPES: Readonly<Record<CellType, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
}

function describeSchema({ columns, primaryKey, foreignKeys = [] }: Table<never>) {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: columns.map(describeField),
    primaryKey: [...primaryKey],
    missingValues: [''],
    ...(foreignKeys.length
      ? {
          foreignKeys: foreignKeys.map(({ column, table, to }) => ({
            fields: [column],
            reference: { resource: table, fields: [to] },
          })),
        }
      : {}),
  }
}

function describeField({ name, title, description, type, codes, empty }: Column<never>) {
  return {
    name,
    title,
    description,
    type: FIELD_TYPES[type],
    ...(type === 'datetime' ? { format: 'any' } : {}),
    constraints: { required: !empty, ...(codes ? { enum: [...codes] } : {}) },
  }
}

function licenceText(about: FileAbout): string {
  const { attribution, licence } = about.plan
  const address = nameLicence(about)?.path
  return [licence, ...(address ? [address] : []), '', attribution, ''].join('\n')
}

function readme(about: FileAbout, files: readonly Written[]): string {
  const { plan } = about
  const parts = [
    `# ${plan.title}`,
    coverFacts(about)
      .map(({ name, value }) => `- ${name}: ${value}`)
      .join('\n'),
    '## About the data',
    [...fileNotes(about).map(({ name, value }) => `${name}: ${value}`), FORMULA_NOTE]
      .map((note) => `- ${note}`)
      .join('\n'),
    '## Check that it is complete',
    'If the archive opens, and each file has the rows and SHA-256 given in `datapackage.json`, it is complete.',
    '## Files',
    'All are UTF-8, with a header row. `datapackage.json` describes them as a Data Package, `csv-metadata.json` as CSV on the Web.',
    ...files.flatMap(({ table, path, rowCount }) => [
      `### ${path}`,
      `${table.description} ${count(rowCount, 'row')}.`,
      [
        '| column | type | meaning |',
        '| --- | --- | --- |',
        ...table.columns.map(
          ({ name, type, description }) =>
            `| \`${name}\` | ${type} | ${description.replaceAll('|', '\\|')} |`,
        ),
      ].join('\n'),
    ]),
  ]
  return `${parts.join('\n\n')}\n`
}
