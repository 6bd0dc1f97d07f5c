/** What audit entries say, in words. */

import type { FieldChange } from '@/lib/domain/audit/audit-view'
import { OVERALL_RAGS, type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { describeFieldName } from '@/lib/format/field-names'

/** Where the words of a kind would not say what was done. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  'account.administrator-changed': 'Administrator right changed',
  'account.made': 'Account created',
  'account.password-set-by-link': 'Password set with a link',
  'accountability.changed': 'Accountable officer changed',
  'achievement.same-work-changed': 'Same work in other plans changed',
  'action.brought-back': 'Action reinstated',
  'action.same-work-changed': 'Same work in other plans changed',
  'actions.changed-together': 'Several actions changed',
  'api-token.made': 'Token created',
  'api-token.revoked': 'Token revoked',
  'board-ask.answered': 'Board request answered',
  'board-ask.changed': 'Board request changed',
  'board-ask.raised': 'Board request added',
  'board-ask.reopened': 'Board request reopened',
  'board-ask.withdrawn': 'Board request withdrawn',
  'credential.linked': 'Single sign-on linked',
  'credential.unlinked': 'Single sign-on unlinked',
  'demo-history.loaded': 'Demonstration data loaded',
  'due-date.moved': 'Due date changed',
  'invitation.made': 'Invitation created',
  'invitation.password-link-made': 'Password link created',
  'membership.changed': 'Role changed',
  'passkey-roles.changed': 'Roles that need a passkey changed',
  'plan.created': 'Plan added',
  'plan.import-undone': 'Import undone',
  'plan.imported': 'File imported',
  'rating.dispute-answered': 'Dispute answered',
  'rating.disputed': 'Rating disputed',
  'report-draft.discarded': 'Draft deleted',
  'report-draft.returned': 'Draft returned',
  'report-draft.reviewed': 'Report approved',
  'report-draft.saved': 'Draft saved',
  'report-draft.sent': 'Draft sent for review',
  'report-draft.started': 'Draft started',
  'section-assessment.recorded': 'Section rated',
  'session.ended': 'Signed out',
  'session.started': 'Signed in',
  'sign-in.locked': 'Sign in blocked',
  'updates.uploaded': 'Spreadsheet with updates uploaded',
}

/** Takes a kind, "section-assessment.recorded"; returns what was done: "Section rated". */
export function describeKind(kind: string): string {
  return KIND_WORDS[kind] ?? capital(kind.replace(/[.-]/g, ' '))
}

const MOST_DEEP = 3

/** Names by the ids that entries hold, and of a plan's statuses by their codes. */
export type AuditNames = ReadonlyMap<string, string>

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Takes a value of an entry and the names of what ids in it name; returns it in words. */
export function describeValue(value: unknown, names: AuditNames = new Map(), depth = 0): string {
  if (value === null || value === undefined || value === '') return NONE
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string')
    return UUID.test(value) ? (names.get(value) ?? NAMELESS) : describeText(value, names)
  if (typeof value !== 'object' || depth === MOST_DEEP) return JSON.stringify(value)
  if (Array.isArray(value))
    return value.map((item) => describeValue(item, names, depth + 1)).join('; ') || NONE
  if ('url' in value && 'title' in value) return `${String(value.title)} (${String(value.url)})`
  return Object.entries(value)
    .map(([field, item]) => [describeFieldName(field), describeValue(item, names, depth + 1)] as const)
    .filter(([, text]) => text !== NONE)
    .map(([field, text]) => `${field}: ${text}`)
    .join(', ')
}

/** An update, a rule, a draft: what has no name of its own. */
const NAMELESS = 'no name recorded'

/** What an empty value is called. */
export const NONE = 'none'

/** Takes a change and the names of what ids name; returns whether it would tell a reader anything but ids without a name. */
export function isTelling(change: Pick<FieldChange, 'before' | 'after'>, names: AuditNames): boolean {
  const isSilent = (value: unknown) =>
    describeValue(value, names) === NONE ||
    (typeof value === 'string' && UUID.test(value) && !names.has(value))
  return !(isSilent(change.before) && isSilent(change.after))
}

function describeText(text: string, names: AuditNames): string {
  const name = names.get(text)
  if (name !== undefined) return name
  if ((OVERALL_RAGS as readonly string[]).includes(text)) return ragLabel(text as OverallRag)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return formatMoment(text)
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDay(text) : text
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
