// What is owed: periods, who answers for actions, and what that makes of it.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import { ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { addContributor, reassignActions, removeContributor } from '@/lib/mutations/periods/accountability'
import { confirmUpdate } from '@/lib/mutations/updates/confirm-update'
import { saveDraft } from '@/lib/mutations/updates/draft'
import { addPeriods, changePeriod, removePeriod } from '@/lib/mutations/periods/periods'
import { changeRights, deactivateAccount } from '@/lib/mutations/people/accounts'
import { findTypedPerson, getAccountable, listReporters } from '@/lib/queries/periods/accountable'
import { listAccountableFor } from '@/lib/queries/periods/accountable-for'
import { getMyUpdates } from '@/lib/queries/periods/my-updates'
import { listPeriods } from '@/lib/queries/periods/periods'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readReporting } from '@/lib/queries/periods/reporting'
import { getTeam } from '@/lib/queries/periods/team'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  insert,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'
import { periodMessages } from '@/lib/format/periods/messages'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let editor: string
let officer: string
let other: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan()
  slug = String(rowOf(plan, 'plan').slug)
  // Up to what was published: no one answers for anything yet.
  await write(db, plan, 'publication_action')
  const planId = idOf(plan, 'plan')
  editor = await addMember(db, planId, 'editor', 'Edith')
  officer = await addMember(db, planId, 'officer', 'Olive')
  other = await addMember(db, planId, 'officer', 'Oscar')
  await actAs(db, editor)
})

const dayFromNow = (days: number) =>
  new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10)

function period(name: string, from: number, to: number) {
  return { name, opensOn: dayFromNow(from), dueOn: dayFromNow(to - 1), closesOn: dayFromNow(to) }
}

async function state() {
  return (await readPlan(slug)) ?? expect.fail('no such plan')
}

const errorsOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was accepted'),
    (error: unknown) => (error instanceof InvalidError ? error.errors : Promise.reject(error)),
  )

const auditKinds = async () =>
  (
    await db.query('SELECT kind FROM audit_entry WHERE plan_id = $1 ORDER BY number', [idOf(plan, 'plan')])
  ).rows.map(({ kind }) => String(kind))

async function give(refs: string[], personId: string | null, seen: string | null = null, from = today()) {
  await reassignActions(
    slug,
    { refs, personId, from, reason: null },
    Object.fromEntries(refs.map((r) => [r, seen])),
  )
}

async function say(personId: string, given: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  await insert(db, 'progress_update', {
    id,
    plan_id: idOf(plan, 'plan'),
    action_id: idOf(plan, 'action'),
    status: 'onTrack',
    effective_on: today(),
    attributed_to: 'Scottish Government',
    basis: 'reported',
    author_id: personId,
    ...given,
  })
  return id
}

describe('what people said', () => {
  const old = (days: number) => ({ recorded_at: new Date(Date.now() - days * 86_400_000) })
  const words = async () =>
    (await readReporting(idOf(plan, 'plan'), today())).entries.get(idOf(plan, 'action'))

  it('is read of today, and of before only where nothing seen came after', async () => {
    const returned = await say(officer, { needs_approval: true, ...old(900) })
    await insert(db, 'update_decision', {
      id: randomUUID(),
      plan_id: idOf(plan, 'plan'),
      update_id: returned,
      decision: 'returned',
      comment: 'Say more',
      author_id: editor,
    })
    expect(await words()).toMatchObject([{ standing: 'returned' }])
    const seen = await say(officer, old(800))
    expect(await words()).toBeUndefined()
    await say(officer, { ...old(700), kind: 'correction', about_id: seen, correction: 'A wrong word' })
    expect(await words()).toBeUndefined()
    await say(officer, { needs_approval: true, ...old(600) })
    expect(await words()).toMatchObject([{ standing: 'waiting' }])
    await say(officer)
    expect(await words()).toMatchObject([{ standing: 'shown' }])
  })
})

describe('periods', () => {
  it('are added, all or none, and once', async () => {
    const list = [period('One', 1, 10), period('Two', 11, 20)]
    await addPeriods(slug, list)
    await addPeriods(slug, list)
    expect((await listPeriods(idOf(plan, 'plan'))).map(({ name }) => name)).toEqual(['One', 'Two'])
    expect(await auditKinds()).toEqual(['period.added', 'period.added'])
    await errorsOf(addPeriods(slug, [period('Three', 30, 40), period('Four', 15, 22)]))
    expect(await listPeriods(idOf(plan, 'plan'))).toHaveLength(2)
  })

  it('are refused in words when they overlap, share a name or are over', async () => {
    await addPeriods(slug, [period('One', 1, 10)])
    expect(await errorsOf(addPeriods(slug, [period('one', 10, 20)]))).toEqual({
      name: periodMessages.nameTaken('One'),
      opens: expect.stringContaining('overlaps One'),
    })
    expect(await errorsOf(addPeriods(slug, [period('Past', -20, -10)]))).toEqual({
      closes: periodMessages.closingInPast,
    })
  })

  it('change until they close, and keep their opening day once they have opened', async () => {
    const open = period('Open', -5, 5)
    await addPeriods(slug, [open, period('Next', 6, 9)])
    const [first, second] = await listPeriods(idOf(plan, 'plan'))
    if (!first || !second) throw new Error('two were added')
    await changePeriod(slug, second.id, period('Next', 6, 9), period('Later', 16, 19))
    await changePeriod(slug, first.id, open, { ...open, closesOn: dayFromNow(8) })
    expect((await listPeriods(idOf(plan, 'plan'))).map(({ name, closesOn }) => [name, closesOn])).toEqual([
      ['Open', dayFromNow(8)],
      ['Later', dayFromNow(19)],
    ])
    const now = { ...open, closesOn: dayFromNow(8) }
    expect(
      await errorsOf(changePeriod(slug, first.id, now, { ...now, opensOn: dayFromNow(-6) })),
    ).toHaveProperty('form')
    expect(await errorsOf(changePeriod(slug, first.id, open, { ...now, name: 'Mine' }))).toEqual({
      form: expect.stringMatching(/^You changed this period on .+ at \d\d:\d\d, while this page was open/),
    })
    expect(await errorsOf(changePeriod(slug, first.id, now, { ...now, closesOn: dayFromNow(17) }))).toEqual({
      opens: expect.stringContaining('overlaps Later'),
    })
  })

  it('are removed only before they open, and those of another plan not at all', async () => {
    await addPeriods(slug, [period('Open', -5, 5), period('Next', 6, 9)])
    const [first, second] = await listPeriods(idOf(plan, 'plan'))
    expect(await errorsOf(removePeriod(slug, first?.id ?? ''))).toHaveProperty('form')
    await removePeriod(slug, second?.id ?? '')
    expect(await listPeriods(idOf(plan, 'plan'))).toHaveLength(1)
    await expect(changePeriod(slug, randomUUID(), period('A', 1, 2), period('B', 1, 2))).rejects.toThrow(
      NotFoundError,
    )
  })

  it.each(['officer', 'no one'])('are not for an %s to manage', async (who) => {
    await actAs(db, who === 'officer' ? officer : null)
    const refusal = who === 'officer' ? ForbiddenError : SignedOutError
    await expect(addPeriods(slug, [period('One', 1, 10)])).rejects.toThrow(refusal)
    await expect(removePeriod(slug, randomUUID())).rejects.toThrow(refusal)
  })
})

describe('the accountable officer of an action', () => {
  it('is recorded, handed over, and kept', async () => {
    await give(['1'], officer)
    await give(['1'], other, officer)
    const view = await getAccountable(await state(), idOf(plan, 'action'))
    expect(view?.current?.person?.name).toBe('Oscar')
    expect(view?.holders.map(({ person, author }) => [person?.name, author])).toEqual([
      ['Oscar', 'Edith'],
      ['Olive', 'Edith'],
    ])
    expect(await auditKinds()).toEqual(['accountability.changed', 'accountability.changed'])
  })

  it('tells who gives it again to the same person that nothing was recorded, the reason neither', async () => {
    await give(['1'], officer)
    const again = (reason: string | null) =>
      reassignActions(slug, { refs: ['1'], personId: officer, from: today(), reason }, { 1: officer })
    expect(await again('Covers for a colleague')).toMatchObject({ done: [], already: ['1'] })
    // The same form sent twice did what it says.
    expect(await again(null)).toMatchObject({ done: ['1'], already: [] })
    expect((await auditKinds()).filter((kind) => kind === 'accountability.changed')).toHaveLength(1)
  })

  it('is handed over once when the form is sent twice, and not over a hand-over unseen', async () => {
    await Promise.all([give(['1'], officer), give(['1'], officer)])
    expect(await auditKinds()).toHaveLength(1)
    expect(await errorsOf(give(['1'], other, null))).toEqual({
      form: expect.stringMatching(
        /changed while the page was open: You reassigned action 1 on .+ at \d\d:\d\d\./,
      ),
    })
  })

  it('is handed over for several at once, all or none', async () => {
    await addAction(db, plan, { ref: '2' })
    await expect(give(['1', '2', '99'], officer)).rejects.toThrow(NotFoundError)
    expect((await getAccountable(await state(), idOf(plan, 'action')))?.current).toBeNull()
    await give(['1', '2'], officer)
    expect(await auditKinds()).toHaveLength(2)
  })

  it('is an officer or an editor with a live account, from today or earlier, not before the last hand-over', async () => {
    const viewer = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'viewer' } })
    for (const who of [viewer, await addPerson(db), randomUUID()])
      expect(await errorsOf(give(['1'], who))).toEqual({
        person: periodMessages.officerUnknown,
      })
    expect(await errorsOf(give(['1'], officer, null, dayFromNow(1)))).toHaveProperty('from')
    await give(['1'], officer, null, dayFromNow(-3))
    expect(await errorsOf(give(['1'], other, officer, dayFromNow(-4)))).toHaveProperty('from')
    await give(['1'], null, officer)
    expect((await getAccountable(await state(), idOf(plan, 'action')))?.current?.person).toBeNull()
  })

  it('is not for an officer to change', async () => {
    await give(['1'], officer)
    await actAs(db, officer)
    await expect(give(['1'], other, officer)).rejects.toThrow(ForbiddenError)
    await expect(addContributor(slug, '1', other)).rejects.toThrow(ForbiddenError)
  })

  it('is not for the public to know', async () => {
    await give(['1'], officer)
    for (const who of [null, await addPerson(db)]) {
      await actAs(db, who)
      expect(await getAccountable(await state(), idOf(plan, 'action'))).toBeNull()
      expect(await listReporters(await state())).toEqual([])
      await expect(getTeam(await state())).rejects.toThrow(ForbiddenError)
    }
    expect(JSON.stringify(await state())).not.toContain('Olive')
  })

  it('is found by a name or an email address, where it means one of those who may report', async () => {
    const { rows } = await db.query('SELECT email FROM person WHERE id = $1', [other])
    const found = async (typed: string) => (await findTypedPerson(slug, { person: typed }, 'person')).person
    expect(await found('Olive')).toBe(officer)
    expect(await found(` ${String(rows[0].email).toUpperCase()} `)).toBe(other)
    await addMember(db, idOf(plan, 'plan'), 'viewer', 'Vera')
    await addMember(db, idOf(plan, 'plan'), 'officer', 'Olive')
    for (const typed of ['Olive', 'Vera', 'Oli', '%', 'nobody', 'Oscar\0', '', editor])
      expect(await found(typed)).toBe(typed)
    await actAs(db, await addPerson(db))
    expect(await found('Oscar')).toBe('Oscar')
  })

  it('has contributors besides, added and removed once', async () => {
    await give(['1'], officer)
    expect(await errorsOf(addContributor(slug, '1', officer))).toHaveProperty('contributor')
    await addContributor(slug, '1', other)
    await addContributor(slug, '1', other)
    expect((await getAccountable(await state(), idOf(plan, 'action')))?.contributors).toEqual([
      { id: other, name: 'Oscar' },
    ])
    await removeContributor(slug, '1', other)
    await removeContributor(slug, '1', other)
    expect((await auditKinds()).slice(1)).toEqual(['contributor.added', 'contributor.removed'])
  })
})

describe('updates that are due', () => {
  const mine = async () => {
    await actAs(db, officer)
    return getMyUpdates()
  }

  beforeEach(async () => {
    await addPeriods(slug, [period('Now', -5, 5)])
    await give(['1'], officer)
  })

  it('is nothing to those who are accountable for nothing, and not for strangers to ask', async () => {
    await actAs(db, other)
    expect(await getMyUpdates()).toMatchObject({ plans: [], rows: [] })
    await actAs(db, null)
    await expect(getMyUpdates()).rejects.toThrow(SignedOutError)
  })

  it('is an update on every action that I am accountable for, until someone reports', async () => {
    const before = await mine()
    expect(before.rows).toMatchObject([{ ref: '1', updateDue: 'due', isAccountable: true, mayReport: true }])
    expect(before.plans).toMatchObject([{ progress: { reported: 0, due: 1 } }])
    await say(other, { kind: 'nilReturn', about_id: idOf(plan, 'progress_update') })
    const after = await mine()
    expect(after.rows).toMatchObject([
      { updateDue: 'reported', last: { on: today(), days: 0 }, pending: null },
    ])
    expect(after.plans).toMatchObject([{ progress: { reported: 1, due: 1 } }])
  })

  it('can be met with "no change" where that can be said, by those who may report', async () => {
    const before = dayFromNow(-6)
    const updateId = await say(officer, { recorded_at: `${before}T12:00:00Z`, effective_on: before })
    expect((await mine()).rows).toMatchObject([
      { noChange: { updateId }, basis: 'reported', notConfirmable: null, passedOn: null },
    ])
    await db.query(
      `UPDATE action SET original_due_on = '2025-01-31', original_due_precision = 'day', due_on = '2025-01-31', due_precision = 'day' WHERE id = $1`,
      [idOf(plan, 'action')],
    )
    expect((await mine()).rows).toMatchObject([{ updateDue: 'due', noChange: null, passedOn: '2025-01-31' }])
    await db.query(`UPDATE action SET due_on = '2100-01-31' WHERE id = $1`, [idOf(plan, 'action')])
    await confirmUpdate(slug, '1', { updateId, submissionKey: randomUUID() })
    expect((await mine()).rows).toMatchObject([{ updateDue: 'reported', noChange: null }])
  })

  it('takes more than "no change" where no one has reported the status here, and where an adverse one has no reason', async () => {
    for (const basis of ['published', 'inferred', 'illustrative']) {
      await say(officer, { author_id: null, basis })
      expect((await mine()).rows).toMatchObject([{ basis, noChange: null, notConfirmable: 'notReported' }])
    }
    await say(officer, { author_id: null, status: 'atRisk', reason: 'So' })
    expect((await mine()).rows).toMatchObject([{ noChange: null, notConfirmable: 'noReason' }])
  })

  it('shows that a draft of it waits to be sent, to its writer alone', async () => {
    await actAs(db, editor)
    await addContributor(slug, '1', other)
    await actAs(db, officer)
    await saveDraft({ kind: 'update', plan: slug, ref: '1' }, { narrative: 'Half' })
    expect((await mine()).rows).toMatchObject([{ draftSavedAt: expect.stringMatching(/^\d{4}-/) }])
    await actAs(db, other)
    expect((await getMyUpdates()).rows).toMatchObject([{ draftSavedAt: null }])
  })

  it('is not met by what came from a paper, nor by what was said before the period', async () => {
    await say(officer, { author_id: null })
    await say(officer, { recorded_at: `${dayFromNow(-6)}T12:00:00Z`, effective_on: dayFromNow(-6) })
    expect((await mine()).rows).toMatchObject([{ updateDue: 'due' }])
  })

  it('is met by an update that waits, and due again when it is returned', async () => {
    const id = await say(officer, { needs_approval: true })
    expect((await mine()).rows).toMatchObject([{ updateDue: 'reported', pending: 'waiting' }])
    await insert(db, 'update_decision', {
      id: randomUUID(),
      plan_id: idOf(plan, 'plan'),
      update_id: id,
      decision: 'returned',
      comment: 'Say more',
      author_id: editor,
    })
    expect((await mine()).rows).toMatchObject([{ updateDue: 'due', pending: 'returned' }])
  })

  it('shows what I contribute to, and does not count it as mine', async () => {
    await actAs(db, editor)
    await addContributor(slug, '1', other)
    await actAs(db, other)
    const { rows, plans } = await getMyUpdates()
    expect(rows).toMatchObject([{ ref: '1', isAccountable: false, mayReport: true }])
    expect(plans).toMatchObject([{ progress: { due: 0 } }])
  })

  it('moves to the officer that an action is handed over to', async () => {
    await give(['1'], other, officer)
    expect((await mine()).rows).toEqual([])
    await actAs(db, other)
    expect((await getMyUpdates()).rows).toHaveLength(1)
  })

  it('is shown to editors by officer and by partner, with actions that have no accountable officer', async () => {
    await addAction(db, plan, { ref: '2', counted: true })
    await say(officer)
    const team = await getTeam(await state())
    expect(team.officers).toMatchObject([{ name: 'Olive', count: 1, progress: { reported: 1, due: 1 } }])
    expect(team.partners).toMatchObject([{ key: 'nes', count: 2 }])
    expect(team.unanswered.map(({ ref }) => ref)).toEqual(['2'])
  })

  describe('of someone who lost the role or the account', () => {
    const lose = {
      role: () =>
        changeRights(officer, { isAdministrator: false, roles: new Map([[idOf(plan, 'plan'), 'viewer']]) }),
      account: () => deactivateAccount(officer),
    }
    let administrator: string

    beforeEach(async () => {
      await addAction(db, plan, { ref: '2', counted: true })
      administrator = await addPerson(db, { isAdministrator: true })
      await actAs(db, administrator)
      expect(await listAccountableFor(officer)).toMatchObject([
        { plan: { slug }, mayReport: true, mayReassign: false, actions: [{ ref: '1' }] },
      ])
    })

    it.each(['role', 'account'] as const)(
      'counts as without an officer, and can be reassigned: %s',
      async (what) => {
        await lose[what]()
        await actAs(db, administrator)
        expect(await listAccountableFor(officer)).toMatchObject([
          { mayReport: false, actions: [{ ref: '1' }] },
        ])
        await actAs(db, editor)
        expect(await listAccountableFor(officer)).toEqual([])
        const team = await getTeam(await state())
        expect(team.unanswered.map(({ ref, accountable, lost }) => [ref, accountable, lost])).toEqual([
          ['1', 'Olive', what],
          ['2', null, null],
        ])
        expect(team.officers).toMatchObject([{ name: 'Olive', lost: what, progress: { due: 0 } }])
        expect(await getAccountable(await state(), idOf(plan, 'action'))).toMatchObject({
          current: { personId: officer },
          lost: what,
        })
        await give(['1'], other, officer)
        const after = await getTeam(await state())
        expect(after.unanswered.map(({ ref }) => ref)).toEqual(['2'])
        expect(after.officers).toMatchObject([{ name: 'Oscar', lost: null, progress: { due: 1 } }])
      },
    )

    it('is nothing that is due from them, and leads them nowhere where they may not go', async () => {
      await lose.role()
      const { rows, plans } = await mine()
      expect(rows).toMatchObject([
        { updateDue: 'none', mayReport: false, noChange: null, isAccountable: true },
      ])
      expect(plans).toMatchObject([{ progress: { due: 0 } }])
    })
  })
})
