/** Every page and endpoint, who may open it, and an address of each. */

import { PLAN as FIRST } from './e2e'

/** Who asks: someone without a session, someone without a role, one of each role, and an administrator. */
export const WHO = [
  'nobody',
  'stranger',
  'viewer',
  'analyst',
  'officer',
  'colleague',
  'editor',
  'administrator',
] as const
export type Who = (typeof WHO)[number]

/** Those who may open it, in a plan that the public may read. */
const ANYONE: readonly Who[] = WHO
export const SIGNED_IN = WHO.filter((who) => who !== 'nobody')
export const INSIDE: readonly Who[] = ['viewer', 'analyst', 'officer', 'colleague', 'editor', 'administrator']
export const REPORTERS: readonly Who[] = ['officer', 'editor']
export const EDITORS: readonly Who[] = ['editor']
const LOOK_AFTER: readonly Who[] = ['editor', 'administrator']
export const ADMINISTRATORS: readonly Who[] = ['administrator']

export interface Route {
  readonly may: readonly Who[]
  /** Its address; below a plan it starts with "/plans/PLAN", which stands for the plan's own. */
  readonly at: string
  /** What those who may are answered, other than 200. */
  readonly answers?: number
}

/** The example's report is none that could be read: what may be read is that no file is made of it. */
const ALTERED = 409

/** Every page and endpoint there is, by its file in app/. */
export const TABLE: Readonly<Record<string, Route>> = {
  'page.tsx': { at: '/', may: ANYONE },
  'plans/page.tsx': { at: '/plans', may: ANYONE },
  'accessibility/page.tsx': { at: '/accessibility', may: ANYONE },
  'account/page.tsx': { at: '/account', may: SIGNED_IN },
  'account/tokens/page.tsx': { at: '/account/tokens', may: SIGNED_IN },
  'pins/new/page.tsx': { at: '/pins/new?plan=PLAN', may: SIGNED_IN },
  'admin/accounts/page.tsx': { at: '/admin/accounts', may: ADMINISTRATORS },
  'admin/accounts/[person]/page.tsx': { at: '/admin/accounts/PERSON', may: ADMINISTRATORS },
  'admin/accounts/invite/page.tsx': { at: '/admin/accounts/invite', may: ADMINISTRATORS },
  'admin/accounts/passkeys/page.tsx': { at: '/admin/accounts/passkeys', may: ADMINISTRATORS },
  'admin/audit/page.tsx': { at: '/admin/audit', may: LOOK_AFTER },
  'admin/audit.csv/route.ts': { at: '/admin/audit.csv', may: LOOK_AFTER },
  'api/page.tsx': { at: '/api', may: ANYONE },
  'api/v1/openapi.json/route.ts': { at: '/api/v1/openapi.json', may: ANYONE },
  'api/v1/plans/route.ts': { at: '/api/v1/plans', may: ANYONE },
  'api/v1/plans/[plan]/route.ts': { at: '/api/v1/plans/PLAN', may: ANYONE },
  'api/v1/plans/[plan]/actions/route.ts': { at: '/api/v1/plans/PLAN/actions', may: ANYONE },
  'api/v1/plans/[plan]/actions/[action]/route.ts': { at: '/api/v1/plans/PLAN/actions/1', may: ANYONE },
  // Of the first plan: the example's report is no real one, and nothing can be compared with it.
  'api/v1/plans/[plan]/movement/route.ts': { at: `/api/v1/plans/${FIRST}/movement`, may: ANYONE },
  'api/v1/plans/[plan]/time-series/route.ts': { at: '/api/v1/plans/PLAN/time-series', may: ANYONE },
  'api/v1/plans/[plan]/changes/route.ts': { at: '/api/v1/plans/PLAN/changes', may: ANYONE },
  'api/v1/plans/[plan]/due-date-moves/route.ts': { at: '/api/v1/plans/PLAN/due-date-moves', may: ANYONE },
  'api/v1/plans/[plan]/history/route.ts': { at: '/api/v1/plans/PLAN/history', may: ANYONE },
  'api/v1/plans/[plan]/outcomes/route.ts': { at: '/api/v1/plans/PLAN/outcomes', may: ANYONE },
  'api/v1/plans/[plan]/partners/route.ts': { at: '/api/v1/plans/PLAN/partners', may: ANYONE },
  'api/v1/plans/[plan]/section-ratings/route.ts': { at: '/api/v1/plans/PLAN/section-ratings', may: ANYONE },
  'api/v1/plans/[plan]/time-series.csv/route.ts': { at: '/api/v1/plans/PLAN/time-series.csv', may: ANYONE },
  'api/v1/plans/[plan]/timescales/route.ts': { at: '/api/v1/plans/PLAN/timescales', may: ANYONE },
  'plans/[plan]/compare/page.tsx': { at: '/plans/PLAN/compare', may: ANYONE, answers: ALTERED },
  'plans/[plan]/compare/[file]/route.ts': { at: `/plans/${FIRST}/compare/movement.csv`, may: ANYONE },
  'api/v1/plans/[plan]/printed-reports/route.ts': { at: '/api/v1/plans/PLAN/printed-reports', may: ANYONE },
  'api/v1/plans/[plan]/printed-reports/[report]/route.ts': {
    at: '/api/v1/plans/PLAN/printed-reports/paper-1',
    may: ANYONE,
  },
  'api/v1/plans/[plan]/reports/route.ts': { at: '/api/v1/plans/PLAN/reports', may: ANYONE },
  'api/v1/plans/[plan]/reports/[report]/route.ts': { at: '/api/v1/plans/PLAN/reports/lb-1', may: ANYONE },
  'api/v1/plans/[plan]/reports/[report]/snapshot/route.ts': {
    at: '/api/v1/plans/PLAN/reports/lb-1/snapshot',
    may: ANYONE,
  },
  'api/v1/plans/[plan]/rollup/route.ts': { at: '/api/v1/plans/PLAN/rollup', may: ANYONE },
  'api/v1/plans/[plan]/sections/route.ts': { at: '/api/v1/plans/PLAN/sections', may: ANYONE },
  'api/v1/plans/[plan]/sections/[section]/route.ts': { at: '/api/v1/plans/PLAN/sections/1.1', may: ANYONE },
  'plans/[plan]/page.tsx': { at: '/plans/PLAN', may: ANYONE },
  'plans/[plan]/actions/page.tsx': { at: '/plans/PLAN/actions', may: ANYONE },
  'plans/[plan]/actions/[action]/page.tsx': { at: '/plans/PLAN/actions/1', may: ANYONE },
  'plans/[plan]/actions/[action]/update/page.tsx': { at: '/plans/PLAN/actions/1/update', may: REPORTERS },
  'plans/[plan]/actions/[action]/updates/[update]/correct/page.tsx': {
    at: '/plans/PLAN/actions/1/updates/UPDATE/correct',
    may: EDITORS,
  },
  'plans/[plan]/actions/[action]/updates/[update]/source/page.tsx': {
    at: '/plans/PLAN/actions/1/updates/UPDATE/source',
    may: EDITORS,
  },
  'plans/[plan]/actions/[action]/accountable/page.tsx': {
    at: '/plans/PLAN/actions/1/accountable',
    may: EDITORS,
  },
  'plans/[plan]/actions/[action]/counted/page.tsx': { at: '/plans/PLAN/actions/1/counted', may: EDITORS },
  'plans/[plan]/actions/[action]/lifecycle/page.tsx': { at: '/plans/PLAN/actions/1/lifecycle', may: EDITORS },
  'plans/[plan]/details/page.tsx': { at: '/plans/PLAN/details', may: EDITORS },
  'plans/[plan]/structure/page.tsx': { at: '/plans/PLAN/structure', may: EDITORS },
  'plans/[plan]/structure/import/page.tsx': { at: '/plans/PLAN/structure/import', may: EDITORS },
  // Without a file they lead to where one is chosen.
  'plans/[plan]/structure/import/columns/page.tsx': {
    at: '/plans/PLAN/structure/import/columns',
    may: EDITORS,
    answers: 307,
  },
  'plans/[plan]/structure/import/values/page.tsx': {
    at: '/plans/PLAN/structure/import/values',
    may: EDITORS,
    answers: 307,
  },
  'plans/[plan]/structure/import/preview/page.tsx': {
    at: '/plans/PLAN/structure/import/preview',
    may: EDITORS,
    answers: 307,
  },
  'plans/[plan]/structure/import/problems.xlsx/route.ts': {
    at: '/plans/PLAN/structure/import/problems.xlsx',
    may: EDITORS,
    answers: 404,
  },
  'plans/[plan]/structure/imports/page.tsx': { at: '/plans/PLAN/structure/imports', may: EDITORS },
  'plans/[plan]/structure/imports/[import]/page.tsx': {
    at: '/plans/PLAN/structure/imports/IMPORT',
    may: EDITORS,
  },
  'plans/[plan]/structure/fields/page.tsx': { at: '/plans/PLAN/structure/fields', may: EDITORS },
  'plans/[plan]/structure/fields/[field]/page.tsx': {
    at: '/plans/PLAN/structure/fields/retired',
    may: EDITORS,
  },
  'plans/[plan]/structure/add-field/page.tsx': { at: '/plans/PLAN/structure/add-field', may: EDITORS },
  'plans/[plan]/structure/add/[kind]/page.tsx': { at: '/plans/PLAN/structure/add/pillar', may: EDITORS },
  'plans/[plan]/structure/add-actions/page.tsx': { at: '/plans/PLAN/structure/add-actions', may: EDITORS },
  'plans/[plan]/structure/edit/[kind]/[code]/page.tsx': {
    at: '/plans/PLAN/structure/edit/section/1.1',
    may: EDITORS,
  },
  'plans/[plan]/bulk/page.tsx': { at: '/plans/PLAN/bulk', may: REPORTERS },
  'plans/[plan]/spreadsheet/page.tsx': { at: '/plans/PLAN/spreadsheet', may: REPORTERS },
  // Without a file it leads to where one is uploaded.
  'plans/[plan]/spreadsheet/preview/page.tsx': {
    at: '/plans/PLAN/spreadsheet/preview',
    may: REPORTERS,
    answers: 307,
  },
  'plans/[plan]/spreadsheet/file/route.ts': {
    at: '/plans/PLAN/spreadsheet/file?actions=all',
    may: REPORTERS,
  },
  'plans/[plan]/team/page.tsx': { at: '/plans/PLAN/team', may: EDITORS },
  'plans/[plan]/team/hand-over/page.tsx': { at: '/plans/PLAN/team/hand-over', may: EDITORS },
  'plans/new/page.tsx': { at: '/plans/new', may: ADMINISTRATORS },
  'my-updates/no-change/page.tsx': { at: '/my-updates/no-change', may: SIGNED_IN },
  'my-updates/page.tsx': { at: '/my-updates', may: SIGNED_IN },
  // It leads on to what waits for whoever signed in.
  'start/page.tsx': { at: '/start', may: SIGNED_IN, answers: 307 },
  'plans/[plan]/approvals/page.tsx': { at: '/plans/PLAN/approvals', may: EDITORS },
  'plans/[plan]/approvals/[update]/page.tsx': { at: '/plans/PLAN/approvals/WAITING', may: EDITORS },
  'embed/plans/[plan]/route.ts': { at: '/embed/plans/PLAN', may: ANYONE },
  'embed/plans/[plan]/sections/[section]/route.ts': { at: '/embed/plans/PLAN/sections/1.1', may: ANYONE },
  'embed/plans/[plan]/charts/[chart]/route.ts': { at: '/embed/plans/PLAN/charts/pillars', may: ANYONE },
  'plans/[plan]/charts/page.tsx': { at: '/plans/PLAN/charts', may: ANYONE },
  'plans/[plan]/charts/[chart]/route.ts': { at: '/plans/PLAN/charts/pillars.svg', may: ANYONE },
  'plans/[plan]/files/page.tsx': { at: '/plans/PLAN/files', may: ANYONE },
  'plans/[plan]/files/[file]/route.ts': { at: '/plans/PLAN/files/data-package.zip', may: ANYONE },
  'plans/[plan]/how-ratings-work/page.tsx': { at: '/plans/PLAN/how-ratings-work', may: ANYONE },
  'plans/[plan]/manage/page.tsx': { at: '/plans/PLAN/manage', may: LOOK_AFTER },
  'plans/[plan]/requests/page.tsx': { at: '/plans/PLAN/requests', may: INSIDE },
  'plans/[plan]/requests/new/page.tsx': { at: '/plans/PLAN/requests/new?action=1', may: INSIDE },
  'plans/[plan]/requests/[request]/page.tsx': { at: '/plans/PLAN/requests/1', may: INSIDE },
  'plans/[plan]/disputes/page.tsx': { at: '/plans/PLAN/disputes', may: INSIDE },
  'plans/[plan]/disputes/[dispute]/page.tsx': { at: '/plans/PLAN/disputes/1', may: INSIDE },
  'plans/[plan]/actions/[action]/dispute/page.tsx': { at: '/plans/PLAN/actions/1/dispute', may: INSIDE },
  'plans/[plan]/sections/[section]/dispute/page.tsx': { at: '/plans/PLAN/sections/1.1/dispute', may: INSIDE },
  'plans/[plan]/outcomes/page.tsx': { at: '/plans/PLAN/outcomes', may: ANYONE },
  'plans/[plan]/partners/page.tsx': { at: '/plans/PLAN/partners', may: ANYONE },
  'plans/[plan]/partners/[partner]/page.tsx': { at: '/plans/PLAN/partners/nes', may: ANYONE },
  'plans/[plan]/periods/page.tsx': { at: '/plans/PLAN/periods', may: EDITORS },
  'plans/[plan]/periods/[period]/page.tsx': { at: '/plans/PLAN/periods/PERIOD', may: EDITORS },
  'plans/[plan]/periods/ahead/page.tsx': { at: '/plans/PLAN/periods/ahead', may: EDITORS },
  'plans/[plan]/periods/ahead/check/page.tsx': {
    at: '/plans/PLAN/periods/ahead/check?rhythm=monthly&first-day=1&first-month=1&first-year=2030&count=2&dueAfter=10&closesAfter=20',
    may: EDITORS,
  },
  'plans/[plan]/periods/new/page.tsx': { at: '/plans/PLAN/periods/new', may: EDITORS },
  'plans/[plan]/pillars/[pillar]/page.tsx': { at: '/plans/PLAN/pillars/plan', may: ANYONE },
  'plans/[plan]/reconciliation/page.tsx': { at: '/plans/PLAN/reconciliation', may: ANYONE },
  'plans/[plan]/reconciliation/[report]/page.tsx': { at: '/plans/PLAN/reconciliation/paper-1', may: ANYONE },
  'plans/[plan]/reconciliation/new/page.tsx': { at: '/plans/PLAN/reconciliation/new', may: EDITORS },
  'plans/[plan]/reconciliation/upload/page.tsx': { at: '/plans/PLAN/reconciliation/upload', may: EDITORS },
  'plans/[plan]/reports.atom/route.ts': { at: '/plans/PLAN/reports.atom', may: ANYONE },
  'plans/[plan]/reports/page.tsx': { at: '/plans/PLAN/reports', may: ANYONE },
  'plans/[plan]/reports/new/page.tsx': { at: '/plans/PLAN/reports/new', may: EDITORS },
  'plans/[plan]/reports/drafts/[draft]/page.tsx': { at: '/plans/PLAN/reports/drafts/DRAFT', may: EDITORS },
  'plans/[plan]/reports/drafts/[draft]/issue/page.tsx': {
    at: '/plans/PLAN/reports/drafts/DRAFT/issue',
    may: EDITORS,
  },
  'plans/[plan]/reports/drafts/[draft]/discard/page.tsx': {
    at: '/plans/PLAN/reports/drafts/DRAFT/discard',
    may: EDITORS,
  },
  'plans/[plan]/reports/drafts/[draft]/paper.docx/route.ts': {
    at: '/plans/PLAN/reports/drafts/DRAFT/paper.docx',
    may: EDITORS,
  },
  'plans/[plan]/reports/drafts/[draft]/parts/[part]/page.tsx': {
    at: '/plans/PLAN/reports/drafts/DRAFT/parts/summary',
    may: EDITORS,
  },
  'plans/[plan]/reports/[report]/page.tsx': { at: '/plans/PLAN/reports/lb-1', may: ANYONE },
  'plans/[plan]/reports/[report]/pack.html/route.ts': {
    at: '/plans/PLAN/reports/lb-1/pack.html',
    may: ANYONE,
    answers: ALTERED,
  },
  'plans/[plan]/reports/[report]/paper.docx/route.ts': {
    at: '/plans/PLAN/reports/lb-1/paper.docx',
    may: ANYONE,
    answers: ALTERED,
  },
  'plans/[plan]/reports/[report]/snapshot.json/route.ts': {
    at: '/plans/PLAN/reports/lb-1/snapshot.json',
    may: ANYONE,
  },
  'plans/[plan]/reports/[report]/verify/page.tsx': { at: '/plans/PLAN/reports/lb-1/verify', may: ANYONE },
  'plans/[plan]/statuses/page.tsx': { at: '/plans/PLAN/statuses', may: EDITORS },
  'plans/[plan]/rule/page.tsx': { at: '/plans/PLAN/rule', may: ADMINISTRATORS },
  'plans/[plan]/sections/[section]/page.tsx': { at: '/plans/PLAN/sections/1.1', may: ANYONE },
  'plans/[plan]/sections/[section]/rating/page.tsx': { at: '/plans/PLAN/sections/1.1/rating', may: EDITORS },
  'plans/[plan]/sections/[section]/ratings/[rating]/source/page.tsx': {
    at: '/plans/PLAN/sections/1.1/ratings/RATING/source',
    may: EDITORS,
  },
  'plans/[plan]/settings/page.tsx': { at: '/plans/PLAN/settings', may: ADMINISTRATORS },
  'plans/[plan]/timescales/page.tsx': { at: '/plans/PLAN/timescales', may: ANYONE },
}

/** Not walked: doors for those who are not signed in yet, what only takes a form, and the answer for what is nowhere. */
export const OTHERWISE = [
  'sign-in/page.tsx',
  'sign-in/confirm/page.tsx',
  'sign-in/provider/route.ts',
  'sign-in/provider/callback/route.ts',
  'sign-out/route.ts',
  'invitations/[token]/page.tsx',
  'api/[...path]/route.ts',
  'drafts/outdated/route.ts',
]

/** Takes a route and what its address names in a plan; returns the address. */
export function addressOf({ at }: Route, named: Readonly<Record<RouteName, string>>): string {
  return at.replaceAll(NAMED, (name) => named[name as RouteName])
}

const NAMED = /PLAN|PERIOD|PERSON|DRAFT|IMPORT|UPDATE|RATING|WAITING/g
type RouteName = 'PLAN' | 'PERIOD' | 'PERSON' | 'DRAFT' | 'IMPORT' | 'UPDATE' | 'RATING' | 'WAITING'
