/** One change of several actions at once. */

import type { IsoDate } from '@/lib/domain/dates'

/** So many are changed together. */
export const MOST_TICKED = 200

/** In the order in which they are offered. */
export const BULK_KINDS = ['noChange', 'officer', 'due', 'timescale', 'partner'] as const
export type BulkKind = (typeof BULK_KINDS)[number]

export type BulkChange =
  | { readonly kind: 'noChange' }
  | {
      readonly kind: 'officer'
      /** Null for no one. */
      readonly personId: string | null
      readonly reason: string | null
    }
  | { readonly kind: 'due'; readonly dueOn: IsoDate; readonly reason: string }
  /** A code of the plan's; null for none. */
  | { readonly kind: 'timescale'; readonly timescale: string | null }
  /** Null: it has no part in them any more. */
  | { readonly kind: 'partner'; readonly partner: string; readonly role: string | null }
