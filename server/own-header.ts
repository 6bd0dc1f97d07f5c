// What is someone's own on a page that is kept for many: filled in when it is sent.
import { LRUCache } from 'lru-cache'
import { application, type OwnHeader } from '../lib/http/application'
import { OWN_SLOTS, type OwnHeaderParts, ownHeaderParts } from '../lib/http/own-header'
import { changePage, type Page } from './page'
import type { Reader, SiteState } from './revisions'

/** So many people's headers are remembered. */
const MOST_HEADERS = 5000
/** Filled pages are kept as well, so that they are compressed once for each reader. */
const MOST_BYTES_FILLED = 16 * 1024 * 1024

/** Returns what fills in the headers of pages. */
export function fillOwnHeaders() {
  const headers = new LRUCache<string, { version: string; header: Promise<OwnHeader | null> }>({
    max: MOST_HEADERS,
  })
  const filled = new LRUCache<string, Page>({
    maxSize: MOST_BYTES_FILLED,
    sizeCalculation: ({ raw }) => Math.max(1, 2 * raw.length),
  })

  /** What is due from someone hangs on every plan and every account. */
  function readHeader(personId: string, version: string): Promise<OwnHeader | null> {
    const known = headers.get(personId)
    if (known?.version === version) return known.header
    const header = application()?.readOwnHeader(personId) ?? Promise.resolve(null)
    header.catch(() => headers.delete(personId))
    headers.set(personId, { version, header })
    return header
  }

  return {
    canFill: () => application() !== null,

    /** Takes a page that is kept for many, who reads it, and how everything stands; returns it as theirs, or null when they may not sign in. */
    async fill(page: Page, { personId }: Reader, { everything }: SiteState): Promise<Page | null> {
      const header = await readHeader(personId, everything)
      if (!header) return null
      // The page's name is one of its contents.
      const key = JSON.stringify([page.etag, header.name, header.updatesDue])
      const known = filled.get(key)
      if (known) return known
      const parts = ownHeaderParts(header)
      const own = changePage(page, (html) => fillSlots(html, parts))
      filled.set(key, own)
      return own
    },
  }
}

/** Takes a page and what belongs into its slots. They stand near its top: what follows is not looked through. */
function fillSlots(html: string, parts: OwnHeaderParts): string {
  return (Object.keys(parts) as (keyof OwnHeaderParts)[]).reduce(
    (text, slot) => text.replace(OWN_SLOTS[slot], () => parts[slot]),
    html,
  )
}
