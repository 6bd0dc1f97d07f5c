// The JSON API: every address, and what it says of the plan.
import { describe, expect, it } from 'vitest'
import { describeApi } from '@/lib/api/openapi'
import { db } from '@/lib/db'
import {
  actionBody,
  actionListBody,
  apiSchemas,
  changeLogBody,
  dueDateMoveListBody,
  historyBody,
  partnerListBody,
  timescaleListBody,
  planListBody,
  rollUpBody,
  sectionBody,
  sectionListBody,
  timeSeriesBody,
} from '@/lib/schemas/api'
import { PUBLISHED_SECTIONS } from '@/tests/fixtures/published'
import { addMember } from '@/tests/helpers/people'
import { connect } from '@/tests/helpers/plan-rows'
import { parseCsv } from '@/tests/helpers/read-files'
import { ROUTES, PLAN, CONTACT, get, read, refusal } from './ask'

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
        rollUp.base - (rollUp.counts.noUpdate ?? 0),
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
