// The same form sent twice, at once and one after another, makes one record, and both answers name it.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submitInvitation } from '@/app/invitations/[token]/submit'
import { db as prisma } from '@/lib/db'
import { ChangedError, InvalidError } from '@/lib/errors'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { makeApiToken, revokeApiToken } from '@/lib/mutations/people/api-tokens'
import { raiseRequest } from '@/lib/mutations/board/board-requests'
import { disputeRating } from '@/lib/mutations/board/disputes'
import { changeRights } from '@/lib/mutations/people/accounts'
import { invite, makePasswordLink } from '@/lib/mutations/people/invitations'
import { issueDraft } from '@/lib/mutations/reports/issue-report'
import { addPeriods } from '@/lib/mutations/periods/periods'
import { addPrintedReport } from '@/lib/mutations/printed/printed-reports'
import { saveDraftPart, startDraft } from '@/lib/mutations/reports/report-drafts'
import { createPlan as makePlan } from '@/lib/mutations/structure/create-plan'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { fingerprint, readRecord } from '@/lib/queries/structure/structure'
import { EMPTY_FORM, type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkNewPlan } from '@/lib/schemas/structure/plan-details'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { actAs, useNewBrowser } from '@/tests/helpers/acting'
import { markReviewed } from '@/tests/helpers/issue-report'
import { addPerson } from '@/tests/helpers/people'
import {
  connect,
  type ExamplePlan,
  idOf,
  rowOf,
  write,
  countedPlan,
  BOARD_TABLES,
} from '@/tests/helpers/plan-rows'
import { peopleMessages } from '@/lib/format/people/messages'

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = countedPlan(...BOARD_TABLES)
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
  await actAs(db, await addPerson(db, { isAdministrator: true, roles: { [idOf(plan, 'plan')]: 'editor' } }))
})

const count = async (table: string) =>
  Number((await db.query(`SELECT count(*) FROM ${table}`)).rows[0]?.count)

const checkedRecord = (kind: StructureKind, values: FormValues) => {
  const { data, state } = checkRecord(kind, values)
  if (!data) throw new InvalidError(state.errors)
  return data
}
const add = (kind: StructureKind, values: FormValues) => (key: string) =>
  saveRecord(slug, null, checkedRecord(kind, { ...values, 'submission-key': key }))

const NEW_PLAN: FormValues = {
  title: 'Twice',
  shortTitle: 'Twice',
  publishers: 'COSLA',
  period: '2026',
  licence: 'OGL',
  'starts-day': '1',
  'starts-month': '4',
  'starts-year': '2026',
  'ends-day': '31',
  'ends-month': '3',
  'ends-year': '2029',
  attribution: 'OGL',
  access: 'inside',
  'pillar-one': 'Pillar',
  'pillar-many': 'Pillars',
  'section-one': 'Section',
  'section-many': 'Sections',
  'action-one': 'Action',
  'action-many': 'Actions',
}

/** Each creator by the table it writes to; what it is given is the key of the form. */
const CREATORS: readonly (readonly [
  what: string,
  table: string,
  open: () => (key: string) => Promise<unknown>,
])[] = [
  ['a token', 'api_token', () => (key) => makeApiToken('A chart', [idOf(plan, 'plan')], 30, key)],
  [
    'an invitation',
    'invitation',
    () => {
      const email = `${randomUUID()}@example.org`
      return (key) => invite(email, { isAdministrator: true, roles: new Map() }, key)
    },
  ],
  [
    'a password link',
    'invitation',
    () => {
      const person = addPerson(db)
      return async (key) => makePasswordLink(await person, key)
    },
  ],
  [
    'the draft of a report',
    'report_draft',
    () => (submissionKey) =>
      startDraft(slug, {
        reference: 'LB(26)01',
        title: 'First',
        meetingOn: null,
        asAt: '2026-03-31',
        corrects: null,
        // The text that it begins with may differ from one moment to the next.
        content: { summary: randomUUID(), risks: '', delivered: {}, notes: {}, risksFrom: null },
        submissionKey,
      }),
  ],
  [
    'a board request',
    'board_ask',
    () => (submissionKey) =>
      raiseRequest(slug, {
        kind: 'question',
        about: { level: 'action', code: '1' },
        text: 'How many?',
        submissionKey,
        raisedOn: '2025-03-10',
        report: null,
        partner: null,
        personId: null,
        dueOn: '2030-01-31',
      }),
  ],
  [
    'a dispute',
    'rating_dispute',
    () => (submissionKey) =>
      disputeRating(slug, {
        about: { level: 'section', code: '1.1' },
        seen: 'onTrack',
        reason: 'It is late',
        submissionKey,
      }),
  ],
  [
    'periods',
    'reporting_period',
    () => () =>
      addPeriods(slug, [
        { name: 'Spring', opensOn: '2031-03-01', dueOn: '2031-03-31', closesOn: '2031-04-30' },
        { name: 'Summer', opensOn: '2031-06-01', dueOn: '2031-06-30', closesOn: '2031-07-31' },
      ]),
  ],
  [
    'a printed report',
    'printed_report',
    () => () =>
      addPrintedReport(slug, {
        code: 'lb-26-01',
        reference: 'LB(26)01',
        title: 'Printed',
        source: null,
        correction: null,
        asOf: { date: '2026-03-31', precision: 'day' },
        figures: { plan: null, sections: [] },
      } as unknown as Parameters<typeof addPrintedReport>[1]),
  ],
  ['a pillar', 'pillar', () => add('pillar', { code: 'retain', name: 'Retain', aim: 'Keep people' })],
  ['a section', 'section', () => add('section', { code: '9.1', title: 'Keep them', pillar: 'plan' })],
  ['an action', 'action', () => add('action', { ref: '99', title: 'Do it', section: '1.1', counted: 'yes' })],
  [
    'a partner',
    'partner',
    () => add('partner', { code: 'union', name: 'A union', abbreviation: 'AU', kind: 'union' }),
  ],
  ['an outcome', 'outcome', () => add('outcome', { code: 'o99', text: 'Better care', pillar: 'plan' })],
  [
    'a plan',
    'plan',
    () => {
      const address = `twice-${randomUUID()}`
      return (key) => {
        const { data } = checkNewPlan({ ...NEW_PLAN, title: address, slug: address, 'submission-key': key })
        if (!data) throw new Error('The form is wrong')
        return makePlan(data)
      }
    },
  ],
]

describe.each(CREATORS)('the form that makes %s', (_, table, open) => {
  it('makes it once when it is sent twice at once', async () => {
    const [send, key, before] = [open(), randomUUID(), await count(table)]
    const once = await Promise.all([send(key), send(key)])
    expect(once[1]).toEqual(once[0])
    const made = (await count(table)) - before
    expect(made).toBe(table === 'reporting_period' ? 2 : 1)
  })

  it('makes it once when it is sent again later', async () => {
    const [send, key, before] = [open(), randomUUID(), await count(table)]
    const first = await send(key)
    expect(await send(key)).toEqual(first)
    expect((await count(table)) - before).toBe(table === 'reporting_period' ? 2 : 1)
  })
})

describe('the form that changes', () => {
  const twice = async (send: () => Promise<unknown>) => {
    const atOnce = await Promise.all([send(), send()])
    expect(await send()).toEqual(atOnce[0])
    return atOnce
  }

  it('a record changes it once', async () => {
    const partner = checkedRecord('partner', {
      code: 'twice',
      name: 'Twice',
      abbreviation: 'TW',
      kind: 'nhs',
      ...newSubmission(),
    })
    const code = await saveRecord(slug, null, partner)
    const opened = await readRecord(prisma, idOf(plan, 'plan'), 'partner', code)
    const values = { ...opened?.values, name: 'Once', ...newSubmission() }
    const changed = () =>
      saveRecord(
        slug,
        { code, fingerprint: fingerprint(opened?.values ?? {}) },
        checkedRecord('partner', values),
      )
    expect(await twice(changed)).toEqual([code, code])
    // Gone back to and filled in otherwise, it is another change, of what was changed since.
    const other = checkedRecord('partner', { ...values, name: 'Thrice' })
    await expect(
      saveRecord(slug, { code, fingerprint: fingerprint(opened?.values ?? {}) }, other),
    ).rejects.toThrow(ChangedError)
  })

  it('whether an action is in the plan changes it once', async () => {
    const ref = String(rowOf(plan, 'action').ref)
    const data = {
      lifecycle: 'withdrawn',
      heir: '',
      parts: 'stay',
      fingerprint: 'active',
      reason: 'Ended.',
    } as const
    const before = await count('lifecycle_change')
    await twice(() => changeLifecycle(slug, ref, { ...data, on: '2026-06-30' }))
    expect(await count('lifecycle_change')).toBe(before + 1)
    await expect(
      changeLifecycle(slug, ref, { ...data, reason: 'Another.', on: '2026-06-30' }),
    ).rejects.toThrow(ChangedError)
  })

  it('a part of a draft changes it once', async () => {
    const id = await startDraft(slug, {
      reference: 'LB(26)03',
      title: 'First',
      meetingOn: null,
      asAt: '2026-03-31',
      corrects: null,
      content: { summary: '', risks: '', delivered: {}, notes: {}, risksFrom: null },
      submissionKey: randomUUID(),
    })
    const part = { part: 'summary', text: 'Typed.' } as const
    const opened = fingerprint({ text: '' })
    await twice(() => saveDraftPart(slug, id, { kind: 'summary' }, opened, part))
    await expect(
      saveDraftPart(slug, id, { kind: 'summary' }, opened, { ...part, text: 'Another.' }),
    ).rejects.toThrow(ChangedError)
  })

  it('the rights of a person changes them once', async () => {
    const person = await addPerson(db)
    const planId = idOf(plan, 'plan')
    const rights = { isAdministrator: false, fingerprint: '' }
    await twice(() => changeRights(person, { ...rights, roles: new Map([[planId, 'officer']]) }))
    await expect(changeRights(person, { ...rights, roles: new Map([[planId, 'viewer']]) })).rejects.toThrow(
      ChangedError,
    )
  })
})

describe('a form', () => {
  it('without a key of its own makes nothing', async () => {
    for (const [what, , open] of CREATORS) {
      if (what === 'periods' || what === 'a printed report') continue
      await expect(open()('x'), what).rejects.toThrow('This form cannot be read. Open it again.')
    }
  })

  it('that says something else the second time makes something else', async () => {
    const [key, plans] = [randomUUID(), [idOf(plan, 'plan')]]
    const tokens = [await makeApiToken('One', plans, 30, key), await makeApiToken('Two', plans, 30, key)]
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(2)
  })

  it('shows no token or link that was taken back since', async () => {
    const [key, plans] = [randomUUID(), [idOf(plan, 'plan')]]
    await makeApiToken('One', plans, 30, key)
    const { rows } = await db.query('SELECT id FROM api_token ORDER BY created_at DESC LIMIT 1')
    await revokeApiToken(String(rows[0]?.id))
    await expect(makeApiToken('One', plans, 30, key)).rejects.toThrow(/has been revoked/)
    const rights = { isAdministrator: true, roles: new Map() }
    await invite('once@example.org', rights, key)
    const second = await invite('once@example.org', rights, randomUUID())
    expect(second.replaced).toMatchObject({ by: expect.stringContaining('Person') })
    await expect(invite('once@example.org', rights, key)).rejects.toThrow(peopleMessages.invitationRevoked)
  })

  it('that issues a report leads to it, sent twice at once or later', async () => {
    const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
    const id = await startDraft(slug, {
      reference: 'LB(26)02',
      title: 'Second',
      meetingOn: null,
      asAt: '2026-03-31',
      corrects: null,
      content: { summary: '', risks: '', delivered: {}, notes, risksFrom: null },
      submissionKey: newSubmission()['submission-key'] as string,
    })
    await markReviewed(id)
    const send = () => issueDraft(slug, id, 1, vocabulary, { figures: [], note: '' })
    expect(await Promise.all([send(), send()])).toEqual(['lb-26-02', 'lb-26-02'])
    expect(await send()).toBe('lb-26-02')
  })

  it('that makes an account signs in the person who sent it twice at once, and says that the link is dead to others', async () => {
    const email = `${randomUUID()}@example.org`
    const { token } = await invite(email, { isAdministrator: true, roles: new Map() }, randomUUID())
    useNewBrowser()
    const send = (newPassword: string) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ name: 'Twice', email: '', newPassword }))
        form.set(name, value)
      return submitInvitation(token, EMPTY_FORM, form).then(
        ({ errors }) => errors.form,
        (error: unknown) => (error as { digest?: string }).digest,
      )
    }
    const both = await Promise.all([1, 2].map(() => send('four quiet herons waiting')))
    for (const answer of both) expect(answer).toMatch(/^NEXT_REDIRECT;.*;\/account;/)
    expect(await send('another password entirely')).toContain('This link no longer works')
  }, 60_000)
})
