// Entering what a report printed, and reading it beside the plan.
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { submitReportFile, submitTypedReport } from '@/app/plans/[plan]/reconciliation/submit'
import type { FormState } from '@/lib/schemas/form'
import { getPrintedReport, listPrintedReports } from '@/lib/queries/printed/printed-reports'
import { FIRST_PLAN_SLUG } from '@/prisma/seed/rows'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import { connect, type ExamplePlan, idOf, insert, rowOf, write, countedPlan } from '@/tests/helpers/plan-rows'
import { printedMessages } from '@/lib/format/printed/messages'

const OPENED = { values: {}, errors: {} }
const ABOUT = {
  reference: 'LB 7',
  title: 'Report 7',
  'asOf-day': '28',
  'asOf-month': '2',
  'asOf-year': '2025',
}

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
beforeEach(async () => {
  plan = countedPlan('audit_entry')
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
  await actAs(db, await addMember(db, idOf(plan, 'plan'), 'editor', 'Edith Editor'))
})

type Send = (slug: string, state: FormState, form: FormData) => Promise<FormState>

/** Sends a form; returns what it shows again, or where it leads. */
async function send(submit: Send, fields: Readonly<Record<string, string | File>>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  try {
    return { shown: await submit(slug, OPENED, form) }
  } catch (error) {
    return { to: String(error).replace('Error: redirect ', '') }
  }
}

const entries = async () =>
  (await db.query('SELECT * FROM printed_report WHERE plan_id = $1 ORDER BY entry', [idOf(plan, 'plan')]))
    .rows

describe('typing a report in', () => {
  it('keeps it as it was printed, and shows what was found', async () => {
    const { to } = await send(submitTypedReport, {
      ...ABOUT,
      'overall-1.1': 'onTrack',
      'share-1.1-onTrack': '99.6',
      'actions-count-onTrack': '2',
      listed: '1, 2',
      'names-delivered': 'Delivered; completed',
    })
    expect(to).toBe(`/plans/${slug}/reconciliation/lb-7`)
    const found = await getPrintedReport(slug, 'lb-7')
    expect(found?.report).toMatchObject({
      reference: 'LB 7',
      by: 'Edith Editor',
      asOf: { date: '2025-02-28' },
    })
    expect(found?.report.figures.sections).toEqual([
      { code: '1.1', overallRag: 'onTrack', shares: [{ bucket: 'onTrack', percent: '99.6' }] },
    ])
    expect(found?.report.figures.listed).toEqual(['1', '2'])
    expect(found?.findings.map(({ kind }) => kind)).toEqual([
      'oddRounding',
      'doesNotAddUp',
      'totalDiffers',
      'namedTwoWays',
      'listedUnknown',
      'listedOtherwise',
    ])
    const { rows } = await db.query('SELECT kind FROM audit_entry WHERE plan_id = $1', [idOf(plan, 'plan')])
    expect(rows).toEqual([{ kind: 'printed-report.entered' }])
  })

  it('tells every error by its field, and loses nothing that was typed', async () => {
    const typed = {
      'share-1.1-onTrack': '33.3.',
      'actions-count-atRisk': '-1',
      listed: '1',
      'asOf-day': '31',
      'asOf-month': '2',
      'asOf-year': '2025',
    }
    const { shown } = await send(submitTypedReport, typed)
    expect(Object.keys(shown?.errors ?? {}).sort()).toEqual([
      'actions-count-atRisk',
      'asOf',
      'reference',
      'share-1.1-onTrack',
      'title',
    ])
    // Their messages stand in a table: above it, they have to say of what row and column they are.
    expect(shown?.labels).toMatchObject({
      'share-1.1-onTrack': 'Section 1.1, On Track, percentage',
      'actions-count-atRisk': 'At Risk, count',
    })
    expect(shown?.values).toEqual(typed)
    expect(await entries()).toHaveLength(1)
  })

  it('refuses a report without figures, of the future, or with a word of the address for a reference', async () => {
    expect((await send(submitTypedReport, ABOUT)).shown?.errors.form).toMatch(/There are no figures/)
    const { shown } = await send(submitTypedReport, {
      ...ABOUT,
      reference: 'New',
      'asOf-year': '2999',
      'share-1.1-onTrack': '5',
    })
    expect(shown?.errors).toMatchObject({
      reference: expect.any(String),
      asOf: expect.stringMatching(/today or in the past/),
    })
  })
})

describe('entering it again', () => {
  const figures = { 'share-1.1-onTrack': '100' }

  it('is one entry when the same is sent twice', async () => {
    await send(submitTypedReport, { ...ABOUT, ...figures })
    expect((await send(submitTypedReport, { ...ABOUT, ...figures })).to).toContain('/lb-7')
    expect(await entries()).toHaveLength(2)
  })

  it('is a correction that says what was wrong; what was entered before stays readable', async () => {
    await send(submitTypedReport, { ...ABOUT, 'share-1.1-atRisk': '100' })
    const { shown } = await send(submitTypedReport, { ...ABOUT, ...figures })
    expect(shown?.errors.correction).toMatch(/have already been entered/)
    expect(
      (await send(submitTypedReport, { ...ABOUT, ...figures, correction: 'A misread line' })).to,
    ).toBeDefined()
    const newest = await getPrintedReport(slug, 'lb-7')
    expect(newest).toMatchObject({
      entry: 2,
      entries: 2,
      findings: [],
      report: { correction: 'A misread line' },
    })
    const first = await getPrintedReport(slug, 'lb-7', 1)
    expect(first?.findings.map(({ kind }) => kind)).toContain('sharesDiffer')
    expect(await getPrintedReport(slug, 'lb-7', 3)).toBeNull()
    expect((await listPrintedReports(slug, null))?.reports.map(({ report }) => report.code).sort()).toEqual([
      'lb-7',
      'paper-1',
    ])
  })

  it('cannot correct what is not there', async () => {
    const { shown } = await send(submitTypedReport, { ...ABOUT, ...figures, correction: 'Something' })
    expect(shown?.errors.correction).toMatch(/nothing to correct/)
  })
})

describe('loading a file', () => {
  const upload = (content: BlobPart, name = 'report.csv') => new File([content], name)

  it('keeps its figures, and what it says of itself where nothing is typed', async () => {
    const file = upload(
      JSON.stringify({
        reference: 'LB 8',
        title: 'Report 8',
        asOf: '2025-02',
        sections: [{ code: '1.1', shares: [{ status: 'On track', percent: 100 }] }],
      }),
    )
    expect((await send(submitReportFile, { file })).to).toBe(`/plans/${slug}/reconciliation/lb-8`)
    const found = await getPrintedReport(slug, 'lb-8')
    expect(found?.report.asOf).toEqual({ date: '2025-02-28', precision: 'month' })
    expect(found?.findings).toEqual([])
  })

  it('shows the text of a wrong one again, with every line that is wrong', async () => {
    const text = 'section,status,percent\n1.1,Fine,5\n1.1,On Track,x'
    const { shown } = await send(submitReportFile, { ...ABOUT, file: upload(text) })
    expect(shown?.values).toMatchObject({ ...ABOUT, text })
    expect(shown?.errors.text).toMatch(/^Line 2: .*\nLine 3: /)
  })

  it('is not read unless its sender may enter it', async () => {
    const before = await entries()
    const file = new File([`section,status,percent\n1.1,On Track,"1${' '.repeat(40_000)}x"\n`], 'a.csv')
    for (const [roles, why] of [
      [null, /You are signed out/],
      [{}, printedMessages.cannotEnter],
      [{ [idOf(plan, 'plan')]: 'officer' }, printedMessages.cannotEnter],
    ] as const) {
      await actAs(db, roles && (await addPerson(db, { roles })))
      const { shown } = await send(submitReportFile, { ...ABOUT, file })
      expect(shown?.errors).toEqual({ form: expect.stringMatching(why) })
      expect(shown?.values).toMatchObject(ABOUT)
      const typed = await send(submitTypedReport, { ...ABOUT, listed: 'x'.repeat(300) })
      expect(typed.shown?.errors).toEqual({ form: expect.stringMatching(why) })
    }
    expect(await entries()).toEqual(before)
  })

  it('refuses what is no text, or too large', async () => {
    const { shown } = await send(submitReportFile, {
      ...ABOUT,
      file: upload(new Uint8Array([0xff, 0xfe, 0x41])),
      text: 'typed',
    })
    expect(shown?.errors.file).toMatch(/not UTF-8 text/)
    expect(shown?.values.text).toBe('typed')
    expect(
      (await send(submitReportFile, { ...ABOUT, file: upload('x'.repeat(300_001)) })).shown?.errors.file,
    ).toMatch(/larger than/)
  })
})

describe('reading', () => {
  it('is for those who may read the plan; names are for those inside', async () => {
    await actAs(db, null)
    const found = await getPrintedReport(slug, 'paper-1')
    expect(found).toMatchObject({ mayEdit: false, report: { by: null }, findings: [] })
    await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
    expect(await getPrintedReport(slug, 'paper-1')).toBeNull()
    expect(await listPrintedReports(slug, null)).toBeNull()
  })

  it('compares with the day of the figures unless another is asked for', async () => {
    await insert(db, 'progress_update', {
      id: crypto.randomUUID(),
      plan_id: idOf(plan, 'plan'),
      action_id: idOf(plan, 'action'),
      status: 'atRisk',
      effective_on: '2025-06-30',
      attributed_to: 'Scottish Government',
      basis: 'reported',
    })
    expect(await getPrintedReport(slug, 'paper-1')).toMatchObject({
      findings: [],
      plan: { asAt: '2025-02-28' },
    })
    const later = await getPrintedReport({ slug, asAt: '2025-07-31' }, 'paper-1')
    expect(later?.findings.map(({ kind }) => kind)).toEqual(['sharesDiffer'])
  })
})

it('the first plan comes with the report of February 2025, which agrees with the record in every section', async () => {
  await actAs(db, null)
  const found = await getPrintedReport(FIRST_PLAN_SLUG, 'lb-25-03-03')
  expect(found?.report).toMatchObject({
    reference: 'LB(25)03-03',
    asOf: { date: '2025-02-28', precision: 'month' },
  })
  expect(found?.comparison.sections.every(({ isSame }) => isSame)).toBe(true)
  expect(found?.findings.map(({ kind }) => kind)).toEqual([
    'oddRounding',
    'doesNotAddUp',
    'mixedDecimals',
    'sameShareTwoWays',
    'countsAndShares',
    'countedAs',
    'namedTwoWays',
    'namedTwoWays',
    'namedTwoWays',
  ])
})
