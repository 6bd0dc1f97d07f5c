// What is someone's own, or of one sending, on a page that is kept: filled in when it is sent.
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { application, type Application, type OwnHeader } from '../lib/http/application'
import type { FreshText } from '../lib/http/asked-as'
import { OWN_SLOTS, type OwnHeaderParts, ownHeaderParts } from '../lib/http/own-header'
import { changePage, type Page } from './page'
import type { Rendered } from './render-whole'
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

    /** Takes a page that is kept, who reads it, and how everything stands; returns it as theirs, or null when they may not sign in. */
    async fill(
      { page, each }: Pick<Rendered, 'page' | 'each'>,
      reader: Reader,
      { everything }: SiteState,
    ): Promise<Page | null> {
      const header = await readHeader(reader.personId, everything)
      const app = application()
      if (!header || !app || each === null) return null
      if (each)
        return changePage(each(drawFor(app, reader)), (html) => fillSlots(html, ownHeaderParts(header)))
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

/** Takes who reads a page; returns what draws the texts in its forms that belong to this one sending. */
function drawFor({ signFormToken }: Application, reader: Reader) {
  return (one: FreshText) => (one.kind === 'formToken' ? signFormToken(reader, one.purpose) : randomUUID())
}

/** Takes a page and what belongs into its slots. They stand near its top: what follows is not looked through. */
function fillSlots(html: string, parts: OwnHeaderParts): string {
  return (Object.keys(parts) as (keyof OwnHeaderParts)[]).reduce(
    (text, slot) => text.replace(OWN_SLOTS[slot], () => parts[slot]),
    html,
  )
}
