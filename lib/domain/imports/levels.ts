/** What the sheets of a file say of a plan beside its actions: one sheet each for its pillars, sections, partners, timescales and outcomes. */

import type { IsoDate } from '@/lib/domain/dates'

/** Codes that the file leaves out are null; names are not empty. */
export interface FileLevels {
  readonly pillars: readonly { readonly code: string | null; readonly name: string; readonly aim: string }[]
  readonly sections: readonly {
    readonly code: string | null
    readonly title: string
    /** The code or the name of its pillar. */
    readonly pillar: string | null
    readonly note: string | null
  }[]
  readonly partners: readonly {
    readonly code: string | null
    readonly name: string
    readonly abbreviation: string | null
  }[]
  readonly timescales: readonly {
    readonly code: string | null
    readonly label: string
    readonly startsOn: IsoDate
    readonly endsOn: IsoDate | null
  }[]
  readonly outcomes: readonly {
    readonly code: string | null
    readonly text: string
    readonly pillar: string | null
  }[]
}

export const LEVEL_SHEETS = [
  'pillars',
  'sections',
  'partners',
  'timescales',
  'outcomes',
] as const satisfies readonly (keyof FileLevels)[]
export type LevelSheet = (typeof LEVEL_SHEETS)[number]

export const NO_LEVELS: FileLevels = { pillars: [], sections: [], partners: [], timescales: [], outcomes: [] }
