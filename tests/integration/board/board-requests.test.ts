// What the board asks: raised by members, answered by those who owe it, carried to every next report until then.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { vocabulary } from '@/lib/format/status/vocabulary'
import {
  type BoardRequestInput,
  answerRequest,
  changeResponsible,
  raiseRequest,
  reopenRequest,
  withdrawRequest,
} from '@/lib/mutations/board/board-requests'

import { getRequestPage, getRequestsPage } from '@/lib/queries/board/request-pages'
import { readBoardRequests, readReportBefore } from '@/lib/queries/board/board-requests'
import { getBoardItems } from '@/lib/queries/board/board-items'
import { getDueRequests } from '@/lib/queries/board/due-requests'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { describeState } from '@/lib/format/board/request-words'
import { checkRequest } from '@/lib/schemas/board/board-request'
import { carryRequests, owedMark } from '@/lib/domain/board/board-requests'
import { today } from '@/lib/clock'
import { saveDraft } from '@/lib/mutations/updates/draft'
import { actAs } from '@/tests/helpers/acting'
import { issueReport } from '@/tests/helpers/issue-report'
import { addPerson } from '@/tests/helpers/people'
import { giveAction } from '@/tests/helpers/periods'
import {
  connect,
  type ExamplePlan,
  idOf,
  insert,
  rowOf,
  write,
  countedPlan,
  BOARD_TABLES,
} from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = countedPlan(...BOARD_TABLES, 'accountability', 'contributor')
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
})

type Role = 'editor' | 'officer' | 'analyst' | 'viewer'
const person = (role: Role, name = `An ${role}`) =>
  addPerson(db, { name, roles: { [idOf(plan, 'plan')]: role } })
async function become(role: Role): Promise<string> {
  const id = await person(role)
  await actAs(db, id)
  return id
}

const ask = (given: Partial<BoardRequestInput> = {}): BoardRequestInput => ({
  kind: 'question',
  about: { level: 'action', code: '1' },
  text: 'How many people were trained?',
  raisedOn: '2025-03-10',
  report: null,
  partner: 'nes',
  personId: null,
  dueOn: '2030-01-31',
  submissionKey: randomUUID(),
  ...given,
})

async function accountable(personId: string) {
  await giveAction(db, idOf(plan, 'plan'), idOf(plan, 'action'), personId, '2025-03-01')
}

async function audited(): Promise<string[]> {
  const { rows } = await db.query<{ kind: string }>(
    'SELECT kind FROM audit_entry WHERE plan_id = $1 ORDER BY number',
    [idOf(plan, 'plan')],
  )
  return rows.map(({ kind }) => kind).slice(1)
}

async function open(number: number) {
  const page = await getRequestPage(slug, String(number))
  if (page.kind !== 'open') throw new Error(`Ask ${number} is ${page.kind}`)
  return page
}

describe('what was typed of an ask and of its answer', () => {
  const names = async (personId: string) =>
    (await db.query('SELECT form FROM draft WHERE person_id = $1', [personId])).rows.map((row) => row.form)

  it('is kept for those who may send it, and gone once they have', async () => {
    const viewer = await become('viewer')
    await actAs(db, null)
    const typed = { kind: 'ask', plan: slug } as const
    await saveDraft(typed, { text: 'How many' }, viewer)
    await expect(saveDraft(typed, {}, await addPerson(db))).rejects.toThrow(ForbiddenError)
    await actAs(db, viewer)
    expect(await names(viewer)).toEqual([`ask ${idOf(plan, 'plan')}`])
    await raiseRequest(slug, ask())
    expect(await names(viewer)).toEqual([])
    const answer = { kind: 'askAnswer', plan: slug, ask: '1' } as const
    await expect(saveDraft(answer, { answer: 'x' })).rejects.toThrow(ForbiddenError)
    const officer = await become('officer')
    await expect(saveDraft(answer, { answer: 'x' })).rejects.toThrow(ForbiddenError)
    await accountable(officer)
    await saveDraft(answer, { answer: 'x' })
    for (const none of ['2', '0', 'x'])
      await expect(saveDraft({ ...answer, ask: none }, {})).rejects.toThrow(NotFoundError)
    expect(await names(officer)).toHaveLength(1)
    await answerRequest(slug, 1, 'Twelve people')
    expect(await names(officer)).toEqual([])
  })
})

describe('raising an ask', () => {
  it('is for members: a question by any of them, a decision by editors', async () => {
    await actAs(db, null)
    await expect(raiseRequest(slug, ask())).rejects.toThrow(SignedOutError)
    await actAs(db, await addPerson(db))
    await expect(raiseRequest(slug, ask())).rejects.toThrow(ForbiddenError)
    for (const role of ['viewer', 'analyst', 'officer'] as const) {
      await become(role)
      await raiseRequest(slug, ask())
      await expect(raiseRequest(slug, ask({ kind: 'decision' }))).rejects.toThrow(ForbiddenError)
    }
    await become('editor')
    expect(await raiseRequest(slug, ask({ kind: 'decision' }))).toBe(4)
    expect(await audited()).toEqual(Array(4).fill('board-ask.raised'))
  })

  it('is done once, however often the form is sent, and again where it says something else', async () => {
    await become('viewer')
    const form = ask()
    expect([await raiseRequest(slug, form), await raiseRequest(slug, form)]).toEqual([1, 1])
    expect(await raiseRequest(slug, { ...form, text: 'Another' })).toBe(2)
    expect(await audited()).toHaveLength(2)
  })

  it('numbers them one after the other when two come at once', async () => {
    await become('viewer')
    const numbers = await Promise.all([1, 2, 3].map(() => raiseRequest(slug, ask())))
    expect(numbers.toSorted()).toEqual([1, 2, 3])
  })

  it('refuses what is not of the plan, and days that make no sense', async () => {
    await become('editor')
    const refused = (given: Partial<BoardRequestInput>) =>
      raiseRequest(slug, ask(given)).then(
        () => 'raised',
        (error: unknown) =>
          error instanceof InvalidError ? Object.keys(error.errors).join() : String(error),
      )
    expect(await refused({ about: { level: 'section', code: '9.9' } })).toContain('There is no section "9.9"')
    expect(await refused({ partner: 'other' })).toBe('partner')
    expect(await refused({ personId: await addPerson(db) })).toBe('person')
    expect(await refused({ report: 'lb-9' })).toBe('report')
    expect(await refused({ raisedOn: '2040-01-01', dueOn: '2040-02-01' })).toBe('raised')
    expect(await refused({ dueOn: '2025-03-09' })).toBe('due')
    expect(await refused({ submissionKey: 'x' })).toBe('form')
    expect(await audited()).toEqual([])
  })
})

describe('answering an ask', () => {
  it('is for editors, the officer who is accountable, and the person named for it', async () => {
    const [holder, named] = [await person('officer'), await person('viewer')]
    await accountable(holder)
    await become('editor')
    for (const personId of [null, null, named]) await raiseRequest(slug, ask({ personId }))
    for (const role of ['viewer', 'analyst', 'officer'] as const) {
      await become(role)
      await expect(answerRequest(slug, 1, 'Twelve')).rejects.toThrow(ForbiddenError)
      expect((await open(1)).mayAnswer).toBe(false)
    }
    await actAs(db, holder)
    expect((await open(1)).mayAnswer).toBe(true)
    await answerRequest(slug, 1, 'Twelve')
    await actAs(db, named)
    await answerRequest(slug, 3, 'Thirteen')
    await expect(answerRequest(slug, 2, 'Twelve')).rejects.toThrow(ForbiddenError)
    await become('editor')
    await answerRequest(slug, 2, 'Fourteen')
    await expect(answerRequest(slug, 9, 'Fifteen')).rejects.toThrow(NotFoundError)
  })

  it('is done once: the same answer again is no other, and another one is refused', async () => {
    await become('editor')
    await raiseRequest(slug, ask())
    await answerRequest(slug, 1, 'Twelve')
    await answerRequest(slug, 1, 'Twelve')
    await expect(answerRequest(slug, 1, 'Thirteen')).rejects.toThrow(
      /^You answered this request on .+ at \d\d:\d\d, while this page was open: “Twelve”/,
    )
    await expect(withdrawRequest(slug, 1, 'Why not')).rejects.toThrow(InvalidError)
    expect(await audited()).toEqual(['board-ask.raised', 'board-ask.answered'])
  })
})

describe('an ask afterwards', () => {
  it('may leave open who answers and by when, and be open again in that', async () => {
    await become('editor')
    const open = { partner: null, personId: null, dueOn: null }
    await raiseRequest(slug, ask(open))
    const form = { about: 'action 1', kind: 'question', text: 'Why?', 'submission-key': randomUUID() }
    const day = { 'raised-day': '10', 'raised-month': '3', 'raised-year': '2025' }
    expect(checkRequest({ ...form, ...day }, '2026-11-29').data).toMatchObject(open)
    await changeResponsible(slug, 1, { ...open, partner: 'nes', dueOn: '2030-01-31' }, 'Decided')
    await changeResponsible(slug, 1, open, 'Undecided once more')
    const page = await getRequestPage(slug, '1')
    expect(page).toMatchObject({
      request: {
        owed: open,
        owedFirst: open,
        isOverdue: false,
        events: [{ owed: { dueOn: '2030-01-31' } }, { owed: open }],
      },
    })
    expect(describeState({ standing: 'open', isOverdue: false, dueOn: null, settledOn: null })).toBe(
      'Open, no due date yet',
    )
  })

  it('is not changed over a change that its writer has not seen', async () => {
    await become('editor')
    await raiseRequest(slug, ask())
    const seen = owedMark((await open(1)).request.owed)
    const change = (dueOn: string) =>
      changeResponsible(slug, 1, { partner: 'nes', personId: null, dueOn }, 'So', seen)
    await change('2030-06-30')
    await expect(change('2030-07-31')).rejects.toMatchObject({
      name: 'ChangedError',
      whoDidWhat: expect.stringMatching(
        / changed who is responsible and the due date to .+by 30 June 2030, on .+ at \d\d:\d\d$/,
      ),
    })
    await change('2030-06-30')
  })

  it('tells its whole story: owner and day changed, answered, opened again, withdrawn', async () => {
    const named = await person('officer', 'Nora Named')
    await become('editor')
    await raiseRequest(slug, ask())
    const responsible = { partner: null, personId: named, dueOn: '2030-06-30' }
    await changeResponsible(slug, 1, responsible, 'Somebody else knows')
    await changeResponsible(slug, 1, responsible, 'Sent twice')
    await answerRequest(slug, 1, 'Twelve')
    await expect(
      changeResponsible(slug, 1, { ...responsible, dueOn: '2030-07-31' }, 'Later'),
    ).rejects.toThrow(InvalidError)
    await reopenRequest(slug, 1, 'No answer')
    await reopenRequest(slug, 1, 'Sent twice')
    await withdrawRequest(slug, 1, 'Asked elsewhere')
    const { request: reasons, names } = await open(1)
    expect(reasons.events.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'changed: Somebody else knows',
      'answered: Twelve',
      'reopened: No answer',
      'withdrawn: Asked elsewhere',
    ])
    expect(reasons).toMatchObject({
      standing: 'withdrawn',
      owed: responsible,
      owedFirst: { partner: { code: 'nes' }, dueOn: '2030-01-31' },
    })
    expect(names.get(named)).toBe('Nora Named')
    expect((await audited()).slice(1)).toEqual(
      ['changed', 'answered', 'reopened', 'withdrawn'].map((kind) => `board-ask.${kind}`),
    )
  })

  it('is changed, withdrawn and opened again by editors alone', async () => {
    await become('editor')
    await raiseRequest(slug, ask())
    for (const role of ['viewer', 'analyst', 'officer'] as const) {
      await become(role)
      await expect(changeResponsible(slug, 1, ask(), 'Why')).rejects.toThrow(ForbiddenError)
      await expect(withdrawRequest(slug, 1, 'Why')).rejects.toThrow(ForbiddenError)
      await expect(reopenRequest(slug, 1, 'Why')).rejects.toThrow(ForbiddenError)
    }
  })

  it('stays with its action when that gets another number', async () => {
    await become('editor')
    await raiseRequest(slug, ask())
    await db.query(`UPDATE action SET ref = '1a' WHERE id = $1`, [idOf(plan, 'action')])
    expect((await open(1)).request.about).toMatchObject({ level: 'action', code: '1a' })
  })

  it('keeps the section and the partner that it names from being removed', async () => {
    await become('editor')
    await insert(db, 'section', {
      id: randomUUID(),
      plan_id: idOf(plan, 'plan'),
      pillar_id: idOf(plan, 'pillar'),
      code: '1.2',
      position: 1,
      title: 'Another',
    })
    await raiseRequest(slug, ask({ about: { level: 'section', code: '1.2' } }))
    await expect(removeRecord(slug, 'section', '1.2')).rejects.toThrow(/used by: .*board request 1$/)
    await expect(removeRecord(slug, 'partner', 'nes')).rejects.toThrow(/used by: .*board request 1$/)
  })
})

describe('reading asks', () => {
  it('is for members of the plan, even of a public one', async () => {
    await become('editor')
    await raiseRequest(slug, ask())
    const about = { level: 'action', id: idOf(plan, 'action') } as const
    const state = () => readPlan(slug).then((found) => found ?? expect.fail('There is a plan'))
    for (const who of [null, await addPerson(db)]) {
      await actAs(db, who)
      expect((await getRequestsPage(slug)).kind).toBe('forbidden')
      expect((await getRequestPage(slug, '1')).kind).toBe('forbidden')
      expect(await getBoardItems(await state(), about)).toBeNull()
    }
    await become('viewer')
    const page = await getRequestsPage(slug)
    expect(page.kind === 'open' && page.requests.map(({ number }) => number)).toEqual([1])
    expect((await getBoardItems(await state(), about))?.asks).toHaveLength(1)
    const past = await readPlan({ slug, asAt: '2025-04-01' })
    expect(past && (await getBoardItems(past, about))).toBeNull()
    for (const none of ['2', '0', 'x', '1.5']) expect((await getRequestPage(slug, none)).kind).toBe('missing')
  })

  it('shows someone what they have to answer: what names them, and what no one is named for on their actions', async () => {
    const [holder, named] = [await person('officer'), await person('viewer')]
    await accountable(holder)
    await become('editor')
    await raiseRequest(slug, ask({ dueOn: '2030-02-01' }))
    await raiseRequest(slug, ask({ personId: named, dueOn: '2030-01-01' }))
    await raiseRequest(slug, ask({ personId: named }))
    await answerRequest(slug, 3, 'Twelve')
    const responsible = async (who: string) => {
      await actAs(db, who)
      return (await getDueRequests()).map((one) => one.ask.number)
    }
    expect(await responsible(holder)).toEqual([1])
    expect(await responsible(named)).toEqual([2])
    await become('editor')
    await changeResponsible(slug, 1, { partner: 'nes', personId: named, dueOn: '2030-02-01' }, 'She knows')
    expect(await responsible(holder)).toEqual([])
    expect(await responsible(named)).toEqual([2, 1])
    await actAs(db, null)
    await expect(getDueRequests()).rejects.toThrow(SignedOutError)
  })
})

describe('the next report', () => {
  const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
  const issue = (reference: string, asAt: string) =>
    issueReport(
      slug,
      { reference, title: 'A report', meetingOn: null, asAt, notes, corrects: null },
      vocabulary,
    )
  const carried = async (asAt: string) =>
    carryRequests(await readBoardRequests(idOf(plan, 'plan')), {
      asAt,
      since: await readReportBefore(idOf(plan, 'plan'), asAt),
    }).map(({ number, standing }) => `${number} ${standing}`)

  it('carries an ask until it is answered, the answer once, and no person’s name', async () => {
    const named = await person('viewer', 'Nora Named')
    await become('editor')
    await raiseRequest(slug, ask({ personId: named }))
    await raiseRequest(slug, ask({ raisedOn: '2025-05-01' }))
    expect(await carried('2025-03-31')).toEqual(['1 open'])
    await issue('LB(1)', '2025-03-31')
    await answerRequest(slug, 1, 'Twelve')
    expect(await carried(today())).toEqual(['2 open', '1 answered'])
    // As at a day before the answer, it is still open.
    expect(await carried('2025-06-30')).toEqual(['1 open', '2 open'])
    const frozen = JSON.stringify(
      carryRequests(await readBoardRequests(idOf(plan, 'plan')), { asAt: today(), since: null }),
    )
    expect(frozen).toContain('Twelve')
    expect(frozen).not.toContain('Nora')
    expect(frozen).not.toContain(named)
    const page = await getRequestsPage(slug)
    expect(page.kind === 'open' && [...page.carriedOver]).toEqual([2, 1])
  })
})
