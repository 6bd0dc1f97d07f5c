/** One of a plan's files, in the format that its name says. */

import { momentQuery } from '@/lib/domain/place'
import type { Action } from '@/lib/domain/plan'
import {
  recordAction,
  recordCounts,
  recordPartners,
  recordSections,
  stampOf,
  type UpdateRecord,
} from '@/lib/domain/records'
import { PLAN_FILES, type PlanFileName } from '@/lib/format/plan-files'
import { count } from '@/lib/format/words'
import { type FileAbout, fileStem } from './about'
import { writeCsv } from './csv'
import { describeCsv } from './csvw'
import { type PackageTable, writeDataPackage } from './data-package'
import { writeJson } from './json'
import { writeOds } from './ods'
import type { Pieces } from './stream'
import type { Rows, Table } from './table'
import { ACTION_TABLE } from './tables/actions'
import { HISTORY_TABLE } from './tables/history'
import { PARTNER_TABLE } from './tables/partners'
import { SECTION_TABLE } from './tables/sections'
import { SOURCE_TABLE } from './tables/sources'
import { COUNT_TABLE } from './tables/status-counts'
import { TooLongError } from './too-long'
import { fitsSheet, makeWorkbook, type Part } from './workbook'
import { writeXlsx } from './xlsx'

export interface FileSource {
  readonly about: FileAbout
  /** The actions that pass the filters, in order. */
  readonly actions: readonly Action[]
  /** Every update about them, in the order of recording. Asked for only by files that hold it. */
  readonly history: () => Promise<{
    readonly total: number
    readonly rows: AsyncIterable<Iterable<UpdateRecord>>
  }>
}

export interface WrittenFile {
  readonly type: string
  /** What to keep it as. */
  readonly fileName: string
  /** How many rows its one table has; null for a file of several. */
  readonly rowCount: number | null
  readonly pieces: Pieces
}

/** Takes a file's name and what it is made from; returns the file, to be written while it is sent. Throws TooLongError. */
export async function writePlanFile(name: PlanFileName, source: FileSource): Promise<WrittenFile> {
  const [holds = '', ending = ''] = splitName(name)
  return {
    type: PLAN_FILES[name].type,
    fileName: `${fileStem(source.about, holds)}.${ending}`,
    ...(await WRITERS[name](source)),
  }
}

function splitName(name: PlanFileName): [string, string] {
  const dot = name.indexOf('.')
  return [name.slice(0, dot), name.slice(dot + 1)]
}

type Writer = (source: FileSource) => Promise<Pick<WrittenFile, 'rowCount' | 'pieces'>>

const WRITERS: Readonly<Record<PlanFileName, Writer>> = {
  'actions.csv': async (source) => ({
    rowCount: source.actions.length,
    pieces: writeCsv(ACTION_TABLE, actionRecords(source)),
  }),
  'actions.json': async (source) => ({
    rowCount: source.actions.length,
    pieces: writeJson(source.about, ACTION_TABLE, actionRecords(source), source.actions.length),
  }),
  'actions.csv-metadata.json': async ({ about, actions }) =>
    describeAsFile(about, ACTION_TABLE, actions.length),
  'actions.xlsx': async (source) => ({ rowCount: null, pieces: writeXlsx(planWorkbook(source)) }),
  'actions.ods': async (source) => ({ rowCount: null, pieces: writeOds(planWorkbook(source)) }),
  'history.csv': async ({ history }) => {
    const { total, rows } = await history()
    return { rowCount: total, pieces: writeCsv(HISTORY_TABLE, rows) }
  },
  'history.json': async ({ about, history }) => {
    const { total, rows } = await history()
    return { rowCount: total, pieces: writeJson(about, HISTORY_TABLE, rows, total) }
  },
  'history.csv-metadata.json': async ({ about, history }) =>
    describeAsFile(about, HISTORY_TABLE, (await history()).total),
  'data-package.zip': async (source) => {
    const { about } = source
    const stamp = stampOf(about.plan, about.day)
    const tables: readonly PackageTable[] = [
      asTable(ACTION_TABLE, actionRecords(source)),
      asTable(SECTION_TABLE, recordSections(about.plan, stamp)),
      asTable(COUNT_TABLE, recordCounts(about.plan, stamp)),
      asTable(PARTNER_TABLE, recordPartners(about.plan, stamp)),
      asTable(SOURCE_TABLE, about.plan.sources),
      asTable(HISTORY_TABLE, (await source.history()).rows),
    ]
    return { rowCount: null, pieces: writeDataPackage(about, tables) }
  },
}

const asTable = <Row>(table: Table<Row>, rows: Rows<Row>) => ({ table, rows }) as PackageTable

function* actionRecords({ about: { plan, day }, actions }: FileSource) {
  const stamp = stampOf(plan, day)
  for (const action of actions) yield recordAction(plan, action, stamp)
}

/** Takes what a CSV file is about, its table and how many rows it has; returns the file of metadata to stand beside it. */
export function describeAsFile(about: FileAbout, table: Table<never>, rowCount: number) {
  // Seen from the metadata, the file lies beside it, under the same filters and day.
  const url = `${table.name}.csv${queryOf(about)}`
  return { rowCount, pieces: [`${JSON.stringify(describeCsv(about, { table, url, rowCount }), null, 2)}\n`] }
}

/** Takes what a file is about; returns the parameters of its address, "?" included; none for the whole plan now. */
export function queryOf({ plan, query }: FileAbout): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of [...Object.entries(query), ...momentQuery(plan)] as const) {
    for (const one of [value ?? []].flat()) parameters.append(name, one)
  }
  return parameters.size ? `?${parameters}` : ''
}

/** Takes a number of rows. Throws TooLongError when a sheet cannot hold so many. */
export function needSheet(rowCount: number): void {
  if (fitsSheet(rowCount)) return
  throw new TooLongError(
    `A spreadsheet cannot hold ${count(rowCount, 'row')}. Take the CSV file instead, or fewer actions.`,
  )
}

function planWorkbook(source: FileSource) {
  const { about, actions } = source
  needSheet(actions.length)
  const sections = recordSections(about.plan, stampOf(about.plan, about.day))
  return makeWorkbook(about, [
    { sheet: 'Sections', table: SECTION_TABLE, rows: sections, rowCount: sections.length } as Part,
    { sheet: 'Actions', table: ACTION_TABLE, rows: actionRecords(source), rowCount: actions.length } as Part,
  ])
}
