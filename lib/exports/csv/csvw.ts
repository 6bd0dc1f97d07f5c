/** What a CSV file holds, for programs: CSV on the Web (W3C Recommendation, Metadata Vocabulary for Tabular Data). */

import { count, joinNames } from '@/lib/format/words'
import {
  type FileAbout,
  fileNotes,
  nameLicence,
  describeFilters,
  describeWhen,
} from '@/lib/exports/tables/about'
import { FORMULA_NOTE } from './csv'
import type { CellType, Column, Table } from '@/lib/exports/tables/table'

const DATATYPES: Readonly<Record<CellType, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'decimal',
  boolean: 'boolean',
  date: 'date',
  datetime: 'dateTimeStamp',
}

/** A CSV file that the metadata are about. */
export interface DescribedFile {
  readonly table: Table<never>
  /** Where it is, seen from the metadata. */
  readonly url: string
  readonly rowCount: number
}

const CONTEXT = ['http://www.w3.org/ns/csvw', { '@language': 'en' }] as const

/** Takes a CSV file and what it is about; returns the metadata to stand beside it. */
export function describeCsv(about: FileAbout, file: DescribedFile) {
  const whole = describeOf(about)
  return { '@context': CONTEXT, ...whole, ...describeTable(file, whole), dialect: DIALECT }
}

/** Takes the CSV files of a package and what they are about; returns the metadata of them all. */
export function describeCsvs(about: FileAbout, files: readonly DescribedFile[]) {
  return {
    '@context': CONTEXT,
    ...describeOf(about),
    dialect: DIALECT,
    tables: files.map((file) => describeTable(file)),
  }
}

const DIALECT = {
  delimiter: ',',
  quoteChar: '"',
  doubleQuote: true,
  header: true,
  encoding: 'utf-8',
} as const

function describeOf(about: FileAbout) {
  const { plan, made } = about
  const licence = nameLicence(about)
  return {
    'dc:title': plan.title,
    'dc:publisher': joinNames(plan.publishers),
    'dc:created': made,
    'dc:temporal': describeWhen(about),
    'dc:provenance': `Filters: ${describeFilters(about)}`,
    'dc:rights': plan.attribution,
    'dc:language': plan.language,
    ...(licence ? { 'dc:license': { '@id': licence.path } } : { 'dc:license': plan.licence }),
    'rdfs:comment': [...fileNotes(about).map(({ name, value }) => `${name}: ${value}`), FORMULA_NOTE],
  }
}

function describeTable({ table, url, rowCount }: DescribedFile, whole?: { readonly 'dc:title': string }) {
  const { title, description, columns, primaryKey, foreignKeys = [] } = table
  return {
    url,
    'dc:title': whole ? `${title}: ${whole['dc:title']}` : title,
    'dc:description': description,
    'dc:extent': count(rowCount, 'row'),
    tableSchema: {
      columns: columns.map(describeColumn),
      primaryKey,
      // Only where the other table is described as well.
      ...(whole || foreignKeys.length === 0
        ? {}
        : {
            foreignKeys: foreignKeys.map(({ column, table: other, to }) => ({
              columnReference: column,
              reference: { resource: `${other}.csv`, columnReference: to },
            })),
          }),
    },
  }
}

function describeColumn({ name, title, description, type, codes, separator, empty }: Column<never>) {
  return {
    name,
    titles: name,
    'dc:title': title,
    'dc:description': description,
    datatype: codes ? { base: DATATYPES[type], format: `^(${codes.join('|')})$` } : DATATYPES[type],
    // A cell without values is a list without members.
    ...(separator === undefined ? {} : { separator }),
    required: !empty,
  }
}
