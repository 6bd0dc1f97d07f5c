/** A report that is being written: its texts, who wrote them, and how far it is from being issued. */

import type { IsoDate } from '@/lib/domain/dates'
import type { GapKind } from './readiness'

export const DRAFT_STATES = ['draft', 'inReview', 'reviewed'] as const
/** Being written; sent for review; read by an editor and found right. Any change to what it says makes it a draft again. */
export type DraftState = (typeof DRAFT_STATES)[number]

export const ACHIEVED = ['achievements', 'impact', 'learning'] as const
/** What is told of an action that was delivered. */
export type Achieved = (typeof ACHIEVED)[number]
export type AchievedTexts = Readonly<Record<Achieved, string>>

/** What is written by hand. */
export interface DraftContent {
  readonly summary: string
  readonly risks: string
  /** By the action's id. An action that is not in it has the text that its update suggests. */
  readonly delivered: Readonly<Record<string, AchievedTexts>>
  /** Why each kind of gap is let stand. */
  readonly notes: Readonly<Partial<Record<GapKind, string>>>
  /** The reference of the report whose risks these are, until someone has read them again; else null. */
  readonly risksFrom: string | null
}

/** What a draft is called and about. */
export interface DraftName {
  readonly reference: string
  readonly title: string
  readonly meetingOn: IsoDate | null
  readonly asAt: IsoDate
}

/** What is edited by itself: a page each. */
export type DraftPart =
  | { readonly kind: 'about' | 'summary' | 'risks' | 'notes' }
  | { readonly kind: 'delivered'; readonly ref: string }

/** Takes what an address calls a part, "delivered-26.3"; returns the part, or null. */
export function readDraftPart(name: string): DraftPart | null {
  if (name === 'about' || name === 'summary' || name === 'risks' || name === 'notes') return { kind: name }
  const ref = /^delivered-(.+)$/.exec(name)?.[1]
  return ref === undefined ? null : { kind: 'delivered', ref }
}

/** Takes a part; returns what an address calls it. */
export function nameDraftPart(part: DraftPart): string {
  return part.kind === 'delivered' ? `delivered-${part.ref}` : part.kind
}

/** Who has written a draft, as it decides who reviews it. */
export interface Writers {
  /** Everyone who wrote in it. */
  readonly writerIds: readonly string[]
  readonly lastWriterId: string
}

/**
 * Takes an editor, who wrote a draft and the ids of the plan's editors; returns whether that editor may review it, and whether
 * only for want of another. Someone else than its writers reads it, where there is anyone else; where all editors wrote in
 * it, another than the last one.
 */
export function mayReview(
  editorId: string,
  { writerIds, lastWriterId }: Writers,
  editorIds: readonly string[],
): { readonly may: boolean; readonly isOwn: boolean } {
  const strangers = editorIds.filter((id) => !writerIds.includes(id))
  const others = strangers.length ? strangers : editorIds.filter((id) => id !== lastWriterId)
  return others.length
    ? { may: others.includes(editorId), isOwn: writerIds.includes(editorId) }
    : { may: true, isOwn: true }
}
