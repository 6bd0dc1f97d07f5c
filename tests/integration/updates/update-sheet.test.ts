// Reporting on several actions in a spreadsheet: what Cairn writes is read again, and saved as the form would save it, or not at all.
import { createHash, randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import type { KnownActor } from '@/lib/domain/people/permissions'
import type { Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import { writeOds } from '@/lib/exports/workbook/ods'
import { updateWorkbook } from '@/lib/exports/workbook/update-sheet'
import { writeXlsx } from '@/lib/exports/workbook/xlsx'
import { KEY_TITLES, SHEET_TITLES, sheetMessages } from '@/lib/format/updates/sheet-messages'
import { readHere } from '@/lib/imports/read-here'
import { readUpdateSheet } from '@/lib/imports/update-sheet'
import { startImport } from '@/lib/mutations/imports/own-import'
import { uploadUpdates } from '@/lib/mutations/updates/upload-updates'
import {
  getReportable,
  previewSheet,
  readOwnSheet,
  readSheetActions,
} from '@/lib/queries/updates/update-sheet'
import { currentActor } from '@/lib/auth/actor'
import type { SheetAnswers } from '@/lib/schemas/updates/update-sheet'
import { actAs } from '@/tests/helpers/acting'
import { addMember } from '@/tests/helpers/people'
import { giveAction } from '@/tests/helpers/periods'
import { addAction, idOf } from '@/tests/helpers/plan-rows'
import { checkAudit } from '@/tools/verify/check-audit'
import {
  countUpdates,
  current,
  DAY,
  db,
  editor,
  errorsOf,
  officer,
  plan,
  report,
  saved,
  slug,
  useOwnAction,
} from './own-action'

useOwnAction()

const TITLES = { ...SHEET_TITLES, ...KEY_TITLES }
type Title = keyof typeof TITLES
/** What is typed into the cells of some rows, by the references of their actions. */
type Typed = Readonly<Record<string, Partial<Record<Title, string>>>>

async function asked() {
  const found = await getReportable(slug)
  if (found.kind !== 'open') throw new Error('There is no such plan')
  return found
}

/** The file as Cairn writes it, read again. */
async function download(write = writeXlsx, name = 'updates.xlsx'): Promise<Spreadsheet> {
  const { plan: state, actions } = await asked()
  const workbook = updateWorkbook(state, await readSheetActions(state, actions), new Date().toISOString())
  const read = readHere(name, await buffer(write(workbook)))
  if (read.refused !== undefined) throw new Error(read.refused)
  return read.spreadsheet
}

/** The same after someone typed into it. */
function fill(file: Spreadsheet, typed: Typed): Spreadsheet {
  return {
    ...file,
    sheets: file.sheets.map((sheet) => {
      if (sheet.name !== 'Updates') return sheet
      const header = sheet.rows.find(({ cells }) => cells.some(({ text }) => text === TITLES.id))
      const columnOf = (title: string) => header?.cells.find(({ text }) => text === title)?.column ?? 0
      return {
        ...sheet,
        rows: sheet.rows.map((row) => {
          const ref = row.cells.find(({ column }) => column === columnOf(TITLES.ref))?.text ?? ''
          const own = Object.entries(typed[ref] ?? {}).map(([key, text]) => ({
            column: columnOf(TITLES[key as Title]),
            kind: 'text' as const,
            text,
            value: text,
          }))
          const others = row.cells.filter(({ column }) => !own.some((one) => one.column === column))
          return row === header
            ? row
            : { ...row, cells: [...others, ...own.filter(({ text }) => text !== '')] }
        }),
      }
    }),
  }
}

function rowsOf(file: Spreadsheet) {
  const read = readUpdateSheet(file)
  if (read.refused !== undefined) throw new Error(read.refused)
  return read.rows
}

async function preview(file: Spreadsheet, answers: SheetAnswers = {}) {
  const { plan: state } = await asked()
  const actor = (await currentActor()) as KnownActor
  return previewSheet({ plan: state, actor, today: today() }, rowsOf(file), { sha256: 'abc', answers })
}

/** Uploads the file and saves what its preview shows. */
async function upload(file: Spreadsheet, answers: SheetAnswers = {}, name = 'March.xlsx') {
  const bytes = Buffer.from(randomUUID())
  await startImport(slug, name, bytes, 'updates')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const own = { name, sha256, startedAt: '', answers, rows: rowsOf(file) }
  const { plan: state } = await asked()
  const actor = (await currentActor()) as KnownActor
  const { seen } = await previewSheet({ plan: state, actor, today: today() }, own.rows, own)
  return { own, seen, save: () => uploadUpdates(slug, own, seen) }
}
const save = async (file: Spreadsheet, answers: SheetAnswers = {}) => (await upload(file, answers)).save()

const whatIsWrong = async (file: Spreadsheet) =>
  (await preview(file)).problems.map(({ ref, field, why }) => [ref, field, why])

let second: string
beforeEach(async () => {
  second = await addAction(db, plan, { ref: '2', title: '=Second', position: 2, counted: true })
  await giveAction(db, idOf(plan, 'plan'), second, officer, '2025-01-01')
})

describe('the file', () => {
  it.each([
    ['updates.xlsx', writeXlsx],
    ['updates.ods', writeOds],
  ])('says nothing new when it comes back as it was: %s', async (name, write) => {
    await saved({
      narrative: 'First line\n\n  =SUM(A1)  indented',
      'evidence-1-title': '',
      'evidence-1-url': '',
    })
    const now = await preview(await download(write, name))
    expect(now).toMatchObject({ problems: [], conflicts: [], changes: [], unchanged: 2 })
  })

  it('has the rows of what its reader can report on', async () => {
    await addAction(db, plan, { ref: '3', position: 3 })
    expect(rowsOf(await download()).map(({ ref }) => ref)).toEqual(['1', '2'])
    await actAs(db, editor)
    expect(rowsOf(await download()).map(({ ref }) => ref)).toEqual(['1', '2', '3'])
  })

  it('shows what waits for approval, with the date that it asks for', async () => {
    await db.query('UPDATE plan SET needs_approval = true WHERE slug = $1', [slug])
    await saved({
      narrative: 'It waits',
      'due-day': '1',
      'due-month': '2',
      'due-year': '2099',
      'due-reason': 'The hall burnt down',
    })
    const file = await download()
    expect(rowsOf(file)[0]?.cells).toMatchObject({
      narrative: 'It waits',
      dueOn: '2099-02-01',
      dueReason: 'The hall burnt down',
    })
    expect((await preview(file)).unchanged).toBe(2)
    const [change] = (await preview(fill(file, { 1: { narrative: 'It still waits' } }))).changes
    expect(change).toMatchObject({ report: { dueOn: '2099-02-01' }, dueReason: 'The hall burnt down' })
  })
})

describe('saving', () => {
  it('records what was typed, as of today or the day that was given, with where it is from', async () => {
    const file = await download()
    const typed = fill(file, {
      1: { status: 'On Track', narrative: "'=Half done", effectiveOn: '1 March 2025' },
      2: { status: 'on track', narrative: 'Begun', dueOn: '2099-12-31', dueReason: 'It was never dated' },
    })
    await expect(save(typed)).resolves.toEqual({ saved: 2, waits: false })
    const { rows } = await db.query(
      `SELECT narrative, basis_note, effective_on::text FROM progress_update WHERE basis_note IS NOT NULL AND plan_id = $1 ORDER BY effective_on`,
      [idOf(plan, 'plan')],
    )
    expect(rows.slice(-2)).toEqual([
      { narrative: '=Half done', basis_note: 'From a spreadsheet: March.xlsx', effective_on: '2025-03-01' },
      { narrative: 'Begun', basis_note: 'From a spreadsheet: March.xlsx', effective_on: DAY },
    ])
    const entries = await db.query(
      'SELECT kind, record_name, after FROM audit_entry WHERE plan_id = $1 ORDER BY number',
      [idOf(plan, 'plan')],
    )
    expect(entries.rows.map(({ kind }) => kind)).toEqual([
      'updates.uploaded',
      'progress-update.recorded',
      'progress-update.recorded',
      'due-date.moved',
    ])
    expect(entries.rows[0]).toMatchObject({
      record_name: 'March.xlsx',
      after: { updates: 2, unchanged: 0, file: 'March.xlsx' },
    })
    for await (const { faults } of checkAudit(process.env.DATABASE_URL ?? '', [slug]))
      expect(faults).toEqual([])
    // The same file once more says what is recorded.
    expect(await preview(typed)).toMatchObject({ problems: [], conflicts: [], changes: [], unchanged: 2 })
  })

  it('makes no update of rows that were not touched', async () => {
    const before = await countUpdates()
    await save(fill(await download(), { 2: { status: 'On Track', narrative: 'Begun' } }))
    expect(await countUpdates()).toBe(before + 1)
    const nothing = await upload(await download())
    expect(await errorsOf(nothing.save())).toEqual({ form: sheetMessages.nothing })
  })

  it('confirms what has not changed by the date alone', async () => {
    await saved()
    await actAs(db, editor)
    const file = fill(await download(), { 1: { effectiveOn: DAY } })
    expect((await preview(file)).changes).toMatchObject([{ report: { narrative: 'Half of it is done' } }])
  })

  it('waits for approval as the form does', async () => {
    await db.query('UPDATE plan SET needs_approval = true WHERE slug = $1', [slug])
    const before = await current()
    const file = await download()
    await expect(save(fill(file, { 1: { narrative: 'New', status: 'On Track' } }))).resolves.toEqual({
      saved: 1,
      waits: true,
    })
    expect(await current()).toEqual(before)
    await actAs(db, editor)
    await expect(
      save(fill(await download(), { 1: { narrative: 'By an editor', status: 'On Track' } })),
    ).resolves.toEqual({ saved: 1, waits: false })
    expect(await current()).toMatchObject({ narrative: 'By an editor' })
  })

  it('saves nothing where one row is wrong, and names row, column and value', async () => {
    const file = fill(await download(), {
      1: { status: 'At Risk', narrative: 'Late', reason: '', mitigation: '' },
      2: { status: 'On Track', narrative: 'Begun' },
    })
    expect((await preview(file)).problems).toMatchObject([
      { ref: '1', row: 4, field: 'reason', value: '', why: 'Enter why it is At Risk' },
      { ref: '1', row: 4, field: 'mitigation', why: 'Enter what is being done about it' },
    ])
    const before = await countUpdates()
    expect(await errorsOf(save(file))).toEqual({ form: sheetMessages.notReady })
    expect(await countUpdates()).toBe(before)
  })

  it.each<[string, Partial<Record<Title, string>>, string, string]>([
    ['a status of another plan', { status: 'Green' }, 'status', sheetMessages.statusUnknown('Green')],
    ['no status', { status: '' }, 'status', 'Select a status'],
    ['a word for a day', { dueOn: 'soon' }, 'dueOn', sheetMessages.noDate],
    ['a month for a day', { dueOn: 'March 2099' }, 'dueOn', sheetMessages.noDate],
    [
      'a day that can be read in two ways',
      { effectiveOn: '03/04/2025' },
      'effectiveOn',
      sheetMessages.dateOpen,
    ],
    [
      'a day to come',
      { effectiveOn: '2099-01-01' },
      'effectiveOn',
      'Date of this status must be today or in the past',
    ],
    [
      'a new date without a reason',
      { dueOn: '2099-01-01' },
      'dueReason',
      'Enter why the due date is changing',
    ],
    ['a link without an address', { evidence: 'The report' }, 'evidence', 'Enter a web address for link 1'],
    ['six links', { evidence: 'A https://a.example\n'.repeat(6) }, 'evidence', sheetMessages.tooManyLinks(5)],
    [
      'what is done without a link',
      { status: 'Delivered', evidence: '' },
      'evidence',
      'Enter a link that shows it is delivered',
    ],
    ['a passed date', { effectiveOn: DAY, status: 'On Track' }, 'status', 'has passed'],
  ])('refuses %s', async (_, typed, field, why) => {
    if (why === 'has passed')
      await db.query(
        `UPDATE action SET due_on = '2025-01-31', due_precision = 'day', original_due_on = '2025-01-31', original_due_precision = 'day' WHERE plan_id = $1`,
        [idOf(plan, 'plan')],
      )
    const file = fill(await download(), {
      1: { status: 'On Track', narrative: 'Half of it', reason: '', mitigation: '', ...typed },
    })
    const { problems } = await preview(file)
    expect(problems).toMatchObject([{ ref: '1', field, why: expect.stringContaining(why) }])
  })
})

describe('rows that are not what they were', () => {
  it('refuses a row of an action that is another’s, and takes it while nothing is changed in it', async () => {
    await actAs(db, editor)
    const third = await addAction(db, plan, { ref: '3', title: 'Third', position: 3 })
    await giveAction(db, idOf(plan, 'plan'), third, editor, '2025-01-01')
    const file = await download()
    await actAs(db, officer)
    expect((await preview(file)).problems).toEqual([])
    expect(await whatIsWrong(fill(file, { 3: { status: 'On Track', narrative: 'Mine now' } }))).toEqual([
      ['3', null, sheetMessages.notYours],
    ])
  })

  it('refuses a row whose reference, id or version was changed, or that stands twice', async () => {
    await saved()
    const file = await download()
    const [first] = rowsOf(file)
    expect(await whatIsWrong(fill(file, { 1: { ref: '2' } }))).toEqual([
      ['2', null, sheetMessages.otherAction('1')],
    ])
    expect(await whatIsWrong(fill(file, { 1: { id: second } }))).toEqual([
      ['1', null, sheetMessages.otherAction('2')],
      ['2', null, sheetMessages.twice(first?.row ?? 0)],
    ])
    expect(await whatIsWrong(fill(file, { 1: { id: '' } }))).toEqual([['1', null, sheetMessages.rowAdded]])
    expect(await whatIsWrong(fill(file, { 1: { id: randomUUID() } }))).toEqual([
      ['1', null, sheetMessages.noSuchAction],
    ])
    for (const version of ['', 'x', `${randomUUID()} - - -`])
      expect(await whatIsWrong(fill(file, { 1: { version } }))).toEqual([
        ['1', null, sheetMessages.versionChanged],
      ])
  })

  it('refuses a file that is none of these, or has lost a column', async () => {
    const file = await download()
    expect(readUpdateSheet({ ...file, sheets: file.sheets.slice(1) })).toEqual({
      refused: sheetMessages.notOurs,
    })
    const [sheet] = file.sheets
    if (!sheet) throw new Error('no sheet')
    const rows = sheet.rows.map((row) => ({
      ...row,
      cells: row.cells.filter(({ text }) => text !== SHEET_TITLES.narrative),
    }))
    expect(readUpdateSheet({ ...file, sheets: [{ ...sheet, rows }] })).toEqual({
      refused: sheetMessages.columnsMissing(['Progress']),
    })
  })
})

describe('what others saved meanwhile', () => {
  it('is shown field by field, and what is chosen stands', async () => {
    const file = fill(await download(), {
      1: { status: 'On Track', narrative: 'Mine', reason: '', mitigation: '' },
    })
    await actAs(db, editor)
    const theirs = await saved({
      status: 'atRisk',
      narrative: 'Theirs',
      reason: 'Rain',
      mitigation: 'A roof',
    })
    await actAs(db, officer)
    const { conflicts, changes } = await preview(file)
    expect(changes).toEqual([])
    const [conflict] = conflicts
    expect(conflict).toMatchObject({
      fields: ['status', 'narrative', 'reason', 'mitigation'],
      mine: { narrative: 'Mine' },
      theirs: { narrative: 'Theirs' },
      seen: { updateId: theirs },
    })
    expect(await errorsOf(save(file))).toEqual({ form: sheetMessages.notReady })

    const choose = (narrative: 'mine' | 'theirs'): SheetAnswers => ({
      [idOf(plan, 'action')]: {
        seen: conflict?.seen ?? { updateId: null, dueOn: null },
        compared: 'all',
        choices: { status: 'theirs', reason: 'theirs', mitigation: 'theirs', narrative },
      },
    })
    // All of theirs is what is recorded already.
    expect(await preview(file, choose('theirs'))).toMatchObject({ conflicts: [], changes: [] })
    expect((await preview(file, choose('mine'))).changes).toMatchObject([
      { report: { status: 'atRisk', narrative: 'Mine', reason: 'Rain' } },
    ])
    // Saved again by someone else, it is asked again.
    await actAs(db, editor)
    await saved({ narrative: 'Theirs again' })
    await actAs(db, officer)
    expect((await preview(file, choose('mine'))).conflicts).toHaveLength(1)
  })

  it('is previewed again where it came between preview and saving', async () => {
    const { save: go } = await upload(
      fill(await download(), { 2: { status: 'On Track', narrative: 'Begun' } }),
    )
    await actAs(db, editor)
    await report({ narrative: 'Of another action' })
    await actAs(db, officer)
    // Of another action than the file's, it is in no one's way.
    await expect(go()).resolves.toEqual({ saved: 1, waits: false })
    const again = await upload(fill(await download(), { 2: { narrative: 'More' } }))
    await db.query(
      `INSERT INTO due_date_move (id, plan_id, action_id, due_on, precision, reason, effective_on) VALUES ($1, $2, $3, '2098-01-01', 'day', 'x', now())`,
      [randomUUID(), idOf(plan, 'plan'), second],
    )
    await db.query(
      `UPDATE action SET due_on = '2098-01-01', due_precision = 'day', original_due_on = '2098-01-01', original_due_precision = 'day' WHERE id = $1`,
      [second],
    )
    expect(await errorsOf(again.save())).toEqual({ form: sheetMessages.changed })
    expect((await readOwnSheet(idOf(plan, 'plan')))?.name).toBe('March.xlsx')
  })

  it('is saved once where the form is sent twice at once', async () => {
    const before = await countUpdates()
    const { save: go } = await upload(
      fill(await download(), { 1: { status: 'On Track', narrative: 'Once' } }),
    )
    const both = await Promise.allSettled([go(), go()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await countUpdates()).toBe(before + 1)
    expect(await readOwnSheet(idOf(plan, 'plan'))).toBeNull()
  })
})

it('refuses someone who can no longer report', async () => {
  const { save: go } = await upload(fill(await download(), { 1: { status: 'On Track', narrative: 'Late' } }))
  await giveAction(db, idOf(plan, 'plan'), idOf(plan, 'action'), editor, DAY)
  expect(await errorsOf(go())).toEqual({ form: sheetMessages.changed })
  await actAs(db, await addMember(db, idOf(plan, 'plan'), 'viewer'))
  expect(await getReportable(slug)).toEqual({ kind: 'forbidden' })
})
