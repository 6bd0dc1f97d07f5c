/** What did others do with what someone reported, and with the actions that are theirs? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import type { LevelWord } from '@/lib/domain/plan/plan'
import { SignedOutError } from '@/lib/errors'
import { planWords } from '@/lib/schemas/plan/stored-plan'

/** More are not listed. */
export const MOST_NEWS = 20

/** An update was approved, approved in an editor's wording, or returned; an action became theirs, or no longer is. */
export type NewsKind = 'approved' | 'reworded' | 'returned' | 'given' | 'taken'

export interface NewsItem {
  readonly id: string
  readonly kind: NewsKind
  readonly plan: { readonly slug: string; readonly shortTitle: string; readonly action: LevelWord }
  readonly ref: string
  readonly title: string
  /** How many other actions became theirs, or no longer are, together with this one. */
  readonly others: number
  /** Who did it. */
  readonly by: string
  /** What they said to it; null for nothing. */
  readonly comment: string | null
  /** An instant. */
  readonly at: string
}

interface Row {
  id: string
  kind: NewsKind
  slug: string
  shortTitle: string
  words: unknown
  ref: string
  title: string
  others: number
  by: string
  comment: string | null
  at: Date
}

/**
 * Takes an instant; returns what others did since, in the plans that the actor has a role in, the newest first: one more than
 * MOST_NEWS where there is more. Actions that were handed over together, within a minute, are one item, named by the first of
 * them: or a hand-over would push out what was returned. All of it comes from ledgers. Throws SignedOutError.
 */
export async function listNews(since: Date): Promise<NewsItem[]> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const me = actor.id
  const rows = await db.$queryRaw<Row[]>`
    SELECT min(n.id::text) AS id, n.kind, p.slug, p.short_title AS "shortTitle", p.words, by.name AS by, n.comment, max(n.at) AS at,
      (array_agg(a.ref ORDER BY a.position))[1] AS ref, (array_agg(a.title ORDER BY a.position))[1] AS title,
      count(DISTINCT a.id)::int - 1 AS others
    FROM (
      SELECT d.id, CASE WHEN d.decision = 'returned' THEN 'returned'
          WHEN EXISTS (SELECT 1 FROM progress_update r WHERE r.about_id = u.id AND r.kind = 'revision') THEN 'reworded'
          ELSE 'approved' END AS kind,
        u.action_id, d.author_id, d.comment, d.recorded_at AS at
      FROM update_decision d JOIN progress_update u ON u.id = d.update_id
      WHERE d.recorded_at > ${since} AND u.author_id = ${me}::uuid AND d.author_id <> ${me}::uuid
      UNION ALL
      SELECT h.id, CASE WHEN h.person_id = ${me}::uuid THEN 'given' ELSE 'taken' END, h.action_id, h.author_id, h.reason, h.recorded_at
      FROM accountability h
      WHERE h.recorded_at > ${since} AND h.author_id <> ${me}::uuid
        AND h.action_id IN (SELECT action_id FROM accountability WHERE person_id = ${me}::uuid)
        AND (h.person_id = ${me}::uuid OR ${me}::uuid = (
          SELECT b.person_id FROM accountability b WHERE b.action_id = h.action_id AND b.entry < h.entry
          ORDER BY b.entry DESC LIMIT 1))
    ) n
    JOIN action a ON a.id = n.action_id JOIN plan p ON p.id = a.plan_id JOIN person by ON by.id = n.author_id
    WHERE p.id = ANY(${[...actor.roles.keys()]}::uuid[])
    GROUP BY p.id, by.id, n.kind, n.comment,
      CASE WHEN n.kind IN ('given', 'taken') THEN date_trunc('minute', n.at)::text ELSE n.id::text END
    ORDER BY max(n.at) DESC, min(n.id::text) LIMIT ${MOST_NEWS + 1}`
  return rows.map(({ slug, shortTitle, words, at, ...row }) => ({
    ...row,
    plan: { slug, shortTitle, action: planWords.parse(words).action },
    at: at.toISOString(),
  }))
}
