/** What is missing or stale before a report is issued, in words. */

import type { GapKind } from '@/lib/domain/reports/readiness'
import { GAP_TITLES } from '@/lib/format/reports/messages'

/** What each kind of gap is, and what to do about it. */
export const GAP_WORDS: Readonly<Record<GapKind, { readonly title: string; readonly remedy: string }>> = {
  silent: {
    title: GAP_TITLES.silent,
    remedy:
      'Ask the accountable officer for an update, choose an officer if there is none, or report “no change” yourself.',
  },
  waiting: {
    title: GAP_TITLES.waiting,
    remedy: 'Approve or return these. Until you do, the report uses the last approved updates.',
  },
  neverReported: {
    title: GAP_TITLES.neverReported,
    remedy: 'These are counted as "No update yet".',
  },
  noLead: {
    title: GAP_TITLES.noLead,
    remedy: 'Add a lead organisation under Structure.',
  },
  unrated: {
    title: GAP_TITLES.unrated,
    remedy: 'Rate these, or the report shows the suggested ratings.',
  },
  staleRating: {
    title: GAP_TITLES.staleRating,
    remedy: 'Rate these again. Action statuses have changed since they were rated.',
  },
  noMitigation: {
    title: GAP_TITLES.noMitigation,
    remedy: 'Add what is being done about these in a new update.',
  },
  openDispute: {
    title: GAP_TITLES.openDispute,
    remedy: 'Answer the disputes, or the report shows them as not answered.',
  },
}
