/**
 * Every address of the site, made in one place. Segments are escaped, so any code or reference is safe in a link. The
 * addresses of pages that can be read as at another day carry on the day of the plan that is passed in.
 */

import type { ProviderProblem } from '@/lib/domain/people/sign-in-problem'
import type { PinSubject } from '@/lib/domain/people/pins'
import { momentQuery, type PlanRef, splitPlanAt } from '@/lib/domain/plan/plan-ref'

const segment = encodeURIComponent

type Query = Readonly<Record<string, string | readonly string[]>>

/** Takes a plan, the path below it and parameters; returns the address of that page at the plan's moment. */
function within(plan: PlanRef, below: readonly string[], query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of typeof value === 'string' ? [value] : value) parameters.append(name, one)
  }
  for (const [name, date] of momentQuery(plan)) parameters.append(name, date)
  const { slug, report } = splitPlanAt(plan)
  // A report's own page stands at its own address, and the overview that it froze beside the other pages below it.
  const whole =
    report === null ? [slug, ...below] : [slug, 'reports', report, ...(below.length ? below : ['overview'])]
  const path = ['/plans', ...whole.map((part) => segment(part))].join('/')
  return `${path}${parameters.size ? `?${parameters}` : ''}`
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(query)
  return `${path}${parameters.size ? `?${parameters}` : ''}`
}

export const paths = {
  /** A page of a list on the page at an address; the first is the address itself. A page with several lists turns each by a name of its own. */
  atPage: (address: string, page: number, list = 'page') => {
    const [place = '', part] = address.split('#')
    const turned = page > 1 ? `${place}${place.includes('?') ? '&' : '?'}${segment(list)}=${page}` : place
    return part === undefined ? turned : `${turned}#${part}`
  },
  /** The list of plans, and the start page of whoever is signed in. */
  plans: () => '/',
  /** All plans in one place: a page of them, and what one partner has to do in these. */
  allPlans: ({ page = 1, partner }: { readonly page?: number; readonly partner?: string } = {}) =>
    withQuery('/plans', { ...(page > 1 && { page: String(page) }), ...(partner && { partner }) }),
  /** The form that pins something of a plan to the start page. */
  newPin: ({ plan, level, code }: PinSubject) =>
    withQuery('/pins/new', level === 'plan' ? { plan } : { plan, [level]: code }),
  plan: (plan: PlanRef) => within(plan, []),
  pillar: (plan: PlanRef, pillar: string) => within(plan, ['pillars', pillar]),
  section: (plan: PlanRef, code: string) => within(plan, ['sections', code]),
  actions: (plan: PlanRef, filter: Query = {}) => within(plan, ['actions'], filter),
  /** The counted actions of one status among those that an address of the list shows. */
  withStatus: (actions: string, status: string) =>
    `${actions}${actions.includes('?') ? '&' : '?'}${new URLSearchParams({ status })}`,
  /** The action's page; its story goes on over several pages when it is long. */
  action: (plan: PlanRef, ref: string, storyPage = 1) =>
    within(plan, ['actions', ref], storyPage === 1 ? {} : { page: String(storyPage) }),
  /** The form in which progress is reported; it can begin with the text of the last update, or of one that was returned. */
  update: (plan: string, ref: string, from?: 'last' | 'returned') =>
    within(plan, ['actions', ref, 'update'], from ? { from } : {}),
  /** The page of a form, emptied: the number makes it another page than the one with the draft. */
  emptied: (page: string, emptied: string) =>
    `${page}${page.includes('?') ? '&' : '?'}${new URLSearchParams({ emptied })}`,
  /** The action's page, which says what became of the update that was just sent. */
  saved: (plan: string, ref: string, sent: string) => within(plan, ['actions', ref], { sent }),
  correction: (plan: string, ref: string, update: string) =>
    within(plan, ['actions', ref, 'updates', update, 'correct']),
  updateSource: (plan: string, ref: string, update: string) =>
    within(plan, ['actions', ref, 'updates', update, 'source']),
  ratingSource: (plan: string, section: string, rating: string) =>
    within(plan, ['sections', section, 'ratings', rating, 'source']),
  approvals: (plan: string) => within(plan, ['approvals']),
  approval: (plan: string, update: string) => within(plan, ['approvals', update]),
  /** The list of reports; it can say that the draft which someone wanted to pass on is gone. */
  reports: (plan: string, sentence?: 'gone') => within(plan, ['reports'], sentence ? { said: sentence } : {}),
  reportFeed: (plan: string) => within(plan, ['reports.atom']),
  /** A report; with the id of one of its parts, that part, and with "all" the whole of it on one page. */
  report: (plan: string, code: string, show?: string) =>
    within(plan, ['reports', code], show === undefined ? {} : { show }),
  /** The form that starts a report's draft; with the code of an issued one, of the one that corrects it. */
  newReport: (plan: string, corrects?: string) =>
    within(plan, ['reports', 'new'], corrects ? { corrects } : {}),
  /** A draft; it can say that it was changed while someone wanted to pass it on, or that what was just saved ended its review. */
  reportDraft: (plan: string, draft: string, sentence?: 'changed') =>
    within(plan, ['reports', 'drafts', draft], sentence ? { said: sentence } : {}),
  /** A draft as a Word file. */
  draftPaper: (plan: string, draft: string) => within(plan, ['reports', 'drafts', draft, 'paper.docx']),
  /** The form of one part of a draft: "summary", "delivered-18"; with the code of a pillar or "sections", their figures for the text. */
  reportDraftPart: (plan: string, draft: string, part: string, figures?: string) =>
    within(plan, ['reports', 'drafts', draft, 'parts', part], figures === undefined ? {} : { figures }),
  /** What is frozen when a draft is issued, and what cannot be undone then. */
  issueReportDraft: (plan: string, draft: string) => within(plan, ['reports', 'drafts', draft, 'issue']),
  discardReportDraft: (plan: string, draft: string) => within(plan, ['reports', 'drafts', draft, 'discard']),
  /** Whether a report is still what was frozen, and its document to check elsewhere. */
  verifyReport: (plan: string, code: string) => within(plan, ['reports', code, 'verify']),
  reportDocument: (plan: string, code: string) => within(plan, ['reports', code, 'snapshot.json']),
  /** Requests of the board; of the plan as it lives, and for its members. */
  requests: (plan: string, show?: string) => within(plan, ['requests'], show === undefined ? {} : { show }),
  request: (plan: string, number: number) => within(plan, ['requests', String(number)]),
  /** The form for a board request: on an action or a section, at a meeting about a report. */
  newRequest: (
    plan: string,
    about: { action: string } | { section: string } | { report: string } | object = {},
  ) => within(plan, ['requests', 'new'], { ...about }),
  disputes: (plan: string) => within(plan, ['disputes']),
  dispute: (plan: string, number: number) => within(plan, ['disputes', String(number)]),
  /** The form in which a board member says that a rating is wrong. */
  disputeRating: (plan: string, level: 'action' | 'section', code: string) =>
    within(plan, [`${level}s`, code, 'dispute']),
  /** A report as a Word file. */
  reportPaper: (plan: string, code: string) => within(plan, ['reports', code, 'paper.docx']),
  /** What moved between two reports, or between one and now; which ones, and what of it, is in the parameters. */
  compare: (plan: string, query: Query = {}) => within(plan, ['compare'], query),
  movementFile: (plan: string, name: string, query: Query) => within(plan, ['compare', name], query),
  /** A report as one HTML file. */
  reportPack: (plan: string, code: string) => within(plan, ['reports', code, 'pack.html']),
  partners: (plan: PlanRef) => within(plan, ['partners']),
  partner: (plan: PlanRef, code: string) => within(plan, ['partners', code]),
  timescales: (plan: PlanRef) => within(plan, ['timescales']),
  /** The outcomes; with the code of one, the page of them that it is on. */
  outcomes: (plan: PlanRef, code?: string) =>
    code === undefined
      ? within(plan, ['outcomes'])
      : `${within(plan, ['outcomes'], { show: code })}#${segment(code)}`,
  ratings: (plan: PlanRef) => within(plan, ['how-ratings-work']),
  /** Of the plan as it lives: a frozen report is no place to enter a printed one. */
  reconciliation: (plan: PlanRef) => within({ ...splitPlanAt(plan), report: null }, ['reconciliation']),
  /** A printed report; without an entry, as it was entered last. */
  printedReport: (plan: PlanRef, code: string, entry?: number) =>
    within(plan, ['reconciliation', code], entry === undefined ? {} : { entry: String(entry) }),
  newPrintedReport: (plan: string) => within(plan, ['reconciliation', 'new']),
  /** The form that takes a file; it can begin with the figures of a report that is to be corrected. */
  uploadPrintedReport: (plan: string, corrects?: string) =>
    within(plan, ['reconciliation', 'upload'], corrects === undefined ? {} : { corrects }),
  charts: (plan: PlanRef) => within(plan, ['charts']),
  chart: (plan: PlanRef, chart: string, format: 'svg' | 'png') =>
    within(plan, ['charts', `${chart}.${format}`]),
  /** Small pages without scripts for the pages of other sites. */
  embedPlan: (slug: string) => `/embed/plans/${segment(slug)}`,
  embedSection: (slug: string, code: string) => `${paths.embedPlan(slug)}/sections/${segment(code)}`,
  embedChart: (slug: string, chart: string) => `${paths.embedPlan(slug)}/charts/${segment(chart)}`,
  /** All files of a plan, and what they hold. */
  files: (plan: PlanRef) => within(plan, ['files']),
  file: (plan: PlanRef, name: string, filter: Query = {}) => within(plan, ['files', name], filter),
  manage: (plan: PlanRef) => within(plan, ['manage']),
  periods: (plan: string) => within(plan, ['periods']),
  newPeriod: (plan: string) => within(plan, ['periods', 'new']),
  period: (plan: string, id: string) => within(plan, ['periods', id]),
  periodsAhead: (plan: string, typed: Query = {}) => within(plan, ['periods', 'ahead'], typed),
  checkPeriodsAhead: (plan: string, typed: Query) => within(plan, ['periods', 'ahead', 'check'], typed),
  team: (plan: string, filter: { readonly officer?: string; readonly partner?: string } = {}) =>
    within(plan, ['team'], { ...filter }),
  handOver: (plan: string, from: string) => within(plan, ['team', 'hand-over'], { from }),
  accountable: (plan: string, ref: string) => within(plan, ['actions', ref, 'accountable']),
  /** Signing in: where to go afterwards, and why single sign-on did not work. */
  signIn: (next?: string, problem?: ProviderProblem) => {
    const parameters = new URLSearchParams({ ...(next && { next }), ...(problem && { problem }) })
    return `/sign-in${parameters.size ? `?${parameters}` : ''}`
  },
  /** Signing in after a session that ended while its owner wrote: what they typed is kept for them. */
  signInAgain: (next: string) => `/sign-in?${new URLSearchParams({ next, kept: 'yes' })}`,
  /** The page of a form that could not be sent because Cairn was updated meanwhile: what was typed is in it. */
  keptOutdated: (page: string) => `${page}${page.includes('?') ? '&' : '?'}kept=outdated`,
  /** Where what was typed into such a form is sent. */
  outdatedForms: () => '/drafts/outdated',
  /** Where someone waits for work that takes long. */
  inProgress: (id: string) => `/in-progress/${id}`,
  /** Proving again who one is: where to go afterwards, or nowhere when a form waits in another tab. */
  confirm: (next?: string) => `/sign-in/confirm${next ? `?${new URLSearchParams({ next })}` : ''}`,
  /** Single sign-on begins and ends here; the second is what the provider is told when Cairn is made known to it. */
  provider: (next?: string) => `/sign-in/provider${next ? `?${new URLSearchParams({ next })}` : ''}`,
  providerCallback: () => '/sign-in/provider/callback',
  signOut: () => '/sign-out',
  account: () => '/account',
  passkeys: () => '/account#passkeys',
  tokens: () => '/account/tokens',
  accounts: () => '/admin/accounts',
  person: (id: string) => `${paths.accounts()}/${segment(id)}`,
  /** What a person leaves without an officer: the number makes it another page, or a browser on theirs would only scroll and show what was true before. */
  personLeaving: (id: string, at: string) => `${paths.person(id)}?${new URLSearchParams({ at })}#accountable`,
  invite: () => `${paths.accounts()}/invite`,
  /** Who has to have a passkey. */
  passkeyRoles: () => `${paths.accounts()}/passkeys`,
  invitation: (token: string) => `/invitations/${segment(token)}`,
  /** Where signing in leads when no one asked for a page: to what waits for whoever signed in. */
  start: () => '/start',
  /** What someone owes; it can say which action was just said to be as it was. */
  myUpdates: (confirmed?: { readonly plan: string; readonly ref: string }) =>
    withQuery('/my-updates', confirmed ? { ...confirmed } : {}),
  noChange: () => '/my-updates/no-change',
  rating: (plan: string, section: string) => within(plan, ['sections', section, 'rating']),
  rule: (plan: string, preview: Query = {}) => within(plan, ['rule'], preview),
  audit: (filter: Readonly<Record<string, string>> = {}) => withQuery('/admin/audit', filter),
  auditCsv: (filter: Readonly<Record<string, string>>) => withQuery('/admin/audit.csv', filter),
  settings: (plan: string) => within(plan, ['settings']),
  /** What a plan is made of; with one of its records, or one of its lists ("partners"), the part of the page where that is open. */
  structure: (plan: string, kind?: string, code?: string) => {
    if (kind === undefined) return within(plan, ['structure'])
    const shown = code === undefined ? kind : `${kind}-${code}`
    return `${within(plan, ['structure'], { show: shown })}#${shown}`
  },
  /** The form that adds a record, below the pillar, section or action of the code, if one is given. */
  addRecord: (plan: string, kind: string, under: Readonly<Record<string, string>> = {}) =>
    within(plan, ['structure', 'add', kind], under),
  /** The form that adds several actions at once. */
  addActions: (plan: string, under: Readonly<Record<string, string>> = {}) =>
    within(plan, ['structure', 'add-actions'], under),
  /** The fields that a plan has of its own, and one of them. */
  fields: (plan: string) => within(plan, ['structure', 'fields']),
  addField: (plan: string) => within(plan, ['structure', 'add-field']),
  field: (plan: string, code: string) => within(plan, ['structure', 'fields', code]),
  /** A step of bringing a file into a plan; without one, choosing the file. */
  importFile: (plan: string, step?: 'columns' | 'values' | 'preview') =>
    within(plan, ['structure', 'import', ...(step ? [step] : [])]),
  /** The rows of the file with what is wrong with each. */
  importProblems: (plan: string) => within(plan, ['structure', 'import', 'problems.xlsx']),
  /** The files that were imported, and one of them. */
  imports: (plan: string) => within(plan, ['structure', 'imports']),
  planImport: (plan: string, id: string) => within(plan, ['structure', 'imports', id]),
  /** One change of several actions, of those that the filters name. */
  bulk: (plan: string, query: Query = {}) => within(plan, ['bulk'], query),
  /** Reporting on several actions in a spreadsheet; and what one that was uploaded would change, which can go on over several pages. */
  spreadsheet: (plan: string, step?: 'preview') => within(plan, ['spreadsheet', ...(step ? [step] : [])]),
  /** The file to fill in: of "mine", "all" or "section:1.1". */
  spreadsheetFile: (plan: string, actions: string, format: 'xlsx' | 'ods') =>
    within(plan, ['spreadsheet', 'file'], { actions, format }),
  editRecord: (plan: string, kind: string, code: string) => within(plan, ['structure', 'edit', kind, code]),
  lifecycle: (plan: string, ref: string) => within(plan, ['actions', ref, 'lifecycle']),
  counted: (plan: string, ref: string) => within(plan, ['actions', ref, 'counted']),
  details: (plan: string) => within(plan, ['details']),
  statuses: (plan: string) => within(plan, ['statuses']),
  newPlan: () => '/plans/new',
  accessibility: () => '/accessibility',
  api: () => '/api',
} as const
