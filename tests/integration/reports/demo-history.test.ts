// The invented history: every kind of movement, all of it marked, and never beside what someone said.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { changesOf, compare } from '@/lib/domain/movement/movement'
import { CHANGE_KINDS } from '@/lib/domain/movement/movement-kinds'
import { viewOverview } from '@/lib/domain/plan/views'
import { InvalidError } from '@/lib/errors'
import { writeDraft } from '@/lib/format/reports/draft-text'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { loadDemoHistory } from '@/demo/load-history'
import { readFrozenReport } from '@/lib/queries/plan-state/frozen-report'
import { DEMO_HISTORY, DEMO_WORDS } from '@/demo/seed-history'
import { PLAN_ID } from '@/prisma/seed/rows'
import { checkAudit } from '@/tools/verify/check-audit'
import { checkSnapshots } from '@/tools/verify/check-snapshots'
import { recreateDatabase } from '@/tests/helpers/database'
import { addPerson } from '@/tests/helpers/people'
import { connect, insert } from '@/tests/helpers/plan-rows'

let db: pg.Client
const load = (history = DEMO_HISTORY) => loadDemoHistory(PLAN_ID, history, DEMO_WORDS, vocabulary, writeDraft)
const rows = async (sql: string) => (await db.query<Record<string, unknown>>(sql)).rows

// The first plan as it is loaded, for each test.
beforeEach(async () => {
  await db?.end()
  await recreateDatabase()
  db = await connect()
})
afterAll(() => db.end())

const published = () =>
  rows(`
  SELECT id, ref, title, section_id, counted, lifecycle, heir_id, due_on, original_due_on, due_note, added_on
  FROM action WHERE ref NOT LIKE 'DEMO%' ORDER BY id`)

async function sideOf(code: string) {
  const frozen = await readFrozenReport(PLAN_ID, code)
  if (!frozen) throw new Error(`There is no report ${code}`)
  const { report, plan } = frozen.document
  return {
    frozen,
    side: { code, reference: report.reference, asAt: String(plan.asAt), plan: frozen.plan },
  }
}

describe('the invented history', () => {
  it('moves what was published in no other way than by statuses and ratings that say they are made up', async () => {
    const before = await published()
    const unmarked = `SELECT count(*)::int AS n FROM %
      WHERE effective_on > '2025-03-01' AND basis <> 'madeUp'`
    await load()
    expect(await published()).toEqual(before)
    for (const table of ['progress_update', 'section_assessment', 'rating_dispute'])
      expect(await rows(unmarked.replace('%', table))).toEqual([{ n: 0 }])
    expect(await rows(`SELECT count(*)::int AS n FROM board_ask WHERE basis <> 'madeUp'`)).toEqual([{ n: 0 }])
    // Whatever has no mark of its own says so in its words.
    const texts = await rows(`
      SELECT reason AS text FROM due_date_move UNION ALL SELECT reason FROM lifecycle_change
      UNION ALL SELECT text FROM board_ask_event UNION ALL SELECT text FROM dispute_answer
      UNION ALL SELECT name FROM partner WHERE code = 'demo'
      UNION ALL SELECT title FROM action WHERE ref LIKE 'DEMO%'
      UNION ALL SELECT title FROM snapshot WHERE reference LIKE 'DEMO%'
      UNION ALL SELECT notes[1] FROM plan`)
    expect(texts.length).toBeGreaterThan(15)
    expect(texts.filter(({ text }) => !/made up[).]/.test(String(text)))).toEqual([])
    // The paper of February 2025 says nothing of what it did not publish.
    expect(
      await rows(`SELECT u.basis FROM progress_update u JOIN progress_update_source s ON s.update_id = u.id
        JOIN source_document d ON d.id = s.source_id
        WHERE u.basis IN ('illustrative', 'madeUp') AND d.code = 'lb-25-03-03'`),
    ).toEqual([])
  })

  it('has every kind of movement between its reports, and trends over all of them', async () => {
    await load()
    const [published, june, october] = [
      await sideOf('lb-25-03-03'),
      await sideOf('demo-25-06'),
      await sideOf('demo-25-10'),
    ]
    const first = compare(published.side, june.side)
    const second = compare(june.side, october.side)
    const kinds = CHANGE_KINDS.filter((kind) => changesOf(second, kind).length > 0)
    expect(kinds).toEqual(
      expect.arrayContaining([
        'recovered',
        'worsened',
        'delivered',
        'redated',
        'added',
        'withdrawn',
        'merged',
        'renumbered',
      ]),
    )
    expect(changesOf(first, 'added').map(({ after }) => after?.ref)).toEqual([
      'DEMO-1',
      'DEMO-2',
      'DEMO-3',
      'DEMO-4',
      'DEMO-5',
    ])
    expect(changesOf(second, 'renumbered').map(({ before, after }) => [before?.ref, after?.ref])).toEqual([
      ['DEMO-5', 'DEMO-6'],
    ])
    const delivered = [published, june, october].map(
      ({ frozen }) => viewOverview(frozen.plan, String(frozen.plan.asAt)).rollUp.counts.delivered ?? 0,
    )
    expect(delivered).toEqual(delivered.toSorted((a, b) => a - b))
    expect(new Set(delivered).size).toBe(3)
    // What the plan published is as it was printed.
    expect(published.frozen.faults).toEqual([])
    expect(published.frozen.plan.actions.some(({ ref }) => ref.startsWith('DEMO'))).toBe(false)
  })

  it('issues reports with texts whose figures are bound, what moved, and what the board asked and disputed', async () => {
    await load()
    const [june, october] = [await sideOf('demo-25-06'), await sideOf('demo-25-10')]
    const contents = ({ frozen }: typeof june) => frozen.document.matter ?? expect.fail('A report has texts')
    expect(JSON.stringify(contents(october).texts.summary)).toMatch(/\d+ \(\d+%\)/)
    expect(contents(june).since?.code).toBe('lb-25-03-03')
    expect(contents(october).since?.code).toBe('demo-25-06')
    expect(contents(june).asks.map(({ number, standing }) => [number, standing])).toEqual([
      [1, 'open'],
      [2, 'open'],
    ])
    expect(
      contents(october).asks.map(({ number, standing, isOverdue }) => [number, standing, isOverdue]),
    ).toEqual([
      [2, 'open', true],
      [3, 'open', false],
      [1, 'answered', false],
    ])
    expect(contents(june).disputes.map(({ answer }) => answer?.outcome)).toEqual(['changed'])
    expect(contents(october).disputes).toEqual([])
  })

  it('rates every section by the counts of its day, and leaves sound reports and an unbroken record', async () => {
    await load()
    for (const code of ['demo-25-06', 'demo-25-10']) {
      const { frozen } = await sideOf(code)
      const sections = viewOverview(frozen.plan, String(frozen.plan.asAt)).pillars.flatMap(
        (one) => one.sections,
      )
      expect(sections.filter(({ rating }) => rating.isStale || rating.assessed === null)).toEqual([])
    }
    const faults = []
    for await (const { code, faults: found } of checkSnapshots(process.env.DATABASE_URL ?? ''))
      faults.push([code, ...found])
    expect(faults.sort()).toEqual([['demo-25-06'], ['demo-25-10'], ['lb-25-03-03']])
    for await (const chain of checkAudit(process.env.DATABASE_URL ?? '')) expect(chain.faults).toEqual([])
  })

  it('is loaded once, and goes on from where it was cut off', async () => {
    const [first] = DEMO_HISTORY
    if (!first) throw new Error('There is a first period')
    expect(await load([first])).toHaveLength(2)
    expect(await load()).toHaveLength(2)
    const before = await rows('SELECT count(*)::int AS n FROM progress_update')
    expect(await load()).toEqual([])
    expect(await rows('SELECT count(*)::int AS n FROM progress_update')).toEqual(before)
  })

  it('leaves nothing of a period that could not be loaded whole', async () => {
    const [first] = DEMO_HISTORY
    if (!first) throw new Error('There is a first period')
    const broken = {
      ...first,
      period: { ...first.period, statuses: { ...first.period.statuses, '999': 'onTrack' } },
    }
    const count = () => rows('SELECT count(*)::int AS n FROM action')
    const before = await count()
    await expect(load([broken] as typeof DEMO_HISTORY)).rejects.toThrow('"999"')
    expect(await count()).toEqual(before)
  })

  it('is refused where someone has said something, and where the plan is not there', async () => {
    const author_id = await addPerson(db, { roles: { [PLAN_ID]: 'editor' } })
    const [action] = await rows(`SELECT id FROM action WHERE ref = '17'`)
    await insert(db, 'progress_update', {
      id: randomUUID(),
      plan_id: PLAN_ID,
      action_id: action?.id,
      status: 'onTrack',
      author_id,
      effective_on: '2025-05-01',
      attributed_to: 'Scottish Government',
      basis: 'reported',
    })
    await expect(load()).rejects.toThrow(InvalidError)
    await expect(load()).rejects.toThrow(/People with accounts have added/)
    await expect(
      loadDemoHistory(randomUUID(), DEMO_HISTORY, DEMO_WORDS, vocabulary, writeDraft),
    ).rejects.toThrow(/not in this database/)
    expect(await rows(`SELECT ref FROM action WHERE ref LIKE 'DEMO%'`)).toEqual([])
  })
})
