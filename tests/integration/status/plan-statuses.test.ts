// A plan with statuses of its own: reported on, added up, frozen, renamed, compared and put into files, always in its own words.
import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as getPlanBody } from '@/app/api/v1/plans/[plan]/route'
import { GET as getMovement } from '@/app/plans/[plan]/compare/[file]/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { GET as getPack } from '@/app/plans/[plan]/reports/[report]/pack.html/route'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { viewOverview } from '@/lib/domain/plan/views'
import type { PlanStatus } from '@/lib/domain/status/status'
import { ChangedError, InvalidError } from '@/lib/errors'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { changeStatuses, takeTemplate } from '@/lib/mutations/status/change-statuses'
import { getComparison } from '@/lib/queries/movement/comparison'
import { checkFrozenReport } from '@/lib/queries/plan-state/frozen-report'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fingerprint } from '@/lib/queries/structure/structure'
import { planBody } from '@/lib/schemas/api'
import { fillStatuses } from '@/lib/schemas/status/plan-statuses'
import { actAs } from '@/tests/helpers/acting'
import { issueReport } from '@/tests/helpers/issue-report'
import { addMember } from '@/tests/helpers/people'
import { addAction, connect, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
const rows = examplePlan()
const slug = String(rowOf(rows, 'plan').slug)
const planId = idOf(rows, 'plan')
const SAID_ON = '2025-02-28'
/** Of the published labels, those that no rating of a section has as well. */
const PUBLISHED = /Delivered|Delivery Date Missed|Off Track/

beforeAll(async () => {
  db = await connect()
  await write(db, rows, 'outcome')
  await actAs(db, await addMember(db, planId, 'editor', 'Edda Editor'))
})
afterAll(() => db.end())

async function planNow(at: object = {}) {
  const plan = await readPlan({ slug, ...at })
  if (!plan) throw new Error('There is no such plan')
  return plan
}

async function change(to: (statuses: readonly PlanStatus[]) => readonly PlanStatus[]) {
  const plan = await planNow()
  await changeStatuses(slug, fingerprint(fillStatuses(plan)), to(plan.statuses))
}

const rename = (code: string, label: string) =>
  change((all) => all.map((one) => (one.code === code ? { ...one, label, shortLabel: label } : one)))

async function textOf(name: string): Promise<string> {
  const given = { params: Promise.resolve({ plan: slug, file: name as never }) }
  const response = await getFile(new NextRequest(`http://localhost/plans/${slug}/files/${name}`), given)
  expect(response.status).toBe(200)
  return response.text()
}

describe('a plan with statuses of its own', () => {
  it('takes those of a template while nothing is recorded', async () => {
    await takeTemplate(slug, 'progress')
    expect((await planNow()).statuses.map(({ label }) => label)).toEqual([
      'Not started',
      'In progress',
      'Complete',
      'Delayed',
      'Cancelled',
    ])
  })

  it('is added up in its own words: what has not begun counts, and nothing needs attention', async () => {
    for (const [at, status] of ['notStarted', 'inProgress', 'complete'].entries()) {
      const action_id = await addAction(db, rows, { ref: `${at + 1}`, position: at, counted: true })
      const said = { attributed_to: 'Scottish Government', basis: 'reported', effective_on: SAID_ON }
      await insert(db, 'progress_update', { id: randomUUID(), plan_id: planId, action_id, status, ...said })
    }
    const { rollUp, delivered, pillars } = viewOverview(await planNow(), SAID_ON)
    expect(rollUp.sentence).toBe('33% Not started, 33% In progress, 33% Complete')
    expect(rollUp).toMatchObject({ base: 3, adverse: 0 })
    expect(delivered.map(({ ref }) => ref)).toEqual(['3'])
    expect(pillars[0]?.sections[0]?.rating.rag).toBe('onTrack')
    await expect(takeTemplate(slug, 'colours')).rejects.toThrow(InvalidError)
  })

  it('keeps a status that is in use, and removes one that never was', async () => {
    await expect(change((all) => all.filter(({ code }) => code !== 'inProgress'))).rejects.toThrow(
      InvalidError,
    )
    await change((all) => all.filter(({ code }) => code !== 'cancelled'))
    expect((await planNow()).statuses.map(({ code }) => code)).not.toContain('cancelled')
  })

  it('is called otherwise from then on, but for the reports that were issued', async () => {
    const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
    const report = {
      reference: 'LB(1)',
      title: 'A report',
      meetingOn: null,
      asAt: SAID_ON,
      notes,
      corrects: null,
    }
    await issueReport(slug, { ...report, summary: '{in progress} and {list of complete}.' }, vocabulary)
    const opened = fingerprint(fillStatuses(await planNow()))
    await rename('inProgress', 'Under way')
    expect(viewOverview(await planNow(), SAID_ON).rollUp.sentence).toBe(
      '33% Not started, 33% Under way, 33% Complete',
    )
    const frozen = await checkFrozenReport(planId, 'lb-1')
    expect(frozen?.faults).toEqual([])
    expect(frozen?.document.figures.plan.sentence).toBe('33% Not started, 33% In progress, 33% Complete')
    const past = await planNow({ report: 'lb-1' })
    expect(past.statuses.map(({ label }) => label)).toContain('In progress')
    // Someone who opened the form before does not undo it.
    const old = changeStatuses(slug, opened, past.statuses.slice(0, 3))
    await expect(old).rejects.toThrow(ChangedError)
    const { rows: entries } = await db.query<{ before: object; after: object }>(
      `SELECT before, after FROM audit_entry WHERE plan_id = $1 AND kind = 'plan-statuses.changed' ORDER BY number DESC LIMIT 1`,
      [planId],
    )
    expect(entries[0]).toMatchObject({
      before: { 'label-inProgress': 'In progress' },
      after: { 'label-inProgress': 'Under way' },
    })
  })

  it('is the same as its report: what is compared goes by codes', async () => {
    const view = await getComparison(slug, { from: 'lb-1', to: null })
    expect(view?.found?.comparison.changes).toEqual([])
    const address = `http://localhost/plans/${slug}/compare/movement.csv?from=lb-1&was=inProgress&is=inProgress`
    const params = Promise.resolve({ plan: slug, file: 'movement.csv' as never })
    const text = await (await getMovement(new Request(address), { params })).text()
    expect(text).toContain('Under way')
    expect(text).not.toMatch(PUBLISHED)
  })

  it('is in every file and answer under its own words, and no other', async () => {
    for (const name of [
      'actions.csv',
      'actions.json',
      'actions.csv-metadata.json',
      'history.csv',
      'history.json',
    ]) {
      const text = await textOf(name)
      expect(text, name).not.toMatch(PUBLISHED)
      expect(text, name).toContain(name.includes('metadata') ? 'notStarted' : 'Under way')
    }
    const body = await getPlanBody(new NextRequest(`http://localhost/api/v1/plans/${slug}`), {
      params: Promise.resolve({ plan: slug }),
    })
    const { statuses } = planBody.parse(await body.json())
    expect(statuses.find(({ code }) => code === 'inProgress')).toMatchObject({
      label: 'Under way',
      meaning: 'onTrack',
    })
    const pack = await getPack(new NextRequest(`http://localhost/plans/${slug}/reports/lb-1/pack.html`), {
      params: Promise.resolve({ plan: slug, report: 'lb-1' }),
    })
    const html = await pack.text()
    expect(html).toContain('In progress')
    expect(html).toContain('1 (33%)')
    expect(html).not.toContain('Under way')
    expect(html).not.toMatch(PUBLISHED)
  })
})
