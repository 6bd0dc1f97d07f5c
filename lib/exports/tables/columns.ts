/** The columns that several tables of the files have. */

import { type DatedTo, DATE_PRECISIONS } from '@/lib/domain/dates'
import { BASES } from '@/lib/domain/plan/plan'
import { type Bucket, bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { BASIS_LABELS, BASIS_MEANINGS } from '@/lib/format/words'
import type { Column } from './table'

/** Parts the codes in a cell that holds several; no code has it. */
export const SEPARATOR = ';'

/** Takes codes; returns them as one cell, or nothing where there are none. */
export const listed = (codes: readonly string[]) => codes.join(SEPARATOR) || null

const NO_BASIS = { code: 'none', label: 'No status', meaning: 'It has no update yet.' } as const
/** What a status rests on, as every row of a file says it. */
const BASIS_CODES = [...BASES, NO_BASIS.code]
/** Each basis with its label and its meaning, for the notes of a file. */
export const BASIS_NOTES: readonly { code: string; label: string; meaning: string }[] = [
  ...BASES.map((code) => ({ code, label: BASIS_LABELS[code], meaning: BASIS_MEANINGS[code] })),
  NO_BASIS,
]

/** What every row of a plan’s files says. */
export const PLAN_COLUMN: Column<{ readonly plan: string }> = {
  name: 'plan',
  title: 'Plan',
  description: 'The plan’s name in addresses.',
  type: 'string',
  value: ({ plan }) => plan,
}

/** The plan, and the moment that the row is true of. */
export const STAMP: readonly Column<{
  readonly plan: string
  readonly asAt: string
  readonly knownAt: string | null
}>[] = [
  PLAN_COLUMN,
  {
    name: 'as_at',
    title: 'As at',
    description: 'The day the row describes.',
    type: 'date',
    value: ({ asAt }) => asAt,
  },
  {
    name: 'known_at',
    title: 'Known at',
    description:
      'The row uses only information recorded by the end of this day. Empty: all information recorded when the file was made.',
    type: 'date',
    empty: '[z]',
    value: ({ knownAt }) => knownAt,
  },
]

/** A date and how exactly it is known. */
export function dateColumns<Row>(
  name: string,
  title: string,
  description: string,
  value: (row: Row) => DatedTo | null,
  empty: '[x]' | '[z]' | undefined = '[x]',
): readonly Column<Row>[] {
  const may = empty ? { empty } : {}
  return [
    {
      name: `${name}_date`,
      title: `${title} date`,
      type: 'date',
      ...may,
      description: `${description} The last day, where only the month or the year is known.`,
      value: (row) => value(row)?.date ?? null,
    },
    {
      name: `${name}_date_precision`,
      title: `${title} date precision`,
      type: 'string',
      ...may,
      description: `How exactly the date in "${title} date" is known.`,
      codes: DATE_PRECISIONS,
      value: (row) => value(row)?.precision ?? null,
    },
  ]
}

/** What the status rests on: in every row, so that an example can never be taken for a fact. */
export function basisColumns<Row>(
  value: (row: Row) => (typeof BASES)[number] | null,
  note: (row: Row) => string | null,
): readonly Column<Row>[] {
  return [
    {
      name: 'basis',
      title: 'Basis',
      type: 'string',
      codes: BASIS_CODES,
      description:
        'How the status is known. Only "published" and "reported" are statements by those responsible; "inferred" is a conclusion, "illustrative" is an estimate, and "madeUp" is demonstration data.',
      value: (row) => value(row) ?? NO_BASIS.code,
    },
    {
      name: 'basis_meaning',
      title: 'What the basis means',
      type: 'string',
      description: 'The basis, explained in a sentence.',
      value: (row) => {
        const basis = value(row)
        return basis === null ? NO_BASIS.meaning : BASIS_MEANINGS[basis]
      },
    },
    {
      name: 'basis_note',
      title: 'Note on the basis',
      type: 'string',
      empty: '[z]',
      description: 'A note about the basis of this status.',
      value: note,
    },
  ]
}

/** Status texts: the same in the newest state and in the history. */
export function wordColumns<
  Row extends Record<'narrative' | 'reason' | 'mitigation', string | null>,
>(): Column<Row>[] {
  return [
    {
      name: 'narrative',
      title: 'Narrative',
      type: 'string',
      empty: '[x]',
      description: 'The progress reported.',
      value: ({ narrative }) => narrative,
    },
    {
      name: 'reason',
      title: 'Reason',
      type: 'string',
      empty: '[z]',
      description: 'Why it has this status. Required if the status is adverse.',
      value: ({ reason }) => reason,
    },
    {
      name: 'mitigation',
      title: 'Mitigating action',
      type: 'string',
      empty: '[z]',
      description: 'What is being done about it. Required if the status is adverse.',
      value: ({ mitigation }) => mitigation,
    },
  ]
}

/** Takes a plan and a status of it, or its absence; returns it as the plan words it. */
export const labelOf = (plan: HasStatuses, bucket: Bucket | null) => bucket && bucketLabel(plan, bucket)
