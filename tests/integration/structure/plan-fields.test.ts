// Fields that a plan has of its own: defined, filled in, listed, filed, imported, compared; and those that are not public, nowhere but inside.
import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { GET as getApiAction } from '@/app/api/v1/plans/[plan]/actions/[action]/route'
import { GET as listApiActions } from '@/app/api/v1/plans/[plan]/actions/route'
import { GET as getApiPlan } from '@/app/api/v1/plans/[plan]/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { previewImport } from '@/lib/domain/imports/preview'
import { MOST_FIELDS } from '@/lib/domain/own-fields'
import { compare } from '@/lib/domain/movement/movement'
import { ForbiddenError, InvalidError } from '@/lib/errors'
import { editWorkbook } from '@/lib/exports/workbook/edit'
import { writeXlsx } from '@/lib/exports/workbook/xlsx'
import type { FileAbout } from '@/lib/exports/tables/about'
import { describeFieldValue } from '@/lib/format/movement/movement-words'
import { ownFieldMessages } from '@/lib/format/structure/own-field-words'
import { PLAN_FILES } from '@/lib/format/plan/plan-files'
import { readHere } from '@/lib/imports/read-here'
import { importByCommand } from '@/lib/mutations/imports/import-by-command'
import {
  addField,
  changeField,
  moveField,
  removeField,
  retireField,
} from '@/lib/mutations/structure/plan-fields'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { listActions } from '@/lib/queries/plan/actions'
import { getAction } from '@/lib/queries/plan/action'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readPublicStories } from '@/lib/queries/updates/timeline'
import { getFieldsPage } from '@/lib/queries/structure/plan-fields'
import { fingerprint } from '@/lib/queries/structure/structure'
import { type FormValues, newSubmission, submissionKeyOf } from '@/lib/schemas/form'
import { checkPlanField, fillPlanField } from '@/lib/schemas/structure/plan-fields'
import { checkRecord } from '@/lib/schemas/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { idOf } from '@/tests/helpers/plan-rows'
import { ACTION, db, errorsOf, opened, plan, rows, slug, useOwnPlan } from './own-plan'

useOwnPlan()

const SECRET = 'Hushed 7391'

async function define(label: string, values: FormValues): Promise<string> {
  const { data, state } = checkPlanField(null, { label, public: 'yes', ...values })
  if (state) throw new InvalidError(state.errors)
  return addField(slug, data, submissionKeyOf(newSubmission()))
}

async function fieldOf(code: string) {
  const page = await getFieldsPage(slug)
  const field = page && page !== 'forbidden' && page.fields.find((one) => one.code === code)
  if (!field) throw new Error(`There is no field ${code}`)
  return field
}

async function redefine(code: string, values: FormValues): Promise<void> {
  const before = await fieldOf(code)
  const { data, state } = checkPlanField(before, { ...fillPlanField(before), ...values })
  if (state) throw new InvalidError(state.errors)
  return changeField(slug, fingerprint(fillPlanField(before)), data)
}

/** Sends the form about action 1 as a browser would. */
async function fill(values: FormValues): Promise<string> {
  const state = await readPlanInside(slug)
  const record = await opened('action', '1')
  const checked = checkRecord(
    'action',
    { ...newSubmission(), ...record.values, ...values },
    state ?? undefined,
  )
  if (checked.state) throw new InvalidError(checked.state.errors)
  return saveRecord(slug, { code: '1', fingerprint: record.fingerprint }, checked.data)
}

const ALL: readonly (readonly [string, FormValues])[] = [
  ['Second reference', { type: 'text' }],
  ['Background', { type: 'longText' }],
  ['Budget', { type: 'number', unit: '£' }],
  ['Reviewed', { type: 'date' }],
  ['EQIA done', { type: 'yesNo' }],
  ['Priority', { type: 'oneOf', options: 'High\nMedium\nLow' }],
  ['Boards', { type: 'severalOf', options: 'Fife\nTayside\nBorders' }],
  ['Page', { type: 'link' }],
]
const FILLED: FormValues = {
  'field-second_reference': ' B-12 ',
  'field-background': 'Two\nlines',
  'field-budget': '£1,000,000',
  'field-reviewed-day': '31',
  'field-reviewed-month': '3',
  'field-reviewed-year': '2026',
  'field-eqia_done': 'no',
  'field-priority': 'High',
  'field-boards': ['Tayside', 'Fife'],
  'field-page': 'https://example.org/x',
}
const VALUES = {
  second_reference: 'B-12',
  background: 'Two\nlines',
  budget: 1_000_000,
  reviewed: '2026-03-31',
  eqia_done: false,
  priority: 'High',
  boards: ['Fife', 'Tayside'],
  page: 'https://example.org/x',
}

async function defineAll() {
  for (const [label, values] of ALL) await define(label, values)
}
const valuesOf = async () => (await getAction(slug, '1'))?.ownFields
const kindsOfAudit = async () =>
  (
    await rows(`SELECT kind FROM audit_entry WHERE plan_id = $1 AND kind LIKE 'plan-field%' ORDER BY number`)
  ).map(({ kind }) => kind)

describe('defining', () => {
  it('is for editors', async () => {
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'officer' } }))
    await expect(define('Budget', { type: 'number' })).rejects.toThrow(ForbiddenError)
    expect(await getFieldsPage(slug)).toBe('forbidden')
  })

  it('adds, changes, moves, retires and removes, each on record', async () => {
    await define('Cost', { type: 'number' })
    await define('Priority', { type: 'oneOf', options: 'High\nLow' })
    await redefine('cost', { label: 'Cost of it', unit: '£', hint: 'In full' })
    await moveField(slug, 'priority', 'up', 'cost')
    // The same form, sent twice.
    await moveField(slug, 'priority', 'up', 'cost')
    expect((await readPlan(slug))?.fields.map(({ code, label, unit }) => [code, label, unit])).toEqual([
      ['priority', 'Priority', null],
      ['cost', 'Cost of it', '£'],
    ])
    await retireField(slug, 'cost', true)
    expect((await readPlan(slug))?.fields.map(({ code }) => code)).toEqual(['priority'])
    await retireField(slug, 'cost', false)
    await removeField(slug, 'priority')
    expect((await readPlan(slug))?.fields.map(({ code }) => code)).toEqual(['cost'])
    expect(await kindsOfAudit()).toEqual(
      ['added', 'added', 'changed', 'moved', 'retired', 'restored', 'removed'].map(
        (done) => `plan-field.${done}`,
      ),
    )
  })

  it('refuses a second one of the name, choices that are none, and more than twenty', async () => {
    await define('Cost', { type: 'text' })
    expect(await errorsOf(define('cóst', { type: 'text' }))).toEqual({
      label: ownFieldMessages.labelTwice('cóst'),
    })
    expect(await errorsOf(define('Status', { type: 'text' }))).toHaveProperty('label')
    expect(await errorsOf(define('', {}))).toMatchObject({
      label: expect.any(String),
      type: expect.any(String),
    })
    expect(await errorsOf(define('A', { type: 'oneOf', options: 'One' }))).toHaveProperty('options')
    expect(await errorsOf(define('A', { type: 'oneOf', options: 'One\none' }))).toHaveProperty('options')
    expect(await errorsOf(define('A', { type: 'oneOf', options: 'One; Two\nThree' }))).toHaveProperty(
      'options',
    )
    for (let at = 2; at <= MOST_FIELDS; at += 1) await define(`Field ${at}`, { type: 'text' })
    expect(await errorsOf(define('One more', { type: 'text' }))).toEqual({
      form: ownFieldMessages.tooManyFields,
    })
  })

  it('keeps what was used: its choices, and the field itself', async () => {
    await define('Priority', { type: 'oneOf', options: 'High\nMedium\nLow' })
    await fill({ 'field-priority': 'High' })
    await fill({ 'field-priority': '' })
    expect(await errorsOf(redefine('priority', { options: 'Highest\nMedium' }))).toHaveProperty('options')
    await redefine('priority', { label: 'Rank', options: 'Medium\nHigh' })
    expect(await errorsOf(removeField(slug, 'priority'))).toEqual({ form: ownFieldMessages.inUse })
    await expect(
      db.query(`UPDATE plan_field SET type = 'text', options = '{}' WHERE plan_id = $1`, [
        idOf(plan, 'plan'),
      ]),
    ).rejects.toThrow('never change')
    await expect(
      db.query('UPDATE plan_field SET is_public = NOT is_public WHERE plan_id = $1', [idOf(plan, 'plan')]),
    ).rejects.toThrow('never change')
  })
})

describe('values', () => {
  it('of every type are kept as they were meant, and emptied again', async () => {
    await defineAll()
    await fill(FILLED)
    expect(await valuesOf()).toEqual(VALUES)
    expect((await opened('action', '1')).values).toMatchObject({
      'field-budget': '1000000',
      'field-eqia_done': 'no',
    })
    await fill({ 'field-budget': '', 'field-boards': [] })
    const { budget: _, boards: __, ...left } = VALUES
    expect(await valuesOf()).toEqual(left)
  })

  it('that are wrong are refused by the name of the field', async () => {
    await defineAll()
    const errors = await errorsOf(
      fill({
        'field-budget': 'a lot',
        'field-reviewed-day': '31',
        'field-priority': 'Highest',
        'field-boards': ['Fife', 'Mars'],
        'field-page': 'javascript:alert(1)',
        'field-second_reference': 'x'.repeat(201),
      }),
    )
    expect(Object.keys(errors).sort()).toEqual(
      ['boards', 'budget', 'page', 'priority', 'reviewed', 'second_reference'].map((code) => `field-${code}`),
    )
    expect(errors['field-budget']).toBe(ownFieldMessages.notNumber('Budget'))
  })

  it('are asked for where they are required, in the form of a new action too', async () => {
    await define('Budget', { type: 'number', required: 'yes' })
    expect(await errorsOf(fill({}))).toEqual({ 'field-budget': ownFieldMessages.missing('Budget') })
    const state = await readPlan(slug)
    const fresh = checkRecord(
      'action',
      { ...newSubmission(), ...ACTION, 'field-budget': '7' },
      state ?? undefined,
    )
    await saveRecord(slug, null, fresh.data ?? expect.fail())
    expect((await getAction(slug, '2'))?.ownFields).toEqual({ budget: 7 })
  })

  it('of a retired field are kept, unseen', async () => {
    await define('Budget', { type: 'number' })
    await fill({ 'field-budget': '5' })
    await retireField(slug, 'budget', true)
    expect(await valuesOf()).toEqual({})
    await fill({ title: 'Another title' })
    await retireField(slug, 'budget', false)
    expect(await valuesOf()).toEqual({ budget: 5 })
  })

  it('have a history: an earlier day, the story, a comparison', async () => {
    await define('Budget', { type: 'number', unit: '£' })
    await fill({ 'field-budget': '1000000' })
    const before = await loadPlan(idOf(plan, 'plan'))
    await db.query(`ALTER TABLE structure_change DISABLE TRIGGER USER`)
    await db.query(
      `UPDATE structure_change SET effective_on = '2026-01-10', recorded_at = '2026-01-10' WHERE plan_id = $1 AND effective_on IS NOT NULL`,
      [idOf(plan, 'plan')],
    )
    await db.query(`ALTER TABLE structure_change ENABLE TRIGGER USER`)
    await fill({ 'field-budget': '2000000' })
    const now = await loadPlan(idOf(plan, 'plan'))
    const at = (asAt: string) => loadPlan(idOf(plan, 'plan'), { asAt, knownAt: null })
    const ownOf = ({ actions }: typeof now) => actions.find(({ ref }) => ref === '1')?.ownFields
    expect(ownOf(now)).toEqual({ budget: 2_000_000 })
    expect(ownOf(await at('2026-02-01'))).toEqual({ budget: 1_000_000 })
    expect(ownOf(await at('2026-01-01'))).toBeUndefined()

    const stories = new Map<string, readonly object[]>()
    for await (const [id, entries] of readPublicStories(now)) stories.set(id, entries)
    expect(stories.get(idOf(plan, 'action'))).toMatchObject([
      { what: 'fields', changes: [{ label: 'Budget', before: 1_000_000, after: 2_000_000 }] },
      { what: 'fields', changes: [{ label: 'Budget', before: null, after: 1_000_000 }] },
    ])

    const side = (state: typeof now) => ({ code: null, reference: null, asAt: '2026-03-01', plan: state })
    const [change] = compare(side(before), side(now)).changes.flatMap(({ fields }) => fields)
    expect(change).toMatchObject({ field: 'ownField', own: { code: 'budget', label: 'Budget' } })
    expect(
      [change?.before, change?.after].map((value) =>
        describeFieldValue(now, change ?? expect.fail(), value ?? null),
      ),
    ).toEqual(['£1,000,000', '£2,000,000'])
  })
})

const request = (path: string) => new NextRequest(`http://localhost${path}`)
const params = (given: object) => ({ params: Promise.resolve({ plan: slug, ...given }) }) as never

/** Everything that whoever asks is shown of the plan, in one text. */
async function everything(): Promise<string> {
  const at = `/plans/${slug}`
  const texts = [
    await readPlan(slug),
    await readPlanInside(slug),
    await listActions(slug, new URLSearchParams()),
    await getAction(slug, '1'),
  ].map((value) => JSON.stringify(value))
  for (const file of Object.keys(PLAN_FILES)) {
    const answer = await getFile(request(`${at}/files/${file}`), params({ file }))
    expect([file, answer.status]).toEqual([file, 200])
    const bytes = Buffer.from(await answer.arrayBuffer())
    texts.push(/\.(xlsx|ods|zip)$/.test(file) ? await unzip(bytes) : bytes.toString('utf8'))
  }
  for (const answer of [
    await getApiPlan(request(`/api/v1${at}`), params({})),
    await listApiActions(request(`/api/v1${at}/actions`), params({})),
    await getApiAction(request(`/api/v1${at}/actions/1`), params({ action: '1' })),
  ])
    texts.push(await answer.text())
  return texts.join('\n')
}

async function unzip(bytes: Buffer): Promise<string> {
  const { unzipSync, strFromU8 } = await import('fflate')
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('\n')
}

describe('a field that is not public', () => {
  it('is shown to those who belong to the plan, and reaches no one else', async () => {
    await define('Private note', { type: 'text', public: 'no' })
    await define('Secret', { type: 'yesNo', public: 'no' })
    await define('Open', { type: 'text' })
    await fill({ 'field-private_note': SECRET, 'field-secret': 'yes', 'field-open': 'For all 4567' })
    const editor = await everything()
    expect(editor.includes(SECRET)).toBe(true)

    await actAs(db, null)
    const stranger = await everything()
    const names = ['For all 4567', SECRET, 'private_note', 'Private note']
    expect(names.filter((name) => stranger.includes(name))).toEqual(['For all 4567'])
    const list = await listActions(slug, new URLSearchParams('field=secret:yes'))
    expect(list?.filter.own).toEqual({})

    await actAs(db, await addPerson(db, { roles: {} }))
    expect((await everything()).includes(SECRET)).toBe(false)
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'viewer' } }))
    expect((await everything()).includes(SECRET)).toBe(true)
    const found = await listActions(slug, new URLSearchParams('field=secret:yes'))
    expect(found?.rows.map(({ ref }) => ref)).toEqual(['1'])
    expect((await listActions(slug, new URLSearchParams('field=secret:no')))?.rows).toEqual([])
  })

  it('is in no report, no history and no ledger; the audit has it', async () => {
    await define('Private note', { type: 'text', public: 'no' })
    await fill({ 'field-private_note': SECRET })
    const kept = await rows(`SELECT facts::text FROM structure_change WHERE plan_id = $1`)
    expect(JSON.stringify(kept)).not.toContain(SECRET)
    const state = await loadPlan(idOf(plan, 'plan'))
    expect(JSON.stringify(state)).not.toContain(SECRET)
    for await (const story of readPublicStories(state)) expect(JSON.stringify(story)).not.toContain(SECRET)
    const audit = await rows(`SELECT after::text FROM audit_entry WHERE plan_id = $1`)
    expect(JSON.stringify(audit)).toContain(SECRET)
  })
})

describe('importing', () => {
  const table = (...lines: string[]) => Buffer.from(lines.join('\n'))
  async function read(name: string, bytes: Buffer) {
    const state = (await readPlanInside(slug)) ?? expect.fail()
    const result = readHere(name, bytes, { statuses: state.statuses, fields: state.fields, isForPlan: true })
    if (result.refused !== undefined || !result.rows || !result.answers || !result.table)
      throw new Error(result.refused ?? 'There is no table')
    return { state, rows: result.rows, answers: result.answers, table: result.table }
  }

  it('reads columns that are called as a field, and lists by cell what its type refuses', async () => {
    await defineAll()
    const { rows: found } = await read(
      'a.csv',
      table(
        'Reference,Title,Section,budget,Reviewed,EQIA done,Priority,Boards,Page',
        '1,An action,1.1,a lot,soon,perhaps,Highest,Fife;Mars,nowhere',
      ),
    )
    expect(found.problems.map(({ column, kind }) => [column, kind])).toEqual([
      [4, 'ownField'],
      [5, 'notDate'],
      [6, 'ownField'],
      [7, 'ownField'],
      [8, 'ownField'],
      [9, 'ownField'],
    ])
    expect(found.errorCount).toBe(6)
  })

  it('writes them, says what changed, and changes nothing when the plan’s own file comes back', async () => {
    await defineAll()
    await define('Private note', { type: 'text', public: 'no' })
    const first = await read(
      'a.csv',
      table(
        'Reference,Title,Section,Budget,Reviewed,EQIA done,Priority,Boards,Private note',
        `1,An action,1.1,"1,000,000",31/03/2026,No,high,Tayside; Fife,${SECRET}`,
        '3,A new one,1.1,2.5,,yes,,,',
      ),
    )
    expect(first.rows.problems).toEqual([])
    const file = { name: 'a.csv', sha256: 'x' }
    const preview = await importByCommand(slug, {
      file,
      columns: first.table.columns,
      rows: first.rows,
      answers: first.answers,
    })
    expect(preview?.changed[0]?.changes.filter(({ field }) => field === 'own')).toContainEqual({
      field: 'own',
      label: 'Budget',
      before: null,
      after: '1000000',
    })
    expect(await valuesOf()).toEqual({
      budget: 1_000_000,
      reviewed: '2026-03-31',
      eqia_done: false,
      priority: 'High',
      boards: ['Fife', 'Tayside'],
      private_note: SECRET,
    })
    expect((await getAction(slug, '3'))?.ownFields).toEqual({ budget: 2.5, eqia_done: true })

    const state = (await readPlanInside(slug)) ?? expect.fail()
    const about = { plan: state, made: '2026-01-01T00:00:00.000Z' } as FileAbout
    const pieces: Uint8Array[] = []
    for await (const piece of writeXlsx(editWorkbook(about, state.actions)))
      pieces.push(Buffer.from(piece as never))
    const back = await read('plan.xlsx', Buffer.concat(pieces))
    expect(back.rows.errorCount).toBe(0)
    expect(previewImport(back.state, back.rows, back.answers).changed).toEqual([])
  })
})
