import { createHash } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { GET as getNowhere } from '@/app/api/[...path]/route'
import { GET as getOpenApi } from '@/app/api/v1/openapi.json/route'
import { GET as getAction } from '@/app/api/v1/plans/[plan]/actions/[action]/route'
import { GET as listActions } from '@/app/api/v1/plans/[plan]/actions/route'
import { GET as getMovement } from '@/app/api/v1/plans/[plan]/movement/route'
import { GET as getPrintedReport } from '@/app/api/v1/plans/[plan]/printed-reports/[report]/route'
import { GET as listPrintedReports } from '@/app/api/v1/plans/[plan]/printed-reports/route'
import { GET as getReport } from '@/app/api/v1/plans/[plan]/reports/[report]/route'
import { GET as getSnapshot } from '@/app/api/v1/plans/[plan]/reports/[report]/snapshot/route'
import { GET as listReports } from '@/app/api/v1/plans/[plan]/reports/route'
import { GET as getRollUp } from '@/app/api/v1/plans/[plan]/rollup/route'
import { GET as getPlan } from '@/app/api/v1/plans/[plan]/route'
import { GET as getSection } from '@/app/api/v1/plans/[plan]/sections/[section]/route'
import { GET as listSections } from '@/app/api/v1/plans/[plan]/sections/route'
import { GET as getTimeSeries } from '@/app/api/v1/plans/[plan]/time-series/route'
import { GET as listChanges } from '@/app/api/v1/plans/[plan]/changes/route'
import { GET as listDueDateMoves } from '@/app/api/v1/plans/[plan]/due-date-moves/route'
import { GET as listHistory } from '@/app/api/v1/plans/[plan]/history/route'
import { GET as listOutcomes } from '@/app/api/v1/plans/[plan]/outcomes/route'
import { GET as listPartners } from '@/app/api/v1/plans/[plan]/partners/route'
import { GET as listSectionRatings } from '@/app/api/v1/plans/[plan]/section-ratings/route'
import { GET as getTimeSeriesCsv } from '@/app/api/v1/plans/[plan]/time-series.csv/route'
import { GET as listTimescales } from '@/app/api/v1/plans/[plan]/timescales/route'
import { GET as listPlans } from '@/app/api/v1/plans/route'
import { GET as getFeed } from '@/app/plans/[plan]/reports.atom/route'
import { describeApi } from '@/lib/api/openapi'
import { db } from '@/lib/db'
import {
  actionBody,
  actionListBody,
  apiSchemas,
  changeLogBody,
  dueDateMoveListBody,
  historyBody,
  outcomeListBody,
  partnerListBody,
  sectionRatingListBody,
  timescaleListBody,
  movementBody,
  planBody,
  planListBody,
  printedReportBody,
  printedReportListBody,
  problemBody,
  reportBody,
  reportListBody,
  rollUpBody,
  sectionBody,
  sectionListBody,
  snapshotBody,
  timeSeriesBody,
} from '@/lib/schemas/api'
import { PUBLISHED_SECTIONS } from '@/tests/fixtures/published'
import { addMember } from '@/tests/helpers/people'
import { connect } from '@/tests/helpers/plan-rows'
import { parseCsv } from '@/tests/helpers/read-files'

const ROUTES: Record<string, { get: typeof getPlan; body: z.ZodType | null }> = {
  '/api/v1/plans': { get: listPlans, body: planListBody },
  '/api/v1/plans/{plan}': { get: getPlan, body: planBody },
  '/api/v1/plans/{plan}/rollup': { get: getRollUp, body: rollUpBody },
  '/api/v1/plans/{plan}/sections': { get: listSections, body: sectionListBody },
  '/api/v1/plans/{plan}/sections/{section}': { get: getSection, body: sectionBody },
  '/api/v1/plans/{plan}/actions': { get: listActions, body: actionListBody },
  '/api/v1/plans/{plan}/actions/{action}': { get: getAction, body: actionBody },
  '/api/v1/plans/{plan}/reports': { get: listReports, body: reportListBody },
  '/api/v1/plans/{plan}/reports/{report}': { get: getReport, body: reportBody },
  '/api/v1/plans/{plan}/reports/{report}/snapshot': { get: getSnapshot, body: snapshotBody },
  '/api/v1/plans/{plan}/movement': { get: getMovement, body: movementBody },
  '/api/v1/plans/{plan}/time-series': { get: getTimeSeries, body: timeSeriesBody },
  '/api/v1/plans/{plan}/time-series.csv': { get: getTimeSeriesCsv, body: null },
  '/api/v1/plans/{plan}/history': { get: listHistory, body: historyBody },
  '/api/v1/plans/{plan}/due-date-moves': { get: listDueDateMoves, body: dueDateMoveListBody },
  '/api/v1/plans/{plan}/section-ratings': { get: listSectionRatings, body: sectionRatingListBody },
  '/api/v1/plans/{plan}/partners': { get: listPartners, body: partnerListBody },
  '/api/v1/plans/{plan}/timescales': { get: listTimescales, body: timescaleListBody },
  '/api/v1/plans/{plan}/outcomes': { get: listOutcomes, body: outcomeListBody },
  '/api/v1/plans/{plan}/changes': { get: listChanges, body: changeLogBody },
  '/api/v1/plans/{plan}/printed-reports': { get: listPrintedReports, body: printedReportListBody },
  '/api/v1/plans/{plan}/printed-reports/{report}': { get: getPrintedReport, body: printedReportBody },
  '/api/v1/openapi.json': { get: getOpenApi, body: null },
}

const PLAN = '/api/v1/plans/mental-health-workforce'
const CONTACT = { name: 'Us', url: 'https://cairn.example/' }
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

afterAll(() => db.$disconnect())

/** Asks the route that the API's description names for this address, as Next would. */
async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = new URL(address, 'http://localhost')
  for (const [path, route] of Object.entries(ROUTES)) {
    const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    const found = pattern.exec(url.pathname)
    if (!found) continue
    const params = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
    return route.get(new Request(url, { headers }), { params: Promise.resolve(params) })
  }
  return getNowhere(new Request(url, { headers }), { params: Promise.resolve({}) })
}

async function read<S extends z.ZodType>(schema: S, address: string): Promise<z.infer<S>> {
  const response = await get(address)
  expect(response.status).toBe(200)
  return schema.parse(await response.json())
}

async function refusal(address: string) {
  const response = await get(address)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  const problem = problemBody.parse(await response.json())
  expect(problem.status).toBe(response.status)
  return problem
}

describe('movement and time series', () => {
  it('compare the published report with now, which is the same', async () => {
    const body = await read(movementBody, `${PLAN}/movement`)
    expect(body).toMatchObject({
      before: { report: 'lb-25-03-03' },
      after: { report: null },
      total: 0,
      totals: { before: { base: 69 }, after: { base: 69 } },
    })
    expect(body.matrix.reduce((sum, { count }) => sum + count, 0)).toBe(69)
    expect(body.sections).toHaveLength(20)
    const cell = await read(movementBody, `${PLAN}/movement?from=lb-25-03-03&to=now&was=atRisk&is=atRisk`)
    expect(cell.actions).toHaveLength(cell.total)
    expect(cell.total).toBe(body.matrix.find(({ was }) => was === 'atRisk')?.count)
  })

  it('name what is wrong with the two sides, and with a filter', async () => {
    const parameterOf = async (query: string) => (await get(`${PLAN}/movement?${query}`)).json()
    expect(await parameterOf('from=nothing')).toMatchObject({ status: 400, parameter: 'from' })
    expect(await parameterOf('to=nothing')).toMatchObject({ status: 400, parameter: 'to' })
    expect(await parameterOf('from=now&to=now')).toMatchObject({
      detail: expect.stringContaining('the same'),
    })
    expect(await parameterOf('kind=better')).toMatchObject({ status: 400, parameter: 'kind' })
    expect((await get('/api/v1/plans/nowhere/movement')).status).toBe(404)
  })

  it('have a row for each level, report and status, which add up to the published figures', async () => {
    const { rows } = await read(timeSeriesBody, `${PLAN}/time-series`)
    expect(rows).toHaveLength((1 + 5 + 20) * 7)
    const whole = rows.filter(({ level }) => level === 'plan')
    expect(whole.reduce((sum, { count }) => sum + count, 0)).toBe(69)
    for (const { basisCounts, count, bucket } of rows)
      expect(Object.values(basisCounts).reduce((sum, one) => sum + one, 0)).toBe(
        bucket === 'noUpdate' ? 0 : count,
      )
    for (const { code, base, sentence } of PUBLISHED_SECTIONS) {
      const shares = rows.filter((row) => row.level === 'section' && row.code === code && row.count > 0)
      expect(shares.map(({ percent, label }) => `${percent}% ${label}`).join(', ')).toBe(sentence)
      expect(shares.every((row) => row.base === base)).toBe(true)
    }
  })
})

describe('every address of the API', () => {
  it('is in its description, and nothing else is', () => {
    expect(Object.keys(describeApi(CONTACT).paths)).toEqual(Object.keys(ROUTES))
  })

  it.each(Object.entries(describeApi(CONTACT).paths))(
    '%s answers as described',
    async (path, { get: operation }) => {
      const address = path.replace(/\{(\w+)\}/g, (_, name) =>
        String(operation.parameters.find((parameter) => parameter.name === name)?.example),
      )
      const response = await get(address)
      expect(response.status).toBe(200)
      const etag = response.headers.get('ETag') ?? ''
      expect(etag).toMatch(/^W\/"[^"]+"$/)

      const schema = ROUTES[path]?.body
      const body: unknown = path.endsWith('.csv') ? await response.text() : await response.json()
      if (schema) {
        expect(schema.parse(body)).toEqual(body)
        const answer = operation.responses['200']
        const described =
          answer && 'content' in answer ? answer.content?.['application/json']?.schema : undefined
        expect(described?.$ref).toBe(`#/components/schemas/${apiSchemas.get(schema)?.id}`)
      }

      const again = await get(address, { 'If-None-Match': `"other", ${etag}` })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
    },
  )
})

describe('a printed report', () => {
  it('has its figures as printed and what does not agree, compared with the day of its figures', async () => {
    const { reports } = await read(printedReportListBody, `${PLAN}/printed-reports`)
    expect(reports).toMatchObject([{ code: 'lb-25-03-03', findingCount: 9, comparedAsAt: '2025-02-28' }])
    const report = await read(printedReportBody, `${PLAN}/printed-reports/lb-25-03-03`)
    expect(report.figures.sections).toHaveLength(20)
    expect(report.findings.map(({ group }) => group)).not.toContain('record')
    const later = await read(printedReportBody, `${PLAN}/printed-reports/lb-25-03-03?as-at=2024-01-31`)
    expect(later.comparedAsAt).toBe('2024-01-31')
    expect((await refusal(`${PLAN}/printed-reports/nothing`)).status).toBe(404)
  })
})

describe('an issued report', () => {
  it('is listed with what it corrects, its fingerprint and where everything of it is', async () => {
    const { reports } = await read(reportListBody, `${PLAN}/reports`)
    expect(reports).toMatchObject([
      {
        code: 'lb-25-03-03',
        reference: 'LB(25)03-03',
        asAt: '2025-02-28',
        corrects: null,
        correctedBy: null,
      },
    ])
    const [report] = reports
    expect(report?.files.map(({ address }) => address)).toContain(
      '/plans/mental-health-workforce/reports/lb-25-03-03/files/actions.csv',
    )
    for (const address of [report?.links.plan, report?.links.rollup, report?.links.actions])
      expect((await get(address ?? '')).status).toBe(200)
  })

  it('has the published figures, verified', async () => {
    const report = await read(reportBody, `${PLAN}/reports/lb-25-03-03`)
    expect(report).toMatchObject({ verified: true, faults: [], previous: null })
    expect(report.figures?.rollUp).toMatchObject({ base: 69, counts: { delivered: 26, onTrack: 28 } })
    expect(
      report.figures?.sections.map(({ code, rag, rollUp: { base, sentence } }) => ({
        code,
        rag,
        base,
        sentence,
      })),
    ).toEqual(PUBLISHED_SECTIONS)
  })

  it('says when its document was altered, to a reader who has the answer from before too', async () => {
    const path = `${PLAN}/reports/lb-25-03-03`
    const etag = (await get(path)).headers.get('ETag') ?? ''
    const owner = await connect()
    const alter = async (sql: string) => {
      await owner.query('ALTER TABLE snapshot DISABLE TRIGGER USER')
      await owner.query(`UPDATE snapshot SET document = ${sql} WHERE code = 'lb-25-03-03'`)
      await owner.query('ALTER TABLE snapshot ENABLE TRIGGER USER')
    }
    await alter(`document || ' '`)
    try {
      const response = await get(path, { 'If-None-Match': etag })
      expect(reportBody.parse(await response.json())).toMatchObject({ verified: false })
      expect((await read(reportListBody, `${PLAN}/reports`)).reports[0]).toMatchObject({ verified: false })
      // No figure of it is given out anywhere else.
      for (const address of ['', '/rollup', '/sections', '/sections/1.1', '/actions', '/actions/1'])
        expect(await refusal(`${PLAN}${address}?report=lb-25-03-03`), address).toMatchObject({
          status: 409,
          type: '/api#report-altered',
        })
      const feed = await getFeed(new Request('http://localhost/'), {
        params: Promise.resolve({ plan: 'mental-health-workforce' }),
      })
      expect(await feed.text()).toContain('(altered)')
      const snapshot = await get(`${path}/snapshot`)
      expect(sha256(await snapshot.text())).not.toBe(snapshot.headers.get('Cairn-SHA256'))
    } finally {
      await alter('rtrim(document)')
      await owner.end()
    }
    expect(await read(reportBody, path)).toMatchObject({ verified: true })
  })

  it('gives its document to the letter, with its fingerprint', async () => {
    const [row] = await db.snapshot.findMany({ where: { code: 'lb-25-03-03' } })
    const response = await get(`${PLAN}/reports/lb-25-03-03/snapshot`)
    const text = await response.text()
    expect(text).toBe(row?.document)
    expect(response.headers.get('Cairn-SHA256')).toBe(sha256(text))
    const digest = Buffer.from(sha256(text), 'hex').toString('base64')
    expect(response.headers.get('Repr-Digest')).toBe(`sha-256=:${digest}:`)
  })

  it('can be asked for wherever the plan can, and then all links stay in it', async () => {
    const { plan } = await read(rollUpBody, `${PLAN}/rollup?report=lb-25-03-03`)
    expect(plan).toMatchObject({ asAt: '2025-02-28', rollUp: { base: 69 } })
    const { links } = await read(planBody, `${PLAN}?report=lb-25-03-03`)
    expect(links.actions).toBe(`${PLAN}/actions?report=lb-25-03-03`)
    expect(links.page).toBe('/plans/mental-health-workforce/reports/lb-25-03-03/overview')
    const { actions, next } = await read(actionListBody, `${links.actions}&limit=5`)
    expect(next).toContain('report=lb-25-03-03')
    for (const { links: of } of actions) await read(actionBody, of.self)
  })

  it.each([
    ['report=none', 404, undefined],
    ['report=No%20Code', 400, 'report'],
    ['report=a&report=b', 400, 'report'],
    ['report=lb-25-03-03&as-at=2025-03-01', 400, 'as-at'],
  ])('is refused for %s', async (query, status, parameter) => {
    expect(await refusal(`${PLAN}/rollup?${query}`)).toMatchObject({
      status,
      ...(parameter && { parameter }),
    })
  })
})

describe('the figures', () => {
  it('are the published ones, section by section', async () => {
    const { sections, plan } = await read(rollUpBody, `${PLAN}/rollup`)
    expect(
      sections.map(({ code, rollUp, rating }) => ({
        code,
        rag: rating.assessed?.rag,
        base: rollUp.base,
        sentence: rollUp.sentence,
      })),
    ).toEqual(PUBLISHED_SECTIONS)
    expect(sections.every(({ rating }) => !rating.differs)).toBe(true)
    expect(plan.rollUp).toMatchObject({ base: 69, counts: { delivered: 26, onTrack: 28, offTrack: 1 } })
  })

  it('are the same in the list of sections and in each section', async () => {
    const { sections } = await read(rollUpBody, `${PLAN}/rollup`)
    expect((await read(sectionListBody, `${PLAN}/sections`)).sections).toEqual(sections)
    const one = await read(sectionBody, `${PLAN}/sections/2.3`)
    expect(one).toMatchObject(sections.find(({ code }) => code === '2.3') ?? {})
    expect(one.assessment).toMatchObject({
      rag: 'atRisk',
      basis: 'published',
      source: { reference: 'LB(25)03-03' },
    })
  })

  it('have the rows behind them one filter away', async () => {
    const { plan } = await read(rollUpBody, `${PLAN}/rollup`)
    for (const { bucket, count } of plan.rollUp.shares) {
      const list = await read(actionListBody, `${PLAN}/actions?counted=yes&status=${bucket}&limit=200`)
      expect(list.total).toBe(count)
      expect(list.actions.every((action) => action.bucket === bucket)).toBe(true)
    }
  })
})

describe('lists of a plan', () => {
  it.each([
    ['history', 'updates'],
    ['partners', 'partners'],
    ['timescales', 'timescales'],
    ['outcomes', 'outcomes'],
    ['section-ratings', 'ratings'],
    ['changes', 'changes'],
  ])('%s is walked through in parts, without one lost or doubled', async (list, key) => {
    const idsOf = (body: Record<string, { id: string | null; code?: string }[]>) =>
      (body[key] ?? []).map(({ id, code }) => id ?? code)
    const whole = await (await get(`${PLAN}/${list}?limit=200`)).json()
    const walked: unknown[] = []
    let next: string | null = `${PLAN}/${list}?limit=7`
    while (next !== null) {
      const response = await get(next)
      expect(response.status).toBe(200)
      const body = await response.json()
      walked.push(...idsOf(body))
      next = body.next
    }
    expect(walked.length).toBeGreaterThan(2)
    expect(new Set(walked).size).toBe(walked.length)
    expect(walked.slice(0, 200)).toEqual(idsOf(whole))
  })

  it('of a section’s actions are in the section from their beginning', async () => {
    const section = await read(sectionBody, `${PLAN}/sections/2.3`)
    const { total, actions } = await read(actionListBody, section.actionsList)
    expect([total, actions]).toEqual([section.actionsTotal, section.actions])
  })

  it('carry the figures of the pages, and what they rest on', async () => {
    const { partners } = await read(partnerListBody, `${PLAN}/partners`)
    for (const { rollUp, basisCounts } of partners)
      expect(Object.values(basisCounts).reduce((sum, one) => sum + one, 0)).toBe(
        rollUp.base - rollUp.counts.noUpdate,
      )
    const { timescales } = await read(timescaleListBody, `${PLAN}/timescales?report=lb-25-03-03`)
    expect(timescales.reduce((sum, { rollUp }) => sum + rollUp.base, 0)).toBe(69)
  })

  it('of updates is the same in the report that froze them', async () => {
    const live = await read(historyBody, `${PLAN}/history?as-at=2025-02-28&limit=200`)
    const frozen = await read(historyBody, `${PLAN}/history?report=lb-25-03-03&limit=200`)
    expect(frozen.total).toBe(live.total)
    expect(frozen.updates.map(({ id }) => id).sort()).toEqual(live.updates.map(({ id }) => id).sort())
  })

  it('of moves says from when to when, and why', async () => {
    const { id: actionId, planId, ref } = await db.action.findFirstOrThrow({ where: { ref: '12' } })
    const move = (dueOn: string, reason: string) =>
      db.dueDateMove.create({
        data: { planId, actionId, dueOn: new Date(dueOn), reason, effectiveOn: new Date('2025-09-01') },
      })
    await move('2026-03-31', 'Later')
    await move('2026-03-01', 'Sooner again')
    const { moves } = await read(dueDateMoveListBody, `${PLAN}/due-date-moves`)
    expect(moves.slice(-2)).toMatchObject([
      { action: { ref }, to: { date: '2026-03-31' }, reason: 'Later' },
      { action: { id: actionId }, from: { date: '2026-03-31' }, to: { date: '2026-03-01' }, days: -30 },
    ])
    expect((await read(dueDateMoveListBody, `${PLAN}/due-date-moves?report=lb-25-03-03`)).total).toBe(0)
    const { changes } = await read(changeLogBody, `${PLAN}/changes?limit=2`)
    expect(changes).toMatchObject([
      { kind: 'dueDate', about: { type: 'action', code: ref } },
      { kind: 'dueDate' },
    ])
  })

  it('of changes has an update from its approval on, and no one’s name', async () => {
    const { id: actionId, planId } = await db.action.findFirstOrThrow({ where: { ref: '13' } })
    const { id } = await db.progressUpdate.create({
      data: {
        planId,
        actionId,
        attributedTo: 'Somebody',
        basis: 'reported',
        status: 'onTrack',
        needsApproval: true,
        effectiveOn: new Date('2025-10-01'),
      },
    })
    const idsOf = async () => (await read(changeLogBody, `${PLAN}/changes`)).changes.map((one) => one.id)
    expect(await idsOf()).not.toContain(id)
    const owner = await connect()
    const authorId = await addMember(owner, planId, 'editor', 'Edda Editor')
    await owner.end()
    await db.updateDecision.create({ data: { planId, updateId: id, decision: 'approved', authorId } })
    expect((await idsOf())[0]).toBe(id)
    expect(await (await get(`${PLAN}/changes`)).text()).not.toMatch(/author|actor|Edda/i)
  })

  it('of the time series is a CSV file as well', async () => {
    const { rows } = await read(timeSeriesBody, `${PLAN}/time-series`)
    const response = await get(`${PLAN}/time-series.csv`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    const [header = [], ...lines] = parseCsv(await response.text())
    expect(lines).toHaveLength(rows.length)
    expect(lines.map((line) => Number(line[header.indexOf('actions')]))).toEqual(
      rows.map(({ count }) => count),
    )
  })
})

describe('a list of actions', () => {
  it('is walked through by its cursor, in any order, without a row lost or doubled', async () => {
    for (const query of ['', 'sort=-status', 'counted=yes&sort=timescale', 'q=workforce&sort=due']) {
      const whole = await read(actionListBody, `${PLAN}/actions?${query}&limit=200`)
      expect(whole.next).toBeNull()
      const walked: string[] = []
      let next: string | null = `${PLAN}/actions?${query}&limit=7`
      while (next !== null) {
        const response = await get(next)
        const part = actionListBody.parse(await response.json())
        expect(response.headers.get('Link')).toBe(part.next && `<${part.next}>; rel="next"`)
        walked.push(...part.actions.map(({ ref }) => ref))
        next = part.next
      }
      expect(walked).toEqual(whole.actions.map(({ ref }) => ref))
      expect(walked).toHaveLength(whole.total)
    }
  })

  it('is not walked on when someone has saved meanwhile, nor with the cursor of another list', async () => {
    const { id } = await db.action.findFirstOrThrow({
      where: { plan: { slug: 'mental-health-workforce' } },
    })
    for (const query of ['', 'sort=status', 'sort=-updated', 'q=workforce', 'as-at=2025-06-30']) {
      const first = await read(actionListBody, `${PLAN}/actions?${query}&limit=7`)
      await db.action.update({ where: { id }, data: { note: query } })
      expect(await refusal(first.next ?? ''), query).toMatchObject({ status: 409, type: '/api#list-changed' })
    }
    // What was frozen stays as it is.
    const frozen = await read(actionListBody, `${PLAN}/actions?report=lb-25-03-03&limit=7`)
    await db.action.update({ where: { id }, data: { note: null } })
    expect((await read(actionListBody, frozen.next ?? '')).actions).toHaveLength(7)

    const { next } = await read(actionListBody, `${PLAN}/actions?sort=status&limit=7`)
    const cursor = new URL(next ?? '', 'http://localhost').searchParams.get('cursor')
    for (const other of ['sort=-status', 'sort=status&q=x', 'sort=status&as-at=2025-06-30', ''])
      expect(await refusal(`${PLAN}/actions?${other}&cursor=${cursor}`), other).toMatchObject({
        status: 400,
        parameter: 'cursor',
      })
  })

  it.each([
    ['status=purple', 'status'],
    ['status=atRisk&status=purple', 'status'],
    ['section=9.9', 'section'],
    ['sort=size', 'sort'],
    ['q=%00', 'q'],
    ['page=2', 'page'],
    ['section=1.1&section=1.2', 'section'],
    ['limit=1&limit=2', 'limit'],
    ['limit=0', 'limit'],
    ['limit=many', 'limit'],
    ['cursor=%00', 'cursor'],
    ['cursor=OTk5', 'cursor'],
  ])('refuses %s', async (query, parameter) => {
    expect(await refusal(`${PLAN}/actions?${query}`)).toMatchObject({ status: 400, parameter })
  })
})

describe('every address', () => {
  it.each(Object.keys(ROUTES))(
    'of %s refuses a parameter that it does not have, and names those it has',
    async (path) => {
      const address = path
        .replace('{plan}', 'mental-health-workforce')
        .replace('{section}', '1.1')
        .replace('{action}', '1')
        .replace('{report}', 'lb-25-03-03')
      const known = describeApi(CONTACT).paths[path]?.get.parameters.filter((one) => one.in === 'query') ?? []
      for (const wrong of ['as-att=2025-06-30', 'statuss=atRisk', 'x']) {
        const { status, parameter, detail } = await refusal(`${address}?${wrong}`)
        expect([status, parameter]).toEqual([400, wrong.split('=')[0]])
        for (const { name } of known) expect(detail).toContain(`"${name}"`)
      }
    },
  )
})

describe('an action', () => {
  it('comes with its updates, and with no one’s name', async () => {
    const action = await read(actionBody, `${PLAN}/actions/1.1`)
    expect(action.parent?.ref).toBe('1')
    expect(action.history).toHaveLength(1)
    // Its status is our estimate, so no paper is its source.
    expect(action.history[0]).toMatchObject({ status: action.status, basis: 'illustrative', sources: [] })
    const { actions } = await read(actionListBody, `${PLAN}/actions?limit=200`)
    const published = actions.find(({ basis }) => basis === 'published')
    const { history } = await read(actionBody, published?.links.self ?? '')
    expect(history.filter(({ basis }) => basis === 'published')).toMatchObject([
      { sources: [{ reference: 'LB(25)03-03' }] },
    ])
    expect(JSON.stringify(action)).not.toContain('"author"')
  })

  it('shows every action of the plan', async () => {
    const { actions } = await read(actionListBody, `${PLAN}/actions?limit=200`)
    for (const { links } of actions) await read(actionBody, links.self)
  })

  it('shows what was said last first, and every tag of the plan changes', async () => {
    const before = (await get(`${PLAN}/sections`)).headers.get('ETag') ?? ''
    const { id, planId } = await db.action.findFirstOrThrow({ where: { ref: '26' } })
    const message = { planId, actionId: id, attributedTo: 'Somebody', basis: 'published' } as const
    const text = 'Zażółć <b>"quoted"</b> \u202eשלום 🦄'
    await db.progressUpdate.create({
      data: { ...message, status: 'offTrack', narrative: text, effectiveOn: new Date('2025-09-30') },
    })
    const { history, status } = await read(actionBody, `${PLAN}/actions/26`)
    expect(status).toBe('offTrack')
    expect(history[0]).toMatchObject({ status: 'offTrack', narrative: text, sources: [] })
    expect((await get(`${PLAN}/sections`, { 'If-None-Match': before })).status).toBe(200)
  })

  it('says of each update what it is to another, and what shows it', async () => {
    const { id: actionId, planId } = await db.action.findFirstOrThrow({ where: { ref: '27' } })
    const message = {
      planId,
      actionId,
      attributedTo: 'Somebody',
      basis: 'reported',
      status: 'onTrack',
    } as const
    const say = async (given: object, day: string) =>
      (await db.progressUpdate.create({ data: { ...message, ...given, effectiveOn: new Date(day) } })).id
    const link = { title: 'The report', url: 'https://example.org/report' }
    const wrong = await say({ status: 'delivered' }, '2025-10-01')
    await db.progressUpdateEvidence.create({ data: { planId, updateId: wrong, position: 0, ...link } })
    const nil = await say({ kind: 'nilReturn', aboutId: wrong }, '2025-10-02')
    const right = await say({ kind: 'correction', aboutId: wrong, status: 'offTrack' }, '2025-10-03')
    const waiting = await say({ needsApproval: true }, '2025-10-04')
    const edited = await say({ kind: 'correction', aboutId: waiting, status: 'atRisk' }, '2025-10-04')
    const { history, status } = await read(actionBody, `${PLAN}/actions/27`)
    expect(status).toBe('atRisk')
    expect(history.slice(0, 4).map(({ id, kind, about, evidence }) => [id, kind, about, evidence])).toEqual([
      // What it corrects waits, so no one outside hears of it.
      [edited, 'correction', null, []],
      [right, 'correction', wrong, []],
      [nil, 'nilReturn', wrong, []],
      [wrong, 'update', null, [link]],
    ])
  })
})

describe('what is not there', () => {
  it.each([
    ['/api/v1/plans/none', 'There is no plan "none".'],
    ['/api/v1/plans/none/rollup', 'There is no plan "none".'],
    ['/api/v1/plans/none/sections', 'There is no plan "none".'],
    ['/api/v1/plans/none/actions', 'There is no plan "none".'],
    ['/api/v1/plans/none/actions/1', 'There is no plan "none".'],
    [`${PLAN}/sections/9.9`, 'There is no section "9.9".'],
    [`${PLAN}/actions/${encodeURIComponent('<b>שלום🦄/')}`, 'There is no action "<b>שלום🦄/".'],
    [`${PLAN}/actions/${'9'.repeat(5000)}`, `There is no action "${'9'.repeat(5000)}".`],
    ['/api/v1/plans/%00', 'There is no plan "\0".'],
    ['/api/v1/plans/none/reports', 'There is no plan "none".'],
    [`${PLAN}/reports/none`, 'There is no report "none".'],
    [`${PLAN}/reports/none/snapshot`, 'There is no report "none".'],
    ['/api/v1/whatever', 'There is nothing at this address.'],
  ])('%s is a problem that says so', async (address, detail) => {
    expect(await refusal(address)).toMatchObject({ status: 404, type: '/api#not-found', detail })
  })

  it('includes a plan that the public may not read', async () => {
    await db.plan.update({ where: { slug: 'mental-health-workforce' }, data: { isPublic: false } })
    try {
      expect(await refusal(PLAN)).toMatchObject({ status: 404 })
      expect((await read(planListBody, '/api/v1/plans')).plans).toEqual([])
    } finally {
      await db.plan.update({ where: { slug: 'mental-health-workforce' }, data: { isPublic: true } })
    }
  })
})
