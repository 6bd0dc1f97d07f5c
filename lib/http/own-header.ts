/**
 * What a page's header says of the one who reads it. A page kept for many has slots there, which are filled when it is sent
 * (server/own-header.ts).
 */

import { escapeHtml } from '@/lib/http/escape-html'
import { processWide } from '@/lib/process-wide'

export interface OwnHeader {
  readonly name: string
  /** How many updates are due from them. */
  readonly updatesDue: number
}

/** Takes a person's id; returns what their header says, or null when there is no such person any more. */
type ReadOwnHeader = (personId: string) => Promise<OwnHeader | null>

/** In HTML. */
export type OwnHeaderParts = Readonly<Record<keyof OwnHeader, string>>

/** What stands in the slots. No text of a plan can hold it: its brackets would be escaped. */
export const OWN_SLOTS: OwnHeaderParts = {
  name: '<!--own name-->',
  updatesDue: '<!--own updates due-->',
}

const registered = processWide('own header', () => ({ read: null as ReadOwnHeader | null }))

/** Takes what reads headers. The application says so when it starts (instrumentation.ts): the server reads no database of its own. */
export function registerOwnHeader(read: ReadOwnHeader): void {
  registered.read = read
}

/** Returns what reads headers; null as long as the application has not said. */
export function ownHeaderReader(): ReadOwnHeader | null {
  return registered.read
}

/** Takes what a header says; returns it as HTML. */
export function ownHeaderParts({ name, updatesDue }: OwnHeader): OwnHeaderParts {
  return {
    name: escapeHtml(name),
    updatesDue: waitingCountHtml(updatesDue, updatesDue === 1 ? 'update due' : 'updates due'),
  }
}

/** Takes how many of something wait behind a link, and what they are in plain letters; returns how the link says so: nothing for none. */
export function waitingCountHtml(n: number, what: string): string {
  return n === 0
    ? ''
    : ` <span class="waiting-count">${n}<span class="visually-hidden"> ${escapeHtml(what)}</span></span>`
}
