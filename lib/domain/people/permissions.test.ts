import { describe, expect, it } from 'vitest'
import {
  type Actor,
  ANONYMOUS,
  canAnswerRequest,
  canChangeSettings,
  canEditPlan,
  canLookAfterPlan,
  canManageAccounts,
  canReadAudit,
  canReadPlan,
  canReportOn,
  canSeeInside,
  canSpeakForBoard,
  type Role,
  ROLES,
} from './permissions'

const PLAN = { id: 'plan', isPublic: false }
const OWN = { accountableId: 'me', contributorIds: [] }
const SHARED = { accountableId: 'you', contributorIds: ['me'] }
const FOREIGN = { accountableId: 'you', contributorIds: [] }
const NAMED = { ownerId: 'me', accountableId: null }
const MINE = { ownerId: null, accountableId: 'me' }
const THEIRS = { ownerId: 'you', accountableId: 'you' }

function person(given: { role?: Role; isAdministrator?: boolean; plan?: string }): Actor {
  const roles = new Map(given.role ? [[given.plan ?? PLAN.id, given.role] as const] : [])
  return { kind: 'person', id: 'me', name: 'Me', isAdministrator: given.isAdministrator ?? false, roles }
}

const ACTORS: Record<string, Actor> = {
  anonymous: ANONYMOUS,
  stranger: person({}),
  'editor of another plan': person({ role: 'editor', plan: 'other' }),
  ...Object.fromEntries(ROLES.map((role) => [role, person({ role })])),
  administrator: person({ isAdministrator: true }),
}

/** Who may, and no one else. */
const RULES: [string, (actor: Actor) => boolean, string[]][] = [
  ['read a plan that is not public', (a) => canReadPlan(a, PLAN), [...ROLES, 'administrator']],
  ['read a public plan', (a) => canReadPlan(a, { ...PLAN, isPublic: true }), Object.keys(ACTORS)],
  ['see inside a plan', (a) => canSeeInside(a, { ...PLAN, isPublic: true }), [...ROLES, 'administrator']],
  ['report on an action of their own', (a) => canReportOn(a, PLAN, OWN), ['officer', 'editor']],
  ['report on an action they contribute to', (a) => canReportOn(a, PLAN, SHARED), ['officer', 'editor']],
  ["report on another's action", (a) => canReportOn(a, PLAN, FOREIGN), ['editor']],
  ['speak for its board', (a) => canSpeakForBoard(a, PLAN), [...ROLES, 'administrator']],
  ['answer an ask that names them', (a) => canAnswerRequest(a, PLAN, NAMED), [...ROLES, 'administrator']],
  [
    'answer an ask about an action of their own',
    (a) => canAnswerRequest(a, PLAN, MINE),
    ['officer', 'editor'],
  ],
  ["answer another's ask", (a) => canAnswerRequest(a, PLAN, THEIRS), ['editor']],
  ['edit the plan', (a) => canEditPlan(a, PLAN), ['editor']],
  ['look after the plan', (a) => canLookAfterPlan(a, PLAN), ['editor', 'administrator']],
  ['change settings', (a) => canChangeSettings(a, PLAN), ['administrator']],
  ['manage accounts', canManageAccounts, ['administrator']],
  ["read a plan's audit", (a) => canReadAudit(a, PLAN), ['editor', 'administrator']],
  ['read the audit of accounts', (a) => canReadAudit(a, null), ['administrator']],
]

describe.each(RULES)('who may %s', (_, isAllowed, allowed) => {
  it.each(Object.entries(ACTORS))('%s', (name, actor) => {
    expect(isAllowed(actor)).toBe(allowed.includes(name))
  })
})
