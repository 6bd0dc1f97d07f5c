/** The actions of each kind of movement, as lists of a paper. */

import { type ActionChange, changesOf, type Comparison } from '@/lib/domain/movement'
import type { ChangeKind } from '@/lib/domain/movement-kinds'
import type { BriefingSource } from './briefing'
import { linkMovement, placeOf } from './movement-links'
import { KIND_WORDS, sayDays, sayStanding } from './movement-words'
import type { Block, Spans } from './paper'
import { nameAction } from './plan-blocks'

/** In the order of the page. */
const LISTED: readonly ChangeKind[] = [
  ...([
    'recovered',
    'worsened',
    'delivered',
    'firstReported',
    'redated',
    'added',
    'withdrawn',
    'merged',
  ] as const),
  ...([
    'superseded',
    'restored',
    'removed',
    'renumbered',
    'moved',
    'counted',
    'notCounted',
    'reworded',
  ] as const),
  'silent',
]
const MOST_LISTED = 10

/** Takes what it is made from; returns a list for each kind of movement that there was. */
export function kindBlocks({ comparison, plan }: BriefingSource): Block[] {
  return LISTED.flatMap((kind): Block[] => {
    const changes = changesOf(comparison, kind)
    if (changes.length === 0) return []
    const href = linkMovement(plan.slug, comparison, { kind })
    const more = changes.length - MOST_LISTED
    return [
      {
        kind: 'heading',
        level: 3,
        id: `kind-${kind}`,
        text: `${KIND_WORDS[kind].title} (${changes.length})`,
        href,
      },
      { kind: 'paragraph', spans: [{ text: KIND_WORDS[kind].meaning, quiet: true }] },
      {
        kind: 'list',
        items: [
          ...changes
            .slice(0, MOST_LISTED)
            .map((change) => [
              ...nameSpans(plan.slug, comparison, change),
              { text: `: ${sayMove(kind, change)}` },
            ]),
          ...(more > 0 ? [[{ text: `and ${more} more`, href }]] : []),
        ],
      },
    ]
  })
}

function nameSpans(slug: string, { before, after }: Comparison, change: ActionChange): Spans {
  if (change.after) return nameAction(placeOf(slug, after), change.after)
  return change.before ? nameAction(placeOf(slug, before), change.before) : []
}

/** What an action of a list did, in a few words. */
function sayMove(kind: ChangeKind, change: ActionChange): string {
  const { before, after, redating, heirRef, why } = change
  switch (kind) {
    case 'redated':
      return redating ? sayDays(redating) : ''
    case 'renumbered':
      return `was ${before?.ref ?? ''}`
    case 'reworded':
      return `was “${before?.title ?? ''}”`
    case 'moved':
      return `from ${before?.section.code ?? ''} to ${after?.section.code ?? ''}`
    case 'added':
      return sayStanding(after)
    case 'removed':
      return sayStanding(before)
    case 'withdrawn':
    case 'merged':
    case 'superseded':
    case 'restored':
      return [heirRef && `now ${heirRef}`, why.lifecycle ?? 'no reason recorded'].filter(Boolean).join('; ')
    case 'counted':
    case 'notCounted':
      return why.counted ?? 'no reason recorded'
    default:
      return `${sayStanding(before)} to ${sayStanding(after)}`
  }
}
