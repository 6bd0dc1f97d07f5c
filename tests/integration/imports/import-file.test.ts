// Bringing a file into a plan: what its preview shows is written, all of it or nothing, with a trace.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { GivenAnswers } from '@/lib/domain/imports/rows'
import { foldName } from '@/lib/domain/text'
import { readHere } from '@/lib/imports/read-here'
import { importByCommand, previewByCommand } from '@/lib/mutations/imports/import-by-command'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readStructure } from '@/lib/queries/plan-state/structure-ledger'
import { db as prisma } from '@/lib/db'
import { importFile } from '@/tests/fixtures/imports'
import { connect, idOf, unreportedPlan, write } from '@/tests/helpers/plan-rows'
import { checkAudit } from '@/tools/verify/check-audit'

const MEANT: Readonly<Record<string, string>> = {
  'in progress': 'onTrack',
  'under way': 'onTrack',
  complete: 'delivered',
  completed: 'delivered',
  done: 'delivered',
  'not started': 'onTrack',
  delayed: 'atRisk',
  'n/a': '',
}

let db: pg.Client
let slug: string
let planId: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
/** A plan with nothing in it. */
beforeEach(async () => {
  slug = `import-${randomUUID()}`
  const plan = unreportedPlan()
  const rows = [...plan].filter(([table]) => ['plan', 'plan_status', 'rating_rule'].includes(table))
  const empty = new Map(rows)
  empty.set('plan', { ...empty.get('plan'), slug })
  planId = idOf(empty, 'plan')
  await write(db, empty)
})

function open(name: string, bytes = importFile(name), given: GivenAnswers = {}) {
  const statuses = Object.fromEntries(
    Object.entries(MEANT).map(([word, code]) => [foldName(word), code || null]),
  )
  const read = readHere(name, bytes, { given: { ...given, statuses } })
  if (read.refused !== undefined || !read.rows || !read.answers) throw new Error(read.refused ?? 'no table')
  expect(read.rows.errorCount).toBe(0)
  return { file: { name, sha256: 'abc' }, rows: read.rows, answers: read.answers }
}
const text = (...lines: string[]) => open('a.csv', Buffer.from(lines.join('\n')))
const run = (from: ReturnType<typeof open>) => importByCommand(slug, from)
const kinds = async () => {
  const { rows } = await db.query<{ kind: string; count: number }>(
    'SELECT kind, count(*)::int AS count FROM audit_entry WHERE plan_id = $1 GROUP BY kind',
    [planId],
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}
const isUnbroken = async () => {
  for await (const { faults } of checkAudit(process.env.DATABASE_URL ?? '', [slug]))
    expect(faults).toEqual([])
}

describe('into an empty plan', () => {
  it.each([
    ['levels-in-columns.xlsx', 16, 3, 6],
    ['letters-and-languages.csv', 20, 1, 4],
    ['one-level-plan.xlsx', 16, 1, 1],
    ['repeated-references.csv', 30, 4, 7],
  ])(
    '%s brings its actions, levels, partners, dates and statuses',
    async (name, actions, pillars, sections) => {
      const from = open(name)
      const preview = await run(from)
      const plan = await loadPlan(planId)
      expect(plan.actions).toHaveLength(actions)
      expect([plan.pillars.length, plan.sections.length]).toEqual([pillars, sections])
      // In the plan's order an action is where its section is.
      expect(Object.fromEntries(plan.actions.map(({ ref, due }) => [ref, due?.date]))).toEqual(
        Object.fromEntries(from.rows.rows.map(({ ref, due }) => [ref, due?.day])),
      )
      expect(plan.actions.filter(({ current }) => current !== null)).toHaveLength(
        preview?.updates.length ?? -1,
      )
      expect(plan.actions.find(({ current }) => current)?.current?.basisNote ?? `Imported from ${name}`).toBe(
        `Imported from ${name}`,
      )
      expect(await kinds()).toMatchObject({
        'plan.imported': 1,
        'action.added': actions,
        'section.added': sections,
      })
      await isUnbroken()
      // What an empty plan is filled with was never otherwise.
      const before = await loadPlan(planId, { asAt: '2024-01-01', knownAt: null })
      expect(before.actions).toHaveLength(actions)
      expect(await run(from)).toMatchObject({ added: [], changed: [], updates: [], unchanged: actions })
      expect(await kinds()).toMatchObject({ 'plan.imported': 1 })
    },
  )
})

describe('a later version', () => {
  it('changes what differs, and leaves alone what is missing', async () => {
    await run(open('later-version-v1.xlsx'))
    const name = 'later-version-v2.xlsx'
    await run(open(name, importFile(name), { renumbered: { '3.4': '3.2' } }))
    const plan = await loadPlan(planId)
    expect(plan.actions).toHaveLength(13)
    const [moved, renamed, left] = ['1.3', '3.4', '1.5'].map((ref) =>
      plan.actions.find((one) => one.ref === ref),
    )
    expect(moved).toMatchObject({ originalDue: { date: '2026-01-31' }, due: { date: '2026-04-30' } })
    expect(renamed?.formerRefs).toEqual(['3.2'])
    expect(left?.lifecycle).toBe('active')
    const { rows } = await db.query('SELECT reason FROM due_date_move WHERE plan_id = $1', [planId])
    expect(rows).toEqual([{ reason: 'Imported from later-version-v2.xlsx' }])
    expect(await kinds()).toMatchObject({ 'plan.imported': 2, 'action.changed': 2 })
    await isUnbroken()
  })

  it('moves an action with its parts, and lets two take each other’s references', async () => {
    await run(text('Ref,Section,Action', '1,Air,A', '1.1,Air,B', '2,Land,C'))
    await run(text('Ref,Section,Action', '1,Land,A', '1.1,Land,B', '2,Land,C'))
    const moved = await loadPlan(planId)
    expect(new Set(moved.actions.map(({ sectionId }) => sectionId)).size).toBe(1)
    const swap = open('a.csv', Buffer.from('Ref,Action\n1.1,B\n3,A\n1,C\n'), {
      parts: 'alone',
      renumbered: { '3': '1', '1': '2' },
    })
    await run(swap)
    expect((await loadPlan(planId)).actions.map(({ ref, title }) => `${ref} ${title}`).sort()).toEqual([
      '1 C',
      '1.1 B',
      '3 A',
    ])
  })

  it('records a status or words only where they are new', async () => {
    await run(text('Ref,Action,Status,Update', '1,A,Done,All built', '2,B,In progress,'))
    const later = await run(
      text('Ref,Action,Status,Update', '1,A,Done,All built', '2,B,In progress,Half built'),
    )
    expect(later?.updates).toEqual([{ ref: '2', row: 3, status: 'onTrack', narrative: 'Half built' }])
    expect((await loadPlan(planId)).actions.map(({ current }) => current?.narrative)).toEqual([
      'All built',
      'Half built',
    ])
  })
})

it('writes nothing where a reference cannot be used, or where writing breaks off', async () => {
  expect((await run(text('Ref,Action', '1 (b),A', '2,B')))?.badReferences).toEqual([{ row: 2, ref: '1 (b)' }])
  const from = text('Ref,Action', '1,A', '2,B')
  await db.query(
    `CREATE FUNCTION stop_import() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stopped'; END $$;
     CREATE TRIGGER stop_import BEFORE INSERT ON audit_entry FOR EACH ROW WHEN (NEW.kind = 'action.added') EXECUTE FUNCTION stop_import()`,
  )
  await expect(run(from)).rejects.toThrow()
  await db.query('DROP TRIGGER stop_import ON audit_entry; DROP FUNCTION stop_import')
  expect(await readStructure(prisma, planId)).toEqual([])
  expect(await kinds()).toEqual({})
  expect(await run(from)).toMatchObject({ added: { length: 2 } })
})

it('shows the same without writing, and says where there is no such plan', async () => {
  const from = open('one-level-plan.xlsx')
  expect(await previewByCommand(slug, from)).toMatchObject({ added: { length: 16 }, after: { base: 3 } })
  expect((await loadPlan(planId)).actions).toEqual([])
  expect(await importByCommand('no-such-plan', from)).toBeNull()
})

it('shows two at once one after the other: the second finds what the first brought', async () => {
  const from = open('one-level-plan.xlsx')
  const both = await Promise.all([run(from), run(from)])
  expect(both.map((one) => one?.added.length).sort()).toEqual([0, 16])
})
