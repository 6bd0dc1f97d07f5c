/** What the server around Next asks of the application, which reads the database for it and says so when it starts (instrumentation.ts). */

import { processWide } from '@/lib/process-wide'

export interface Application {
  /** Takes a person's id; returns what the header of their pages says of them, or null when they may not sign in. */
  readonly readOwnHeader: (personId: string) => Promise<OwnHeader | null>
  /**
   * Takes the network address of a program that asks without a token; counts it, and returns null, or how many seconds to wait where it
   * was one too many.
   */
  readonly countUse: (address: string | null) => Promise<number | null>
  /** Takes whose form it is, and what it is for; returns the token that goes along with it. */
  readonly signFormToken: (owner: FormOwner, purpose: string) => string
}

/** Whose form it is, and the id of the session in which it was opened. */
export interface FormOwner {
  readonly personId: string
  readonly sessionId: string
}

export interface OwnHeader {
  readonly name: string
  /** How many updates are due from them. */
  readonly updatesDue: number
}

const registered = processWide('application', () => ({ application: null as Application | null }))

/** Takes what the application does for the server. */
export function registerApplication(application: Application): void {
  registered.application = application
}

/** Returns what the application does for the server; null as long as it has not said. */
export function application(): Application | null {
  return registered.application
}
