/** What a page's header says of the one who reads it: in a page kept for many, slots that are filled when it is sent (server/own-header.ts). */

import type { OwnHeader } from '@/lib/http/application'
import { escapeMarkup } from '@/lib/format/markup'

/** In HTML. */
export type OwnHeaderParts = Readonly<Record<keyof OwnHeader, string>>

/** What stands in the slots. No text of a plan can hold it: its brackets would be escaped. */
export const OWN_SLOTS: OwnHeaderParts = {
  name: '<!--own name-->',
  updatesDue: '<!--own updates due-->',
}

/** Takes what a header says; returns it as HTML. */
export function ownHeaderParts({ name, updatesDue }: OwnHeader): OwnHeaderParts {
  return {
    name: escapeMarkup(name),
    updatesDue: waitingCountHtml(updatesDue, updatesDue === 1 ? 'update due' : 'updates due'),
  }
}

/** Takes how many of something wait behind a link, and what they are in plain letters; returns how the link says so: nothing for none. */
export function waitingCountHtml(n: number, what: string): string {
  return n === 0
    ? ''
    : ` <span class="waiting-count">${n}<span class="visually-hidden"> ${escapeMarkup(what)}</span></span>`
}
