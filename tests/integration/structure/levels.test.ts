// Plans without pillars, and without sections: made, imported into, reported on, frozen, compared and put into every file, where nothing names what they do not have.
import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as getEmbeddedChart } from '@/app/embed/plans/[plan]/charts/[chart]/route'
import { GET as getEmbed } from '@/app/embed/plans/[plan]/route'
import { GET as getChart } from '@/app/plans/[plan]/charts/[chart]/route'
import { GET as getMovement } from '@/app/plans/[plan]/compare/[file]/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { GET as getPack } from '@/app/plans/[plan]/reports/[report]/pack.html/route'
import { GET as getPaper } from '@/app/plans/[plan]/reports/[report]/paper.docx/route'
import { GET as getAtom } from '@/app/plans/[plan]/reports.atom/route'
import type { PlanLevels } from '@/lib/domain/plan/plan'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { MOVEMENT_FILES } from '@/lib/format/movement/movement-files'
import { PLAN_FILES } from '@/lib/format/plan/plan-files'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { readHere } from '@/lib/imports/read-here'
import { importByCommand, previewByCommand } from '@/lib/mutations/imports/import-by-command'
import { rateSection } from '@/lib/mutations/status/rate-section'
import { takeTemplate } from '@/lib/mutations/status/change-statuses'
import { createPlan } from '@/lib/mutations/structure/create-plan'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { checkFrozenReport } from '@/lib/queries/plan-state/frozen-report'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getPillar } from '@/lib/queries/plan/pillar'
import { fingerprint, getRecordPage } from '@/lib/queries/structure/structure'
import { savePlanDetails } from '@/lib/mutations/structure/save-plan-details'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import {
  checkNewPlan,
  checkPlanDetails,
  fillPlanDetails,
  fillWords,
} from '@/lib/schemas/structure/plan-details'
import { checkRecord } from '@/lib/schemas/structure/structure'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { issueReport } from '@/tests/helpers/issue-report'
import { addPerson } from '@/tests/helpers/people'
import { connect } from '@/tests/helpers/plan-rows'
import { unzip } from '@/tests/helpers/read-files'
import { get, ROUTES } from '../api/ask'

const LETTERS = [...'abcdefghijklm']
const REFS = ['34', ...LETTERS.map((letter) => `34${letter}`), '35', 'A.1', 'A.1.1', 'A.1.1.1']
const WORDS = {
  pillar: ['Pillar', 'Pillars'],
  section: ['Section', 'Sections'],
  action: ['Action', 'Actions'],
}
const DETAILS: FormValues = {
  title: 'Culture plan',
  shortTitle: 'Culture',
  publishers: 'The council',
  period: '2025 to 2029',
  'starts-day': '1',
  'starts-month': '1',
  'starts-year': '2025',
  'ends-day': '31',
  'ends-month': '3',
  'ends-year': '2029',
  licence: 'OGL',
  attribution: 'OGL',
  access: 'public',
  isAnother: 'yes',
  ...fillWords(
    Object.fromEntries(Object.entries(WORDS).map(([level, [one, many]]) => [level, { one, many }])) as never,
  ),
}

let db: pg.Client
beforeAll(async () => {
  db = await connect()
  await actAs(db, await addPerson(db, { isAdministrator: true }))
})
afterAll(() => db.end())

async function make(levels: PlanLevels, values: FormValues = {}): Promise<string> {
  const { data, state } = checkNewPlan({
    ...DETAILS,
    levels,
    slug: `levels-${randomUUID()}`,
    ...newSubmission(),
    ...values,
  })
  if (state) throw new InvalidError(state.errors)
  return createPlan(data)
}

async function stateOf(slug: string, at: object = {}) {
  const plan = await readPlan({ slug, ...at })
  if (!plan) throw new Error('There is no such plan')
  return plan
}

async function save(slug: string, kind: StructureKind, values: FormValues, code: string | null = null) {
  const plan = await stateOf(slug)
  const page = code === null ? null : await getRecordPage(slug, kind, code)
  const record = page && page !== 'forbidden' ? page.record : null
  const { data, state } = checkRecord(kind, { ...newSubmission(), ...record?.values, ...values }, plan)
  if (state) throw new InvalidError(state.errors)
  return saveRecord(slug, code === null ? null : { code, fingerprint: record?.fingerprint ?? '' }, data)
}

async function changeDetails(slug: string, values: FormValues) {
  const before = fillPlanDetails(await stateOf(slug))
  const { data } = checkPlanDetails({ ...before, isAnother: 'yes', ...values })
  if (!data) throw new Error('The details are not right')
  return savePlanDetails(slug, fingerprint(before), data)
}

const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => (error instanceof InvalidError ? Object.keys(error.errors) : Promise.reject(error)),
  )

/** A file with a theme, a section and a status for each reference, "In progress" but for the first and the last. */
function fileOf(refs: readonly string[], answers: object = {}) {
  const lines = refs.map((ref, at) =>
    [
      ref,
      `Do ${ref}`,
      'A theme',
      '1 Places',
      at === 0 ? 'Complete' : ref === refs.at(-1) ? 'Not started' : 'In progress',
    ].join(','),
  )
  const bytes = Buffer.from(['Ref,Action,Theme,Section,Status', ...lines].join('\n'))
  const statuses = {
    complete: 'complete',
    inprogress: 'inProgress',
    'in progress': 'inProgress',
    notstarted: 'notStarted',
    'not started': 'notStarted',
  }
  const read = readHere('plan.csv', bytes, { given: { statuses, ...answers } })
  if (read.refused !== undefined || !read.rows || !read.answers) throw new Error(read.refused ?? 'no table')
  return {
    file: { name: 'plan.csv', sha256: 'abc' },
    columns: read.table?.columns ?? [],
    rows: read.rows,
    answers: read.answers,
  }
}

/** All that a person reads of an answer: the texts of JSON, without the names of its fields; the files of an archive. */
async function textOf(response: Response): Promise<string> {
  expect(response.status).toBe(200)
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return Object.values(unzip(bytes)).join('\n')
  const text = Buffer.from(bytes).toString()
  return response.headers.get('content-type')?.includes('json') ? textsIn(JSON.parse(text)) : text
}

function textsIn(value: unknown, name = ''): string {
  // The plan's words for all levels stay in what a report froze.
  if (name === 'words') return ''
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([field, one]) => textsIn(one, field))
    .join('\n')
}

/** Everything that is made of a plan with two reports, by name. */
async function outputsOf(slug: string): Promise<Map<string, string>> {
  const ask = (path: string) => new NextRequest(`http://localhost${path}`)
  const given = (more: object) => ({ params: Promise.resolve({ plan: slug, ...more }) }) as never
  const outputs = new Map<string, string>()
  for (const file of Object.keys(PLAN_FILES))
    outputs.set(file, await textOf(await getFile(ask(`/plans/${slug}/files/${file}`), given({ file }))))
  for (const file of Object.keys(MOVEMENT_FILES)) {
    const address = `/plans/${slug}/compare/${file}?from=r-1&to=r-2`
    outputs.set(file, await textOf(await getMovement(ask(address), given({ file }))))
  }
  for (const chart of ['partners.svg', 'timescales.svg', 'trend.svg'])
    outputs.set(chart, await textOf(await getChart(ask(`/plans/${slug}/charts/${chart}`), given({ chart }))))
  for (const chart of ['timescales', 'trend'])
    outputs.set(
      `embedded ${chart}`,
      await textOf(await getEmbeddedChart(ask(`/embed/plans/${slug}/charts/${chart}`), given({ chart }))),
    )
  outputs.set('embedded plan', await textOf(await getEmbed(ask(`/embed/plans/${slug}`), given({}))))
  outputs.set('atom', await textOf(await getAtom(ask(`/plans/${slug}/reports.atom`), given({}))))
  const report = 'r-2'
  outputs.set(
    'pack',
    await textOf(await getPack(ask(`/plans/${slug}/reports/r-2/pack.html`), given({ report }))),
  )
  outputs.set(
    'paper',
    await textOf(await getPaper(ask(`/plans/${slug}/reports/r-2/paper.docx`), given({ report }))),
  )
  for (const path of Object.keys(ROUTES)) {
    if (!path.startsWith('/api/v1/plans/{plan}') || /\{section\}|printed/.test(path)) continue
    const address = path.replace('{plan}', slug).replace('{action}', 'A.1.1').replace('{report}', 'r-2')
    outputs.set(path, await textOf(await get(path.endsWith('movement') ? `${address}?from=r-1` : address)))
  }
  const { rows } = await db.query<{ entry: string }>(
    `SELECT concat_ws(' ', e.kind, e.record_name, e.before, e.after) AS entry FROM audit_entry e JOIN plan p ON p.id = e.plan_id WHERE p.slug = $1`,
    [slug],
  )
  outputs.set('audit', rows.map(({ entry }) => entry).join('\n'))
  return outputs
}

async function report(slug: string, reference: string, asAt: string) {
  const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
  const about = { title: `Report ${reference}`, meetingOn: null, corrects: null, notes }
  return issueReport(slug, { reference, asAt, ...about, summary: '{in progress}' }, vocabulary)
}

describe.each([
  ['sections', 1],
  ['actions', 0],
] as const)('a plan of %s', (levels, sectionCount) => {
  let slug: string
  beforeAll(async () => {
    slug = await make(levels)
    await takeTemplate(slug, 'progress')
  })

  it('takes in a file, with actions in three levels of which one is counted', async () => {
    const file = fileOf(REFS, { counted: 'leaves', on: { date: '2026-01-31', precision: 'day' } })
    expect(file.rows.errorCount).toBe(0)
    const preview = await importByCommand(slug, file)
    expect(preview?.leftOut).toEqual(levels === 'sections' ? ['pillars'] : ['pillars', 'sections'])
    expect(preview?.pillars).toEqual([])
    expect(preview?.sections).toHaveLength(sectionCount)
    const plan = await stateOf(slug)
    expect(plan.pillars).toEqual([])
    expect(plan.sections).toHaveLength(sectionCount)
    expect(plan.actions.map(({ ref }) => ref)).toEqual(REFS)
    expect(plan.actions.filter(({ counted }) => counted).map(({ ref }) => ref)).toEqual(
      REFS.filter((ref) => !['34', 'A.1', 'A.1.1'].includes(ref)),
    )
    // Once more it changes nothing.
    expect(await previewByCommand(slug, file)).toMatchObject({ added: [], changed: [], updates: [] })
  })

  it('has a workbook to change, without other levels, that changes nothing as it is', async () => {
    const answer = await getFile(new NextRequest(`http://localhost/plans/${slug}/files/plan.xlsx`), {
      params: Promise.resolve({ plan: slug, file: 'plan.xlsx' }),
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const { statuses } = await stateOf(slug)
    const read = readHere('plan.xlsx', bytes, { statuses, isForPlan: true })
    if (read.refused !== undefined || !read.rows || !read.answers) throw new Error(read.refused ?? 'no table')
    expect(read.spreadsheet.sheets.map(({ name }) => name).join()).not.toMatch(
      levels === 'actions' ? /pillar|section|outcome/i : /pillar/i,
    )
    expect(read.rows.rows.map(({ ref }) => ref)).toEqual(REFS)
    const file = {
      file: { name: 'plan.xlsx', sha256: 'def' },
      columns: read.table?.columns ?? [],
      rows: read.rows,
      answers: {
        ...read.answers,
        counted: 'leaves' as const,
        on: { date: '2026-01-31', precision: 'day' as const },
      },
    }
    expect(await previewByCommand(slug, file)).toMatchObject({ added: [], changed: [], updates: [] })
  })

  it('has forms without what it does not have', async () => {
    const values = { ref: '36', title: 'Do more', counted: 'yes' }
    const section = levels === 'sections' ? { section: '1' } : {}
    await save(slug, 'action', { ...values, ...section, parent: '35', counted: 'no' })
    await save(slug, 'action', { title: 'Do it well' }, 'A.1')
    if (levels === 'sections') {
      expect(await fieldsOf(save(slug, 'action', values))).toEqual(['section'])
      await save(slug, 'section', { code: '2', title: 'People' })
      await save(slug, 'outcome', { code: 'joy', text: 'More joy' })
    } else {
      expect(await getRecordPage(slug, 'section', null)).toBeNull()
      await expect(save(slug, 'section', { code: '2', title: 'People', pillar: 'all' })).rejects.toThrow(
        NotFoundError,
      )
      await expect(removeRecord(slug, 'section', '1')).rejects.toThrow(NotFoundError)
      const rating = { overallRag: 'onTrack', reason: null, seen: '' } as never
      await expect(rateSection(slug, '1', rating)).rejects.toThrow(NotFoundError)
    }
    expect(await getRecordPage(slug, 'pillar', 'all')).toBeNull()
    expect(await getPillar({ slug } as never, 'all')).toBeNull()
    await expect(save(slug, 'pillar', { code: 'x', name: 'X', aim: 'X' })).rejects.toThrow(NotFoundError)
  })

  it('is reported on, frozen and compared', async () => {
    await report(slug, 'R(1)', '2026-02-28')
    const { statuses } = await stateOf(slug)
    expect(statuses.map(({ label }) => label)).toContain('Not started')
    await importByCommand(slug, fileOf(['34', '35'], { on: { date: '2026-03-15', precision: 'day' } }))
    await report(slug, 'R(2)', '2026-03-31')
    const frozen = await checkFrozenReport((await stateOf(slug)).id, 'r-2')
    expect(frozen?.faults).toEqual([])
    const past = await stateOf(slug, { report: 'r-2' })
    expect(past).toMatchObject({ levels, pillars: [] })
    expect(past.actions.map(({ ref }) => ref)).toEqual(REFS)
  })

  it('names no pillar in any file, answer, chart, report or entry of the audit', async () => {
    const outputs = await outputsOf(slug)
    expect(outputs.size).toBeGreaterThan(45)
    const empty =
      levels === 'actions'
        ? /\/(sections|section-ratings|outcomes|due-date-moves)$/
        : /\/(section-ratings|due-date-moves)$/
    for (const [name, text] of outputs) {
      expect(text, name).not.toMatch(/pillar/i)
      if (!empty.test(name)) expect(text.length, name).toBeGreaterThan(20)
    }
    expect(outputs.get('actions.csv')).toContain('A.1.1.1')
    expect(outputs.get('actions.csv')?.includes('section_code')).toBe(levels === 'sections')
    expect(outputs.get('pack')).toContain('Do 34b')
  })
})

describe('the levels of a plan', () => {
  it('can be changed while a level has one record, and come back as they were', async () => {
    const slug = await make('pillars')
    await save(slug, 'pillar', { code: 'train', name: 'Train', aim: 'More people' })
    await save(slug, 'section', { code: '1', title: 'Places', pillar: 'train' })
    await save(slug, 'action', { ref: '1', title: 'Do it', section: '1', counted: 'yes' })
    await changeDetails(slug, { levels: 'actions' })
    expect(await stateOf(slug)).toMatchObject({ levels: 'actions', pillars: [], sections: [] })
    await changeDetails(slug, { levels: 'sections' })
    expect((await stateOf(slug)).sections.map(({ title }) => title)).toEqual(['Places'])
    await save(slug, 'section', { code: '2', title: 'People' })
    expect(await fieldsOf(changeDetails(slug, { levels: 'actions' }))).toEqual(['levels'])
    await changeDetails(slug, { levels: 'pillars' })
    expect((await stateOf(slug)).pillars.map(({ name }) => name)).toEqual(['Train'])
    await save(slug, 'pillar', { code: 'nurture', name: 'Nurture', aim: 'More joy' })
    expect(await fieldsOf(changeDetails(slug, { levels: 'sections' }))).toEqual(['levels'])
  })

  it('are not left out with what was said of them', async () => {
    const slug = await make('sections')
    await save(slug, 'section', { code: '1', title: 'Places' })
    await save(slug, 'outcome', { code: 'joy', text: 'More joy' })
    expect(await fieldsOf(changeDetails(slug, { levels: 'actions' }))).toEqual(['levels'])
  })

  it('are those of the plan that is copied', async () => {
    const from = await make('actions')
    await save(from, 'action', { ref: 'A.1', title: 'Do it', counted: 'yes' })
    expect(await fieldsOf(make('pillars', { from, copy: ['pillars', 'sections', 'actions'] }))).toEqual([
      'levels',
    ])
    const copy = await stateOf(await make('actions', { from, copy: ['actions'] }))
    expect(copy.actions.map(({ ref }) => ref)).toEqual(['A.1'])
    expect(copy.sections).toEqual([])
  })
})

describe('actions', () => {
  it('nest three deep and no deeper, of which one level is counted', async () => {
    const slug = await make('actions')
    const add = (ref: string, parent: string, counted: string) =>
      save(slug, 'action', { ref, title: `Do ${ref}`, parent, counted })
    await add('26', '', 'no')
    await add('26.3', '26', 'no')
    await add('26.3.1', '26.3', 'yes')
    expect(await fieldsOf(add('26.3.1.1', '26.3.1', 'no'))).toEqual(['parent'])
    expect(await fieldsOf(add('26.3.2', '26.3', 'yes'))).toEqual([])
    await add('27', '', 'no')
    await add('27.1', '27', 'no')
    // With its own parts it would lie too deep.
    expect(await fieldsOf(save(slug, 'action', { parent: '27.1' }, '26.3'))).toEqual(['parent'])
    await save(slug, 'action', { parent: '27' }, '26.3')
    // Neither the whole nor the part of one that is counted is counted as well, two levels away too.
    expect(await fieldsOf(add('28', '', 'yes'))).toEqual([])
    expect(await fieldsOf(save(slug, 'action', { parent: '28' }, '26.3'))).toEqual(['parent'])
    const counted = `UPDATE action SET counted = true WHERE ref = '27' AND plan_id = (SELECT id FROM plan WHERE slug = $1)`
    await expect(db.query(counted, [slug])).rejects.toThrow('counted')
  })

  it('of a file that lie deeper are refused with their row', () => {
    const { rows } = fileOf(['1', '1.1', '1.1.1', '1.1.1.1'])
    expect(rows.problems.map(({ kind, row }) => [kind, row])).toEqual([['tooDeep', 5]])
  })
})
