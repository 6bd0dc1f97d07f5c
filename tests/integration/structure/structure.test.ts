// Looking after what a plan is made of: each rule, and what is put on record.
import { afterEach, describe, expect, it } from 'vitest'
import { ChangedError, ForbiddenError, NotFoundError } from '@/lib/errors'
import { changeCounted } from '@/lib/mutations/structure/change-counted'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { moveRecord } from '@/lib/mutations/structure/move-record'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getRecordPage } from '@/lib/queries/structure/structure'
import type { FormValues } from '@/lib/schemas/form'
import { LONGEST_LIST, withTypedLists } from '@/lib/domain/structure/typed-lists'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { structureMessages } from '@/lib/format/structure/messages'
import {
  db,
  plan,
  slug,
  save,
  opened,
  change,
  errorsOf,
  rows,
  refs,
  ACTION,
  PILLAR,
  WITHDRAWN,
  COUNTED,
  checked,
  useOwnPlan,
} from './own-plan'

useOwnPlan()

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
    expect(withTypedLists({ words: {} }, values ?? {})).toMatchObject({
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
