// Every submit as every role: those who may change something, and no one else does. A submit that is not in the table
// fails, so that a new one cannot be forgotten.
import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { identityMark } from '@/lib/domain/people/rights'
import { db as prisma } from '@/lib/db'
import { makeFormToken } from '@/lib/auth/form-token'
import { readDone } from '@/lib/http/done-cookie'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { fingerprint, readRecord } from '@/lib/queries/structure/structure'
import { fillPlanDetails } from '@/lib/schemas/structure/plan-details'
import { actAs, useNewBrowser } from '@/tests/helpers/acting'
import { markReviewed } from '@/tests/helpers/issue-report'
import { addPerson, addToken } from '@/tests/helpers/people'
import { addPeriod, giveAction } from '@/tests/helpers/periods'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  insert,
  PERSON,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'

type Submit = (...parameters: never[]) => Promise<unknown>
const modules = import.meta.glob<Record<string, Submit>>('/app/**/submit*.ts')

const WHO = [
  'nobody',
  'stranger',
  'viewer',
  'analyst',
  'officer',
  'colleague',
  'editor',
  'administrator',
] as const
type Who = (typeof WHO)[number]

interface Row {
  /** Those for whom it does something. */
  readonly may: readonly Who[]
  /** What it is called with, so that it does something for those who may. The form comes last. */
  readonly given: (example: Example) => readonly unknown[] | Promise<readonly unknown[]>
}

interface Example {
  readonly slug: string
  readonly id: (table: string) => string
  /** Who sends it; empty for no one. */
  readonly actorId: string
}

const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
const OPENED = { values: {}, errors: {} }
/** Of a form that makes something. */
const newKey = () => ({ 'submission-key': randomUUID() })
const WORDS = Object.fromEntries(
  ['Pillar', 'Section', 'Action'].map((one) => [one.toLowerCase(), { one, many: `${one}s` }]),
)

const INSIDE = ['viewer', 'analyst', 'officer', 'colleague', 'editor', 'administrator'] as const
const EDITORS = ['editor'] as const
const REPORTERS = ['officer', 'editor'] as const
const ADMINISTRATORS = ['administrator'] as const

const update = () => ({
  'submission-key': randomUUID(),
  status: 'onTrack',
  narrative: 'Half of it is done',
  ...date('effective', 3, 2025),
})

/** An update of the example's action that waits for approval. */
async function waitingUpdate({ id }: Example): Promise<string> {
  const waiting = randomUUID()
  await insert(db, 'progress_update', {
    id: waiting,
    plan_id: id('plan'),
    action_id: id('action'),
    status: 'onTrack',
    narrative: 'Half of it is done',
    effective_on: '2025-03-01',
    attributed_to: 'Scottish Government',
    basis: 'reported',
    needs_approval: true,
  })
  return waiting
}

/** An ask about the example's action that no one has answered. */
async function openRequest({ id }: Example): Promise<number> {
  await insert(db, 'board_ask', {
    id: randomUUID(),
    plan_id: id('plan'),
    number: 2,
    kind: 'question',
    action_id: id('action'),
    text: 'Why?',
    raised_on: '2025-03-01',
    due_on: '2025-04-01',
  })
  return 2
}

/** A dispute of the example's section that no one has answered. */
async function openDispute({ id }: Example): Promise<number> {
  await insert(db, 'rating_dispute', {
    id: randomUUID(),
    plan_id: id('plan'),
    number: 2,
    section_id: id('section'),
    overall_rag: 'onTrack',
    reason: 'It is late',
    effective_on: '2025-03-01',
  })
  return 2
}

const LATER = { name: 'Later', opensOn: '2040-01-01', dueOn: '2040-01-02', closesOn: '2040-01-03' }

const laterPeriod = ({ id }: Example) => addPeriod(db, id('plan'), LATER.name, LATER)

const DETAILS = {
  title: 'A second plan',
  shortTitle: 'Second',
  publishers: 'Scottish Government',
  period: '2026',
  licence: 'OGL',
  attribution: 'OGL',
  ...date('starts', 1),
  ...date('ends', 12),
  'pillar-one': 'Priority',
  'pillar-many': 'Priorities',
  'section-one': 'Section',
  'section-many': 'Sections',
  'action-one': 'Deliverable',
  'action-many': 'Deliverables',
}

const ORIGIN = {
  basis: 'illustrative',
  basisNote: 'One of several ways',
  correction: 'It was never printed',
  'submission-key': randomUUID(),
}

const PRINTED = { reference: 'Paper 2', title: 'Another report', ...date('asOf', 3, 2025) }

/** An action of the example's section to which nothing has happened yet. */
async function freshAction(): Promise<string> {
  await addAction(db, plan, { ref: '2' })
  return '2'
}

const somebody = () => addPerson(db)
const colleague = (role: 'officer' | 'editor') => addPerson(db, { roles: { [idOf(plan, 'plan')]: role } })

async function invitation(): Promise<string> {
  const id = randomUUID()
  await insert(db, 'invitation', {
    id,
    token_hash: id,
    email: 'new@example.org',
    expires_at: new Date(Date.now() + 60_000),
  })
  return id
}

/** Each submit that changes something for more than the one who sends it. */
const TABLE: Readonly<Record<string, Row>> = {
  'plans/[plan]/periods submitNewPeriod': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      OPENED,
      form({ name: 'Summer 2030', ...date('opens', 1), ...date('due', 2), ...date('closes', 3) }),
    ],
  },
  'plans/[plan]/periods submitPeriod': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await laterPeriod(example),
      LATER,
      false,
      OPENED,
      form({
        name: 'Much later',
        ...date('opens', 3, 2041),
        ...date('due', 4, 2041),
        ...date('closes', 5, 2041),
      }),
    ],
  },
  'plans/[plan]/periods submitPeriodRemoval': {
    may: EDITORS,
    given: async (example) => [example.slug, await laterPeriod(example), OPENED, form({})],
  },
  'plans/[plan]/periods submitCheckedPeriods': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      { rhythm: 'quarterly', count: '2', dueAfter: '10', closesAfter: '20', ...date('first', 1) },
      OPENED,
      form({}),
    ],
  },
  'plans/[plan]/actions/[action]/update submitProgressUpdate': {
    may: REPORTERS,
    given: async ({ slug, id, actorId }) => [
      slug,
      '1',
      OPENED,
      form({
        ...update(),
        token: await makeFormToken(actorId, `update ${slug} 1`),
        'seen-update': id('progress_update'),
        'seen-due': '',
      }),
    ],
  },
  'plans/[plan]/actions/[action]/update submitNoChange': {
    may: REPORTERS,
    given: ({ slug, id }) => [
      slug,
      '1',
      'action',
      OPENED,
      form({ 'update-id': id('progress_update'), 'submission-key': randomUUID() }),
    ],
  },
  'plans/[plan]/actions/[action]/updates/[update]/correct submitCorrection': {
    may: EDITORS,
    given: ({ slug, id }) => [
      slug,
      '1',
      id('progress_update'),
      OPENED,
      form({ ...update(), correction: 'The day' }),
    ],
  },
  'my-updates/no-change submitNoChanges': {
    may: REPORTERS,
    given: ({ slug, id }) => {
      const actions = `${slug} 1 ${id('progress_update')}`
      return [OPENED, form({ actions, seen: actions, confirmed: 'yes' })]
    },
  },
  'plans/[plan]/approvals submitApprovals': {
    may: EDITORS,
    given: async (example) => [example.slug, OPENED, form({ updates: await waitingUpdate(example) })],
  },
  'plans/[plan]/approvals/[update] submitApproval': {
    may: EDITORS,
    given: async (example) => [example.slug, await waitingUpdate(example), OPENED, form({})],
  },
  'plans/[plan]/approvals/[update] submitReturn': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await waitingUpdate(example),
      OPENED,
      form({ comment: 'Say more' }),
    ],
  },
  'plans/[plan]/approvals/[update] submitRewording': {
    may: EDITORS,
    given: async (example) => [example.slug, await waitingUpdate(example), OPENED, form(update())],
  },
  'admin/accounts/invite submitInvite': {
    may: ADMINISTRATORS,
    given: ({ id }) => [
      OPENED,
      form({ ...newKey(), email: `${randomUUID()}@example.org`, [`role-${id('plan')}`]: 'officer' }),
    ],
  },
  'admin/accounts/passkeys submitPasskeyRoles': {
    may: ADMINISTRATORS,
    given: () => [OPENED, form({})],
  },
  'admin/accounts submitRevoke': {
    may: ADMINISTRATORS,
    given: async () => [await invitation(), OPENED, form({})],
  },
  'admin/accounts/[person] submitRights': {
    may: ADMINISTRATORS,
    given: async ({ id }) => [await somebody(), OPENED, form({ [`role-${id('plan')}`]: 'editor' })],
  },
  'admin/accounts/[person] submitPasswordLink': {
    may: ADMINISTRATORS,
    given: async () => [await somebody(), OPENED, form(newKey())],
  },
  'admin/accounts/[person] submitIdentity': {
    may: ADMINISTRATORS,
    given: async () => {
      const person = await addPerson(db, { name: 'Somebody' })
      const email = `${person}@example.org`
      const fingerprint = identityMark({ name: 'Somebody', email })
      return [person, OPENED, form({ name: 'Somebody Else', email, fingerprint })]
    },
  },
  'admin/accounts/[person] submitTokenRevocationOf': {
    may: ADMINISTRATORS,
    given: async ({ id }) => {
      const person = await somebody()
      return [person, await addToken(db, person, [id('plan')]), OPENED, form({})]
    },
  },
  'admin/accounts/[person] submitDeactivate': {
    may: ADMINISTRATORS,
    given: async () => [await somebody(), OPENED, form({ confirmed: 'yes' })],
  },
  'admin/accounts/[person] submitReactivate': {
    may: ADMINISTRATORS,
    given: async () => {
      const person = await somebody()
      await db.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [person])
      return [person, OPENED, form({})]
    },
  },
  'plans/[plan]/actions/[action]/accountable submitAccountable': {
    may: EDITORS,
    given: async ({ slug }) => [
      slug,
      await freshAction(),
      null,
      OPENED,
      form({ person: await colleague('officer'), ...date('from', 3, 2025) }),
    ],
  },
  'plans/[plan]/actions/[action]/accountable submitContributor': {
    may: EDITORS,
    given: async ({ slug }) => [
      slug,
      await freshAction(),
      OPENED,
      form({ contributor: await colleague('officer') }),
    ],
  },
  'plans/[plan]/actions/[action]/accountable submitContributorRemoval': {
    may: EDITORS,
    given: ({ slug }) => [slug, '1', PERSON, OPENED, form({})],
  },
  'plans/[plan]/team/hand-over submitReassignment': {
    may: EDITORS,
    given: async ({ slug }) => [
      slug,
      null,
      [],
      OPENED,
      form({ refs: await freshAction(), person: await colleague('officer'), ...date('from', 3, 2025) }),
    ],
  },
  'plans/[plan]/actions/[action]/counted submitCounted': {
    may: EDITORS,
    given: async ({ slug }) => {
      const ref = await freshAction()
      return [
        slug,
        ref,
        OPENED,
        form({ counted: ref, shown: ref, reason: 'It counts', ...date('on', 3, 2025) }),
      ]
    },
  },
  'plans/[plan]/actions/[action]/lifecycle submitLifecycle': {
    may: EDITORS,
    given: async ({ slug }) => [
      slug,
      await freshAction(),
      OPENED,
      form({ lifecycle: 'withdrawn', reason: 'Not needed', ...date('on', 3, 2025) }),
    ],
  },
  'plans/[plan]/structure submitRecord': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      'pillar',
      null,
      OPENED,
      form({ ...newKey(), code: 'second', name: 'Second', aim: 'Another aim' }),
    ],
  },
  'plans/[plan]/structure/add-actions submitNewActions': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      OPENED,
      form({
        section: '1.1',
        counted: 'no',
        first: '77',
        titles: 'One more',
        ...newKey(),
        confirmed: 'yes',
        seen: '1.1 no 77 One more',
      }),
    ],
  },
  'plans/[plan]/structure submitMove': {
    may: EDITORS,
    given: async ({ slug }) => [slug, OPENED, form({ move: `action up ${await freshAction()} past 1` })],
  },
  'plans/[plan]/structure submitWithdrawal': {
    may: EDITORS,
    given: async ({ slug, id }) => {
      const code = String(rowOf(plan, 'achievement').code)
      const record = await readRecord(prisma, id('plan'), 'achievement', code)
      const opened = fingerprint(record?.values ?? {})
      return [slug, 'achievement', code, OPENED, form({ reason: 'Counted twice', fingerprint: opened })]
    },
  },
  'plans/[plan]/actions/[action]/updates/[update]/source submitUpdateSource': {
    may: EDITORS,
    given: ({ slug, id }) => [slug, id('progress_update'), OPENED, form(ORIGIN)],
  },
  'plans/[plan]/sections/[section]/ratings/[rating]/source submitRatingSource': {
    may: EDITORS,
    given: ({ slug, id }) => [slug, '1.1', id('section_assessment'), OPENED, form(ORIGIN)],
  },
  'plans/[plan]/structure submitRemoval': {
    may: EDITORS,
    given: async ({ slug, id }) => {
      await insert(db, 'pillar', {
        id: randomUUID(),
        plan_id: id('plan'),
        code: 'empty',
        position: 9,
        name: 'Empty',
        aim: 'None',
      })
      return [slug, 'pillar', 'empty', OPENED, form({})]
    },
  },
  'plans/[plan]/reconciliation submitTypedReport': {
    may: EDITORS,
    given: ({ slug }) => [slug, OPENED, form({ ...PRINTED, 'share-1.1-onTrack': '100' })],
  },
  'plans/[plan]/reconciliation submitReportFile': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      OPENED,
      form({ ...PRINTED, text: 'section,status,percent\n1.1,On Track,100' }),
    ],
  },
  'plans/[plan]/requests/new submitRequest': {
    may: INSIDE,
    given: ({ slug }) => [
      slug,
      OPENED,
      form({
        kind: 'question',
        about: 'action 1',
        text: 'Why?',
        partner: 'nes',
        'submission-key': randomUUID(),
        ...date('raised', 3, 2025),
        ...date('due', 6),
      }),
    ],
  },
  'plans/[plan]/requests/[request] submitAnswer': {
    may: REPORTERS,
    given: async (example) => [
      example.slug,
      await openRequest(example),
      OPENED,
      form({ answer: 'Because it is late' }),
    ],
  },
  'plans/[plan]/requests/[request] submitWithdrawal': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await openRequest(example),
      OPENED,
      form({ reason: 'Asked twice' }),
    ],
  },
  'plans/[plan]/requests/[request] submitReopening': {
    may: EDITORS,
    given: ({ slug }) => [slug, 1, OPENED, form({ reopen: 'That was no answer' })],
  },
  'plans/[plan]/requests/[request] submitResponsible': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await openRequest(example),
      OPENED,
      form({ partner: 'nes', why: 'More time', ...date('due', 8) }),
    ],
  },
  'plans/[plan]/disputes submitDispute': {
    may: INSIDE,
    given: ({ slug }) => [
      slug,
      { level: 'action', code: '1' },
      OPENED,
      form({ reason: 'It is late', seen: 'onTrack', 'submission-key': randomUUID() }),
    ],
  },
  'plans/[plan]/disputes submitDisputeAnswer': {
    may: EDITORS,
    given: async (example) => [
      example.slug,
      await openDispute(example),
      OPENED,
      form({ outcome: 'kept', text: 'It is not late' }),
    ],
  },
  'plans/[plan]/details submitDetails': {
    may: EDITORS,
    given: async ({ slug, id }) => {
      const state = await loadPlan(id('plan'))
      return [slug, OPENED, form({ ...DETAILS, fingerprint: fingerprint(fillPlanDetails(state)) })]
    },
  },
  'plans/new submitNewPlan': {
    may: ADMINISTRATORS,
    given: () => [
      OPENED,
      form({ ...newKey(), ...DETAILS, isAnother: 'yes', slug: `new-${randomUUID()}`, access: 'inside' }),
    ],
  },
  'plans/[plan]/sections/[section]/rating submitRating': {
    may: EDITORS,
    given: ({ slug, id }) => [
      slug,
      '1.1',
      OPENED,
      form({ overallRag: 'offTrack', reason: 'Late', seen: id('section_assessment') }),
    ],
  },
  'plans/[plan]/reports/new submitNewDraft': {
    may: EDITORS,
    given: ({ slug }) => [
      slug,
      null,
      OPENED,
      form({ ...newKey(), reference: 'LB(30)01', title: 'A report', ...date('asAt', 3, 2025) }),
    ],
  },
  'plans/[plan]/reports/drafts/[draft] submitDraftPart': {
    may: EDITORS,
    given: ({ slug, id }) => [
      slug,
      id('report_draft'),
      'summary',
      OPENED,
      form({ text: 'It goes well', fingerprint: fingerprint({ text: 'A draft of it' }) }),
    ],
  },
  'plans/[plan]/reports/drafts/[draft] submitReview': {
    may: EDITORS,
    given: ({ slug, id }) => [slug, id('report_draft'), OPENED, form({ version: '1', step: 'send' })],
  },
  'plans/[plan]/reports/drafts/[draft] submitIssue': {
    may: EDITORS,
    given: async ({ slug, id }) => {
      const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
      await db.query(
        `UPDATE report_draft SET content = content || jsonb_build_object('notes', $2::jsonb) WHERE id = $1`,
        [id('report_draft'), JSON.stringify(notes)],
      )
      await markReviewed(id('report_draft'))
      // The example's report is no real one, and a report is compared with the one before it.
      await db.query(`UPDATE report_draft SET as_at = '2025-02-28' WHERE id = $1`, [id('report_draft')])
      return [slug, id('report_draft'), OPENED, form({ version: '1' })]
    },
  },
  'plans/[plan]/reports/drafts/[draft] submitDiscard': {
    may: EDITORS,
    given: ({ slug, id }) => [slug, id('report_draft'), OPENED, form({})],
  },
  'plans/[plan]/rule submitRule': {
    may: ADMINISTRATORS,
    given: ({ slug }) => [slug, rule(1, 3), rule(1, 2), OPENED, form({ reason: 'A half is plainer' })],
  },
  'plans/[plan]/settings submitSettings': {
    may: ADMINISTRATORS,
    given: ({ slug }) => [
      slug,
      { isPublic: true, needsApproval: false },
      OPENED,
      form({ isPublic: 'yes', needsApproval: 'yes' }),
    ],
  },
}

/** Submits that lead on to another page and change nothing. */
const CHANGE_NOTHING: Readonly<Record<string, Row['given']>> = {
  'plans/[plan]/periods submitPeriodsAhead': ({ slug }) => [slug, OPENED, form({ rhythm: 'quarterly' })],
  'plans/[plan]/rule submitThreshold': ({ slug }) => [
    slug,
    rule(1, 3),
    OPENED,
    form({ atRiskNumerator: '1', atRiskDenominator: '2' }),
  ],
}

const PASSKEY = {
  id: 'a',
  rawId: 'a',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'e30' },
}

/** Submits that touch the account, the sessions or the draft of the one who sends them, and no one else's. */
const ONE_S_OWN: Readonly<Record<string, Row['given']>> = {
  'account submitEndSession': () => [randomUUID(), OPENED, form({})],
  'account submitName': () => [OPENED, form({ name: 'A', fingerprint: 'x' })],
  'account submitPassword': () => [OPENED, form({ currentPassword: 'x', newPassword: 'y', again: 'y' })],
  'account submitSignOutEverywhere': () => [OPENED, form({})],
  'account/tokens submitToken': ({ id }) => [OPENED, form({ name: 'A', plans: id('plan'), days: '30' })],
  'account/tokens submitTokenRevocation': () => [randomUUID(), OPENED, form({})],
  'pins submitPin': ({ slug }) => [{ plan: slug, level: 'action', code: '1' }, OPENED, form({})],
  'pins submitPinRemoval': () => [randomUUID(), OPENED, form({})],
  'account/passkeys submitPasskey': () => [{ 'passkey-name': 'A' }, PASSKEY],
  'account/passkeys submitPasskeyRemoval': () => [randomUUID(), OPENED, form({})],
  'account/passkeys submitPasskeyStart': () => [{ 'passkey-name': 'A' }],
  'invitations/[token] submitInvitation': () => ['token', OPENED, form({ name: 'A' })],
  'drafts submitDiscardDraft': ({ slug }) => [{ kind: 'update', plan: slug, ref: '1' }, OPENED, form({})],
  'drafts submitDraft': ({ slug }) => [{ kind: 'update', plan: slug, ref: '1' }, form({ token: 'x' })],
  'sign-in submitSignIn': () => ['/', OPENED, form({ email: 'a@example.org' })],
  // With a password it would be a failed sign-in, which is put on record.
  'sign-in/confirm submitConfirmation': () => ['/', OPENED, form({})],
  'sign-in/confirm submitPasskeyConfirmation': () => ['/', PASSKEY],
  'sign-in/passkey submitPasskeySignIn': () => ['/', PASSKEY],
  'sign-in/passkey submitPasskeySignInStart': () => [],
}

function date(name: string, month: number, year = 2030) {
  return { [`${name}-day`]: '1', [`${name}-month`]: String(month), [`${name}-year`]: String(year) }
}
function rule(atRiskNumerator: number, atRiskDenominator: number) {
  return { atRiskNumerator, atRiskDenominator }
}

const nameOf = (file: string, submit: string) =>
  `${file.replace(/^\/app\//, '').replace(/\/submit[^/]*\.ts$/, '')} ${submit}`

async function allSubmits(): Promise<ReadonlyMap<string, Submit>> {
  const found = new Map<string, Submit>()
  for (const [file, load] of Object.entries(modules))
    for (const [name, submit] of Object.entries(await load())) found.set(nameOf(file, name), submit)
  return found
}

/** How to call each submit there is. */
const GIVEN: Readonly<Record<string, Row['given']>> = {
  ...CHANGE_NOTHING,
  ...ONE_S_OWN,
  ...Object.fromEntries(Object.entries(TABLE).map(([name, { given }]) => [name, given])),
}

let db: pg.Client
let plan: ExamplePlan
let submits: ReadonlyMap<string, Submit>

beforeAll(async () => {
  db = await connect()
  submits = await allSubmits()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan()
  rowOf(plan, 'plan').words = WORDS
  rowOf(plan, 'action').counted = true
  rowOf(plan, 'progress_update').basis = 'reported'
  await write(db, plan)
})

/** From now on it is they who ask. Returns their id, empty for no one. */
async function become(who: Who): Promise<string> {
  if (who === 'nobody') {
    await actAs(db, null)
    return ''
  }
  const planId = idOf(plan, 'plan')
  const role = who === 'colleague' ? 'officer' : who
  const id = await addPerson(db, {
    isAdministrator: who === 'administrator',
    roles: role === 'stranger' || role === 'administrator' ? {} : { [planId]: role },
  })
  // The officer answers for the action; a colleague is an officer too, and does not.
  if (who === 'officer') await giveAction(db, planId, idOf(plan, 'action'), id, '2025-04-01')
  await actAs(db, id)
  return id
}

/** Every change is put on record, so the record tells whether there was one. */
async function entries(): Promise<number> {
  return Number((await db.query('SELECT count(*) AS count FROM audit_entry')).rows[0].count)
}

it('knows every submit there is', () => {
  expect([...submits.keys()].sort()).toEqual(Object.keys(GIVEN).sort())
})

/** What is said of these the page where they lead reads from the update itself, which its address names. */
const SAID_BY_THE_PAGE = ['submitProgressUpdate', 'submitNoChange', 'submitCorrection']

/** Expects that what was done is said: by the form itself, or at the top of the page where it leads. */
function expectToBeSaid(name: string, answer: unknown, cookies: ReadonlyMap<string, string>): void {
  if (SAID_BY_THE_PAGE.some((one) => name.endsWith(` ${one}`))) return
  const { notice } = (answer ?? {}) as { notice?: string }
  const page = answer instanceof Error ? answer.message.replace(/^redirect /, '') : ''
  const done = readDone(cookies.get('cairn.done') ?? '', page)
  expect(notice ?? done, `${name} says what it did: ${inspect(answer)}`).toMatch(/\w.*\.$/)
}

describe.each(Object.entries(TABLE))('%s', (name, { may, given }) => {
  it.each(WHO)(`as %s`, async (who) => {
    const cookies = useNewBrowser()
    const actorId = await become(who)
    const slug = String(rowOf(plan, 'plan').slug)
    const parameters = await given({ slug, actorId, id: (table) => idOf(plan, table) })
    const before = await entries()
    const answer = await submits
      .get(name)?.(...(parameters as never[]))
      .catch((error: unknown) => error)
    const changed = (await entries()) > before
    expect(changed, `${name} as ${who}: ${JSON.stringify(answer)} ${String(answer)}`).toBe(may.includes(who))
    if (changed) expectToBeSaid(name, answer, cookies)
  })
})

/** What may come in the place of what a page has bound to a form: anything that a browser can send. */
const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  NaN,
  1e21,
  10n,
  Symbol.for('x'),
  new Date(0),
  Promise.resolve('x'),
  {},
  { not: '' },
  { in: [] },
  { contains: '' },
  { kind: 'update' },
  { level: {}, code: { not: '' } },
  [''],
  [{ not: '' }],
  new Map([['not', '']]),
  new FormData(),
  new Blob(['x']),
  '',
  '\0',
  '\u202e',
  '\ud800',
  'x'.repeat(100_000),
  '__proto__',
  '../..',
]

/** What may come in the place of what was typed. */
const TYPED: readonly (readonly (string | Blob)[])[] = [
  [new Blob(['x'])],
  ['one', 'two'],
  ['\0'],
  [''],
  ['9'.repeat(400)],
  ['-1'],
  ['x'.repeat(30_000)],
  [`' OR true --`],
  ['__proto__'],
]
/** What may come in the place of what the form showed last. */
const SHOWN: readonly unknown[] = [undefined, 'x', [], { versions: 1 }, { versions: [{}] }, { values: null }]

/** Everything that is kept, but for what counts attempts and notes that someone is there. */
async function everything(): Promise<unknown> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
       AND table_type = 'BASE TABLE' AND table_name NOT IN ('rate_limit', 'verification') ORDER BY 1`,
  )
  const each = rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*), md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM "${name}" t`,
  )
  return (await db.query(`${each.join(' UNION ALL ')} ORDER BY 1`)).rows
}

describe('a submit that gets something else than its page bound to it', () => {
  /** Calls a submit, which answers with a form, leads elsewhere or finds nothing; it does not fail. */
  async function call(name: string, sent: readonly unknown[]): Promise<void> {
    const error: unknown = await submits
      .get(name)?.(...(sent as never[]))
      .then(
        () => null,
        (reason: unknown) => reason,
      )
    if (error === null || (error instanceof Error && /^(redirect \/|not found$)/.test(error.message))) return
    throw new Error(`${name} fails on ${inspect(sent).slice(0, 400)}`, { cause: error })
  }

  const example = async (): Promise<Example> => {
    const actorId = await become('administrator')
    await insert(db, 'membership', { plan_id: idOf(plan, 'plan'), person_id: actorId, role: 'editor' })
    return { slug: String(rowOf(plan, 'plan').slug), actorId, id: (table) => idOf(plan, table) }
  }

  it.each(Object.entries(GIVEN))(
    'changes nothing and does not fail: %s',
    { timeout: 60_000 },
    async (name, given) => {
      const parameters = await given(await example())
      const before = await everything()
      for (const [at, usual] of parameters.entries())
        for (const value of HOSTILE) {
          // What the form showed last is no one's concern but the sender's, and the address of the form to come back to.
          if (usual === OPENED || (/submit(Correction|RatingSource)$/.test(name) && at === 1)) continue
          // The rest may be one of what the page can bind.
          if (usual === value || (typeof usual === 'boolean' && typeof value === 'boolean')) continue
          if (usual instanceof FormData && value instanceof FormData) continue
          await call(name, parameters.with(at, value))
        }
      expect(await everything()).toEqual(before)
    },
  )

  it.each(Object.entries(GIVEN))(
    'does not fail on what was typed: %s',
    { timeout: 60_000 },
    async (name, given) => {
      const parameters = await given(await example())
      const state = parameters.indexOf(OPENED)
      if (state >= 0)
        for (const value of SHOWN) await call(name, parameters.with(state, value).with(-1, form({})))
      const typed = parameters.at(-1)
      if (!(typed instanceof FormData)) return
      const fields = [...new Set(typed.keys()), 'token', 'typed-form', 'boxes', 'fingerprint', '__proto__']
      const send = async (changed: readonly string[], values: readonly (string | Blob)[]) => {
        const data = new FormData()
        for (const [field, value] of typed) if (!changed.includes(field)) data.append(field, value)
        for (const field of changed) for (const value of values) data.append(field, value)
        await call(name, parameters.with(-1, data))
      }
      for (const values of TYPED) await send(fields, values)
      for (const field of fields) await send([field], ['one', 'two'])
    },
  )
})
