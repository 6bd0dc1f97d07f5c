import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readPlan, readPublicPlan } from '@/lib/queries/plan-state/plan-state'
import { readHistory } from '@/lib/queries/plan-state/progress-updates'
import {
  type ExamplePlan,
  type Row,
  addAction,
  connect,
  createPlan,
  examplePlan,
  idOf,
  insert,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan

beforeAll(async () => {
  db = await connect()
})
beforeEach(async () => {
  plan = await createPlan(db)
})
afterAll(() => db.end())

async function read(of = plan): Promise<PlanState> {
  return (await readPlan(String(rowOf(of, 'plan').slug))) ?? expect.fail('no such plan')
}

/** Says something about an action, the example plan's own unless told otherwise; returns the update's id. */
async function say(given: Row): Promise<string> {
  const row = { ...rowOf(plan, 'progress_update'), id: randomUUID(), ...given }
  await insert(db, 'progress_update', row)
  return row.id
}

const rename = (title: string, client = db) =>
  client.query('UPDATE action SET title = $1 WHERE id = $2', [title, idOf(plan, 'action')])
const titleOf = (state: PlanState) => state.actions[0]?.title
const currentOf = (state: PlanState) => state.actions[0]?.current

describe('a plan that may not be read', () => {
  it('is null when there is none of that name', async () => {
    expect(await readPlan('no-such-plan')).toBeNull()
  })

  it.each(["' OR 1=1 --", '', '../plans', 'MENTAL-HEALTH-WORKFORCE', '💥', '\0', '\ud800'])(
    'is null for "%s"',
    async (slug) => {
      expect(await readPlan(slug)).toBeNull()
    },
  )

  it('is null when it is not public', async () => {
    const hidden = examplePlan()
    await write(db, new Map(hidden).set('plan', { ...rowOf(hidden, 'plan'), is_public: false }))
    expect(await readPlan(String(rowOf(hidden, 'plan').slug))).toBeNull()
  })

  it('is null from the moment it is no longer public', async () => {
    await read()
    const slug = String(rowOf(plan, 'plan').slug)
    expect((await readPublicPlan(slug))?.slug).toBe(slug)
    await db.query('UPDATE plan SET is_public = false WHERE id = $1', [idOf(plan, 'plan')])
    expect(await readPublicPlan(slug)).toBeNull()
    expect(await readPublicPlan('\0')).toBeNull()
    expect(await readPlan(String(rowOf(plan, 'plan').slug))).toBeNull()
  })
})

describe('a plan as it stands now', () => {
  it('holds every row of it', async () => {
    const state = await read()
    const sizes = Object.entries(state).flatMap(([key, value]) =>
      Array.isArray(value) ? [[key, value.length]] : [],
    )
    expect(Object.fromEntries(sizes)).toEqual({
      publishers: 1,
      notes: 0,
      sources: 1,
      pillars: 1,
      sections: 1,
      timescales: 1,
      outcomes: 1,
      partners: 1,
      actions: 1,
      achievements: 1,
      publications: 1,
      statuses: 6,
      fields: 0,
    })
  })

  it('holds the links between its rows', async () => {
    const state = await read()
    const partners = [{ partnerId: idOf(plan, 'partner'), role: 'keyPartner' }]
    expect(state).toMatchObject({
      rule: { atRiskNumerator: 1, atRiskDenominator: 3 },
      sections: [
        {
          pillarId: idOf(plan, 'pillar'),
          partners,
          outcomeIds: [idOf(plan, 'outcome')],
          assessment: { overallRag: 'onTrack' },
        },
      ],
      actions: [
        {
          sectionId: idOf(plan, 'section'),
          partners,
          current: { sourceIds: [idOf(plan, 'source_document')] },
        },
      ],
      achievements: [{ actionIds: [idOf(plan, 'action')], metrics: [{ value: 295 }] }],
      publications: [{ actionIds: [idOf(plan, 'action')] }],
    })
  })

  it('gives dates as days, whatever the time zone', async () => {
    expect(await read()).toMatchObject({ startsOn: '2023-01-01', endsOn: '2025-12-31', publishedOn: null })
  })

  it('holds nothing of another plan', async () => {
    const before = await read()
    await createPlan(db)
    expect(await read()).toEqual(before)
  })

  it('lists actions in the order of the plan', async () => {
    await addAction(db, plan, { ref: 'last', position: 1002 })
    await addAction(db, plan, { ref: 'middle', position: 1001 })
    expect((await read()).actions.map(({ ref }) => ref)).toEqual(['1', 'middle', 'last'])
  })

  it('follows the newest rule', async () => {
    await insert(db, 'rating_rule', {
      ...rowOf(plan, 'rating_rule'),
      id: randomUUID(),
      at_risk_denominator: 4,
      created_at: '2999-01-01',
    })
    expect((await read()).rule).toMatchObject({ atRiskNumerator: 1, atRiskDenominator: 4 })
  })
})

describe('what is read is never stale', () => {
  it('shows a write of another connection as soon as it is committed', async () => {
    expect(titleOf(await read())).toBe('An action')
    const officer = await connect()
    try {
      await rename('Renamed', officer)
    } finally {
      await officer.end()
    }
    expect(titleOf(await read())).toBe('Renamed')
  })

  it('shows a new update at once', async () => {
    expect(currentOf(await read())?.status).toBe('onTrack')
    await say({ status: 'offTrack', effective_on: '2025-03-01' })
    expect(currentOf(await read())?.status).toBe('offTrack')
  })

  it('shows nothing that is not committed', async () => {
    await db.query('BEGIN')
    await rename('Not yet')
    expect(titleOf(await read())).toBe('An action')
    await db.query('ROLLBACK')
    expect(titleOf(await read())).toBe('An action')
  })

  it('carries the revision of what it shows', async () => {
    const before = await read()
    await rename('Renamed')
    expect((await read()).revision).toBe(before.revision + 1)
  })

  it('shows a plan that was removed and made again under the same id', async () => {
    const small = examplePlan()
    const writeWithAim = (aim: string) =>
      write(db, new Map(small).set('pillar', { ...rowOf(small, 'pillar'), aim }), 'pillar')
    await writeWithAim('Before')
    expect((await read(small)).pillars[0]?.aim).toBe('Before')

    // With its rules asleep, as when a copy is put back: they would not let a plan go.
    await db.query('SET session_replication_role = replica')
    for (const table of ['pillar', 'source_document', 'rating_rule', 'plan_status', 'plan_field']) {
      await db.query(`DELETE FROM ${table} WHERE plan_id = $1`, [idOf(small, 'plan')])
    }
    await db.query('DELETE FROM plan WHERE id = $1', [idOf(small, 'plan')])
    await db.query('RESET session_replication_role')

    await writeWithAim('After')
    expect((await read(small)).pillars[0]?.aim).toBe('After')
  })
})

describe('what did not change is not read again', () => {
  it('is the same object on the next reading', async () => {
    expect(await read()).toBe(await read())
  })

  it('is read once for many readers at once', async () => {
    const states = await Promise.all(Array.from({ length: 10 }, () => read()))
    expect(new Set(states).size).toBe(1)
  })

  it('stays held while another plan changes', async () => {
    const before = await read()
    await createPlan(db)
    expect(await read()).toBe(before)
  })

  it('is read again once it changed', async () => {
    const before = await read()
    await rename('An action')
    expect(await read()).not.toBe(before)
  })
})

describe('the current update', () => {
  it('is none for an action no one spoke of', async () => {
    await addAction(db, plan, { ref: '2' })
    expect((await read()).actions[1]?.current).toBeNull()
  })

  it('is the one true of the latest day, not the one recorded last', async () => {
    await say({ status: 'atRisk', effective_on: '2025-05-01', recorded_at: '2025-05-02' })
    await say({ status: 'delivered', effective_on: '2025-04-01', recorded_at: '2025-06-01' })
    expect(currentOf(await read())).toMatchObject({ status: 'atRisk', effective: { date: '2025-05-01' } })
  })

  it('is the one recorded last of those true of the same day, whatever the clocks said', async () => {
    const day = { effective_on: '2025-05-01' }
    await say({ ...day, status: 'offTrack', recorded_at: '2025-05-03T10:00:00.002Z' })
    await say({ ...day, status: 'atRisk', recorded_at: '2025-05-03T10:00:00.001Z' })
    expect(currentOf(await read())?.status).toBe('atRisk')
  })

  it('names its sources in their order', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    for (const id of [second, first]) {
      await insert(db, 'source_document', { ...rowOf(plan, 'source_document'), id, code: id })
    }
    const update_id = await say({ effective_on: '2025-05-01' })
    const link = { plan_id: idOf(plan, 'plan'), update_id }
    await insert(db, 'progress_update_source', { ...link, source_id: second, position: 1 })
    await insert(db, 'progress_update_source', { ...link, source_id: first, position: 0 })
    expect(currentOf(await read())?.sourceIds).toEqual([first, second])
  })

  it('heads the history, which runs from newest to oldest', async () => {
    const older = await say({ effective_on: '2024-05-01' })
    const newer = await say({ effective_on: '2025-05-01' })
    const history = await readHistory(await read(), idOf(plan, 'action'))
    expect(history.map(({ id }) => id)).toEqual([newer, idOf(plan, 'progress_update'), older])
    expect(history[0]).toMatchObject({ ...currentOf(await read()) })
  })
})

describe('the assessment of a section', () => {
  const assess = (given: Row) =>
    insert(db, 'section_assessment', { ...rowOf(plan, 'section_assessment'), id: randomUUID(), ...given })
  const ragOf = (state: PlanState) => state.sections[0]?.assessment?.overallRag

  it('is the one true of the latest day, not the one recorded last', async () => {
    await assess({ overall_rag: 'offTrack', effective_on: '2025-05-01', recorded_at: '2025-05-02' })
    await assess({ overall_rag: 'atRisk', effective_on: '2025-04-01', recorded_at: '2025-06-01' })
    expect(ragOf(await read())).toBe('offTrack')
  })

  it('is the one recorded last of those true of the same day, whatever the clocks said', async () => {
    await assess({ overall_rag: 'offTrack', effective_on: '2025-05-01', recorded_at: '2025-05-03' })
    await assess({ overall_rag: 'atRisk', effective_on: '2025-05-01', recorded_at: '2025-05-02' })
    expect(ragOf(await read())).toBe('atRisk')
  })
})

describe('text comes out as it went in', () => {
  it.each([
    ['emoji', '👩🏽‍⚕️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ✅'],
    ['right to left', 'الصحة النفسية \u200f(2025)\u200e בריאות הנפש'],
    ['quotes', `"It's" 'so' \`said\` «l’action» \\ %s $1 {0}; DROP TABLE plan; --`],
    ['HTML', '<script>alert("x")</script><b>&amp;&lt;</b><!-- -->'],
    ['letters in two ways', 'é e\u0301 ß Ġàidhlig'],
    ['lines and tabs', 'one\ntwo\r\nthree\tfour'],
    ['20,000 characters', 'Ünïcode 🙂 '.repeat(2000).slice(0, 20_000)],
  ])('%s', async (_, text) => {
    await rename(text)
    await db.query('UPDATE section SET title = $1 WHERE plan_id = $2', [text, idOf(plan, 'plan')])
    await db.query('UPDATE partner SET name = $1 WHERE plan_id = $2', [text, idOf(plan, 'plan')])
    await say({ narrative: text, reason: text, mitigation: text, effective_on: '2025-05-01' })
    expect(await read()).toMatchObject({
      sections: [{ title: text }],
      partners: [{ name: text }],
      actions: [{ title: text, current: { narrative: text, reason: text, mitigation: text } }],
    })
  })
})
