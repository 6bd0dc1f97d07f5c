import { describe, expect, it } from 'vitest'
import type { Action } from '@/lib/domain/plan/plan'
import { readHere } from '@/lib/imports/read-here'
import { importFile, readableImports } from '@/tests/fixtures/imports'
import { writeEditVersion } from './edit-version'
import {
  type ActionData,
  EMPTY_TARGET,
  fieldsOf,
  type ImportPreview,
  type ImportTarget,
  namesIn,
  previewImport,
} from './preview'
import type { OwnField } from '@/lib/domain/own-fields'
import type { GivenAnswers } from './rows'

const STATUSES = ['delivered', 'onTrack', 'atRisk', 'offTrack', 'missedNoRisk', 'missedWithRisk'] as const

/** Reads a file, each of its words standing for one of the published statuses. */
function read(name: string, bytes: Buffer, given: GivenAnswers = {}, fields: readonly OwnField[] = []) {
  const first = readHere(name, bytes, { given, fields })
  if (first.refused !== undefined || !first.rows) throw new Error(first.refused ?? 'no table')
  const statuses = Object.fromEntries(
    first.rows.statuses.map(({ folded }, at) => [folded, STATUSES[at % STATUSES.length] ?? null]),
  )
  const { rows, answers } = readHere(name, bytes, { given: { ...given, statuses }, fields }) as typeof first
  if (!rows || !answers) throw new Error('no table')
  return { rows, answers }
}

const preview = (target: ImportTarget, name: string, bytes = importFile(name), given: GivenAnswers = {}) => {
  const { rows, answers } = read(name, bytes, given, target.fields)
  return previewImport(target, rows, { ...answers, ...(given.mine && { mine: given.mine }) })
}
const text = (target: ImportTarget, lines: readonly string[], given: GivenAnswers = {}) =>
  preview(target, 'a.csv', Buffer.from(lines.join('\n')), given)

/** The plan as it is once the preview was applied. */
function applied(
  target: ImportTarget,
  { pillars, sections, partners, added, changed, updates }: ImportPreview,
): ImportTarget {
  const id = (kind: string, code: string) => `${kind} ${code}`
  const said = new Map(updates.map((update) => [update.ref, update]))
  const toAction = (data: ActionData, old: Action | undefined): Action =>
    ({
      id: old?.id ?? id('action', data.ref),
      counted: true,
      lifecycle: 'active',
      current: null,
      due: null,
      dueNote: null,
      note: null,
      ...old,
      ...data,
      sectionId: id('section', data.section),
      parentId: data.parent && id('action', data.parent),
      timescaleId: data.timescale ?? null,
      partners: (data.partners ?? []).map(({ partner, role }) => ({
        partnerId: id('partner', partner),
        role,
      })),
      ...(said.has(data.ref) && { current: said.get(data.ref) }),
    }) as unknown as Action
  const byId = new Map(changed.map((one) => [one.id, one.data]))
  return {
    ...target,
    pillars: [...target.pillars, ...pillars.map((one) => ({ ...one, id: id('pillar', one.code), aim: '' }))],
    sections: [
      ...target.sections,
      ...sections.map(({ code, title, pillar }) => ({
        id: id('section', code),
        code,
        title,
        pillarId: id('pillar', pillar),
        note: null,
        partners: [],
        outcomeIds: [],
        assessment: null,
      })),
    ],
    partners: [
      ...target.partners,
      ...partners.map((one) => ({
        ...one,
        id: id('partner', one.code),
        abbreviation: one.name,
        kind: 'other' as const,
      })),
    ],
    actions: [
      ...target.actions.map((old) => {
        const data = byId.get(old.id)
        return data ? toAction(data, old) : old
      }),
      ...added.map((data) => toAction(data, undefined)),
    ],
  }
}

describe.each(readableImports.filter(([, { result }]) => (result?.actions ?? 0) > 0))(
  '%s',
  (name, { result = {} }) => {
    // There is a 26.3 above 26.3(b): the person of expected.json says that it stands alone.
    const given = result.displayed ? { parts: 'alone' as const } : {}
    const first = preview(EMPTY_TARGET, name, importFile(name), given)

    it('adds its actions, levels and organisations to an empty plan', () => {
      expect(first.added).toHaveLength(result.actions ?? 0)
      expect(first.changed).toEqual([])
      expect(first.after.base).toBe((result.actions ?? 0) - (result.parts ?? 0))
      if (result.sections?.length) expect(first.sections).toHaveLength(result.sections.length)
      if (result.organisations) expect(first.partners).toHaveLength(result.organisations.length)
      const codes = [...first.sections.map(({ code }) => code), ...first.pillars.map(({ code }) => code)]
      expect(codes.every((code) => code !== '')).toBe(true)
      for (const { section } of first.added) expect(first.sections.map(({ code }) => code)).toContain(section)
    })

    it('changes nothing the second time', () => {
      // What has errors never gets so far.
      if (result.errors?.length) return
      const again = preview(applied(EMPTY_TARGET, first), name, importFile(name), given)
      expect(again).toMatchObject({
        added: [],
        changed: [],
        missing: [],
        updates: [],
        pillars: [],
        sections: [],
        partners: [],
      })
      expect(again.unchanged).toBe(result.actions)
    })
  },
)

describe('a later version of a file', () => {
  const plan = applied(EMPTY_TARGET, preview(EMPTY_TARGET, 'later-version-v1.xlsx'))

  it('shows what is added, changed and missing, and what may have got another reference', () => {
    const later = preview(plan, 'later-version-v2.xlsx')
    expect(later.changed.map(({ ref, changes }) => [ref, changes])).toEqual([
      ['1.3', [{ field: 'due', before: '2026-01-31', after: '2026-04-30' }]],
    ])
    expect(later.added.map(({ ref }) => ref)).toEqual(['2.5', '3.4'])
    expect(later.missing.map(({ ref }) => ref)).toEqual(['1.5', '3.2'])
    expect(later.maybeRenumbered.map(({ from, to }) => [from, to])).toEqual([['3.2', '3.4']])
    expect(applied(plan, later).actions).toHaveLength(14)
  })

  it('renumbers where a person says so', () => {
    const given = { renumbered: { '3.4': '3.2' } }
    const later = preview(plan, 'later-version-v2.xlsx', importFile('later-version-v2.xlsx'), given)
    expect(later.added.map(({ ref }) => ref)).toEqual(['2.5'])
    expect(later.missing.map(({ ref }) => ref)).toEqual(['1.5'])
    expect(later.changed.map(({ ref, changes }) => [ref, changes])).toContainEqual([
      '3.2',
      [{ field: 'ref', before: '3.2', after: '3.4' }],
    ])
    expect(later.unchanged).toBe(9)
    expect(applied(plan, later).actions).toHaveLength(13)
  })
})

it('leaves alone what the file has no column for', () => {
  const plan = applied(
    EMPTY_TARGET,
    text(EMPTY_TARGET, ['Ref,Section,Action,Lead,Due,Notes', '1,Air,A,NHS,2026-01-31,x']),
  )
  const later = text(plan, ['Ref,Action', '1,A'])
  expect(later).toMatchObject({ added: [], changed: [], unchanged: 1, sections: [], pillars: [] })
})

it('rolls up before and after, with the statuses that the file brings', () => {
  const plan = applied(EMPTY_TARGET, text(EMPTY_TARGET, ['Ref,Action,Status', '1,A,Done', '2,B,Done']))
  const later = text(plan, ['Ref,Action,Status', '1,A,Done', '2,B,Late', '3,C,Done'], {})
  expect(later.before.sentence).toBe('100% Delivered')
  expect(later.updates.map(({ ref }) => ref)).toEqual(['2', '3'])
  expect(later.after.base).toBe(3)
})

it('counts wholes or leaves, and never both an action and its part', () => {
  const lines = ['Ref,Action', '1,A', '1.1,B', '1.2,C', '2,D']
  const counted = (one: ImportPreview) => one.added.filter((action) => action.counted).map(({ ref }) => ref)
  expect(counted(text(EMPTY_TARGET, lines))).toEqual(['1', '2'])
  expect(counted(text(EMPTY_TARGET, lines, { counted: 'leaves' }))).toEqual(['1.1', '1.2', '2'])
  const plan = applied(EMPTY_TARGET, text(EMPTY_TARGET, ['Ref,Action', '1,A']))
  expect(counted(text(plan, lines, { counted: 'leaves' }))).toEqual(['2'])
})

it('gives new actions of a file without references those that are free', () => {
  const plan = applied(EMPTY_TARGET, text(EMPTY_TARGET, ['Action', 'A', 'B']))
  const later = text(plan, ['Action', 'C', 'B', 'A'])
  expect(later.added.map(({ ref, title }) => [ref, title])).toEqual([['3', 'C']])
  expect(later.unchanged).toBe(2)
})

it('says which references cannot stand in an address', () => {
  expect(text(EMPTY_TARGET, ['Ref,Action', '1 (b),A', '2,B']).badReferences).toEqual([
    { row: 2, ref: '1 (b)' },
  ])
})

it('says which references are those of actions that have left the plan', () => {
  const plan = applied(EMPTY_TARGET, text(EMPTY_TARGET, ['Ref,Action', '1,A', '2,B']))
  const actions = plan.actions.map((action) =>
    action.ref === '2' ? { ...action, lifecycle: 'withdrawn' as const } : action,
  )
  expect(text({ ...plan, actions }, ['Ref,Action', '1,A', '2,C']).badReferences).toEqual([
    { row: 3, ref: '2' },
  ])
})

it('gives partners the plan’s own roles, by what each means, and leaves a role that fits its column', () => {
  const own: ImportTarget = {
    ...EMPTY_TARGET,
    words: {
      roles: [
        { code: 'sponsor', meaning: 'lead', one: 'Sponsor', many: 'Sponsors' },
        { code: 'body', meaning: 'support', one: 'Body', many: 'Bodies' },
        { code: 'friend', meaning: 'keyPartner', one: 'Friend', many: 'Friends' },
      ],
    },
  }
  const file = ['Ref,Title,Lead,Partners', '1,One,NES,COSLA']
  const roles = (shown: ImportPreview) => shown.added.map(({ partners }) => partners?.map(({ role }) => role))
  const first = text(own, file)
  expect(roles(first)).toEqual([['sponsor', 'body']])
  const now = { ...applied(own, first), words: own.words }
  const [action] = now.actions
  const friend = action && {
    ...action,
    partners: action.partners.map((link) => ({ ...link, role: link.role === 'body' ? 'friend' : link.role })),
  }
  expect(text({ ...now, actions: friend ? [friend] : [] }, file).changed).toEqual([])
})

describe('a file of Cairn’s own, after others changed the plan', () => {
  const plan = applied(
    EMPTY_TARGET,
    text(EMPTY_TARGET, ['Ref,Section,Action,Description', '1,Air,Homes,Old']),
  )
  const [action] = plan.actions
  if (!action) throw new Error('no action')
  const meanwhile = (given: Partial<Action>): ImportTarget => ({
    ...plan,
    actions: [{ ...action, ...given }],
  })
  const now = writeEditVersion(fieldsOf(namesIn(plan), action, plan.fields))
  const file = (title: string, note: string, version = now) => [
    'Ref,Section,Action,Description,Status,Update,Cairn version',
    `1,Air,${title},${note},,,${version}`,
  ]
  const changesOf = ({ changed }: ImportPreview) =>
    changed.flatMap(({ changes }) => changes.map(({ field, after }) => [field, after]))

  it('changes what was changed in it', () => {
    const found = text(plan, file('Homes for all', 'Old'))
    expect([changesOf(found), found.clashes]).toEqual([[['title', 'Homes for all']], []])
  })

  it('leaves alone what only others changed', () => {
    const found = text(meanwhile({ title: 'Theirs', note: 'Theirs' }), file('Homes', 'Mine'))
    expect(changesOf(found)).toEqual([])
    expect(found.clashes).toMatchObject([{ ref: '1', field: 'note', now: 'Theirs', inFile: 'Mine' }])
    expect(text(meanwhile({ title: 'Theirs' }), file('Homes', 'Mine')).changed).toMatchObject([
      { data: { title: 'Theirs' }, changes: [{ field: 'note', after: 'Mine' }] },
    ])
  })

  it('asks where both did, and the plan stands unless the file is to', () => {
    const target = meanwhile({ title: 'Theirs' })
    const found = text(target, file('Mine', 'Old'))
    expect(found.clashes).toEqual([
      { key: '1 title', ref: '1', row: 2, field: 'title', now: 'Theirs', inFile: 'Mine' },
    ])
    expect(changesOf(found)).toEqual([])
    expect(changesOf(text(target, file('Mine', 'Old'), { mine: ['1 title'] }))).toEqual([['title', 'Mine']])
  })

  it('takes back no status that others reported', () => {
    const reported = { status: 'onTrack', narrative: 'Begun' } as Action['current']
    const version = writeEditVersion({
      ...fieldsOf(namesIn(plan), action, plan.fields),
      status: 'delivered',
      update: 'Old',
    })
    const lines = (update: string) => [
      'Ref,Section,Action,Description,Status,Update,Cairn version',
      `1,Air,Homes,Old,Done,${update},${version}`,
    ]
    // Its word stands for "delivered" here.
    expect(text(meanwhile({ current: reported }), lines('Old'))).toMatchObject({ updates: [], clashes: [] })
    const both = text(meanwhile({ current: reported }), lines('New'))
    expect(both).toMatchObject({ updates: [], clashes: [{ field: 'update', now: 'Begun', inFile: 'New' }] })
    expect(text(meanwhile({ current: reported }), lines('New'), { mine: ['1 update'] }).updates).toHaveLength(
      1,
    )
  })

  it('treats the plan’s own fields alike', () => {
    const budget: OwnField = {
      code: 'budget',
      label: 'Budget',
      hint: '',
      type: 'text',
      unit: null,
      options: [],
      isRequired: false,
      isPublic: true,
    }
    const costing = (amount: string, title = 'Homes'): ImportTarget => ({
      ...plan,
      fields: [budget],
      actions: [{ ...action, title, ownFields: { budget: amount } }],
    })
    const made = writeEditVersion(fieldsOf(namesIn(plan), costing('£1').actions[0] ?? action, [budget]))
    const found = (target: ImportTarget, amount: string, given: GivenAnswers = {}) =>
      text(target, ['Ref,Section,Action,Budget,Cairn version', `1,Air,Mine,${amount},${made}`], {
        columns: { 4: { use: 'ownField', field: 'budget' } },
        ...given,
      })
    expect(changesOf(found(costing('£1'), '£2'))).toEqual([
      ['title', 'Mine'],
      ['own', '£2'],
    ])
    const untouched = found(costing('£3'), '£1')
    expect([changesOf(untouched), untouched.clashes]).toEqual([[['title', 'Mine']], []])
    expect(untouched.changed[0]?.data).not.toHaveProperty('own')
    const both = found(costing('£3'), '£2')
    expect(both.clashes).toMatchObject([{ key: '1 own', field: 'own', now: '£3', inFile: '£2' }])
    expect(changesOf(both)).toEqual([['title', 'Mine']])
    expect(changesOf(found(costing('£3'), '£2', { mine: ['1 own'] }))).toContainEqual(['own', '£2'])
  })

  it('goes by the file where the cell was changed', () => {
    expect(changesOf(text(meanwhile({ title: 'Theirs' }), file('Homes', 'Old', 'x')))).toEqual([
      ['title', 'Homes'],
    ])
  })
})

it('takes off the quote that Cairn puts before what looks like a formula', () => {
  const found = text(EMPTY_TARGET, [
    'Ref,Section,Action,Description',
    "1,Air,'=Homes,'-5%",
    "2,Air,'Homes',x",
  ])
  expect(found.added.map(({ title, note }) => [title, note])).toEqual([
    ['=Homes', '-5%'],
    ["'Homes'", 'x'],
  ])
})
