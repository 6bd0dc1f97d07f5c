/** What is missing or stale before a report is issued, in words. */

import type { GapKind } from '@/lib/domain/reports/readiness'
import { GAP_TITLES } from '@/lib/format/reports/messages'

/** What each kind of gap is, and what to do about it. */
export const GAP_WORDS: Readonly<Record<GapKind, { readonly title: string; readonly remedy: string }>> = {
  silent: {
    title: GAP_TITLES.silent,
    remedy:
      'Nothing was said about these. Ask the officer, name one where nobody answers for it, or say "no change" yourself.',
  },
  waiting: {
    title: GAP_TITLES.waiting,
    remedy: 'The report has the last approved update, not these. Approve or return them first.',
  },
  neverReported: {
    title: GAP_TITLES.neverReported,
    remedy: 'These are counted as "No update yet".',
  },
  noLead: {
    title: GAP_TITLES.noLead,
    remedy: 'The plan does not say which organisation leads these. Add a lead under Structure.',
  },
  unrated: {
    title: GAP_TITLES.unrated,
    remedy: 'The report shows what the rule suggests for these.',
  },
  staleRating: {
    title: GAP_TITLES.staleRating,
    remedy: 'Rate these anew, or the report shows the rating made before the statuses changed.',
  },
  noMitigation: {
    title: GAP_TITLES.noMitigation,
    remedy: 'A board asks what is being done about these. Add it to a new update.',
  },
  openDispute: {
    title: GAP_TITLES.openDispute,
    remedy:
      'A board member says that these are wrong. Answer the dispute, or the report prints it unanswered.',
  },
}
