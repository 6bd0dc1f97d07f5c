/** Which ratings did board members dispute, and what was answered? */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import { type Dispute, type DisputedRating } from '@/lib/domain/board/disputes'
import { SUBJECT, toEntry, toSubject } from './board-requests'

const DISPUTE = { ...SUBJECT, answer: true } as const satisfies Prisma.RatingDisputeInclude

/**
 * Takes the id of a plan that its reader may see inside of, and which of its disputes (all when left out); returns them in the
 * order of their numbers.
 */
export async function readDisputes(
  planId: string,
  where: Prisma.RatingDisputeWhereInput = {},
  reader: Prisma.TransactionClient = db,
): Promise<Dispute[]> {
  const rows = await reader.ratingDispute.findMany({
    where: { ...where, planId },
    orderBy: { number: 'asc' },
    include: DISPUTE,
  })
  return rows.map(({ answer, ...row }) => ({
    id: row.id,
    number: row.number,
    reason: row.reason,
    basis: row.basis,
    authorId: row.authorId,
    about: toSubject(row),
    rating: toRating(row),
    ...toEntry(row),
    answer: answer && {
      outcome: answer.outcome,
      text: answer.text,
      authorId: answer.authorId,
      ...toEntry(answer),
    },
  }))
}

function toRating({
  status,
  overallRag,
}: Pick<Prisma.RatingDisputeGetPayload<object>, 'status' | 'overallRag'>): DisputedRating {
  if (status) return { level: 'action', value: status }
  if (overallRag) return { level: 'section', value: overallRag }
  throw new Error('A dispute without the rating that it is about')
}
