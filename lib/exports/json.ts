/** A table as JSON: what it is about, and then its rows, written one by one. */

import type { RollUp } from '@/lib/domain/status/roll-up'
import {
  coverFacts,
  type FileAbout,
  fileNotes,
  nameLicence,
  describeFilters,
  describeWhen,
} from './tables/about'
import { type Cell, type Rows, type Table, writeRows } from './tables/table'

/** Takes a table, its rows, how many there are, and what they are about; returns the file piece by piece. */
export async function* writeJson<Row>(
  about: FileAbout,
  table: Table<Row>,
  rows: Rows<Row>,
  rowCount: number,
): AsyncGenerator<string> {
  const head = JSON.stringify({ ...aboutBody(about), table: table.name, rowCount })
  yield `${head.slice(0, -1)},"rows":[`
  let mark = ''
  yield* writeRows(rows, (row) => {
    const text = `${mark}\n${JSON.stringify(rowBody(table, row))}`
    mark = ','
    return text
  })
  yield '\n]}\n'
}

/** The cells of a row by the columns’ names. */
function rowBody<Row>({ columns }: Table<Row>, row: Row): Readonly<Record<string, Cell>> {
  return Object.fromEntries(columns.map(({ name, value }) => [name, value(row)]))
}

function aboutBody(about: FileAbout) {
  const { plan, day, made, query, total, rollUp, own } = about
  const { slug, title, period, publishers, language, attribution, licence, report } = plan
  return {
    // What a report froze is of no revision of the plan.
    plan: { slug, title, period, publishers, language, revision: report === null ? plan.revision : null },
    moment: {
      asAt: day,
      knownAt: plan.knownAt,
      report,
      words: describeWhen(about),
      ...(own && sidesOf(own)),
    },
    made,
    filters: { query, words: describeFilters(about) },
    licence: { title: licence, url: nameLicence(about)?.path ?? null },
    attribution,
    summary: coverFacts(about).find(({ name }) => name === 'Contents')?.value,
    actionCount: total,
    rollUp: countsOf(rollUp),
    notes: fileNotes(about).map(({ name, value }) => `${name}: ${value}`),
  }
}

const countsOf = ({ base, counts, sentence }: RollUp) => ({ base, counts, sentence })

/** The two reports that are compared; null for the plan as it stood when the file was made. */
function sidesOf({ sides: { from, to } }: NonNullable<FileAbout['own']>) {
  const name = ({ code, reference, asAt }: typeof from) => ({ report: code, reference, asAt })
  return { from: name(from), to: name(to) }
}
