// How long a large file takes from being sent to its preview, and from there into the plan; what that costs in memory, and what readers of
// another plan notice of it. As an editor without scripts does it, who leaves every answer as it is proposed.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { read as readWorkbook, utils, write as writeWorkbook } from '@e965/xlsx'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import { idOf, rowOf, unreportedPlan, write } from '../tests/helpers/plan-rows'
import type { Bench } from './bench'
import { type Figure, median, percentile } from './figures'
import { makeLargePlan, watchMemory } from './files'
import { readForm } from './form'
import { readTimesUntil } from './scale'

const ACTIONS = 5_000
/** With ten columns and a header, as many cells as a file may have. */
const LARGEST = 19_999
const SHEET_ROWS = 500
const ROUNDS = 3
const HOSTILE = join(import.meta.dirname, '../tests/fixtures/imports/hostile/encrypted.xlsx')
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Milliseconds. */
const LONGEST = { refused: 2_000, meanwhile: 150, sheetWritten: 1_000, sheetRead: 3_000 }
/** So many actions: to the preview, and into the plan, in milliseconds each; megabytes. */
const LIMITS = [
  { actions: ACTIONS, preview: 10_000, applied: 10_000, memory: 500 },
  { actions: LARGEST, preview: 60_000, applied: 60_000, memory: 700 },
] as const

/** Takes the running app; returns what was measured. */
export async function measureImports(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { actions, ...longest } of LIMITS) {
    const editor = await openWizard(bench)
    const memory = await watchMemory(bench.pid)
    const importing = editor.bringIn(makeFile(actions), 'plan.xlsx')
    const readers = await readTimesUntil(bench.app + paths.plan('mental-health-workforce'), importing)
    const { preview, applied } = await importing
    const { most } = await memory.stop()
    const what = `${actions.toLocaleString('en-GB')} actions from XLSX`
    figures.push(
      { what: `${what}: preview`, value: preview, unit: 'ms', wanted: longest.preview },
      { what: `${what}: in the plan`, value: applied, unit: 'ms', wanted: longest.applied },
      { what: `${what}: memory of the app`, value: most, unit: 'MB', wanted: longest.memory },
      {
        what: `${what}: readers of the first plan meanwhile, 95th percentile`,
        value: percentile(readers, 95),
        unit: 'ms',
        wanted: LONGEST.meanwhile,
      },
    )
  }
  const editor = await openWizard(bench)
  const from = performance.now()
  const answer = await editor.send(await readFile(HOSTILE), 'plan.xlsx')
  if (!(await answer.text()).includes('has a password')) throw new Error('The hostile file was not refused')
  figures.push({
    what: 'a hostile file of 8 kB: refused',
    value: performance.now() - from,
    unit: 'ms',
    wanted: LONGEST.refused,
  })
  return [...figures, ...(await measureSheet(bench))]
}

/** A file in which someone reports on many actions: written, and read again with something new in each row. */
async function measureSheet({ app, db }: Bench): Promise<Figure[]> {
  const { slug, planId } = await makeLargePlan(db, { sections: 20, actions: SHEET_ROWS, updatesEach: 5 })
  const session = await startSession(db, await addPerson(db, { roles: { [planId]: 'editor' } }))
  const headers = { cookie: `${session.name}=${session.value}` }
  const written: number[] = []
  let bytes = new ArrayBuffer(0)
  // The first one reads the plan as well.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const from = performance.now()
    const answer = await fetch(app + paths.spreadsheetFile(slug, 'all', 'xlsx'), { headers })
    if (!answer.ok) throw new Error(`The file of updates answered ${answer.status}`)
    bytes = await answer.arrayBuffer()
    if (round > 0) written.push(performance.now() - from)
  }
  const page = await (await fetch(app + paths.spreadsheet(slug), { headers })).text()
  const body = readForm(page, 'type="file"')
  body.set('file', new File([fillIn(bytes)], 'updates.xlsx', { type: WORKBOOK }))
  const from = performance.now()
  const sent = { method: 'POST', headers, body, redirect: 'manual' } as const
  const done = await fetch(app + paths.spreadsheet(slug), sent)
  if (done.status !== 303) throw new Error(`The file of updates answered ${done.status}`)
  const preview = await (await fetch(app + paths.spreadsheet(slug, 'preview'), { headers })).text()
  const read = performance.now() - from
  if (!preview.includes(`Save ${SHEET_ROWS} updates`))
    throw new Error('The file of updates was not read whole')
  const what = `${SHEET_ROWS} actions to report on in a spreadsheet`
  return [
    { what: `${what}: written`, value: median(written), unit: 'ms', wanted: LONGEST.sheetWritten },
    { what: `${what}: read and previewed`, value: read, unit: 'ms', wanted: LONGEST.sheetRead },
  ]
}

/** Says something else about each action. */
function fillIn(bytes: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const book = readWorkbook(bytes)
  const sheet = book.Sheets.Updates ?? {}
  const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 })
  const header = rows.findIndex(([first]) => first === 'Reference')
  const [progress, mitigation] = ['Progress', 'What is being done'].map(
    (title) => rows[header]?.indexOf(title) ?? 0,
  )
  for (let r = header + 1; r < rows.length; r += 1) {
    utils.sheet_add_aoa(sheet, [['What came next']], { origin: { r, c: progress ?? 0 } })
    utils.sheet_add_aoa(sheet, [['Others help out']], { origin: { r, c: mitigation ?? 0 } })
  }
  return new Uint8Array(writeWorkbook(book, { type: 'buffer', compression: true }) as Buffer<ArrayBuffer>)
}

/** An empty plan, and an editor of it at the first step. */
async function openWizard({ app, db }: Bench) {
  const rows = [...unreportedPlan()].filter(([table]) =>
    ['plan', 'plan_status', 'rating_rule'].includes(table),
  )
  const plan = new Map(rows)
  const slug = `bench-${randomUUID()}`
  plan.set('plan', { ...rowOf(plan, 'plan'), slug })
  await write(db, plan)
  const person = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
  const session = await startSession(db, person)
  const headers = { cookie: `${session.name}=${session.value}` }
  const get = async (path: string) => {
    const response = await fetch(app + path, { headers })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response.text()
  }
  const post = (path: string, body: FormData) =>
    fetch(app + path, { method: 'POST', headers, body, redirect: 'manual' })
  const send = async (bytes: Uint8Array, name: string) => {
    const body = readForm(await get(paths.importFile(slug)), 'type="file"')
    body.set('file', new File([new Uint8Array(bytes)], name, { type: WORKBOOK }))
    return post(paths.importFile(slug), body)
  }
  return {
    send,
    bringIn: async (bytes: Uint8Array, name: string) => {
      const from = performance.now()
      const sent = await send(bytes, name)
      if (sent.status !== 303) throw new Error(`The file was not read: ${await sent.text()}`)
      const page = await get(paths.importFile(slug, 'preview'))
      const preview = performance.now() - from
      const body = readForm(page, 'name="seen"')
      body.set('warnings', 'seen')
      const started = performance.now()
      const done = await post(paths.importFile(slug, 'preview'), body)
      if (done.status !== 303) throw new Error(`The import answered ${done.status}`)
      return { preview, applied: performance.now() - started }
    },
  }
}

/** An XLSX with levels, partners, dates, statuses and updates. */
function makeFile(actions: number): Uint8Array {
  const header = [
    'Ref',
    'Pillar',
    'Section',
    'Action',
    'Description',
    'Lead',
    'Partners',
    'Due',
    'Status',
    'Update',
  ]
  const statuses = ['On Track', 'At Risk', 'Delivered']
  const rows = Array.from({ length: actions }, (_, at) => {
    const section = Math.floor(at / 25) + 1
    return [
      `${section}.${(at % 25) + 1}`,
      `Pillar ${Math.ceil(section / 20)}`,
      `Section number ${section}`,
      `Something that is to be done, number ${at + 1}`,
      `What number ${at + 1} is about, in a few words`,
      `Organisation ${at % 40}`,
      `Organisation ${(at + 1) % 40}; Organisation ${(at + 7) % 40}`,
      `${2025 + (at % 5)}-0${(at % 9) + 1}-${String((at % 28) + 1).padStart(2, '0')}`,
      statuses[at % 3],
      `What was done for number ${at + 1}, and what comes next`,
    ]
  })
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...rows]), 'Plan')
  return new Uint8Array(writeWorkbook(book, { type: 'buffer', compression: true }) as Buffer)
}
