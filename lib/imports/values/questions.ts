/** What a person is asked about the values of a file before it is brought into a plan. */

import type { ImportPreview } from '@/lib/domain/imports/preview'
import type { ImportAnswers, NameCount, ReadRows, WordCount } from '@/lib/domain/imports/rows'
import type { Table } from '@/lib/domain/imports/table'
import type { Partner } from '@/lib/domain/plan/plan'
import { foldName } from '@/lib/domain/text'
import { findDayOrder } from '../dates'
import { findNear } from './names'

/** So many names are asked about at once: those that are left come once these are answered. */
const MOST_NAMES = 50

interface NameQuestion extends NameCount {
  /** Besides a new partner: the names that may be meant. */
  readonly choices: readonly (readonly string[])[]
}

export interface Questions {
  readonly words: readonly WordCount[]
  /** New names that are nearly others, or two at once. */
  readonly names: readonly NameQuestion[]
  /** Columns in which a cell may hold several names. */
  readonly lists: readonly number[]
  /** Columns of dates as text. */
  readonly dates: readonly number[]
  readonly renumbered: ImportPreview['maybeRenumbered']
}

/** Takes the partners of a plan, the table of a file with its rows and answers, and the preview made of them; returns what to ask. */
export function askAbout(
  partners: readonly Partner[],
  table: Table,
  rows: ReadRows,
  answers: ImportAnswers,
  preview: ImportPreview,
): Questions {
  const uses = new Map(Object.entries(answers.columns).map(([column, answer]) => [Number(column), answer]))
  const columns = (...wanted: readonly string[]) =>
    [...uses].filter(([, { use }]) => wanted.includes(use)).map(([column]) => column)
  const texts = (column: number) =>
    table.rows.flatMap(({ cells }) =>
      cells.filter((cell) => cell.column === column && cell.kind === 'text').map(({ text }) => text),
    )
  return {
    words: rows.statuses,
    names: askAboutNames(partners, rows, answers),
    lists: columns('lead', 'partners').filter((column) => texts(column).some((text) => /[,;/\n]/.test(text))),
    dates: [
      ...columns('due'),
      ...columns('ownField').filter(
        (column) => uses.get(column)?.type === 'date' && uses.get(column)?.field !== undefined,
      ),
    ].filter((column) => findDayOrder(texts(column)) !== undefined),
    // What was answered stays a question, so that it can be taken back.
    renumbered: [
      ...Object.entries(answers.renumbered).map(([to, from]) => ({ from, to, title: titleOf(rows, to) })),
      ...preview.maybeRenumbered,
    ],
  }
}

const titleOf = ({ rows }: ReadRows, ref: string) => rows.find((row) => row.ref === ref)?.title ?? ''

function askAboutNames(
  partners: readonly Partner[],
  { organisations, problems }: ReadRows,
  answers: ImportAnswers,
): NameQuestion[] {
  const known = new Map(
    partners.flatMap(({ name, abbreviation }) => [name, abbreviation].map((text) => [foldName(text), name])),
  )
  const fresh = organisations.filter(({ folded }) => !known.has(folded))
  const near = findNear(
    fresh.map(({ folded }) => folded),
    [...known.keys()],
  )
  const both = new Map(
    problems
      .filter(({ kind }) => kind === 'twoNames')
      .map(({ value, about }) => [foldName(value ?? ''), String(about).split(', ')]),
  )
  return fresh
    .map((name) => {
      const answered = answers.organisations[name.folded]
      const one = [...(near.get(name.folded) ?? []).map((other) => known.get(other) ?? ''), ...name.near]
      const choices = [
        ...one.map((other) => [other]),
        ...(both.has(name.folded) ? [both.get(name.folded) ?? []] : []),
      ]
      const isThere = choices.some((choice) => JSON.stringify(choice) === JSON.stringify(answered))
      return { ...name, choices: answered && !isThere ? [answered, ...choices] : choices }
    })
    .filter(({ choices }) => choices.length > 0)
    .slice(0, MOST_NAMES)
}
