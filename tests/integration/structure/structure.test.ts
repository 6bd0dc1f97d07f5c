// Looking after what a plan is made of: each rule, and what is put on record.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ChangedError, ForbiddenError, InvalidError, NotFoundError } from '@/lib/errors'
import { changeCounted } from '@/lib/mutations/structure/change-counted'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { createPlan as makePlan } from '@/lib/mutations/structure/create-plan'
import { moveRecord } from '@/lib/mutations/structure/move-record'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { savePlanDetails } from '@/lib/mutations/structure/save-plan-details'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fingerprint, getRecordPage } from '@/lib/queries/structure/structure'
import type { CountedData, LifecycleData } from '@/lib/schemas/structure/action-standing'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkNewPlan, checkPlanDetails, fillPlanDetails } from '@/lib/schemas/structure/plan-details'
import { checkRecord } from '@/lib/schemas/structure/structure'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { LONGEST_LIST, withTypedLists } from '@/lib/domain/structure/typed-lists'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'
import { structureMessages } from '@/lib/format/structure/messages'

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

// A plan of its own for each test: one section with action 1, nothing said of it yet.
beforeEach(async () => {
  slug = `plan-${randomUUID()}`
  plan = examplePlan(slug)
  await write(db, plan, 'action_partner')
  await actAs(db, await addMember(db, idOf(plan, 'plan'), 'editor', 'Edith'))
})

/** Sends a form about a record as a browser would. */
async function save(kind: StructureKind, code: string | null, values: FormValues): Promise<string> {
  const { data, state } = checkRecord(kind, { ...newSubmission(), ...values })
  if (state) throw new InvalidError(state.errors)
  if (code === null) return saveRecord(slug, null, data)
  return saveRecord(slug, { code, fingerprint: (await opened(kind, code)).fingerprint }, data)
}

async function opened(kind: StructureKind, code: string) {
  const page = await getRecordPage(slug, kind, code)
  if (!page || page === 'forbidden' || !page.record) throw new Error(`${kind} ${code} cannot be opened`)
  return page.record
}

async function change(kind: StructureKind, code: string, values: FormValues): Promise<string> {
  return save(kind, code, { ...(await opened(kind, code)).values, ...values })
}

const errorsOf = async (work: Promise<unknown>): Promise<Readonly<Record<string, string>>> =>
  work.then(
    () => ({}),
    (error: unknown) => {
      if (error instanceof InvalidError) return error.errors
      throw error
    },
  )

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await db.query(sql, [idOf(plan, 'plan')])).rows as Record<string, unknown>[]
}

const refs = async () =>
  (await rows('SELECT ref FROM action WHERE plan_id = $1 ORDER BY position')).map(({ ref }) => ref)
const ACTION: FormValues = {
  ref: '2',
  title: 'Train more people',
  section: '1.1',
  counted: 'yes',
  'added-day': '1',
  'added-month': '1',
  'added-year': '2026',
}

describe('who may', () => {
  it('is an editor of the plan alone', async () => {
    for (const role of ['viewer', 'analyst', 'officer'] as const) {
      await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: role } }))
      await expect(saveRecord(slug, null, checked('pillar', PILLAR))).rejects.toThrow(ForbiddenError)
      await expect(moveRecord(slug, 'action', '1', 'up', '2')).rejects.toThrow(ForbiddenError)
      await expect(removeRecord(slug, 'outcome', 'o1')).rejects.toThrow(ForbiddenError)
      await expect(changeLifecycle(slug, '1', WITHDRAWN)).rejects.toThrow(ForbiddenError)
      await expect(changeCounted(slug, '1', COUNTED)).rejects.toThrow(ForbiddenError)
      expect(await getRecordPage(slug, 'pillar', null)).toBe('forbidden')
    }
  })
})

const PILLAR = { code: 'train', name: 'Train', aim: 'More people' }
const WITHDRAWN: LifecycleData = {
  lifecycle: 'withdrawn',
  heir: '',
  parts: '',
  reason: 'No longer needed',
  on: '2026-03-03',
}
const COUNTED: CountedData = {
  counted: ['1'],
  shown: ['1', '1.1', '1.2'],
  reason: 'Because',
  on: '2026-03-03',
}

function checked(kind: StructureKind, values: FormValues) {
  const { data, state } = checkRecord(kind, { ...newSubmission(), ...values })
  if (state) throw new InvalidError(state.errors)
  return data
}

describe('adding and changing', () => {
  it('adds one of each kind, behind those that are there, on record', async () => {
    await save('pillar', null, PILLAR)
    await save('section', null, {
      code: '1.2',
      title: 'Training',
      pillar: 'train',
      outcomes: 'o1',
      'partner-nes': 'lead',
    })
    await save('action', null, {
      ...ACTION,
      section: '1.2',
      timescale: 'short',
      'due-day': '31',
      'due-month': '3',
      'due-year': '2027',
    })
    await save('partner', null, {
      code: 'cosla',
      name: 'COSLA',
      abbreviation: 'COSLA',
      kind: 'localGovernment',
    })
    await save('timescale', null, {
      code: 'long',
      label: 'Long',
      'starts-day': '1',
      'starts-month': '1',
      'starts-year': '2027',
    })
    await save('outcome', null, { code: 'o2', text: 'Better care', pillar: 'train' })
    const state = await readPlan(slug)
    expect(state?.pillars.map(({ code }) => code)).toEqual(['plan', 'train'])
    expect(state?.sections.at(-1)).toMatchObject({ code: '1.2', partners: [{ role: 'lead' }] })
    expect(state?.actions.at(-1)).toMatchObject({
      ref: '2',
      counted: true,
      timescaleSource: 'stated',
      originalDue: { date: '2027-03-31' },
      due: { date: '2027-03-31' },
    })
    const kinds = (await rows('SELECT kind FROM audit_entry WHERE plan_id = $1 ORDER BY number')).map(
      ({ kind }) => kind,
    )
    expect(kinds).toEqual(
      ['pillar', 'section', 'action', 'partner', 'timescale', 'outcome'].map((kind) => `${kind}.added`),
    )
  })

  it('records only what changed, before and after', async () => {
    await change('action', '1', { title: 'Another wording', ref: '1.5' })
    const [entry] = await rows('SELECT * FROM audit_entry WHERE plan_id = $1')
    expect(entry).toMatchObject({
      kind: 'action.changed',
      record_name: 'Action 1.5',
      before: { ref: '1', title: 'An action' },
      after: { ref: '1.5', title: 'Another wording' },
    })
  })

  it('refuses a number or code that is taken, naming what has it', async () => {
    await save('action', null, ACTION)
    expect(await errorsOf(change('action', '2', { ref: '1' }))).toEqual({
      ref: structureMessages.taken('1', 'An action'),
    })
    expect(await errorsOf(save('section', null, { code: '1.1', title: 'X', pillar: 'plan' }))).toHaveProperty(
      'code',
    )
    expect(
      await errorsOf(save('partner', null, { code: 'nes', name: 'X', abbreviation: 'X', kind: 'nhs' })),
    ).toHaveProperty('code')
  })

  it.each(['a b', 'a/b', '../x', 'é', '-1', '1.', ''])('refuses the number %j', async (ref) => {
    expect(await errorsOf(save('action', null, { ...ACTION, ref }))).toHaveProperty('ref')
  })

  it('tells every error at once', async () => {
    const errors = await errorsOf(
      save('action', null, {
        ref: '',
        title: 'x'.repeat(20_001),
        note: 'a\u0000b',
        section: '',
        'due-day': '31',
        'due-month': '2',
        'due-year': '2027',
        'partner-nes': 'owner',
        activity: 'none',
      }),
    )
    expect(Object.keys(errors).sort()).toEqual(
      ['activity', 'due', 'note', 'partner-nes', 'ref', 'section', 'title'].sort(),
    )
  })

  it('takes partners and outcomes as typed lists, by code or short name', async () => {
    const added = { code: 'cosla', name: 'COSLA', abbreviation: 'Council body', kind: 'localGovernment' }
    await save('partner', null, added)
    const section = { code: '1.2', title: 'Training', pillar: 'plan' }
    await save('section', null, {
      ...section,
      outcomeList: 'o1',
      'partners-lead': 'Council body',
      'partners-support': 'nes,',
    })
    const page = await getRecordPage(slug, 'section', '1.2')
    const values = page !== null && page !== 'forbidden' ? page.record?.values : undefined
    expect(values).toMatchObject({ 'partner-cosla': 'lead', 'partner-nes': 'support', outcomes: ['o1'] })
    expect(withTypedLists(values ?? {})).toMatchObject({
      'partners-lead': 'cosla',
      'partners-support': 'nes',
      'partners-keyPartner': '',
      outcomeList: 'o1',
    })
    const other = { ...section, code: '1.3', title: 'Keeping' }
    const wrong = (typed: FormValues) => errorsOf(save('section', null, { ...other, ...typed }))
    expect(await wrong({ 'partners-lead': 'nes, nobody' })).toEqual({
      'partners-lead': structureMessages.noPartner('nobody'),
    })
    expect(await wrong({ 'partners-lead': 'nes', 'partners-support': 'NES' })).toEqual({
      'partners-support': structureMessages.partnerTwice('NES'),
    })
    expect(await wrong({ outcomeList: 'o1; o9' })).toEqual({ outcomeList: structureMessages.noOutcome('o9') })
    const long = 'x, '.repeat(LONGEST_LIST)
    expect(await wrong({ outcomeList: long, 'partners-lead': long })).toEqual({
      outcomeList: structureMessages.listTooLong,
      'partners-lead': structureMessages.listTooLong,
    })
  })

  it('refuses what belongs to another plan', async () => {
    const other = examplePlan()
    rowOf(other, 'section').code = '9.9'
    await write(db, other, 'section')
    expect(await errorsOf(save('action', null, { ...ACTION, section: '9.9' }))).toHaveProperty('section')
    expect(await errorsOf(save('action', null, { ...ACTION, parent: '77' }))).toHaveProperty('parent')
    expect(await errorsOf(save('action', null, { ...ACTION, timescale: 'nowhere' }))).toHaveProperty(
      'timescale',
    )
    expect(await errorsOf(save('action', null, { ...ACTION, 'partner-nobody': 'lead' }))).toHaveProperty(
      'partner-nobody',
    )
    expect(
      await errorsOf(save('section', null, { code: '3', title: 'X', pillar: 'nowhere' })),
    ).toHaveProperty('pillar')
    await expect(change('action', '404', {})).rejects.toThrow()
  })

  it('moves an action with its parts to another section', async () => {
    await save('section', null, { code: '1.2', title: 'Training', pillar: 'plan' })
    await save('action', null, { ...ACTION, ref: '1.1', parent: '1' })
    await save('action', null, { ...ACTION, ref: '1.1.1', parent: '1.1', counted: 'no' })
    await change('action', '1', { section: '1.2' })
    const found = await rows('SELECT DISTINCT section_id FROM action WHERE plan_id = $1')
    expect(found).toHaveLength(1)
    expect(await refs()).toEqual(['1', '1.1', '1.1.1'])
  })

  it('keeps an action from being part of itself, of its parts, or of one elsewhere', async () => {
    await save('section', null, { code: '1.2', title: 'Training', pillar: 'plan' })
    await save('action', null, { ...ACTION, ref: '1.1', parent: '1' })
    await save('action', null, { ...ACTION, ref: '5', section: '1.2' })
    expect(await errorsOf(change('action', '1', { parent: '1' }))).toHaveProperty('parent')
    expect(await errorsOf(change('action', '1', { parent: '1.1' }))).toHaveProperty('parent')
    expect(await errorsOf(change('action', '1.1', { section: '1.2' }))).toEqual({
      parent: structureMessages.inAnotherSection('1', '1.2'),
    })
  })

  it('names the action that would count the same work', async () => {
    await save('action', null, ACTION)
    expect(await errorsOf(save('action', null, { ...ACTION, ref: '2.1', parent: '2' }))).toEqual({
      counted: expect.stringContaining('Action 2 is counted'),
    })
    await save('action', null, { ...ACTION, ref: '3' })
    expect(await errorsOf(change('action', '3', { parent: '2' }))).toEqual({
      parent: expect.stringContaining('Action 2 is counted'),
    })
  })

  it('keeps the first due date', async () => {
    const due = { 'due-day': '31', 'due-month': '3', 'due-year': '2027' }
    await change('action', '1', due)
    expect(await errorsOf(change('action', '1', { ...due, 'due-year': '2028' }))).toHaveProperty('due')
  })

  it('shows the second to save what the first saved, and writes nothing over it unseen', async () => {
    const { values, fingerprint: seen } = await opened('action', '1')
    await change('action', '1', { title: 'Theirs' })
    const mine = checked('action', { ...values, title: 'Mine' })
    const refused = await saveRecord(slug, { code: '1', fingerprint: seen }, mine).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(ChangedError)
    expect((refused as ChangedError).current).toMatchObject({ title: 'Theirs' })
    await saveRecord(slug, { code: '1', fingerprint: (refused as ChangedError).fingerprint }, mine)
    expect((await opened('action', '1')).values.title).toBe('Mine')
  })
})

describe('order', () => {
  it('moves an action with its parts past its neighbour, once where that is sent twice', async () => {
    for (const [ref, parent] of [['2'], ['2.1', '2'], ['2.2', '2'], ['3']] as const)
      await save('action', null, { ...ACTION, ref, parent: parent ?? '', counted: 'no' })
    expect(await refs()).toEqual(['1', '2', '2.1', '2.2', '3'])
    await moveRecord(slug, 'action', '2', 'up', '1')
    expect(await refs()).toEqual(['2', '2.1', '2.2', '1', '3'])
    await moveRecord(slug, 'action', '2.2', 'up', '2.1')
    await moveRecord(slug, 'action', '2', 'down', '1')
    const twice = () => moveRecord(slug, 'action', '2', 'up', '1')
    await Promise.all([twice(), twice()])
    await twice()
    expect(await refs()).toEqual(['2', '2.2', '2.1', '1', '3'])
    // Something else stands between since the page was opened, or the neighbour has gone elsewhere.
    expect(await errorsOf(moveRecord(slug, 'action', '3', 'up', '2'))).toHaveProperty('form')
    expect(await errorsOf(moveRecord(slug, 'action', '3', 'up', '2.1'))).toHaveProperty('form')
    expect(await refs()).toEqual(['2', '2.2', '2.1', '1', '3'])
    const positions = await rows('SELECT position FROM action WHERE plan_id = $1 ORDER BY position')
    expect(positions.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4])
    await expect(moveRecord(slug, 'action', '99', 'up', '3')).rejects.toThrow(NotFoundError)
  })

  it('moves a pillar with all that stands in it', async () => {
    await save('pillar', null, PILLAR)
    await save('section', null, { code: '2.1', title: 'Training', pillar: 'train' })
    await save('action', null, { ...ACTION, section: '2.1' })
    await moveRecord(slug, 'pillar', 'train', 'up', 'plan')
    expect(await refs()).toEqual(['2', '1'])
    expect((await readPlan(slug))?.sections.map(({ code }) => code)).toEqual(['2.1', '1.1'])
  })
})

describe('removing', () => {
  it('says what refers to each kind, and removes it once nothing does', async () => {
    expect(await errorsOf(removeRecord(slug, 'pillar', 'plan'))).toEqual({
      form: 'It cannot be removed, because it is used by: section 1.1; outcome o1',
    })
    expect(await errorsOf(removeRecord(slug, 'section', '1.1'))).toHaveProperty('form')
    expect(await errorsOf(removeRecord(slug, 'partner', 'nes'))).toHaveProperty('form')
    expect(await errorsOf(removeRecord(slug, 'timescale', 'short'))).toHaveProperty('form')
    expect(await errorsOf(removeRecord(slug, 'outcome', 'o1'))).toHaveProperty('form')
    await change('section', '1.1', { outcomes: [], 'partner-nes': '' })
    await change('action', '1', { timescale: '', 'partner-nes': '' })
    await save('section', null, { code: '1.2', title: 'Training', pillar: 'plan' })
    await change('action', '1', { section: '1.2' })
    await removeRecord(slug, 'section', '1.1')
    await removeRecord(slug, 'partner', 'nes')
    await removeRecord(slug, 'timescale', 'short')
    await removeRecord(slug, 'outcome', 'o1')
    expect(
      await rows(`SELECT kind FROM audit_entry WHERE plan_id = $1 AND kind LIKE '%.removed'`),
    ).toHaveLength(4)
  })
})

describe('an action that was added by mistake', () => {
  const age = (hours: number) =>
    db
      .query(`SET session_replication_role = replica`)
      .then(() =>
        db.query(
          `UPDATE audit_entry SET recorded_at = now() - make_interval(hours => $2) WHERE plan_id = $1 AND kind = 'action.added'`,
          [idOf(plan, 'plan'), hours],
        ),
      )
  afterEach(() => db.query(`SET session_replication_role = DEFAULT`))

  it('is removed within the day, on record, and its number is free again', async () => {
    await save('action', null, ACTION)
    expect((await opened('action', '2')).references).toEqual([])
    expect((await opened('action', '2')).removableUntil).not.toBeNull()
    await age(23)
    await removeRecord(slug, 'action', '2')
    expect(await refs()).not.toContain('2')
    const [entry] = await rows(
      `SELECT before FROM audit_entry WHERE plan_id = $1 AND kind = 'action.removed'`,
    )
    expect(entry?.before).toMatchObject({ ref: '2', title: ACTION.title })
    const ledger = await rows(
      `SELECT facts IS NULL AS gone FROM structure_change WHERE plan_id = $1 AND kind = 'action' ORDER BY entry`,
    )
    expect(ledger.map(({ gone }) => gone).at(-1)).toBe(true)
    const today = await readPlan({ slug, asAt: new Date().toISOString().slice(0, 10) })
    expect(today?.actions.map(({ ref }) => ref)).not.toContain('2')
    await save('action', null, { ...ACTION, title: 'Another one' })
  })

  it('stays after a day, and where anything is on record of it', async () => {
    const old = (await opened('action', '1')).references
    expect(old).toBeNull()
    const never = 'more than 24 hours ago'
    expect((await errorsOf(removeRecord(slug, 'action', '1'))).form).toContain(never)
    await save('action', null, ACTION)
    await save('action', null, { ...ACTION, ref: '2.1', title: 'A part', parent: '2', counted: 'no' })
    expect((await errorsOf(removeRecord(slug, 'action', '2'))).form).toContain('part 2.1')
    await changeLifecycle(slug, '2.1', { ...WITHDRAWN, on: new Date().toISOString().slice(0, 10) })
    expect((await errorsOf(removeRecord(slug, 'action', '2.1'))).form).toContain('its removal or replacement')
    await age(25)
    expect((await errorsOf(removeRecord(slug, 'action', '2.1'))).form).toContain(never)
    expect((await opened('action', '2.1')).references).toBeNull()
  })
})

describe('an action that leaves the plan', () => {
  const merged: LifecycleData = { ...WITHDRAWN, lifecycle: 'merged', heir: '2' }

  beforeEach(async () => {
    await save('action', null, ACTION)
    await changeCounted(slug, '1', { ...COUNTED, on: '2026-01-01' })
  })

  it('keeps its heir, date and reason on record', async () => {
    await changeLifecycle(slug, '1', merged)
    const [entry] = await rows(
      `SELECT c.lifecycle, c.reason, h.ref AS heir, a.lifecycle AS now, c.author_id IS NOT NULL AS signed
       FROM lifecycle_change c JOIN action a ON a.id = c.action_id JOIN action h ON h.id = c.heir_id WHERE c.plan_id = $1`,
    )
    expect(entry).toEqual({
      lifecycle: 'merged',
      reason: merged.reason,
      heir: '2',
      now: 'merged',
      signed: true,
    })
    await changeLifecycle(slug, '1', { ...merged, lifecycle: 'active', heir: '' })
    expect(await rows("SELECT lifecycle, heir_id FROM action WHERE plan_id = $1 AND ref = '1'")).toEqual([
      { lifecycle: 'active', heir_id: null },
    ])
  })

  it('needs an heir that is another action still in the plan', async () => {
    expect(await errorsOf(changeLifecycle(slug, '1', { ...merged, heir: '' }))).toHaveProperty('heir')
    expect(await errorsOf(changeLifecycle(slug, '1', { ...merged, heir: '1' }))).toHaveProperty('heir')
    expect(await errorsOf(changeLifecycle(slug, '1', { ...merged, heir: '404' }))).toHaveProperty('heir')
    expect(await errorsOf(changeLifecycle(slug, '1', { ...WITHDRAWN, heir: '2' }))).toHaveProperty('heir')
    await changeLifecycle(slug, '2', WITHDRAWN)
    expect(await errorsOf(changeLifecycle(slug, '1', merged))).toEqual({
      heir: structureMessages.replacementLeft('2', 'withdrawn'),
    })
    expect(await errorsOf(changeLifecycle(slug, '2', WITHDRAWN))).toHaveProperty('lifecycle')
  })

  it('leaves neither in the future nor before its last change', async () => {
    expect(await errorsOf(changeLifecycle(slug, '1', { ...WITHDRAWN, on: '2999-01-01' }))).toHaveProperty(
      'on',
    )
    await changeLifecycle(slug, '1', WITHDRAWN)
    expect(
      await errorsOf(changeLifecycle(slug, '1', { ...WITHDRAWN, lifecycle: 'active', on: '2026-03-02' })),
    ).toEqual({ on: structureMessages.changedLater('1', '2026-03-03') })
  })

  it('takes its parts along only when that is asked for', async () => {
    await save('action', null, {
      ...ACTION,
      ref: '1.1',
      parent: '1',
      counted: 'no',
      'added-day': '1',
      'added-month': '1',
      'added-year': '2026',
    })
    expect(await errorsOf(changeLifecycle(slug, '1', WITHDRAWN))).toEqual({
      parts: structureMessages.partsMissingOf('1.1'),
    })
    await changeLifecycle(slug, '1', { ...WITHDRAWN, parts: 'with' })
    expect(
      await rows(`SELECT ref FROM action WHERE plan_id = $1 AND lifecycle = 'withdrawn' ORDER BY ref`),
    ).toEqual([{ ref: '1' }, { ref: '1.1' }])
    await changeLifecycle(slug, '1', { ...WITHDRAWN, lifecycle: 'active', parts: 'stay' })
    expect(await rows(`SELECT ref FROM action WHERE plan_id = $1 AND lifecycle = 'withdrawn'`)).toEqual([
      { ref: '1.1' },
    ])
  })

  it('comes back only where that counts nothing twice', async () => {
    await changeLifecycle(slug, '1', WITHDRAWN)
    await addAction(db, plan, {
      ref: '1.1',
      parent_id: idOf(plan, 'action'),
      counted: true,
    })
    expect(
      await errorsOf(changeLifecycle(slug, '1', { ...WITHDRAWN, lifecycle: 'active', parts: 'stay' })),
    ).toEqual({ lifecycle: expect.stringContaining('Actions 1 and 1.1 would both be counted') })
  })
})

describe('a number', () => {
  const sources = async () =>
    Object.fromEntries(
      (await rows('SELECT ref, ref_source FROM action WHERE plan_id = $1')).map((row) => [
        row.ref,
        row.ref_source,
      ]),
    )

  it('is as printed only until someone enters another here', async () => {
    await change('action', '1', { title: 'Train people' })
    await save('action', null, ACTION)
    expect(await sources()).toEqual({ 1: 'printed', 2: 'entered' })
    await change('action', '1', { ref: '43a' })
    expect(await sources()).toEqual({ '43a': 'entered', 2: 'entered' })
  })
})

describe('two who change where an action stands', () => {
  it('do not overwrite one another unseen: the second is told who did what', async () => {
    const opened = { ...WITHDRAWN, fingerprint: 'active' }
    await changeLifecycle(slug, '1', opened)
    const second = changeLifecycle(slug, '1', { ...opened, lifecycle: 'superseded', heir: '2' })
    await expect(second).rejects.toMatchObject({
      fingerprint: 'withdrawn',
      whoDidWhat: expect.stringMatching(/ changed this action to withdrawn on .+ at \d\d:\d\d$/),
    })
  })
})

describe('what counts', () => {
  it('is asked of a new action, and never taken for a no when no one answered', async () => {
    const { counted: _, ...unanswered } = ACTION
    expect(await errorsOf(save('action', null, unanswered))).toEqual({
      counted: structureMessages.countedMissing,
    })
    await save('action', null, ACTION)
    await change('action', '2', { title: 'Train many more people' })
    expect(await rows(`SELECT counted FROM action WHERE plan_id = $1 AND ref = '2'`)).toEqual([
      { counted: true },
    ])
  })

  it('stays as it is for a part that was added while the form was open', async () => {
    await save('action', null, { ...ACTION, ref: '1.1', parent: '1' })
    await save('action', null, { ...ACTION, ref: '1.2', parent: '1' })
    await changeCounted(slug, '1', { ...COUNTED, shown: ['1', '1.1'], counted: [] })
    expect(await rows('SELECT ref FROM action WHERE plan_id = $1 AND counted')).toEqual([{ ref: '1.2' }])
  })

  it('moves from an action to its parts in one step', async () => {
    await changeCounted(slug, '1', { ...COUNTED, on: '2026-01-01' })
    await save('action', null, { ...ACTION, ref: '1.1', parent: '1', counted: 'no' })
    await save('action', null, { ...ACTION, ref: '1.2', parent: '1', counted: 'no' })
    expect(await errorsOf(changeCounted(slug, '1', { ...COUNTED, counted: ['1', '1.1'] }))).toEqual({
      counted: expect.stringContaining('Actions 1 and 1.1 cannot both be counted'),
    })
    expect(await errorsOf(changeCounted(slug, '1', { ...COUNTED, counted: ['1', '77'] }))).toHaveProperty(
      'counted',
    )
    expect(await errorsOf(changeCounted(slug, '1', COUNTED))).toHaveProperty('counted')
    // The database reads back last what was written last, unless it is told an order.
    await change('action', '1.1', { title: 'A part that was changed' })
    await changeCounted(slug, '1', { ...COUNTED, counted: ['1.1', '1.2'] })
    expect(
      await rows(`SELECT a.ref FROM counted_change c JOIN action a ON a.id = c.action_id
                  WHERE c.plan_id = $1 AND c.counted ORDER BY c.entry DESC LIMIT 2`),
    ).toEqual([{ ref: '1.2' }, { ref: '1.1' }])
    expect(await rows('SELECT ref FROM action WHERE plan_id = $1 AND counted ORDER BY ref')).toEqual([
      { ref: '1.1' },
      { ref: '1.2' },
    ])
    expect(
      await rows(
        `SELECT DISTINCT recorded_at, reason FROM counted_change WHERE plan_id = $1 AND effective_on = '2026-03-03'`,
      ),
    ).toHaveLength(1)
    expect(await errorsOf(changeCounted(slug, '1', { ...COUNTED, on: '2026-02-01' }))).toHaveProperty('on')
  })
})

const DETAILS: FormValues = {
  title: 'Second plan',
  shortTitle: 'Second',
  publishers: 'Scottish Government\nCOSLA',
  period: '2026 to 2029',
  'starts-day': '1',
  'starts-month': '4',
  'starts-year': '2026',
  'ends-day': '31',
  'ends-month': '3',
  'ends-year': '2029',
  licence: 'OGL',
  attribution: 'OGL',
  'pillar-one': 'Priority',
  'pillar-many': 'Priorities',
  'section-one': 'Strategic action',
  'section-many': 'Strategic actions',
  'action-one': 'Deliverable',
  'action-many': 'Deliverables',
}

describe('a new plan', () => {
  const ask = (values: FormValues) => {
    const { data, state } = checkNewPlan({
      ...DETAILS,
      access: 'inside',
      isAnother: 'yes',
      ...newSubmission(),
      ...values,
    })
    if (state) throw new InvalidError(state.errors)
    return makePlan(data)
  }
  const ALL = ['pillars', 'sections', 'actions', 'partners', 'timescales', 'outcomes']

  it('is an administrator’s to make, who becomes its editor', async () => {
    await expect(ask({ slug: `new-${randomUUID()}` })).rejects.toThrow(ForbiddenError)
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    const made = await ask({ slug: `new-${randomUUID()}` })
    const state = await readPlan(made)
    expect(state).toMatchObject({
      publishers: ['Scottish Government', 'COSLA'],
      isPublic: false,
      language: 'en',
      rule: { atRiskNumerator: 1, atRiskDenominator: 3 },
      words: { pillar: { one: 'Priority', many: 'Priorities' } },
    })
    // A new request: what the person may do is asked once for each.
    const role = await db.query('SELECT role FROM membership WHERE plan_id = $1', [state?.id])
    expect(role.rows).toEqual([{ role: 'editor' }])
    const kinds = await db.query('SELECT kind FROM audit_entry WHERE plan_id = $1 ORDER BY number', [
      state?.id,
    ])
    expect(kinds.rows).toEqual([{ kind: 'plan.created' }, { kind: 'membership.changed' }])
    expect(await errorsOf(ask({ slug: made }))).toHaveProperty('slug')
    expect(await errorsOf(Promise.resolve().then(() => ask({ slug: 'new' })))).toHaveProperty('slug')
  })

  it('takes over another plan’s structure, and nothing that was said of it', async () => {
    await save('action', null, { ...ACTION, 'due-day': '31', 'due-month': '3', 'due-year': '2027' })
    await save('action', null, { ...ACTION, ref: '2.1', parent: '2', counted: 'no' })
    await save('action', null, { ...ACTION, ref: '3' })
    await changeLifecycle(slug, '3', WITHDRAWN)
    await actAs(db, await addPerson(db, { isAdministrator: true }))
    const made = await readPlan(await ask({ slug: `new-${randomUUID()}`, from: slug, copy: ALL }))
    expect(made?.actions.map(({ ref, refSource, current, due }) => [ref, refSource, current, due])).toEqual([
      ['1', 'entered', null, null],
      ['2', 'entered', null, null],
      ['2.1', 'entered', null, null],
    ])
    expect(made?.sections[0]).toMatchObject({ partners: [{ role: 'keyPartner' }], assessment: null })
    expect(made?.sections[0]?.outcomeIds).toEqual([made?.outcomes[0]?.id])
    const parent = made?.actions.find(({ ref }) => ref === '2')
    expect(made?.actions.find(({ ref }) => ref === '2.1')?.parentId).toBe(parent?.id)
    const few = await readPlan(
      await ask({ slug: `new-${randomUUID()}`, from: slug, copy: ['pillars', 'partners'] }),
    )
    expect([few?.pillars.length, few?.partners.length, few?.sections.length]).toEqual([1, 1, 0])
    const asking = (values: FormValues) =>
      errorsOf(Promise.resolve().then(() => ask({ slug: 'x-y', ...values })))
    expect(await asking({ from: slug, copy: 'actions' })).toHaveProperty('copy')
    expect(await asking({ copy: 'pillars' })).toHaveProperty('from')
    expect(await asking({ from: 'nowhere', copy: 'pillars' })).toHaveProperty('from')
  })

  it('changes its details later, never over someone else’s unseen', async () => {
    const state = await readPlan(slug)
    if (!state) throw new Error('no plan')
    const seen = fingerprint(fillPlanDetails(state))
    const { data } = checkPlanDetails(DETAILS)
    if (!data) throw new Error('refused')
    await savePlanDetails(slug, seen, data)
    expect(await rows('SELECT title, words FROM plan WHERE id = $1')).toMatchObject([
      { title: 'Second plan', words: { action: { one: 'Deliverable', many: 'Deliverables' } } },
    ])
    const other = checkPlanDetails({ ...DETAILS, title: 'Third plan' }).data
    if (!other) throw new Error('refused')
    await expect(savePlanDetails(slug, seen, other)).rejects.toThrow(ChangedError)
  })
})
