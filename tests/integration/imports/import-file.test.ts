// Bringing a file into a plan: what its preview shows is written, all of it or nothing, with a trace.
import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { GivenAnswers } from '@/lib/domain/imports/rows'
import { foldName } from '@/lib/domain/text'
import type { PlanState } from '@/lib/domain/plan/plan'
import { previewImport } from '@/lib/domain/imports/preview'
import type { FileAbout } from '@/lib/exports/tables/about'
import { editWorkbook } from '@/lib/exports/workbook/edit'
import { writeOds } from '@/lib/exports/workbook/ods'
import { writeXlsx } from '@/lib/exports/workbook/xlsx'
import { writeZip } from '@/lib/exports/workbook/zip'
import { reportImport } from '@/lib/format/imports/import-report'
import { importMessages } from '@/lib/format/imports/messages'
import { readHere } from '@/lib/imports/read-here'
import { importByCommand, previewByCommand } from '@/lib/mutations/imports/import-by-command'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readStructure } from '@/lib/queries/plan-state/structure-ledger'
import { db as prisma } from '@/lib/db'
import { importFile } from '@/tests/fixtures/imports'
import { connect, idOf, unreportedPlan, write } from '@/tests/helpers/plan-rows'
import { checkAudit } from '@/tools/verify/check-audit'

const MEANT: Readonly<Record<string, string>> = {
  'in progress': 'onTrack',
  'under way': 'onTrack',
  complete: 'delivered',
  completed: 'delivered',
  done: 'delivered',
  delivered: 'delivered',
  'on track': 'onTrack',
  'not started': 'onTrack',
  delayed: 'atRisk',
  'n/a': '',
}

let db: pg.Client
let slug: string
let planId: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
/** A plan with nothing in it. */
beforeEach(async () => {
  slug = `import-${randomUUID()}`
  const plan = unreportedPlan()
  const rows = [...plan].filter(([table]) => ['plan', 'plan_status', 'rating_rule'].includes(table))
  const empty = new Map(rows)
  empty.set('plan', { ...empty.get('plan'), slug })
  planId = idOf(empty, 'plan')
  await write(db, empty)
})

function open(name: string, bytes = importFile(name), given: GivenAnswers = {}) {
  const statuses = Object.fromEntries(
    Object.entries(MEANT).map(([word, code]) => [foldName(word), code || null]),
  )
  const read = readHere(name, bytes, { given: { ...given, statuses } })
  if (read.refused !== undefined || !read.table || !read.rows || !read.answers)
    throw new Error(read.refused ?? 'no table')
  expect(read.rows.errorCount).toBe(0)
  return {
    file: { name, sha256: 'abc' },
    columns: read.table.columns,
    rows: read.rows,
    answers: read.answers,
  }
}
const text = (...lines: string[]) => open('a.csv', Buffer.from(lines.join('\n')))
const run = (from: ReturnType<typeof open>) => importByCommand(slug, from)
const kinds = async () => {
  const { rows } = await db.query<{ kind: string; count: number }>(
    'SELECT kind, count(*)::int AS count FROM audit_entry WHERE plan_id = $1 GROUP BY kind',
    [planId],
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}
const isUnbroken = async () => {
  for await (const { faults } of checkAudit(process.env.DATABASE_URL ?? '', [slug]))
    expect(faults).toEqual([])
}

describe('into an empty plan', () => {
  it.each([
    ['levels-in-columns.xlsx', 16, 3, 6],
    ['letters-and-languages.csv', 20, 1, 4],
    ['one-level-plan.xlsx', 16, 1, 1],
    ['repeated-references.csv', 30, 4, 7],
  ])(
    '%s brings its actions, levels, partners, dates and statuses',
    async (name, actions, pillars, sections) => {
      const from = open(name)
      const preview = await run(from)
      const plan = await loadPlan(planId)
      expect(plan.actions).toHaveLength(actions)
      expect([plan.pillars.length, plan.sections.length]).toEqual([pillars, sections])
      // In the plan's order an action is where its section is.
      expect(Object.fromEntries(plan.actions.map(({ ref, due }) => [ref, due?.date]))).toEqual(
        Object.fromEntries(from.rows.rows.map(({ ref, due }) => [ref, due?.day])),
      )
      expect(plan.actions.filter(({ current }) => current !== null)).toHaveLength(
        preview?.updates.length ?? -1,
      )
      expect(plan.actions.find(({ current }) => current)?.current?.basisNote ?? `Imported from ${name}`).toBe(
        `Imported from ${name}`,
      )
      expect(await kinds()).toMatchObject({
        'plan.imported': 1,
        'action.added': actions,
        'section.added': sections,
      })
      await isUnbroken()
      // What an empty plan is filled with was never otherwise.
      const before = await loadPlan(planId, { asAt: '2024-01-01', knownAt: null })
      expect(before.actions).toHaveLength(actions)
      expect(await run(from)).toMatchObject({ added: [], changed: [], updates: [], unchanged: actions })
      expect(await kinds()).toMatchObject({ 'plan.imported': 1 })
    },
  )
})

describe('a later version', () => {
  it('changes what differs, and leaves alone what is missing', async () => {
    await run(open('later-version-v1.xlsx'))
    const name = 'later-version-v2.xlsx'
    await run(open(name, importFile(name), { renumbered: { '3.4': '3.2' } }))
    const plan = await loadPlan(planId)
    expect(plan.actions).toHaveLength(13)
    const [moved, renamed, left] = ['1.3', '3.4', '1.5'].map((ref) =>
      plan.actions.find((one) => one.ref === ref),
    )
    expect(moved).toMatchObject({ originalDue: { date: '2026-01-31' }, due: { date: '2026-04-30' } })
    expect(renamed?.formerRefs).toEqual(['3.2'])
    expect(left?.lifecycle).toBe('active')
    const { rows } = await db.query('SELECT reason FROM due_date_move WHERE plan_id = $1', [planId])
    expect(rows).toEqual([{ reason: 'Imported from later-version-v2.xlsx' }])
    expect(await kinds()).toMatchObject({ 'plan.imported': 2, 'action.changed': 2 })
    await isUnbroken()
  })

  it('moves an action with its parts, and lets two take each other’s references', async () => {
    await run(text('Ref,Section,Action', '1,Air,A', '1.1,Air,B', '2,Land,C'))
    await run(text('Ref,Section,Action', '1,Land,A', '1.1,Land,B', '2,Land,C'))
    const moved = await loadPlan(planId)
    expect(new Set(moved.actions.map(({ sectionId }) => sectionId)).size).toBe(1)
    const swap = open('a.csv', Buffer.from('Ref,Action\n1.1,B\n3,A\n1,C\n'), {
      parts: 'alone',
      renumbered: { '3': '1', '1': '2' },
    })
    await run(swap)
    expect((await loadPlan(planId)).actions.map(({ ref, title }) => `${ref} ${title}`).sort()).toEqual([
      '1 C',
      '1.1 B',
      '3 A',
    ])
  })

  it('records a status or words only where they are new', async () => {
    await run(text('Ref,Action,Status,Update', '1,A,Done,All built', '2,B,In progress,'))
    const later = await run(
      text('Ref,Action,Status,Update', '1,A,Done,All built', '2,B,In progress,Half built'),
    )
    expect(later?.updates).toMatchObject([{ ref: '2', row: 3, status: 'onTrack', narrative: 'Half built' }])
    expect((await loadPlan(planId)).actions.map(({ current }) => current?.narrative)).toEqual([
      'All built',
      'Half built',
    ])
  })
})

describe('a sheet for each level', () => {
  const files = {
    'pillars.csv': 'Code,Name,Aim\n1,Health,Feel well\n2,Work,',
    'sections.csv': 'Code,Title,Pillar,Note\n1.1,Doctors,1,\n1.2,Nurses,Health,Few\n2.1,Jobs,2,',
    'partners.csv': 'Code,Name,Abbreviation\nnes,NHS Education for Scotland,NES',
    'timescales.csv': 'Code,Label,Start,End\nfirst,First phase,01/11/2023,2024-12-31',
    'outcomes.csv': 'Code,Text,Pillar\n1,People feel well,Health',
    'actions.csv': [
      'Reference,Title,Section,Lead,Timescale,Status,Basis,Basis note',
      '1.1.1,Do it,1.1,NES,First phase,Delivered,Published,',
      '1.1.2,Do that,Doctors,nes,,On Track,Estimated,From the share',
      '2.1.1,Go,2.1 Jobs,,,,,',
    ].join('\n'),
  }
  const zip = async (changed: Partial<typeof files> = {}) => {
    const entries = Object.entries({ ...files, ...changed }).map(([name, content]) => ({
      name,
      content: [content],
    }))
    return buffer(writeZip(entries, new Date('2026-01-01')))
  }

  it('brings them with codes, names and what belongs to them, also where no action does', async () => {
    const from = open('plan.zip', await zip(), { on: { date: '2025-02-28', precision: 'month' } })
    await run(from)
    const plan = await loadPlan(planId)
    expect(plan.pillars).toMatchObject([
      { code: '1', name: 'Health', aim: 'Feel well' },
      { code: '2', name: 'Work', aim: '' },
    ])
    const [health, work] = plan.pillars
    expect(plan.sections).toMatchObject([
      { code: '1.1', title: 'Doctors', pillarId: health?.id, note: null },
      { code: '1.2', title: 'Nurses', pillarId: health?.id, note: 'Few' },
      { code: '2.1', title: 'Jobs', pillarId: work?.id },
    ])
    expect(plan.partners).toMatchObject([{ code: 'nes', abbreviation: 'NES' }])
    expect(plan.timescales).toMatchObject([{ code: 'first', startsOn: '2023-11-01', endsOn: '2024-12-31' }])
    expect(plan.outcomes).toMatchObject([{ text: 'People feel well', pillarId: health?.id }])
    expect(plan.actions).toMatchObject([
      { ref: '1.1.1', timescaleId: plan.timescales[0]?.id, partners: [{ role: 'lead' }] },
      { ref: '1.1.2', partners: [{ partnerId: plan.partners[0]?.id }] },
      { ref: '2.1.1', sectionId: plan.sections[2]?.id, current: null },
    ])
    const effective = { date: '2025-02-28', precision: 'month' }
    expect(plan.actions.map(({ current }) => current)).toMatchObject([
      { basis: 'published', basisNote: 'Imported from plan.zip', effective },
      {
        basis: 'illustrative',
        basisNote: 'From the share. Imported from plan.zip',
        effective,
        attributedTo: 'Cairn (not published)',
      },
      null,
    ])
    await isUnbroken()
    // The same once more, then with another name.
    const audited = await kinds()
    await run(from)
    expect(await kinds()).toEqual(audited)
    const renamed = await zip({
      'sections.csv': files['sections.csv'].replace('Doctors', 'Doctors and dentists'),
    })
    const preview = await run(open('plan.zip', renamed))
    expect(preview?.renamed).toMatchObject([
      { level: 'sections', code: '1.1', field: 'title', before: 'Doctors', after: 'Doctors and dentists' },
    ])
    expect((await loadPlan(planId)).sections[0]?.title).toBe('Doctors and dentists')
    await isUnbroken()
  })

  it('names the sheet, cell and column of what is wrong with them', async () => {
    const wrong = {
      'sections.csv': 'Code,Title,Pillar\n1.1,Doctors,1\n1.1,,1\n01.1,Nurses,2',
      'timescales.csv': 'Code,Label,Start,End\nfirst,First phase,soon,',
      'actions.csv':
        'Reference,Title,Section,Status,Basis\n1,A,1.1,Delivered,Perhaps\n2,B,1.1,Delivered,Inferred',
    }
    const read = readHere('plan.zip', await zip(wrong), {})
    if (read.refused !== undefined || !read.rows) throw new Error('not read')
    const { problems } = reportImport({ name: 'plan.zip', bytes: 1, sha256: null }, read)
    expect(
      problems
        .filter(({ kind }) => kind !== 'statusOpen')
        .map(({ sheet, cell, column, kind }) => [sheet, cell, column, kind])
        .sort(),
    ).toEqual([
      ['actions', 'E2', 'Basis', 'badBasis'],
      ['actions', 'E3', 'Basis', 'noBasisNote'],
      ['sections', 'A4', 'Code', 'sameReference'],
      ['sections', 'B3', 'Title', 'noTitle'],
      ['timescales', 'C2', 'Start', 'notDate'],
    ])
  })

  it('refuses an archive without tables', async () => {
    const empty = await buffer(writeZip([{ name: 'readme.md', content: ['Hello'] }], new Date('2026-01-01')))
    expect(readHere('plan.zip', empty)).toEqual({ refused: importMessages.noTexts })
  })
})

describe('the plan to change, as it is downloaded', () => {
  const download = async (plan: PlanState, write: typeof writeXlsx) => {
    const about = { plan, made: '2026-01-01T00:00:00.000Z' } as FileAbout
    return buffer(write(editWorkbook(about, plan.actions)))
  }
  const open = async (plan: PlanState, write: typeof writeXlsx, name: string) => {
    const bytes = await download(plan, write)
    const read = readHere(name, bytes, { statuses: plan.statuses, isForPlan: true })
    if (read.refused !== undefined || !read.rows || !read.answers) throw new Error(read.refused ?? 'no table')
    expect(read.rows.errorCount).toBe(0)
    return { rows: read.rows, answers: read.answers }
  }
  it.each([
    ['plan.xlsx', writeXlsx],
    ['plan.ods', writeOds],
  ])('changes nothing when %s comes back, and only what was changed in it', async (name, write) => {
    const { id } = await prisma.plan.findUniqueOrThrow({ where: { slug: 'mental-health-workforce' } })
    const plan = await loadPlan(id)
    const { rows, answers } = await open(plan, write, name)
    const previewOf = (title?: string) =>
      previewImport(
        plan,
        {
          ...rows,
          rows: rows.rows.map((row, at) => (at === 0 && title !== undefined ? { ...row, title } : row)),
        },
        answers,
      )
    const preview = previewOf()
    expect(preview.changed.flatMap(({ ref, changes }) => changes.map((change) => [ref, change]))).toEqual([])
    expect(preview.unchanged).toBe(plan.actions.length)
    const { pillars, sections, partners, timescales, outcomes, renamed, added, changed, updates } = preview
    expect({ pillars, sections, partners, timescales, outcomes, renamed, added, changed, updates }).toEqual({
      pillars: [],
      sections: [],
      partners: [],
      timescales: [],
      outcomes: [],
      renamed: [],
      added: [],
      changed: [],
      updates: [],
    })
    const [first] = plan.actions
    expect(previewOf('Other').changed).toMatchObject([
      { ref: first?.ref, changes: [{ field: 'title', before: first?.title, after: 'Other' }] },
    ])
  })
})

it('writes nothing where a reference cannot be used, or where writing breaks off', async () => {
  expect((await run(text('Ref,Action', '1 (b),A', '2,B')))?.badReferences).toEqual([{ row: 2, ref: '1 (b)' }])
  const from = text('Ref,Action', '1,A', '2,B')
  await db.query(
    `CREATE FUNCTION stop_import() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stopped'; END $$;
     CREATE TRIGGER stop_import BEFORE INSERT ON audit_entry FOR EACH ROW WHEN (NEW.kind = 'action.added') EXECUTE FUNCTION stop_import()`,
  )
  await expect(run(from)).rejects.toThrow()
  await db.query('DROP TRIGGER stop_import ON audit_entry; DROP FUNCTION stop_import')
  expect(await readStructure(prisma, planId)).toEqual([])
  expect(await kinds()).toEqual({})
  expect(await run(from)).toMatchObject({ added: { length: 2 } })
})

it('shows the same without writing, and says where there is no such plan', async () => {
  const from = open('one-level-plan.xlsx')
  expect(await previewByCommand(slug, from)).toMatchObject({ added: { length: 16 }, after: { base: 3 } })
  expect((await loadPlan(planId)).actions).toEqual([])
  expect(await importByCommand('no-such-plan', from)).toBeNull()
})

it('shows two at once one after the other: the second finds what the first brought', async () => {
  const from = open('one-level-plan.xlsx')
  const both = await Promise.all([run(from), run(from)])
  expect(both.map((one) => one?.added.length).sort()).toEqual([0, 16])
})
