// Whoever may not send a form (any more) is told so before anything about its fields, with what they typed.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RIGHTS } from '@/lib/auth/rights'
import type { FormState } from '@/lib/schemas/form'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, createPlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

type Submit = (...args: unknown[]) => Promise<FormState>

const files = import.meta.glob<Record<string, Submit>>('/app/**/submit.ts', { eager: true })
// Two forms have one name: a withdrawal of something cited, and of a request.
const submits = new Map(
  Object.entries(files).flatMap(([path, file]) =>
    Object.entries(file).map(
      ([name, submit]) =>
        [path.includes('/requests/[request]/') ? `${name}OfRequest` : name, submit] as const,
    ),
  ),
)

const ID = randomUUID()
const SECTION = { level: 'section', code: '1.1' }
const RULE = { atRiskNumerator: 1, atRiskDenominator: 3 }
const PERIOD = { name: 'Spring', opensOn: '2031-03-01', dueOn: '2031-03-31', closesOn: '2031-04-30' }

/** What is bound to each form after the plan's slug. */
const IN_PLAN: Readonly<Record<string, readonly unknown[]>> = {
  submitRecord: ['section', null],
  submitRemoval: ['section', '1.1'],
  submitWithdrawal: ['achievement', 'A-1'],
  submitMove: [],
  submitNewActions: [],
  submitFile: [],
  submitPlace: [],
  submitColumns: [],
  submitValues: [],
  submitImport: [],
  submitDrop: [],
  submitUndo: [ID],
  submitStatuses: [],
  submitUpdateFile: [],
  submitVersions: [],
  submitUpdates: [],
  submitUpdateFileRemoval: [],
  submitBulk: ['noChange'],
  submitField: [null],
  submitFieldMove: [],
  submitFieldState: ['retired', 'retired'],
  submitReassignment: [null, ['1']],
  submitProgressUpdate: ['1'],
  submitUpdateSource: [ID],
  submitCorrection: ['1', ID],
  submitAccountable: ['1', null],
  submitContributor: ['1'],
  submitContributorRemoval: ['1', ID],
  submitCounted: ['1'],
  submitLifecycle: ['1'],
  submitNewPeriod: [],
  submitPeriod: [ID, PERIOD, false],
  submitPeriodRemoval: [ID],
  submitPeriodsAhead: [],
  submitCheckedPeriods: [{}],
  submitRating: ['1.1'],
  submitRatingSource: ['1.1', ID],
  submitTypedReport: [],
  submitReportFile: [],
  submitDispute: [SECTION],
  submitDisputeAnswer: [1],
  submitApproval: [ID],
  submitReturn: [ID],
  submitRewording: [ID],
  submitApprovals: [],
  submitSettings: [{ isPublic: true, needsApproval: false }],
  submitAnswerOfRequest: [1],
  submitWithdrawalOfRequest: [1],
  submitReopeningOfRequest: [1],
  submitResponsibleOfRequest: [1],
  submitRequest: [],
  submitNewDraft: [null],
  submitDraftPart: [ID, 'summary'],
  submitReview: [ID],
  submitIssue: [ID],
  submitDiscard: [ID],
  submitThreshold: [RULE],
  submitRule: [RULE, RULE],
  submitDetails: [],
}
const OF_ACCOUNTS: Readonly<Record<string, readonly unknown[]>> = {
  submitNewPlan: [],
  submitRights: [ID],
  submitIdentity: [ID],
  submitPasswordLink: [ID],
  submitDeactivate: [ID],
  submitReactivate: [ID],
  submitTokenRevocationOf: [ID, ID],
  submitPasskeyRoles: [],
  submitRevoke: [ID],
  submitInvite: [],
}
/** Of one's own, or of no one who is signed in; and calls of a script. */
const OTHERS = [
  'submitNoChange',
  'submitNoChanges',
  'submitPasskeyStart',
  'submitPasskey',
  'submitPasskeyRemoval',
  'submitName',
  'submitPassword',
  'submitEndSession',
  'submitSignOutEverywhere',
  'submitToken',
  'submitTokenRevocation',
  'submitPin',
  'submitPinRemoval',
  'submitSignIn',
  'submitPasskeySignInStart',
  'submitPasskeySignIn',
  'submitConfirmation',
  'submitPasskeyConfirmation',
  'submitDraft',
  'submitDiscardDraft',
  'submitInvitation',
]

let db: pg.Client
let slug: string
beforeAll(async () => {
  db = await connect()
  const plan = await createPlan(db)
  slug = String(rowOf(plan, 'plan').slug)
  await db.query('UPDATE plan SET is_public = true WHERE id = $1', [idOf(plan, 'plan')])
})
afterAll(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

it('is known of every form', () => {
  expect([...submits.keys()].sort()).toEqual(
    [...Object.keys(IN_PLAN), ...Object.keys(OF_ACCOUNTS), ...OTHERS].sort(),
  )
})

const FORMS: readonly (readonly [name: string, bound: () => readonly unknown[]])[] = [
  ...Object.entries(IN_PLAN).map(([name, bound]) => [name, () => [slug, ...bound]] as const),
  ...Object.entries(OF_ACCOUNTS).map(([name, bound]) => [name, () => bound] as const),
]

it.each(FORMS)('%s, incomplete', async (name, bound) => {
  const send = async () => {
    const form = new FormData()
    form.set('typed', 'Typed for an hour')
    return submits.get(name)?.(...bound(), { values: {}, errors: {} }, form)
  }
  await actAs(db, await addPerson(db))
  const shown = await send()
  expect(Object.keys(shown?.errors ?? {})).toEqual(['form'])
  expect(Object.values(RIGHTS).map((right) => right.else)).toContain(shown?.errors.form)
  expect(shown?.values.typed).toBe('Typed for an hour')

  await actAs(db, null)
  expect((await send())?.errors.form).toMatch(/^You are signed out\./)
})
