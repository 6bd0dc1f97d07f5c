import { waitingCountHtml } from '@/lib/http/own-header'

export interface Waiting {
  readonly n: number
  /** What they are, after the number: "updates due". */
  readonly what: string
}

/** How much waits behind a link of the navigation. */
export function WaitingCount({ n, what }: Waiting) {
  return <span dangerouslySetInnerHTML={{ __html: waitingCountHtml(n, what) }} />
}
