// What the JSON API says of reports, issued and printed, and of what moved between them.
import { describe, expect, it } from 'vitest'
import { GET as getFeed } from '@/app/plans/[plan]/reports.atom/route'
import { db } from '@/lib/db'
import {
  actionBody,
  actionListBody,
  movementBody,
  planBody,
  printedReportBody,
  printedReportListBody,
  reportBody,
  reportListBody,
  rollUpBody,
  timeSeriesBody,
} from '@/lib/schemas/api'
import { PUBLISHED_SECTIONS } from '@/tests/fixtures/published'
import { connect } from '@/tests/helpers/plan-rows'
import { PLAN, sha256, get, read, refusal } from './ask'

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
