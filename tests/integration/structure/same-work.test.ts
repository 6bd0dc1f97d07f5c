// Editors name actions of other plans as the same work: both plans show it, to those who may read both, and each counts its own.
import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as getActionBody } from '@/app/api/v1/plans/[plan]/actions/[action]/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { MOST_SAME_WORK } from '@/lib/domain/structure/same-work'
import { InvalidError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { listAudit } from '@/lib/queries/audit/audit'
import { getAction } from '@/lib/queries/plan/action'
import { getOverview } from '@/lib/queries/plan/overview'
import { getRecordPage } from '@/lib/queries/structure/structure'
import { listSameWork } from '@/lib/queries/structure/same-work'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { openRevisions, type Revisions } from '@/server/revisions'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson, startSession } from '@/tests/helpers/people'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'
import { unzip } from '@/tests/helpers/read-files'

let db: pg.Client
let revisions: Revisions
let own: ExamplePlan
let other: ExamplePlan
let slug: string
let otherSlug: string
/** Edits the one plan, and may read the other only where everyone may. */
let editor: string
/** Edits both. */
let both: string

beforeAll(async () => {
  db = await connect()
  revisions = openRevisions(process.env.DATABASE_URL ?? '')
})
afterAll(() => Promise.all([db.end(), revisions.close()]))

beforeEach(async () => {
  own = await makePlan('Own plan')
  other = await makePlan('Other plan')
  slug = String(rowOf(own, 'plan').slug)
  otherSlug = String(rowOf(other, 'plan').slug)
  editor = await addMember(db, idOf(own, 'plan'), 'editor', 'Edith')
  both = await addPerson(db, {
    name: 'Bo',
    roles: { [idOf(own, 'plan')]: 'editor', [idOf(other, 'plan')]: 'editor' },
  })
  await actAs(db, both)
})

async function makePlan(title: string) {
  const plan = examplePlan(`same-work-${randomUUID()}`)
  Object.assign(rowOf(plan, 'plan'), {
    starts_on: '2023-01-01',
    is_public: true,
    short_title: `${title} ${randomUUID()}`,
  })
  await write(db, plan, 'publication_action')
  await addAction(db, plan, { ref: '2', position: 1, title: `Second of ${title}` })
  return plan
}

const shortTitle = (plan: ExamplePlan) => String(rowOf(plan, 'plan').short_title)
const hide = (plan: ExamplePlan) =>
  db.query('UPDATE plan SET is_public = false WHERE id = $1', [idOf(plan, 'plan')])

async function change(code: string, changed: FormValues, kind: 'action' | 'achievement' = 'action') {
  const page = await getRecordPage(slug, kind, code)
  if (!page || page === 'forbidden' || !page.record) throw new Error(`${code} cannot be opened`)
  const { values, fingerprint } = page.record
  const { data, state } = checkRecord(kind, { ...values, ...changed, ...newSubmission() })
  if (!data) throw new InvalidError(state.errors)
  await saveRecord(slug, { code, fingerprint }, data)
  return values
}
const errorOf = (changed: FormValues) =>
  change('2', changed).then(
    () => null,
    (error: unknown) => (error as InvalidError).errors,
  )

async function shownOn(plan: string, ref: string) {
  const planAt = { slug: plan, asAt: null, knownAt: null }
  const [state, action] = [await readPlan(planAt), await getAction(planAt, ref)]
  if (!state || !action) throw new Error(`${plan} ${ref} is not there`)
  const rows = await listSameWork(state, {
    actionId: action.id,
    achievementIds: action.achievements.map(({ id }) => id),
  })
  return rows.map(({ other: { plan: named, record, code } }) => `${named.slug} ${record} ${code}`)
}

async function askApi(plan: string, action: string) {
  const answer = await getActionBody(new Request(`http://localhost/api/v1/plans/${plan}/actions/${action}`), {
    params: Promise.resolve({ plan, action }),
  })
  return { etag: answer.headers.get('etag'), body: (await answer.json()) as { sameWork: unknown[] } }
}

async function fileOf(plan: string) {
  const answer = await getFile(new NextRequest(`http://localhost${paths.file(plan, 'data-package.zip')}`), {
    params: Promise.resolve({ plan, file: 'data-package.zip' }),
  })
  return unzip(new Uint8Array(await answer.arrayBuffer()))['same-work.csv'] ?? ''
}

/** The ids for which the plan's audit log has a name to show to the one who reads it. */
async function namesInAudit() {
  const { names } = await listAudit({ plan: slug, person: '', record: '', kind: '', from: '', to: '' }, 1)
  return [...names.keys()]
}

describe('an editor', () => {
  it('names actions of another plan by its name in addresses or its title, and both plans show it', async () => {
    const before = (await getOverview({ slug, asAt: null, knownAt: null }))?.overview.rollUp
    await change('2', { sameWork: `${shortTitle(other).toUpperCase()} 2` })
    await change('a1', { sameWork: `${otherSlug} 1` }, 'achievement')
    await actAs(db, null)
    expect(await shownOn(slug, '2')).toEqual([`${otherSlug} action 2`])
    expect(await shownOn(otherSlug, '2')).toEqual([`${slug} action 2`])
    expect(await shownOn(slug, '1')).toEqual([`${otherSlug} action 1`])
    expect(await shownOn(otherSlug, '1')).toEqual([`${slug} achievement a1`])
    expect((await getOverview({ slug, asAt: null, knownAt: null }))?.overview.rollUp).toEqual(before)
    expect((await askApi(otherSlug, '1')).body.sameWork).toEqual([
      expect.objectContaining({ isNamedHere: false, plan: slug, otherRecord: 'achievement', code: 'a1' }),
    ])
    expect(await fileOf(slug)).toContain(`action,2,${otherSlug},`)
    expect(await fileOf(otherSlug)).toContain(`action,1,${slug},`)
  })

  it('takes it away again, and the audit log has both', async () => {
    await change('2', { sameWork: `${otherSlug} 2` })
    expect(await change('2', { sameWork: '' })).toMatchObject({ sameWork: `${otherSlug} 2` })
    expect(await shownOn(otherSlug, '2')).toEqual([])
    expect(await namesInAudit()).toContain(idOf(other, 'plan'))
    const { rows } = await db.query(
      `SELECT before, after FROM audit_entry WHERE plan_id = $1 AND kind = 'action.same-work-changed' ORDER BY number`,
      [idOf(own, 'plan')],
    )
    const named = [{ plan: idOf(other, 'plan'), action: expect.any(String) as string }]
    expect(rows).toEqual([
      { before: { sameWork: [] }, after: { sameWork: named } },
      { before: { sameWork: named }, after: { sameWork: [] } },
    ])
  })

  it('is told which field is wrong, and why', async () => {
    expect(await errorOf({ sameWork: '2' })).toEqual({ sameWork: expect.stringContaining('in place of “2”') })
    expect(await errorOf({ sameWork: `${otherSlug} 99` })).toEqual({
      sameWork: expect.stringContaining(`“${otherSlug} 99”`),
    })
    expect(await errorOf({ sameWork: `${slug} 1` })).toEqual({
      sameWork: expect.stringContaining('in this plan'),
    })
    const many = Array.from({ length: MOST_SAME_WORK + 1 }, (_, at) => `${otherSlug} ${at}`).join(', ')
    expect(await errorOf({ sameWork: many })).toEqual({ sameWork: expect.stringContaining('Up to 20') })
    expect(await shownOn(slug, '2')).toEqual([])
  })

  it('removes an achievement with what it names', async () => {
    await change('a1', { sameWork: `${otherSlug} 1` }, 'achievement')
    const page = await getRecordPage(slug, 'achievement', 'a1')
    if (!page || page === 'forbidden' || !page.record) throw new Error('it cannot be opened')
    await removeRecord(slug, 'achievement', 'a1', {
      reason: 'Twice',
      isMistake: false,
      fingerprint: page.record.fingerprint,
    })
    expect(await shownOn(otherSlug, '1')).toEqual([])
  })
})

describe('of a plan that they may not read', () => {
  beforeEach(async () => {
    await change('2', { sameWork: `${otherSlug} 2` })
    await hide(other)
  })

  it.each(['a stranger', 'an editor of the one plan'])('%s learns nothing', async (who) => {
    await actAs(db, who === 'a stranger' ? null : editor)
    expect(await shownOn(slug, '2')).toEqual([])
    expect((await askApi(slug, '2')).body.sameWork).toEqual([])
    expect(await fileOf(slug)).not.toContain(otherSlug)
    if (who === 'a stranger') return
    // The same as for a plan that is not there.
    const refusal = await errorOf({ sameWork: `${otherSlug} 1` })
    expect(refusal).toEqual({ sameWork: expect.stringContaining(`“${otherSlug} 1”`) })
    expect(await namesInAudit()).not.toContain(idOf(other, 'plan'))
  })

  it('an editor neither sees it on the form nor takes it away by saving', async () => {
    await actAs(db, editor)
    expect(await change('2', { title: 'In other words' })).toMatchObject({ sameWork: '' })
    await actAs(db, both)
    expect(await shownOn(slug, '2')).toEqual([`${otherSlug} action 2`])
    expect((await askApi(slug, '2')).body.sameWork).toHaveLength(1)
  })
})

describe('a kept page', () => {
  const page = () => paths.action(slug, '2')
  const ask = async (token?: string) => revisions.ask(page(), token ? [token] : [])
  const rename = () =>
    db.query(`UPDATE action SET title = title || '.' WHERE plan_id = $1`, [idOf(other, 'plan')])

  it('of either plan changes with the other once they are linked', async () => {
    const alone = await ask()
    await rename()
    expect((await ask()).version).toBe(alone.version)
    await change('2', { sameWork: `${otherSlug} 2` })
    const linked = await ask()
    await rename()
    const later = await ask()
    expect(later.version).not.toBe(linked.version)
    const there = await revisions.ask(paths.action(otherSlug, '2'), [])
    await db.query(`UPDATE action SET title = title || '.' WHERE plan_id = $1`, [idOf(own, 'plan')])
    expect((await revisions.ask(paths.action(otherSlug, '2'), [])).version).not.toBe(there.version)
  })

  it('of strangers does not change with a plan that is not public, and of members is their own', async () => {
    const { value } = await startSession(db, editor)
    const [token] = decodeURIComponent(value).split('.')
    expect((await ask(token)).reader?.as).toMatchObject({ kind: 'class' })
    await change('2', { sameWork: `${otherSlug} 2` })
    expect((await ask(token)).reader?.as).toMatchObject({ kind: 'class' })
    const open = await ask()
    await hide(other)
    const before = [await ask(), await ask(token)] as const
    expect(before[0].version).not.toBe(open.version)
    expect(before[1].reader?.as).toEqual({ kind: 'person', personId: editor })
    await rename()
    expect((await ask()).version).toBe(before[0].version)
    expect((await ask(token)).insideVersion).not.toBe(before[1].insideVersion)
  })
})
