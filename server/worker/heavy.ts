// Which requests take the processor for long where the plan is a large one.
import { MOMENT_PARAMETERS } from '../../lib/domain/plan/plan-ref'

const FILES = [
  // Lists, comparisons and pictures, of the plan as it is or as a report froze it.
  /^\/plans\/([^/]+)(?:\/reports\/(?!drafts\/)[^/]+)?\/(?:files\/[^/]+|compare\/[^/]+|charts\/[^/]+\.png)$/,
  /^\/plans\/([^/]+)\/reports\/[^/]+\/(?:pack\.html|paper\.docx|snapshot\.json|verify)$/,
  /^\/plans\/([^/]+)\/reports\/drafts\/[^/]+\/paper\.docx$/,
  /^\/api\/v1\/plans\/([^/]+)\/(?:reports\/[^/]+\/snapshot|history|movement|time-series(?:\.csv)?)$/,
]
/** Pages that show what a report would be, and where it is begun and issued. */
const DRAFTS = /^\/plans\/([^/]+)\/reports\/(?:new|drafts\/[^/]+(?:\/issue)?)$/
/** A plan as on another day is read whole. */
const OF_A_PLAN = /^(?:\/api\/v1)?\/plans\/([^/]+)(?:\/|$)/

/** Takes a method and an address; returns the slug of the plan whose size matters, or null where none does. */
export function planOfHeavyWork(method: string, url: string): string | null {
  const [path = '', query] = url.split('?')
  const patterns = method === 'POST' ? [DRAFTS] : [...FILES, DRAFTS]
  const parameters = new URLSearchParams(query)
  if (method !== 'POST' && MOMENT_PARAMETERS.some((name) => parameters.has(name))) patterns.push(OF_A_PLAN)
  for (const pattern of patterns) {
    const [, slug] = pattern.exec(path) ?? []
    if (slug !== undefined) return decodeURIComponent(slug)
  }
  return null
}
