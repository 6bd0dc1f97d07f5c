/** What is missing or stale before a report is issued, in words. */

import type { GapKind } from '@/lib/domain/readiness'

/** What each kind of gap is, and what to do about it. */
export const GAP_WORDS: Readonly<Record<GapKind, { readonly title: string; readonly remedy: string }>> = {
  silent: {
    title: 'No update this period',
    remedy:
      'Nothing was said about these. Ask the officer, name one where nobody answers for it, or say "no change" yourself.',
  },
  waiting: {
    title: 'Updates that wait for approval',
    remedy: 'The report has the last approved update, not these. Approve or return them first.',
  },
  neverReported: {
    title: 'Nothing was ever reported',
    remedy: 'These are counted as "No update yet".',
  },
  unrated: {
    title: 'Not rated by anybody',
    remedy: 'The report shows what the rule suggests for these.',
  },
  staleRating: {
    title: 'Ratings that are older than the statuses below them',
    remedy: 'Rate these anew, or the report shows the rating made before the statuses changed.',
  },
  noMitigation: {
    title: 'Adverse statuses without what is being done',
    remedy: 'A board asks what is being done about these. Add it to a new update.',
  },
  openDispute: {
    title: 'Disputed ratings without an answer',
    remedy:
      'A board member says that these are wrong. Answer the dispute, or the report prints it unanswered.',
  },
}
