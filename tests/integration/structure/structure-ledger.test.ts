// What was published stays as it was, whatever is moved, renamed or renumbered in the plan afterwards.
import { NextRequest } from 'next/server'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as getActionBody } from '@/app/api/v1/plans/[plan]/actions/[action]/route'
import { GET as getSectionBody } from '@/app/api/v1/plans/[plan]/sections/[section]/route'
import { GET as getRollUp } from '@/app/api/v1/plans/[plan]/rollup/route'
import { GET as listActions } from '@/app/api/v1/plans/[plan]/actions/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { today } from '@/lib/clock'
import { InvalidError } from '@/lib/errors'
import { ADDRESS_HEADER, MOMENT_HEADER, momentHeader } from '@/lib/http/moment-header'
import { moveRecord, type Ordered } from '@/lib/mutations/structure/move-record'
import type { Direction, StructureKind } from '@/lib/domain/structure/structure'
import { neighbourOf } from '@/tests/helpers/plan-builder'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { getComparison } from '@/lib/queries/movement/comparison'
import { listActions as searchActions } from '@/lib/queries/plan/actions'
import { findMovedAddress } from '@/lib/queries/plan/moved-address'
import { getOverview } from '@/lib/queries/plan/overview'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getPrintedReport } from '@/lib/queries/printed/printed-reports'
import { getSection } from '@/lib/queries/plan/section'
import { getRecordPage } from '@/lib/queries/structure/structure'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { FIRST_PLAN_SLUG, PLAN_ID } from '@/prisma/seed/rows'
import { actAs } from '@/tests/helpers/acting'
import { recreateDatabase } from '@/tests/helpers/database'
import { addMember } from '@/tests/helpers/people'
import { connect } from '@/tests/helpers/plan-rows'

const slug = FIRST_PLAN_SLUG
const PUBLISHED = '2025-02-28'
const CORRECTS: FormValues = { fromBeginning: 'yes' }

let db: pg.Client
let editor: string

beforeAll(async () => {
  db = await connect()
})
beforeEach(async () => {
  await db.end()
  await recreateDatabase()
  db = await connect()
  editor = await addMember(db, PLAN_ID, 'editor', 'Edith Editor')
  await actAs(db, editor)
})
afterAll(() => db.end())

/** Sends a form about a record as a browser would: with what it holds, and what was changed. */
async function save(kind: StructureKind, code: string | null, changed: FormValues): Promise<string> {
  await actAs(db, editor)
  const page = code === null ? null : await getRecordPage(slug, kind, code)
  if (page === 'forbidden' || (page && !page.record)) throw new Error(`${kind} ${code} cannot be opened`)
  const record = page?.record ?? null
  const { data, state } = checkRecord(kind, { ...newSubmission(), ...record?.values, ...changed })
  if (state) throw new InvalidError(state.errors)
  return saveRecord(slug, record && { code: record.code, fingerprint: record.fingerprint }, data)
}

const api = async (get: typeof getRollUp, path: string) => {
  const url = `http://localhost/api/v1/plans/${slug}/${path}`
  const answer = (await (
    await get(new Request(url), { params: Promise.resolve({ plan: slug }) })
  ).json()) as {
    plan?: { version?: string }
  }
  return answer
}

async function file(name: string, query: string): Promise<string> {
  const url = `http://localhost/plans/${slug}/files/${name}?${query}`
  const current = globalThis as typeof globalThis & { cairnTestHeaders?: Headers }
  current.cairnTestHeaders?.set(MOMENT_HEADER, momentHeader(url))
  const answer = await getFile(new NextRequest(url), { params: Promise.resolve({ plan: slug, file: name }) })
  current.cairnTestHeaders?.delete(MOMENT_HEADER)
  return answer.text()
}

/** What names the plan's present revision, wherever it stands; a cursor does. */
const OF_NOW: ReadonlySet<string> = new Set(['revision', 'version', 'next'])

/** Everything that tells of the plan as it was published. */
async function published() {
  const place = { slug, asAt: PUBLISHED }
  const [overview, section, reconciled] = [
    await getOverview(place),
    await getSection(place, '1.1'),
    await getPrintedReport(slug, 'lb-25-03-03', undefined),
  ]
  const reasons = {
    overview: overview?.overview,
    section,
    rollUp: await api(getRollUp, `rollup?as-at=${PUBLISHED}`),
    actions: await api(listActions, `actions?as-at=${PUBLISHED}&limit=100`),
    csv: await file('actions.csv', `as-at=${PUBLISHED}`),
    sections: await file('sections.csv', `as-at=${PUBLISHED}`),
    partners: await file('partners.csv', `as-at=${PUBLISHED}`),
    findings: reconciled?.findings,
  }
  return JSON.parse(
    JSON.stringify(reasons, (key, value: unknown) => (OF_NOW.has(key) ? null : value)),
  ) as typeof reasons
}

async function move(kind: Ordered, code: string, direction: Direction): Promise<void> {
  const plan = (await readPlan(slug)) ?? expect.fail()
  const past = neighbourOf(plan, kind, code, direction) ?? expect.fail('it stands at the end')
  await moveRecord(slug, kind, code, direction, past)
}

describe('what was published', () => {
  it('stays as it was on pages, in the API, in files and beside the printed report, whatever is moved or renamed', async () => {
    const before = await published()
    expect(before.section?.rollUp.base).toBe(4)
    expect(before.findings).toBeDefined()
    const moved = (await getSection(slug, '1.2'))?.actions.find(({ bucket }) => bucket !== null)
    await save('action', moved?.ref ?? '', { section: '1.1', ref: '99', title: 'Renamed', timescale: '' })
    await save('section', '1.1', { code: '1.9', title: 'Renamed', 'partner-nes': 'lead' })
    await save('partner', 'nes', { code: 'nes2', name: 'Renamed', abbreviation: 'R' })
    await save('pillar', 'plan', { code: 'plan2', name: 'Renamed' })
    await save('section', null, { code: '9.9', title: 'New', pillar: 'plan2' })
    await move('section', '1.9', 'down')
    await move('action', '99', 'up')
    expect(await published()).toEqual(before)
    const now = await getSection(slug, '1.9')
    expect(now?.actions.map(({ ref }) => ref)).toContain('99')
    expect(now?.rollUp.base).toBe(5)
  }, 60_000)

  it('compares with now by what was moved', async () => {
    const moved = (await getSection(slug, '1.2'))?.actions.find(({ bucket }) => bucket !== null)
    await save('action', moved?.ref ?? '', { section: '1.1' })
    const found = (await getComparison(slug, { from: 'lb-25-03-03', to: null }))?.found
    expect(found?.sides.before.plan.actions.find(({ ref }) => ref === moved?.ref)?.sectionId).not.toBe(
      found?.sides.after.plan.actions.find(({ ref }) => ref === moved?.ref)?.sectionId,
    )
  })

  it('is as it is now, read as at today, after any of it', async () => {
    await save('action', '18', { title: 'Renamed' })
    await save('action', '18', { section: '1.1', parent: '', ...CORRECTS })
    await save('outcome', null, { code: 'new', text: 'Another', pillar: 'plan' })
    await save('section', '1.1', { outcomes: ['new'] })
    await move('pillar', 'plan', 'down')
    await move('timescale', 'short', 'down')
    const bare = async (asAt: string | null, knownAt: string | null) => {
      const plan = await readPlan({ slug, asAt, knownAt })
      return { ...plan, asAt: null, knownAt: null }
    }
    expect(await bare(today(), today())).toEqual(await bare(null, null))
  })
})

describe('a mistake', () => {
  it('is corrected from the beginning where someone says so, and only once that was known', async () => {
    await save('action', '1.1', { title: 'As it should have been', ...CORRECTS })
    const titleAt = async (asAt: string | null, knownAt: string | null = null) =>
      (await readPlan({ slug, asAt, knownAt }))?.actions.find(({ ref }) => ref === '1.1')?.title
    expect(await titleAt(PUBLISHED)).toBe('As it should have been')
    expect(await titleAt(PUBLISHED, '2025-03-31')).not.toBe('As it should have been')
    const { rows } = await db.query(
      `SELECT after FROM audit_entry WHERE plan_id = $1 AND kind = 'action.changed'`,
      [PLAN_ID],
    )
    expect(rows).toEqual([{ after: { title: 'As it should have been', holdsFrom: 'the beginning' } }])
  })
})

describe('what was added or removed since', () => {
  it('is not there before, unless it was in the plan from the beginning', async () => {
    await save('section', null, { code: '9.8', title: 'New', pillar: 'plan' })
    await save('section', null, { code: '9.9', title: 'Forgotten', pillar: 'plan', ...CORRECTS })
    const partner = { name: 'New', abbreviation: 'New', kind: 'nhs' }
    await save('partner', null, { code: 'new', ...partner })
    const then = await readPlan({ slug, asAt: PUBLISHED, knownAt: null })
    expect(then?.sections.map(({ code }) => code)).toContain('9.9')
    expect(then?.sections.map(({ code }) => code)).not.toContain('9.8')
    expect(then?.partners.map(({ code }) => code)).not.toContain('new')
  })

  it('was there then, when it is removed now', async () => {
    const at = () => readPlan({ slug, asAt: PUBLISHED, knownAt: null })
    const before = await at()
    const outcome = before?.outcomes[0] ?? expect.fail('no outcome')
    const codeOf = new Map(before?.outcomes.map(({ id, code }) => [id, code]))
    for (const { code, outcomeIds } of before?.sections ?? [])
      if (outcomeIds.includes(outcome.id))
        await save('section', code, {
          outcomes: outcomeIds.flatMap((id) => (id === outcome.id ? [] : (codeOf.get(id) ?? []))),
        })
    await removeRecord(slug, 'outcome', outcome.code)
    const after = await at()
    expect(after?.outcomes).toEqual(before?.outcomes)
    expect(after?.sections).toEqual(before?.sections)
    expect((await readPlan(slug))?.outcomes).toHaveLength((before?.outcomes.length ?? 0) - 1)
  })
})

describe('an old number', () => {
  const at = async (address: string) => {
    await actAs(db, null)
    const current = globalThis as typeof globalThis & { cairnTestHeaders?: Headers }
    current.cairnTestHeaders?.set(ADDRESS_HEADER, address)
    current.cairnTestHeaders?.set(MOMENT_HEADER, momentHeader(address))
    return findMovedAddress()
  }
  const base = `/plans/${slug}`

  it('leads on to where the record stands at the moment that is asked for, with the rest of the address', async () => {
    await save('action', '1.1', { ref: '1.99' })
    await save('section', '1.1', { code: '9.1' })
    await save('pillar', 'plan', { code: 'plan2' })
    await save('partner', 'nes', { code: 'nes2' })
    for (const [old, now] of [
      [`${base}/actions/1.1?page=2`, `${base}/actions/1.99?page=2`],
      [`${base}/actions/1.1/update?from=last`, `${base}/actions/1.99/update?from=last`],
      [`${base}/sections/1.1/rating`, `${base}/sections/9.1/rating`],
      [`${base}/pillars/plan`, `${base}/pillars/plan2`],
      [`${base}/partners/nes`, `${base}/partners/nes2`],
      [`${base}/structure/edit/section/1.1`, `${base}/structure/edit/section/9.1`],
      [`${base}/actions/1.99?as-at=${PUBLISHED}`, `${base}/actions/1.1?as-at=${PUBLISHED}`],
      [`${base}/reports/lb-25-03-03/actions/1.99`, `${base}/reports/lb-25-03-03/actions/1.1`],
      [`${base}/actions/1.99`, null],
      [`${base}/actions/77`, null],
      [`${base}/actions/%00`, null],
      [`${base}/partners`, null],
    ] as const)
      expect([old, await at(old)]).toEqual([old, now])
  })

  it('answers programs with the same, and is found by search', async () => {
    await save('action', '1.1', { ref: '1.99' })
    await save('section', '1.1', { code: '9.1' })
    const ask = async (kind: 'action' | 'section', code: string, query = '') => {
      const url = `http://localhost/api/v1/plans/${slug}/${kind}s/${code}${query}`
      const [get, params] =
        kind === 'action' ? [getActionBody, { action: code }] : [getSectionBody, { section: code }]
      const answer = await get(new Request(url), { params: Promise.resolve({ plan: slug, ...params }) })
      return [answer.status, answer.headers.get('Location')]
    }
    const root = `/api/v1/plans/${slug}`
    expect(await ask('action', '1.1')).toEqual([308, `${root}/actions/1.99`])
    expect(await ask('section', '1.1')).toEqual([308, `${root}/sections/9.1`])
    const then = `?as-at=${PUBLISHED}`
    expect(await ask('action', '1.99', then)).toEqual([308, `${root}/actions/1.1${then}`])
    expect(await ask('action', '1.1', then)).toEqual([200, null])
    expect(await ask('action', '77')).toEqual([404, null])
    const found = await searchActions(slug, new URLSearchParams({ q: '1.1' }))
    expect(found?.rows.map(({ ref, formerRefs }) => [ref, formerRefs])).toContainEqual(['1.99', ['1.1']])
  })

  it('chooses the same actions in the address of a list, a file and the API', async () => {
    const refs = async () => (await searchActions(slug, { section: '9.1' }))?.rows.map(({ ref }) => ref)
    await save('section', '1.1', { code: '9.1' })
    await save('partner', 'nes', { code: 'nes2' })
    const list = await searchActions(slug, { section: '1.1', partner: 'none such' })
    expect(list?.rows.map(({ ref }) => ref)).toEqual(await refs())
    expect(list?.filter.section).toBe('9.1')
    expect(list?.notices.map(({ parameter }) => parameter)).toEqual(['partner'])
    expect(await api(listActions, 'actions?section=1.1&partner=nes')).toMatchObject({
      actions: ((await api(listActions, 'actions?section=9.1&partner=nes2')) as { actions: unknown }).actions,
    })
    expect(await file('actions.csv', 'section=1.1')).toBe(await file('actions.csv', 'section=9.1'))
  })

  it('is given to another only by who insists, and then means that one', async () => {
    await save('action', '1.1', { ref: '1.99' })
    const given = { ref: '1.1', title: 'Another', section: '1.1', counted: 'no' }
    const refused = await save('action', null, given).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(InvalidError)
    expect((refused as InvalidError).errors.useFormer).toContain('"1.1" was the number or code of 1.99')
    await save('action', '1.99', { ref: '1.1' })
    await save('action', '1.1', { ref: '1.99' })
    await save('action', null, { ...given, useFormer: 'yes' })
    await save('action', '1.1', { title: 'Another still' })
    expect(await at(`${base}/actions/1.1`)).toBeNull()
  })
})

it('writes nothing to the ledger where nothing changed, and what changed alone', async () => {
  await save('action', '1.1', {})
  const ledger = async () =>
    (await db.query(`SELECT facts, effective_on, author_id FROM structure_change ORDER BY entry`)).rows as {
      facts: Record<string, unknown>
      effective_on: Date | null
      author_id: string | null
    }[]
  expect(await ledger()).toEqual([])
  await save('action', '1.1', { title: 'Another' })
  const [first, second, ...more] = await ledger()
  expect(first).toMatchObject({ facts: { ref: '1.1', place: 0 }, effective_on: null, author_id: null })
  expect(second?.facts).toEqual({ title: 'Another' })
  expect(second?.author_id).toBe(editor)
  expect(more).toEqual([])
})
