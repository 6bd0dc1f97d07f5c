import { rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { SeedFileError } from '@/prisma/seed/files'
import { loadSeed } from '@/prisma/seed/load'
import { createEmptyDatabase } from '@/tests/helpers/empty-database'
import { examplePlan, write } from '@/tests/helpers/plan-rows'
import { PLAN_FILE, UPDATE_FILE, setIn, withChangedData } from '@/tests/helpers/seed-data'
import { connectionTo, UNLIMITED } from '@/lib/connection'

type Rows = Record<string, unknown>[]

async function connected<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client(connectionTo(url, UNLIMITED))
  await db.connect()
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}

/** Every row of every table that belongs to plans. */
function contentsOf(url: string): Promise<Record<string, Rows>> {
  return connected(url, async (db) => {
    const tables = await db.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
    )
    const contents: Record<string, Rows> = {}
    for (const { name } of tables.rows) {
      contents[name] = (await db.query<Rows[number]>(`SELECT * FROM ${name} t ORDER BY t::text`)).rows
    }
    return contents
  })
}

const loadChanged = (url: string, change: (folder: string) => Promise<unknown>) =>
  withChangedData(change, (folder) => loadSeed(url, folder))

/** All but what is of the moment of loading, and new each time. */
function withoutMoment(contents: Record<string, Record<string, unknown>[]>) {
  const ofTheMoment = ['created_at', 'recorded_at', 'version', 'previous_version', 'inside_version']
  return Object.fromEntries(
    Object.entries(contents).map(([table, rows]) => [
      table,
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([column]) => !ofTheMoment.includes(column))),
      ),
    ]),
  )
}

describe('loading the first plan', () => {
  let url: string
  beforeAll(async () => {
    url = await createEmptyDatabase()
  })

  it('says what it loaded', async () => {
    expect(await loadSeed(url)).toEqual({
      loaded: true,
      message:
        'Loaded "Mental Health and Wellbeing Workforce Action Plan 2023-2025": 20 sections, 69 counted actions.',
    })
  })

  it('writes every row of the files, and of the June 2025 update those on this plan', async () => {
    const contents = await contentsOf(url)
    expect(
      Object.fromEntries(
        Object.entries(contents)
          // What triggers note of the rows.
          .filter(([table]) => table !== 'plan_change')
          .flatMap(([table, rows]) => (rows.length ? [[table, rows.length]] : [])),
      ),
    ).toEqual({
      plan: 1,
      plan_status: 6,
      rating_rule: 1,
      source_document: 22,
      pillar: 5,
      section: 20,
      timescale: 4,
      action: 117,
      partner: 47,
      section_partner: 122,
      action_partner: 59,
      outcome: 22,
      section_outcome: 53,
      progress_update: 69,
      progress_update_source: 64,
      section_assessment: 20,
      achievement: 21,
      achievement_metric: 26,
      achievement_action: 27,
      publication: 3,
      publication_action: 3,
      printed_report: 1,
    })
  })

  it('changes nothing the second time, not even the revision', async () => {
    const before = await contentsOf(url)
    expect(await loadSeed(url)).toEqual({
      loaded: false,
      message: 'The database already holds a plan; nothing was loaded.',
    })
    expect(await contentsOf(url)).toEqual(before)
  })

  it('gives the printed report to a database that held the plan before there was one, and only then', async () => {
    const older = await createEmptyDatabase()
    await loadSeed(older)
    const { printed_report: printed } = await contentsOf(older)
    await connected(older, async (db) => {
      await db.query('ALTER TABLE printed_report DISABLE TRIGGER USER')
      await db.query('DELETE FROM printed_report')
      await db.query('ALTER TABLE printed_report ENABLE TRIGGER USER')
    })
    expect(await loadSeed(older)).toEqual({
      loaded: true,
      message: 'Loaded what LB(25)03-03 printed, as an example of a report that is reconciled.',
    })
    const { printed_report: again } = await contentsOf(older)
    const [{ id, figures } = {}] = printed ?? []
    expect(again).toMatchObject([{ id, figures }])
    expect((await loadSeed(older)).loaded).toBe(false)
  })

  it('gives every row the same id and content in another database', async () => {
    const elsewhere = await createEmptyDatabase()
    await loadSeed(elsewhere)
    const [there, here] = [await contentsOf(elsewhere), await contentsOf(url)]
    expect(withoutMoment(there)).toEqual(withoutMoment(here))
  })

  it('happens once when two start at once', async () => {
    const shared = await createEmptyDatabase()
    const results = await Promise.all([loadSeed(shared), loadSeed(shared)])
    expect(results.map(({ loaded }) => loaded).sort()).toEqual([false, true])
    expect(await contentsOf(shared)).toMatchObject({ plan: [{ slug: 'mental-health-workforce' }] })
  })

  it('leaves a database alone that holds another plan', async () => {
    const taken = await createEmptyDatabase()
    await connected(taken, (db) => write(db, examplePlan(), 'plan'))
    const before = await contentsOf(taken)
    expect((await loadSeed(taken)).loaded).toBe(false)
    expect(await contentsOf(taken)).toEqual(before)
  })
})

describe('data that cannot be loaded', () => {
  let url: string
  let empty: Record<string, Rows>
  beforeAll(async () => {
    url = await createEmptyDatabase()
    empty = await contentsOf(url)
  })

  it('stops the load with every problem in its message, and changes nothing', async () => {
    const loading = loadChanged(url, (folder) => setIn(folder, PLAN_FILE, 'sections[0].pillar', 'x'))
    await expect(loading).rejects.toThrow(
      new SeedFileError([`${PLAN_FILE}: sections[0].pillar: there is no pillar "x"`]),
    )
    await expect(loading).rejects.toThrow('nothing was changed')
    expect(await contentsOf(url)).toEqual(empty)
  })

  it('stops the load when a file is missing, and changes nothing', async () => {
    const loading = loadChanged(url, (folder) => rm(path.join(folder, UPDATE_FILE)))
    await expect(loading).rejects.toThrow(SeedFileError)
    expect(await contentsOf(url)).toEqual(empty)
  })

  it('is taken back whole when the database refuses it half-way', async () => {
    // Action 1 would count beside its parts: by then the plan, its sections and its partners are written.
    const loading = loadChanged(url, (folder) =>
      setIn(folder, PLAN_FILE, 'actions[0].countsTowardsSectionRag', true),
    )
    await expect(loading).rejects.toThrow('actions 1 and 1.1 cannot both be counted')
    expect(await contentsOf(url)).toEqual(empty)
  })

  it('does not stand in the way of loading it mended', async () => {
    expect((await loadSeed(url)).loaded).toBe(true)
  })
})
