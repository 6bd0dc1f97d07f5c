// What moved between two reports, or between one and now, read from what they froze.
import { read, utils } from '@e965/xlsx'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as getFile } from '@/app/plans/[plan]/compare/[file]/route'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { changesOf } from '@/lib/domain/movement/movement'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { issueReport } from '@/tests/helpers/issue-report'
import { getComparison, getOpeningComparison } from '@/lib/queries/movement/comparison'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readTrend } from '@/lib/queries/movement/trend'
import { actAs } from '@/tests/helpers/acting'
import {
  FIRST_DAY,
  moveActions,
  type MovingPlan,
  say,
  SECOND_DAY,
  writeMovingPlan,
} from '@/tests/helpers/moving-plan'
import { addPerson } from '@/tests/helpers/people'
import { connect, idOf } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: MovingPlan

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = await writeMovingPlan(db)
  const roles = { [idOf(plan.rows, 'plan')]: 'editor' as const }
  await actAs(db, await addPerson(db, { name: 'Edda Editor', roles }))
})

const NOTES = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))

function issue(reference: string, asAt: string, corrects: { code: string; why: string } | null = null) {
  return issueReport(
    plan.slug,
    { reference, title: reference, meetingOn: null, asAt, notes: NOTES, corrects },
    vocabulary,
  )
}

async function compareSides(from: string | null = null, to: string | null = null) {
  const view = await getComparison(plan.slug, { from, to })
  if (!view) throw new Error('There is no such plan')
  return view
}

async function tamper(code: string) {
  await db.query('BEGIN')
  await db.query('ALTER TABLE snapshot DISABLE TRIGGER USER')
  await db.query(
    `UPDATE snapshot SET document = replace(document, '"atRisk"', '"onTrack"') WHERE plan_id = $1 AND code = $2`,
    [idOf(plan.rows, 'plan'), code],
  )
  await db.query('ALTER TABLE snapshot ENABLE TRIGGER USER')
  await db.query('COMMIT')
}

describe('two reports', () => {
  beforeEach(async () => {
    await issue('LB(1)', FIRST_DAY)
    await moveActions(db, plan)
    await issue('LB(2)', SECOND_DAY)
  })

  it('show every movement, by what an action is and not by its number', async () => {
    const { found } = await compareSides('lb-1', 'lb-2')
    const refs = (kind: Parameters<typeof changesOf>[1]) =>
      found && changesOf(found.comparison, kind).map(({ after }) => after?.ref)
    expect({
      recovered: refs('recovered'),
      worsened: refs('worsened'),
      delivered: refs('delivered'),
      slipped: refs('slipped'),
      firstReported: refs('firstReported'),
      withdrawn: refs('withdrawn'),
      merged: refs('merged'),
      renumbered: refs('renumbered'),
      added: refs('added'),
    }).toEqual({
      recovered: ['2'],
      worsened: ['1'],
      delivered: ['3'],
      slipped: ['4'],
      firstReported: ['5'],
      withdrawn: ['6'],
      merged: ['7'],
      renumbered: ['18'],
      added: ['10'],
    })
    expect(found?.comparison).toMatchObject({
      before: { code: 'lb-1', reference: 'LB(1)', asAt: FIRST_DAY },
      after: { code: 'lb-2', asAt: SECOND_DAY },
      totals: { before: { base: 8 }, after: { base: 7 } },
      matrix: { inBoth: 6, entered: { onTrack: 1 }, left: { onTrack: 2 } },
    })
  })

  it('say why, from the update and from the ledgers', async () => {
    const { found } = await compareSides('lb-1', 'lb-2')
    const why = (ref: string) => found?.comparison.changes.find(({ after }) => after?.ref === ref)?.why
    expect(why('1')).toMatchObject({ reason: 'Two posts are vacant', mitigation: 'We advertise again' })
    expect(why('4')).toMatchObject({ due: 'The consultation ran longer', lifecycle: null })
    expect(why('6')).toMatchObject({ lifecycle: 'It was withdrawn', due: null })
    expect(found?.comparison.changes.find(({ after }) => after?.ref === '7')?.heirRef).toBe('3')
  })

  it('go on saying the same whatever the plan becomes, and are not what is compared with now', async () => {
    const { found: first } = await compareSides('lb-1', 'lb-2')
    await db.query(`UPDATE action SET title = 'Renamed since', ref = ref || '.9' WHERE plan_id = $1`, [
      idOf(plan.rows, 'plan'),
    ])
    const { found: again } = await compareSides('lb-1', 'lb-2')
    expect(again?.comparison).toEqual(first?.comparison)
    const { found: now, from, to } = await compareSides()
    expect([from, to]).toEqual(['lb-2', 'now'])
    expect(now && changesOf(now.comparison, 'renumbered')).toHaveLength(9)
  })

  it('are what the page opens with until something is recorded after the newer one', async () => {
    const opened = async () => {
      const view = await getOpeningComparison(plan.slug, { from: null, to: null })
      return [view?.from, view?.to]
    }
    expect(await opened()).toEqual(['lb-1', 'lb-2'])
    await say(db, plan, '4', 'offTrack', '2025-12-01')
    expect(await opened()).toEqual(['lb-2', 'now'])
  })

  it('have a trend, and standstills once three reports say the same', async () => {
    await say(db, plan, '4', 'atRisk', '2025-12-01')
    await issue('LB(3)', '2026-01-01')
    const { found } = await compareSides(null, 'lb-3')
    expect(found?.comparison.before.code).toBe('lb-2')
    expect(found?.stalled).toMatchObject([{ ref: '4', status: 'atRisk', earlier: 2 }])
    const live = await readPlan(plan.slug)
    const trend = live && (await readTrend(live))
    expect(trend?.points.map(({ code, rollUp }) => [code, rollUp.base, rollUp.adverse])).toEqual([
      ['lb-1', 8, 2],
      ['lb-2', 7, 2],
      ['lb-3', 7, 2],
    ])
    const frozen = await readPlan({ slug: plan.slug, report: 'lb-2' })
    expect(frozen && (await readTrend(frozen)).points).toHaveLength(2)
  })

  it('count a corrected report once, by its correction', async () => {
    await issue('LB(2)', SECOND_DAY, { code: 'lb-2', why: 'A slip' })
    const live = await readPlan(plan.slug)
    const trend = live && (await readTrend(live))
    expect(trend?.points.map(({ code }) => code)).toEqual(['lb-1', 'lb-2-correction-1'])
    expect(await compareSides()).toMatchObject({ from: 'lb-2-correction-1', to: 'now', problem: null })
    expect(await compareSides('lb-2', 'lb-2-correction-1')).toMatchObject({ problem: null })
  })

  it('can be had as files of the same rows, which say what they were narrowed to', async () => {
    const fetchFile = async (name: string, query: string) =>
      getFile(new Request(`http://localhost/plans/${plan.slug}/compare/${name}?from=lb-1&to=lb-2${query}`), {
        params: Promise.resolve({ plan: plan.slug, file: name }),
      })
    const csv = await fetchFile('movement.csv', '')
    expect(csv.headers.get('cairn-row-count')).toBe('9')
    expect(csv.headers.get('content-disposition')).toContain(`${plan.slug}-movement-lb-1-to-lb-2.csv`)
    expect(csv.headers.get('link')).toContain('movement.csv-metadata.json?from=lb-1&to=lb-2')
    const [header = '', ...lines] = (await csv.text()).trim().split('\r\n')
    expect(header.split(',').slice(0, 6)).toEqual([
      'plan',
      'from_report',
      'from_as_at',
      'to_report',
      'to_as_at',
      'action_id',
    ])
    expect(lines).toHaveLength(9)
    const json = await (await fetchFile('movement.json', '&kind=worsened')).json()
    expect(json).toMatchObject({ rowCount: 1, filters: { words: 'Got worse', query: { kind: 'worsened' } } })
    expect(json.rows).toMatchObject([
      {
        status_before: 'onTrack',
        status_after: 'atRisk',
        kinds: 'worsened',
        reason: 'Two posts are vacant',
        changed_fields: 'status;reason;mitigation',
      },
    ])
    const fields = await (await fetchFile('changed-fields.csv', '&kind=renumbered')).text()
    expect(fields).toContain(',ref,Number,8,18')
    const metadata = await (await fetchFile('movement.csv-metadata.json', '&was=atRisk&is=onTrack')).json()
    expect(metadata).toMatchObject({ url: `${plan.slug}-movement-filtered-lb-1-to-lb-2.csv` })
    expect(metadata.tableSchema.columns.map(({ name }: { name: string }) => name).join()).toBe(header)
    for (const name of ['movement.xlsx', 'movement.ods']) {
      const bytes = new Uint8Array(await (await fetchFile(name, '')).arrayBuffer())
      const book = read(bytes, { type: 'array' })
      const rows = utils.sheet_to_json<string[]>(book.Sheets.Movement ?? {}, { header: 1 })
      expect(rows.filter(([first]) => first === plan.slug)).toHaveLength(9)
      expect(book.SheetNames).toContain('Changed_fields')
    }
    expect((await fetchFile('movement.csv', '&kind=better')).status).toBe(400)
    const unknown = await fetchFile('movement.csv', '&kinds=worsened')
    expect(unknown.status).toBe(400)
    expect(await unknown.text()).toContain('We cannot use “kinds” in the address')
    expect((await fetchFile('movement.pdf', '')).status).toBe(404)
    await tamper('lb-1')
    expect((await fetchFile('movement.csv', '')).status).toBe(409)
  })

  it('are refused when one was altered, and left out of the trend, even where it was read before', async () => {
    expect((await compareSides('lb-1', 'lb-2')).problem).toBeNull()
    await tamper('lb-1')
    expect(await compareSides('lb-1', 'lb-2')).toMatchObject({
      found: null,
      problem: { kind: 'altered', code: 'lb-1', reference: 'LB(1)' },
    })
    const live = await readPlan(plan.slug)
    expect(live && (await readTrend(live))).toMatchObject({ points: [{ code: 'lb-2' }], altered: ['LB(1)'] })
  })
})

describe('what is not valid', () => {
  it('is no report at all', async () => {
    expect(await compareSides()).toMatchObject({ found: null, problem: { kind: 'noReports' } })
  })

  it('is a report of another plan, the same twice, the wrong way round, and none before', async () => {
    await issue('LB(1)', FIRST_DAY)
    await issue('LB(2)', SECOND_DAY)
    const problem = async (from: string | null, to: string | null) => (await compareSides(from, to)).problem
    // The published report of the first plan.
    expect(await problem('lb-25-03-03', 'now')).toEqual({
      kind: 'unknown',
      side: 'from',
      code: 'lb-25-03-03',
    })
    expect(await problem('lb-1', 'nonsense\0')).toMatchObject({ kind: 'unknown', side: 'to' })
    expect(await problem('lb-1', 'lb-1')).toEqual({ kind: 'same' })
    expect(await problem('now', 'now')).toEqual({ kind: 'same' })
    expect(await problem('lb-2', 'lb-1')).toEqual({ kind: 'backwards' })
    expect(await problem('now', 'lb-2')).toEqual({ kind: 'backwards' })
    expect(await problem(null, 'lb-1')).toEqual({ kind: 'first', reference: 'LB(1)' })
    expect(await problem('lb-1', null)).toBeNull()
  })

  it('is a plan that may not be read', async () => {
    await issue('LB(1)', FIRST_DAY)
    await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [plan.slug])
    await actAs(db, null)
    expect(await getComparison(plan.slug, { from: null, to: null })).toBeNull()
  })
})
