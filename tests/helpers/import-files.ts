/** The files in tests/fixtures/imports, and what must come out of each (their expected.json, by hand). */

import { readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../fixtures/imports')

interface Result {
  readonly actions?: number
  readonly leftOut?: readonly (readonly [rows: string, why: string])[]
  readonly cells?: Readonly<Record<string, string | number | boolean | null>>
  readonly text?: Readonly<Record<string, string>>
  readonly timescaleWords?: Readonly<Record<string, string>>
  readonly shown?: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  readonly dates?: readonly (readonly [cell: string, day: string, precision: string])[]
  readonly textDates?: readonly (readonly [cell: string, text: string, day: string])[]
  readonly serials?: readonly (readonly [cell: string, text: string, day: string])[]
  readonly displayed?: readonly string[]
  readonly damaged?: readonly string[]
  readonly errors?: readonly (readonly [cell: string, value: string | null, why: string])[]
  readonly longest?: readonly [cell: string, length: number]
  readonly comments?: number
  readonly commentsAt?: readonly string[]
  readonly hiddenRows?: readonly number[]
  readonly hiddenColumns?: readonly string[]
  readonly hiddenSheets?: readonly string[]
  readonly rowsWithRepeats?: number
  readonly filledDown?: Readonly<Record<string, number>>
  readonly sameHeader?: Readonly<Record<string, readonly string[]>>
  readonly statuses?: Readonly<Record<string, number>>
}

export interface ExpectedFile {
  readonly outcome: 'import' | 'errors' | 'nothing' | 'refused'
  readonly sheet?: string
  readonly headerRow?: number
  readonly first?: number
  readonly last?: number
  readonly columns?: Readonly<Record<string, readonly [header: string, becomes: string]>>
  readonly encoding?: string
  readonly separator?: string
  readonly mark?: boolean
  readonly sameAs?: string
  readonly sameTable?: boolean
  readonly except?: Readonly<Record<string, null>>
  readonly booleansAsNumbers?: boolean
  readonly result?: Result
}

interface Expected {
  readonly files: Readonly<Record<string, ExpectedFile>>
  readonly sameTable: {
    readonly header: readonly string[]
    readonly rows: readonly (readonly (string | number | boolean | null)[])[]
  }
}

export const expectedImports = JSON.parse(
  readFileSync(path.join(folder, 'expected.json'), 'utf8'),
) as Expected

/** Takes the name of a file as expected.json has it; returns its bytes. The largest is made here. */
export const importFile = (name: string): Buffer =>
  name === 'hostile/one-cell-5MB.csv'
    ? Buffer.from(`Ref,Action\n1,${'Strathbrae'.repeat(500_000)}\n`)
    : readFileSync(path.join(folder, name))

/** The files that are read, each with what is the same as in another one. */
export const readableImports: readonly (readonly [name: string, expected: ExpectedFile])[] = Object.entries(
  expectedImports.files,
)
  .filter(([name]) => !name.startsWith('hostile/') && !name.endsWith('/'))
  .map(([name, file]) => [name, { ...expectedImports.files[file.sameAs ?? ''], ...file }])
