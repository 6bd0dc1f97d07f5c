// Undoing an import: what it added leaves the plan and what it changed goes back, once, and only while nobody has built on it.
import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeZip } from '@/lib/exports/workbook/zip'
import { canonicalJson } from '@/lib/domain/canonical-json'
import type { GivenAnswers } from '@/lib/domain/imports/rows'
import { InvalidError } from '@/lib/errors'
import { readHere } from '@/lib/imports/read-here'
import { importByCommand } from '@/lib/mutations/imports/import-by-command'
import { undoImport } from '@/lib/mutations/imports/undo-import'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { listImports, openUndo } from '@/lib/queries/imports/plan-imports'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readHistory } from '@/lib/queries/plan-state/progress-updates'
import { getRecordPage } from '@/lib/queries/structure/structure'
import { newSubmission } from '@/lib/schemas/form'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { addMember } from '@/tests/helpers/people'
import { connect, idOf, unreportedPlan, write } from '@/tests/helpers/plan-rows'
import { checkAudit } from '@/tools/verify/check-audit'

let db: pg.Client
let slug: string
let planId: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
/** A plan with nothing in it, and an editor who asks. */
beforeEach(async () => {
  slug = `undo-${randomUUID()}`
  const rows = [...unreportedPlan()].filter(([table]) =>
    ['plan', 'plan_status', 'rating_rule'].includes(table),
  )
  const empty = new Map(rows)
  empty.set('plan', { ...empty.get('plan'), slug })
  planId = idOf(empty, 'plan')
  await write(db, empty)
  await actAs(db, await addMember(db, planId, 'editor', 'Edith'))
})

const STATUSES = { done: 'delivered', 'at risk': 'atRisk', 'on track': 'onTrack' }
const bring = (given: GivenAnswers, ...lines: string[]) =>
  bringFile('plan.csv', Buffer.from(lines.join('\n')), given)
async function bringFile(name: string, bytes: Buffer, given: GivenAnswers = {}) {
  const read = readHere(name, bytes, { given: { statuses: STATUSES, ...given } })
  if (read.refused !== undefined || !read.table || !read.rows || !read.answers)
    throw new Error(read.refused ?? 'no table')
  expect(read.rows.problems.filter(({ kind }) => kind === 'statusOpen')).toEqual([])
  const from = {
    file: { name, sha256: 'abc' },
    columns: read.table.columns,
    rows: read.rows,
    answers: read.answers,
  }
  return importByCommand(slug, from)
}
const opened = async () => {
  const [newest] = (await listImports(planId, 1)).rows
  const undo = newest && (await openUndo(await loadPlan(planId), newest.id))
  if (!undo) throw new Error('no import')
  return undo
}
const undoNewest = async () => {
  const { row, seen } = await opened()
  return undoImport(slug, row.id, seen)
}
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof InvalidError ? error.errors.form : Promise.reject(error as Error)),
  )
/** All that readers see, but for what names its revision, and for dates that moved there and back. */
const shown = async () => {
  const { revision: _, version: __, ...plan } = await loadPlan(planId)
  const actions = plan.actions.map(({ formerRefs: ___, ...action }) => action)
  return canonicalJson(JSON.parse(JSON.stringify({ ...plan, actions })))
}
const isUnbroken = async () => {
  for await (const { faults } of checkAudit(process.env.DATABASE_URL ?? '', [slug]))
    expect(faults).toEqual([])
}
const count = async (table: string) =>
  Number((await db.query(`SELECT count(*) FROM ${table} WHERE plan_id = $1`, [planId])).rows[0].count)

const FIRST = [
  'Ref,Section,Action,Lead,Due,Status,Update',
  '1,Air,Clean it,Council,31/12/2026,At risk,Slow',
  '1.1,Air,Filters,Council,,,',
  '2,Land,Plant trees,,30/06/2026,On track,',
]
const SECOND = [
  'Ref,Section,Action,Lead,Due,Status,Update',
  '1,Air,Clean all of it,Council; Trust,31/03/2027,Done,Finished',
  '1.1,Air,Filters,Council,,,',
  '5,Sea,Plant more trees,,30/09/2026,On track,',
  '6,Sea,Nets,,31/12/2026,At risk,Cold',
  '7,Sea,Boats,Trust,31/12/2026,,',
]
const SEPARATED: GivenAnswers = { columns: { 4: { separator: ';' } }, renumbered: { '5': '2' } }

describe('undone', () => {
  it('gives back the plan as it was, with its ledgers, and can be imported again', async () => {
    await bring(SEPARATED, ...FIRST)
    const brought = await bring(SEPARATED, ...SECOND)
    expect([brought?.added.length, brought?.changed.length, brought?.updates.length]).toEqual([2, 2, 2])
    const after = await loadPlan(planId)

    const { undo } = await opened()
    expect([undo.removed, undo.withdrawn].map((list) => list.map(({ ref }) => ref))).toEqual([['7'], ['6']])
    expect(await undoNewest()).toBe('plan.csv')
    const plan = await loadPlan(planId)
    const [whole, , trees, nets] = plan.actions
    // What was said of it stays on record; so do the action and its section.
    expect(nets).toMatchObject({ ref: '6', lifecycle: 'withdrawn', current: null })
    expect(plan.sections.map(({ title }) => title)).toEqual(['Air', 'Land', 'Sea'])
    expect(plan.partners.map(({ name }) => name)).toEqual(['Council'])
    expect(whole).toMatchObject({
      title: 'Clean it',
      due: { date: '2026-12-31' },
      current: { status: 'atRisk', narrative: 'Slow' },
    })
    expect(trees).toMatchObject({ ref: '2', title: 'Plant trees', due: { date: '2026-06-30' } })
    const history = await readHistory(plan, whole?.id ?? '')
    expect(history.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'withdrawal delivered',
      'update delivered',
      'update atRisk',
    ])
    const { rows } = await db.query(
      'SELECT to_char(due_on, $2) AS due, reason FROM due_date_move WHERE plan_id = $1 AND action_id = $3 ORDER BY entry',
      [planId, 'YYYY-MM-DD', whole?.id],
    )
    expect(rows).toEqual([
      { due: '2027-03-31', reason: 'Imported from plan.csv' },
      { due: '2026-12-31', reason: 'The import of plan.csv was undone' },
    ])
    // As it was known before the undoing, it still reads as imported.
    expect(after.actions[0]?.current?.status).toBe('delivered')
    await isUnbroken()

    const again = await bring(SEPARATED, ...SECOND)
    expect(again?.added.map(({ ref }) => ref)).toEqual(['7'])
    expect(
      again?.changed.flatMap(({ ref, changes }) => changes.map(({ field }) => `${ref} ${field}`)),
    ).toContain('6 lifecycle')
    const back = await loadPlan(planId)
    expect(back.actions.find(({ ref }) => ref === '6')).toMatchObject({
      lifecycle: 'active',
      current: { status: 'atRisk', narrative: 'Cold' },
    })
    expect(again?.after.base).toBe(back.actions.filter(({ counted }) => counted).length)
    await undoNewest()
    expect((await loadPlan(planId)).actions.find(({ ref }) => ref === '6')?.lifecycle).toBe('withdrawn')
    await isUnbroken()
  })

  it('leaves no trace in the plan where nothing was said of what it added', async () => {
    await bring({}, 'Ref,Section,Action,Lead', '1,Air,Clean it,Council', '2,Land,Plant trees,')
    const before = await shown()
    const parts = { parts: 'byReference', counted: 'wholes' } as const
    await bring(
      parts,
      'Ref,Section,Action,Lead',
      '1,Air,Clean it,Trust',
      '3,Sea,Nets,Fleet',
      '3.1,Sea,Boats,',
    )
    expect(await shown()).not.toBe(before)
    await undoNewest()
    expect(await shown()).toBe(before)
  })

  it('takes back what the sheets of levels brought and called otherwise', async () => {
    const zip = (files: Readonly<Record<string, string>>) =>
      buffer(
        writeZip(
          Object.entries(files).map(([name, text]) => ({ name, content: [text] })),
          new Date('2026-01-01'),
        ),
      )
    const pillars = 'Code,Name,Aim\nhealth,Health,Feel well'
    await bringFile(
      'plan.zip',
      await zip({
        'pillars.csv': pillars,
        'sections.csv': 'Code,Title,Pillar\n1.1,Doctors,health',
        'actions.csv': 'Reference,Title,Section\n1,Train,1.1',
      }),
    )
    const before = await shown()
    await bringFile(
      'later.zip',
      await zip({
        'pillars.csv': pillars,
        'sections.csv': 'Code,Title,Pillar\n1.1,Dentists,health',
        'timescales.csv': 'Code,Label,Start,End\nfirst,First phase,2026-01-01,2026-12-31',
        'outcomes.csv': 'Code,Text,Pillar\no1,People feel well,health',
        'actions.csv': 'Reference,Title,Section,Timescale\n1,Train,1.1,First phase',
      }),
    )
    const { sections, timescales, outcomes, actions } = await loadPlan(planId)
    expect([sections[0]?.title, timescales.length, outcomes.length]).toEqual(['Dentists', 1, 1])
    expect(actions[0]?.timescaleId).toBe(timescales[0]?.id)
    await undoNewest()
    expect(await shown()).toBe(before)
    await isUnbroken()
  })

  it('takes back updates of several days, and restores what was withdrawn', async () => {
    const dated = [
      'Ref,Section,Action,Status (March 2025),Update March 2025,30 June 2025 status,Status,As at',
      '1,Air,Clean it,At risk,Slow,Done,On track,01/09/2025',
      '2,Land,Plant trees,On track,,On track,,',
    ]
    const brought = await bring({ columns: { 8: { dayOrder: 'dayFirst' } } }, ...dated)
    expect(
      brought?.updates.map(({ ref, on, status, narrative }) => [ref, on?.date, status, narrative]),
    ).toEqual([
      ['1', '2025-03-31', 'atRisk', 'Slow'],
      ['1', '2025-06-30', 'delivered', null],
      ['1', '2025-09-01', 'onTrack', null],
      ['2', '2025-03-31', 'onTrack', null],
      ['2', '2025-06-30', 'onTrack', null],
    ])
    const before = await shown()
    expect(await bring({ columns: { 8: { dayOrder: 'dayFirst' } } }, ...dated)).toMatchObject({
      updates: [],
      unchanged: 2,
    })
    // A day that is already past what holds is recorded, and changes no figure.
    const later = dated.slice(0, 2).map((line) => line.replaceAll('March', 'April'))
    const second = await bring({ columns: { 8: { dayOrder: 'dayFirst' } }, missing: 'withdraw' }, ...later)
    expect(second?.updates.map(({ on }) => on)).toEqual([{ date: '2025-04-30', precision: 'month' }])
    expect(second?.withdrawn.map(({ ref }) => ref)).toEqual(['2'])
    const { actions } = await loadPlan(planId)
    expect(actions.map(({ ref, lifecycle, current }) => [ref, lifecycle, current?.status])).toEqual([
      ['1', 'active', 'onTrack'],
      ['2', 'withdrawn', 'onTrack'],
    ])
    expect(second?.after.base).toBe(1)
    await undoNewest()
    expect(await shown()).toBe(before)
    await isUnbroken()
  })

  it('is done once, by the first who asks, and says so to the other', async () => {
    await bring({}, 'Ref,Action,Status', '1,Clean it,Done')
    const { row, seen } = await opened()
    const both = await Promise.all([undoImport(slug, row.id, seen), undoImport(slug, row.id, seen)])
    expect(both).toEqual(['plan.csv', 'plan.csv'])
    const entries = await count('audit_entry')
    await actAs(db, await addMember(db, planId, 'editor', 'Other'))
    expect(await refusalOf(undoImport(slug, row.id, seen))).toBe('Edith has undone this import already')
    expect(await count('audit_entry')).toBe(entries)
    expect(await count('progress_update')).toBe(2)
  })

  it('is all or nothing', async () => {
    await bring({}, ...FIRST)
    const before = await shown()
    await db.query(
      `CREATE FUNCTION stop_undo() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stopped'; END $$;
       CREATE TRIGGER stop_undo BEFORE INSERT ON audit_entry FOR EACH ROW WHEN (NEW.kind = 'plan.import-undone') EXECUTE FUNCTION stop_undo()`,
    )
    await expect(undoNewest()).rejects.toThrow()
    await db.query('DROP TRIGGER stop_undo ON audit_entry; DROP FUNCTION stop_undo')
    expect(await shown()).toBe(before)
    expect((await opened()).row.undoneAt).toBeNull()
  })
})

describe('what stands in the way', () => {
  it('is named, and nothing is undone', async () => {
    await bring({}, ...FIRST)
    const page = await getRecordPage(slug, 'action', '2')
    if (!page || page === 'forbidden' || !page.record) throw new Error('no form')
    const { data, state } = checkRecord('action', {
      ...newSubmission(),
      ...page.record.values,
      title: 'Plant a wood',
    })
    if (state) throw new Error(JSON.stringify(state.errors))
    const { seen, row } = await opened()
    await saveRecord(slug, { code: '2', fingerprint: page.record.fingerprint }, data)
    const found = await opened()
    expect(found.obstacles).toMatchObject([
      { kind: 'action.changed', recordName: 'Action 2', actorName: 'Edith' },
    ])
    expect(await refusalOf(undoImport(slug, row.id, seen))).toContain('cannot be undone')
    expect((await loadPlan(planId)).actions).toHaveLength(3)
  })

  it('is a later import, until that is undone itself', async () => {
    await bring({}, ...FIRST)
    const first = await opened()
    await bring(SEPARATED, ...SECOND)
    const plan = await loadPlan(planId)
    expect((await openUndo(plan, first.row.id))?.obstacleCount).toBeGreaterThan(0)
    await undoNewest()
    const now = await openUndo(await loadPlan(planId), first.row.id)
    expect(now?.obstacleCount).toBe(0)
    await undoImport(slug, first.row.id, now?.seen ?? '')
    const emptied = await loadPlan(planId)
    expect(emptied.actions.filter(({ lifecycle }) => lifecycle === 'active')).toEqual([])
    await isUnbroken()
  })

  it('is a preview that is no longer right', async () => {
    await bring({}, 'Ref,Action,Due', '1,Clean it,')
    const { row, seen } = await opened()
    // Longer than a day ago: what was added stays on record.
    await db.query(`UPDATE plan_import SET recorded_at = recorded_at - interval '2 days' WHERE id = $1`, [
      row.id,
    ])
    expect(await refusalOf(undoImport(slug, row.id, seen))).toContain('now does something else')
    await undoNewest()
    expect((await loadPlan(planId)).actions).toMatchObject([{ ref: '1', lifecycle: 'withdrawn' }])
  })
})

it('says that a date which was promised for the first time stays', async () => {
  await bring({}, 'Ref,Action', '1,Clean it')
  await bring({}, 'Ref,Action,Due', '1,Clean it,31/12/2026')
  expect((await opened()).undo.datesThatStay).toBe(1)
  await undoNewest()
  expect((await loadPlan(planId)).actions[0]?.due?.date).toBe('2026-12-31')
})

it('refuses a number that an active action had before', async () => {
  await bring({}, 'Ref,Action', '1,Clean it')
  await bring({ renumbered: { '2': '1' } }, 'Ref,Action', '2,Clean it')
  const refused = await bring({}, 'Ref,Action', '2,Clean it', '1,Another')
  expect(refused?.badReferences).toEqual([{ row: 3, ref: '1' }])
})
