// What an address leads to: one spelling for each, and what of it can make a difference.
import { MOMENT_PARAMETERS } from '../../lib/domain/plan/plan-ref'
import { pageAddress } from '../../lib/http/moment-header'
import { paths } from '../../lib/paths'
import type { BodyLimits } from './body'

type Kind =
  /** A page that only shows something. */
  | 'page'
  /** A page with a form on it. */
  | 'form'
  /** A file that is made when it is asked for: a chart, a list, a report, a feed. */
  | 'file'
  | 'api'
  /** Where the sign-out button leads. */
  | 'sign-out'
  /** Where a form goes that this build of Cairn does not know. */
  | 'outdated-form'
  /** Single sign-on: its first step and its last one. */
  | 'provider'
  /** A script, a style sheet or a picture: a file of the build. */
  | 'asset'
  /** Where someone waits for work that takes long. */
  | 'in-progress'
  /** Next's own addresses that nothing of Cairn's uses. */
  | 'nothing'

export interface Address {
  readonly kind: Kind
  /** Path and query, as they came. */
  readonly url: string
  readonly path: string
  /** What a stranger is shown at this address depends on this much of it. */
  readonly publicUrl: string
  /** Whether, and among what, what a stranger is shown here is kept: there are few such addresses, or as many as anybody cares to write. */
  readonly cachedAmong: 'few' | 'many' | 'api' | null
}

type Reading =
  | { readonly address: Address }
  /** The one spelling of it. */
  | { readonly movedTo: string }
  | 'unreadable'

// Longer than any page's; a redirect repeats the path twice in its headers, which clients read only so far.
const LONGEST_PATH = 2000

/** Takes what a request asks for; returns what that is. Only a proxy is sent whole addresses. */
export function readAddress(asked: string): Reading {
  const [written = '', ...rest] = asked.split('?')
  const query = rest.length ? `?${rest.join('?')}` : ''
  const path = written.length <= LONGEST_PATH ? spell(written) : null
  if (path === null) return 'unreadable'
  if (path !== written) return { movedTo: path + query }
  const url = path + query
  const publicUrl = path + knownPart(pageAddress(path), query)
  const kind = kindOf(path)
  // A verification is made each time.
  const isKept = (kind === 'page' || path === paths.plans()) && !path.endsWith('/verify')
  const keptAmong = isKept ? (publicUrl === path ? 'few' : 'many') : kind === 'api' ? 'api' : null
  return { address: { kind, url, path, publicUrl, cachedAmong: keptAmong } }
}

/**
 * Takes a path; returns the way in which the links of this site would spell it, or null when it cannot be read. Otherwise one page
 * would have as many addresses as anybody cares to write: "/./", "//", "%2e", letters as their numbers, a slash at the end.
 */
function spell(path: string): string | null {
  if (!path.startsWith('/') || path.includes('\\')) return null
  const segments: string[] = []
  for (const segment of path.split('/')) {
    const text = decode(segment)
    if (text === null || text.includes('\\')) return null
    if (text === '..') segments.pop()
    else if (text !== '' && text !== '.') segments.push(encodeURIComponent(text))
  }
  return `/${segments.join('/')}`
}

/** "%ZZ" stands for no character; Next would answer with a fault of its own. */
function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

const API = /^\/api\/./
const FILE =
  /^\/(admin\/audit\.csv|plans\/[^/]+\/(reports\.atom|(charts|files|compare)\/[^/]+|reports\/[^/]+\/(pack\.html|paper\.docx|snapshot\.json)|reports\/drafts\/[^/]+\/paper\.docx|structure\/import\/problems\.xlsx|spreadsheet\/file))$/
const PROVIDER = /^\/sign-in\/provider(\/callback)?$/
const IN_PROGRESS = /^\/in-progress\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const ASSET = /^\/(_next\/static\/.+|favicon\.ico|icon\.svg|apple-icon\.png)$/

/** The pages that only show something, with what they know of a query besides the path; null where they say themselves what they do not know. */
const PAGES: readonly (readonly [RegExp, readonly string[] | null])[] = [
  [/^\/$/, ['page']],
  [/^\/(accessibility|api)$/, []],
  [/^\/plans$/, ['page', 'partner', 'partners', 'actions']],
  [/^\/embed\/plans\/[^/]+(\/(sections|charts)\/[^/]+)?$/, []],
  [/^\/plans\/(?!new$)[^/]+(\/(charts|files))?$/, MOMENT_PARAMETERS],
  [/^\/plans\/[^/]+\/(partners|how-ratings-work|reports|reconciliation)$/, ['page', ...MOMENT_PARAMETERS]],
  [/^\/plans\/[^/]+\/timescales$/, ['page', 'timescales', ...MOMENT_PARAMETERS]],
  [/^\/plans\/[^/]+\/(pillars|partners)\/[^/]+$/, MOMENT_PARAMETERS],
  [/^\/plans\/[^/]+\/sections\/[^/]+$/, ['outcomes', 'disputes', 'requests', ...MOMENT_PARAMETERS]],
  [/^\/plans\/[^/]+\/reports\/(?!new$)[^/]+$/, ['show', ...MOMENT_PARAMETERS]],
  [/^\/plans\/[^/]+\/reports\/(?!new$)[^/]+\/verify$/, MOMENT_PARAMETERS],
  [
    /^\/plans\/[^/]+\/reconciliation\/(?!new$|upload$)[^/]+$/,
    ['entry', 'page', 'sections', ...MOMENT_PARAMETERS],
  ],
  [
    /^\/plans\/[^/]+\/actions\/[^/]+$/,
    [
      'page',
      'dates',
      'same-work',
      'elsewhere',
      'achievements',
      'publications',
      'disputes',
      'requests',
      ...MOMENT_PARAMETERS,
    ],
  ],
  [
    /^\/plans\/[^/]+\/(outcomes|actions|compare|requests|disputes|manage|periods|team|structure\/imports)$/,
    null,
  ],
  [/^\/(admin\/audit|start)$/, null],
]

function kindOf(path: string): Kind {
  const page = pageAddress(path)
  if (ASSET.test(path)) return 'asset'
  if (path.startsWith('/_next/')) return 'nothing'
  if (API.test(path)) return 'api'
  if (FILE.test(page)) return 'file'
  if (PROVIDER.test(path)) return 'provider'
  if (path === '/sign-out') return 'sign-out'
  if (IN_PROGRESS.test(path)) return 'in-progress'
  if (path === paths.outdatedForms()) return 'outdated-form'
  // Whoever is signed in has forms on it; what strangers are shown is kept.
  if (path === paths.plans()) return 'form'
  return PAGES.some(([pattern]) => pattern.test(page)) ? 'page' : 'form'
}

/** Takes a page's path and a query; returns what the page knows of that, in one order: the rest makes no other page. */
function knownPart(path: string, query: string): string {
  const known = PAGES.find(([pattern]) => pattern.test(path))?.[1] ?? null
  if (known === null) return query === '?' ? '' : query
  const asked = new URLSearchParams(query)
  const parameters = known.flatMap((name) => asked.getAll(name).map((value) => [name, value]))
  return parameters.length ? `?${new URLSearchParams(parameters)}` : ''
}

/** Takes a path; returns the slug of the plan that it is about, as it is written there, or null. */
export function planOf(path: string): string | null {
  return /^(?:\/api\/v1|\/embed)?\/plans\/([^/?]+)/.exec(path)?.[1] ?? null
}

/** The pages that officers open again and again, and that show them what is theirs; without any parameter. */
const OWN_PAGE = /^\/(my-updates|plans\/[^/?]+\/actions\/[^/?]+\/update)$/

/**
 * Takes the address of a page with a form; returns whether it is kept for the one person who opens it. What it shows has to depend on
 * nothing but what server/revisions.ts asks for.
 */
export function isOwnPage(url: string): boolean {
  return OWN_PAGE.test(url)
}

const READ = ['GET', 'HEAD'] as const
const METHODS: Readonly<Record<Kind, readonly string[]>> = {
  page: READ,
  form: [...READ, 'POST'],
  file: [...READ, 'OPTIONS'],
  api: [...READ, 'OPTIONS'],
  'sign-out': ['POST'],
  'outdated-form': ['POST'],
  provider: READ,
  asset: READ,
  'in-progress': READ,
  nothing: READ,
}

/** Takes a path; returns whether it is a page that other sites may frame: the same for everyone, signed in or not. */
export function isEmbed(path: string): boolean {
  return path.startsWith('/embed/')
}

/** Takes an address; returns what can be done with it. */
export function methodsOf({ kind }: Address): readonly string[] {
  return METHODS[kind]
}

const KB = 1024
const ENTRY = /^\/(sign-in(\/confirm)?|sign-out|invitations\/[^/]+)$/
const UPLOAD = /^\/plans\/[^/]+\/reconciliation\/upload$/
const PLAN_FILE = /^\/plans\/[^/]+\/(structure\/import|spreadsheet)$/

/**
 * Takes an address, and whether we ever signed a session's cookie of whoever asks; returns how many bytes of a form are read, and
 * from which share. Others send what they typed before their session ended, and no file: reading a megabyte may cost a second of the
 * processor.
 */
export function bodyLimits({ path }: Address, hasSession: boolean): BodyLimits {
  if (ENTRY.test(path)) return { share: 'entry', mostBytes: 16 * KB }
  if (!hasSession) return { share: 'strangers', mostBytes: 256 * KB }
  // What Next reads of a form at most (next.config.ts): a file of 20 MB, and what is around it.
  if (PLAN_FILE.test(path)) return { share: 'files', mostBytes: 21 * KB * KB }
  return { share: 'members', mostBytes: UPLOAD.test(path) ? 5 * KB * KB : 2 * KB * KB }
}
