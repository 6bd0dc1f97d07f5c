/** One of a plan's files, in the format that its name says. */

import { momentQuery } from '@/lib/domain/plan/plan-ref'
import { viewCiting } from '@/lib/domain/plan/action-views'
import { type Action, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { ReportContents } from '@/lib/domain/reports/report-contents'
import { countBases, newest, rollUpActions } from '@/lib/domain/plan/views'
import {
  recordAction,
  recordCounts,
  recordPartners,
  recordSections,
  type SectionRecord,
  stampOf,
  type UpdateRecord,
} from '@/lib/domain/plan/records'
import { PLAN_FILES, type PlanFileName } from '@/lib/format/plan/plan-files'
import type { SameWork } from '@/lib/domain/structure/same-work'
import { count } from '@/lib/format/words'
import { type FileAbout, fileStem } from './tables/about'
import { forExcel, writeCsv } from './csv/csv'
import { describeCsv } from './csv/csvw'
import { type PackageTable, writeDataPackage } from './csv/data-package'
import { writeJson } from './json'
import { writeOds } from './workbook/ods'
import type { Pieces } from './tables/stream'
import type { Rows, Table } from './tables/table'
import { actionTable } from './tables/actions'
import { challengeTable, FINDING_TABLE, type FindingRecord, REQUEST_TABLE } from './tables/board'
import { ACHIEVEMENT_TABLE, PUBLICATION_TABLE, recordSameWork, SAME_WORK_TABLE } from './tables/evidence'
import { historyTable } from './tables/history'
import { PARTNER_TABLE } from './tables/partners'
import { readerTable, summaryTable, type SummaryRecord } from './tables/reader'
import { sectionTable } from './tables/sections'
import { SOURCE_TABLE } from './tables/sources'
import { countTable } from './tables/status-counts'
import { TooLongError } from './workbook/too-long'
import { editWorkbook } from './workbook/edit'
import { fitsSheet, makeWorkbook, type Part } from './workbook/workbook'
import { writeXlsx } from './workbook/xlsx'

export interface FileSource {
  readonly about: FileAbout
  /** The actions that pass the filters, in order. */
  readonly actions: readonly Action[]
  /** Every update about them, in the order of recording. Asked for only by files that hold it. */
  readonly history: () => Promise<{
    readonly total: number
    readonly rows: AsyncIterable<Iterable<UpdateRecord>>
  }>
  /** What the report carries of what the board asked and challenged; null for a plan as it lives, where that is for its members. */
  readonly board: Pick<ReportContents, 'asks' | 'disputes'> | null
  /** What of other plans that its reader may see is the same work. */
  readonly sameWork: readonly SameWork[]
  /** What does not agree in printed reports. Asked for only by files that hold it. */
  readonly findings: () => Promise<readonly FindingRecord[]>
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
    pieces: writeCsv(actionTable(source.about.plan), actionRecords(source)),
  }),
  'actions-excel.csv': async (source) => ({
    rowCount: source.actions.length,
    pieces: forExcel(writeCsv(actionTable(source.about.plan), actionRecords(source))),
  }),
  'actions.json': async (source) => ({
    rowCount: source.actions.length,
    pieces: writeJson(
      source.about,
      actionTable(source.about.plan),
      actionRecords(source),
      source.actions.length,
    ),
  }),
  'actions.csv-metadata.json': async ({ about, actions }) =>
    describeAsFile(about, actionTable(about.plan), actions.length),
  'actions.xlsx': async (source) => ({ rowCount: null, pieces: writeXlsx(await planWorkbook(source)) }),
  'actions.ods': async (source) => ({ rowCount: null, pieces: writeOds(await planWorkbook(source)) }),
  'history.csv': async ({ about, history }) => {
    const { total, rows } = await history()
    return { rowCount: total, pieces: writeCsv(historyTable(about.plan), rows) }
  },
  'history-excel.csv': async ({ about, history }) => {
    const { total, rows } = await history()
    return { rowCount: total, pieces: forExcel(writeCsv(historyTable(about.plan), rows)) }
  },
  'history.json': async ({ about, history }) => {
    const { total, rows } = await history()
    return { rowCount: total, pieces: writeJson(about, historyTable(about.plan), rows, total) }
  },
  'history.csv-metadata.json': async ({ about, history }) =>
    describeAsFile(about, historyTable(about.plan), (await history()).total),
  'plan.xlsx': async ({ about, actions }) => ({
    rowCount: null,
    pieces: writeXlsx(editWorkbook(about, actions)),
  }),
  'plan.ods': async ({ about, actions }) => ({
    rowCount: null,
    pieces: writeOds(editWorkbook(about, actions)),
  }),
  'data-package.zip': async (source) => {
    const { about } = source
    const stamp = stampOf(about.plan, about.day)
    const tables: readonly PackageTable[] = [
      asTable(actionTable(about.plan), actionRecords(source)),
      ...(hasSections(about.plan)
        ? [
            asTable(sectionTable(about.plan), recordSections(about.plan, stamp)),
            asTable(countTable(about.plan), recordCounts(about.plan, stamp)),
          ]
        : []),
      asTable(PARTNER_TABLE, recordPartners(about.plan, stamp)),
      asTable(SOURCE_TABLE, about.plan.sources),
      ...(await otherTables(source)),
      asTable(historyTable(about.plan), (await source.history()).rows),
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
  // As it is called once both are kept in one folder, where the standard looks for them.
  const url = `${fileStem(about, table.name)}.csv`
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
    `A spreadsheet cannot hold ${count(rowCount, 'row')}. Download the CSV file, or filter the list.`,
  )
}

async function planWorkbook(source: FileSource) {
  const { about, actions } = source
  const { plan, day } = about
  needSheet(actions.length)
  const sections = recordSections(plan, stampOf(plan, day))
  const summary = [summariseAll(plan), ...sections.map(summarise)]
  const part = <Row>(
    sheet: string,
    table: Table<Row>,
    rows: Iterable<Row>,
    rowCount: number,
    more = {},
  ): Part => ({ sheet, table, rows, rowCount, ...more }) as Part
  const toRead = { isToRead: true, isNeeded: true }
  return makeWorkbook(about, [
    part('Summary', summaryTable(plan), summary, summary.length, toRead),
    part('Actions_to_read', readerTable(plan), actionRecords(source), actions.length, toRead),
    ...(hasSections(plan)
      ? [part('Sections', sectionTable(plan), sections, sections.length, { isNeeded: true })]
      : []),
    part('Actions', actionTable(plan), actionRecords(source), actions.length, { isNeeded: true }),
    ...(await otherTables(source)).map(({ table, rows }) => {
      const all = [...(rows as Iterable<never>)]
      return part(sheetName(table), table, all, all.length)
    }),
  ])
}

/** "board-requests" is the sheet "Board_requests": a link to it needs no quotes. */
const sheetName = ({ name }: Pick<Table<never>, 'name'>) =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', '_')}`

/** What there is of a plan besides actions, sections and partners; tables of it may have no rows. */
async function otherTables({
  about: { plan },
  board,
  sameWork,
  findings,
}: FileSource): Promise<PackageTable[]> {
  const index = indexPlan(plan)
  return [
    asTable(
      ACHIEVEMENT_TABLE,
      plan.achievements.map((one) => viewCiting(index, one)),
    ),
    asTable(
      PUBLICATION_TABLE,
      plan.publications.map((one) => viewCiting(index, one)),
    ),
    ...(plan.report === null ? [asTable(SAME_WORK_TABLE, recordSameWork(plan, sameWork))] : []),
    ...(board ? [asTable(REQUEST_TABLE, board.asks), asTable(challengeTable(plan), board.disputes)] : []),
    asTable(FINDING_TABLE, await findings()),
  ]
}

function summariseAll(plan: PlanState): SummaryRecord {
  const { counted } = indexPlan(plan)
  return {
    code: 'All',
    title: plan.shortTitle,
    pillar: null,
    rag: null,
    rollUp: rollUpActions(plan, counted),
    basisCounts: countBases(counted),
    updated: newest(counted.map(({ current }) => current?.effective ?? null)),
  }
}

const summarise = ({
  code,
  title,
  pillar,
  rating,
  rollUp,
  basisCounts,
  updated,
}: SectionRecord): SummaryRecord => ({
  code,
  title,
  pillar: pillar?.title ?? null,
  rag: rating.rag,
  rollUp,
  basisCounts,
  updated,
})
