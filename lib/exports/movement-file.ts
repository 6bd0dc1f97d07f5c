/** What moved between two states of a plan as a file, in the format that its name says. */

import type { Comparison, MovementRow, MovementFilter } from '@/lib/domain/movement/movement'
import { MOVEMENT_FILES, type MovementFileName } from '@/lib/format/movement/movement-files'
import { describeMovementFilter, describeSide } from '@/lib/format/movement/movement-words'
import { countLevel, lower } from '@/lib/format/words'
import { type FileAbout, fileStem, HOLDS } from './tables/about'
import { forExcel, writeCsv } from './csv/csv'
import { writeJson } from './json'
import { writeOds } from './workbook/ods'
import { describeAsFile, needSheet, type WrittenFile } from './plan-file'
import { fieldTable, type FieldRecord, movementTable, type MovementRecord } from './tables/movement'
import { makeWorkbook, type Part } from './workbook/workbook'
import { writeXlsx } from './workbook/xlsx'

export interface MovementSource {
  readonly about: FileAbout
  readonly comparison: Comparison
  /** Those that pass the filters, in order. */
  readonly rows: readonly MovementRow[]
}

/** Takes the plan of the later side, a comparison, its filter and rows, their parameters and an instant; returns what the file says of itself. */
export function aboutMovement(
  plan: FileAbout['plan'],
  { comparison, rows }: Omit<MovementSource, 'about'>,
  filter: MovementFilter,
  { query, made, site }: Pick<FileAbout, 'query' | 'made' | 'site'>,
): FileAbout {
  const { before, after, totals } = comparison
  const asked = describeMovementFilter(plan, filter)
  const codes = [before, after].map(({ code, asAt }) => code ?? asAt)
  return {
    plan,
    made,
    site,
    query,
    total: rows.length,
    rollUp: totals.after,
    day: after.asAt,
    own: {
      title: `${plan.shortTitle}: what changed`,
      when: `From ${describeSide(before)} to ${describeSide(after)}`,
      filters: asked || `none, every ${lower(plan.words, 'action').one} that changed`,
      order: 'The order of the plan, with removed actions last',
      holds: `${countLevel(rows.length, plan.words.action)}, then and now.`,
      sides: { from: before, to: after },
      stem: `${plan.slug}-${HOLDS}${asked ? '-filtered' : ''}-${codes.join('-to-')}`,
    },
  }
}

/** Takes a file's name and what it is made from; returns the file, to be written while it is sent. Throws TooLongError. */
export function writeMovementFile(name: MovementFileName, source: MovementSource): WrittenFile {
  const dot = name.indexOf('.')
  const { about } = source
  return {
    type: MOVEMENT_FILES[name].type,
    fileName: `${fileStem(about, name.slice(0, dot))}${name.slice(dot)}`,
    ...writeAs(name, source),
  }
}

function writeAs(name: MovementFileName, source: MovementSource): Pick<WrittenFile, 'rowCount' | 'pieces'> {
  const { about, rows } = source
  const fields = [...fieldRecords(source)]
  switch (name) {
    case 'movement.csv':
      return { rowCount: rows.length, pieces: writeCsv(movementTable(about.plan), movementRecords(source)) }
    case 'movement-excel.csv':
      return {
        rowCount: rows.length,
        pieces: forExcel(writeCsv(movementTable(about.plan), movementRecords(source))),
      }
    case 'movement.json': {
      const pieces = writeJson(about, movementTable(about.plan), movementRecords(source), rows.length)
      return { rowCount: rows.length, pieces }
    }
    case 'movement.csv-metadata.json':
      return describeAsFile(about, movementTable(about.plan), rows.length)
    case 'changed-fields.csv':
      return { rowCount: fields.length, pieces: writeCsv(fieldTable(about.plan), fields) }
    case 'changed-fields.csv-metadata.json':
      return describeAsFile(about, fieldTable(about.plan), fields.length)
    case 'movement.xlsx':
      return { rowCount: null, pieces: writeXlsx(movementWorkbook(source, fields)) }
    case 'movement.ods':
      return { rowCount: null, pieces: writeOds(movementWorkbook(source, fields)) }
  }
}

function movementWorkbook(source: MovementSource, fields: readonly FieldRecord[]) {
  const { about, rows } = source
  needSheet(Math.max(rows.length, fields.length))
  return makeWorkbook(about, [
    {
      sheet: 'Movement',
      table: movementTable(about.plan),
      rows: movementRecords(source),
      rowCount: rows.length,
      isNeeded: true,
    } as Part,
    {
      sheet: 'Changed_fields',
      table: fieldTable(about.plan),
      rows: fields,
      rowCount: fields.length,
      isNeeded: true,
    } as Part,
  ])
}

function* movementRecords({ about, comparison, rows }: MovementSource): Generator<MovementRecord> {
  for (const row of rows) yield { plan: about.plan.slug, sides: comparison, row }
}

function* fieldRecords({ about, comparison, rows }: MovementSource): Generator<FieldRecord> {
  const { slug, words } = about.plan
  for (const { id, before, after, change } of rows)
    for (const field of change?.fields ?? [])
      yield { plan: slug, sides: comparison, id, ref: (after ?? before)?.ref ?? '', words, change: field }
}
