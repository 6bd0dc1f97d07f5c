import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildAction,
  buildPillar,
  buildPlan,
  buildSection,
  buildUpdate,
  BUCKETS,
} from '@/tests/helpers/plan-builder'
import {
  ACTIVITY_CHOICES,
  type ActionFilter,
  EVERY_ACTION,
  type Part,
  SORT_KEYS,
  selectActions,
  takeAfter,
} from './action-list'
import type { Action } from './plan'

const plan = buildPlan({
  pillars: [buildPillar('plan'), buildPillar('train')],
  sections: [
    buildSection('1.1', { title: 'Données et Æther', partners: [{ partnerId: 'nes', role: 'keyPartner' }] }),
    buildSection('2.1', { pillarId: 'train', title: 'Rural training' }),
  ],
  timescales: [
    { id: 'short', code: 'short', label: 'Short', startsOn: '2023-01-01', endsOn: '2025-12-31' },
    { id: 'long', code: 'long', label: 'Long', startsOn: '2028-01-01', endsOn: null },
  ],
  partners: [
    { id: 'nes', code: 'nes', abbreviation: 'NES', name: 'NHS Education for Scotland', kind: 'nhs' },
    { id: 'sg', code: 'sg', abbreviation: 'SG', name: 'Scottish Government', kind: 'government' },
  ],
  actions: [
    buildAction('1', {
      status: 'atRisk',
      title: 'Publish Straße guidance',
      ownFields: { priority: 'High', assessed: true, boards: ['Fife', 'Tayside'] },
      timescaleId: 'long',
      activity: 'new',
    }),
    buildAction('1.1', { parentId: '1', counted: false, title: 'A part of the guidance' }),
    buildAction('2', {
      title: 'Nobody’s well‑being',
      activity: 'existing',
      ownFields: { priority: 'Low', assessed: false, boards: ['Tayside'] },
      due: { date: '2024-12-31', precision: 'day' },
    }),
    buildAction('3', { status: 'delivered', lifecycle: 'withdrawn' }),
    buildAction('4', {
      sectionId: '2.1',
      timescaleId: 'short',
      partners: [{ partnerId: 'sg', role: 'lead' }],
      current: buildUpdate({ status: 'delivered', effective: { date: '2024-06-30', precision: 'month' } }),
    }),
    buildAction('5', {
      sectionId: '2.1',
      status: 'delivered',
      due: { date: '2023-12-31', precision: 'year' },
    }),
  ],
})

const refs = (some: readonly Action[]) => some.map(({ ref }) => ref)
const found = (filter: Partial<ActionFilter>) => refs(selectActions(plan, { ...EVERY_ACTION, ...filter }))

describe('a filter', () => {
  it('lets everything through when nothing is asked for', () => {
    expect(found({})).toEqual(['1', '1.1', '2', '3', '4', '5'])
  })

  it.each<[string, Partial<ActionFilter>, string[]]>([
    ['a pillar', { pillar: 'train' }, ['4', '5']],
    ['a section', { section: '2.1' }, ['4', '5']],
    ['any of several statuses', { status: ['atRisk', 'noUpdate'] }, ['1', '2']],
    ['a status that a withdrawn action had', { status: ['delivered'] }, ['3', '4', '5']],
    ['a partner named on the section', { partner: 'nes' }, ['1', '1.1', '2', '3']],
    ['a partner named on the action', { partner: 'sg' }, ['4']],
    ['a timescale', { timescale: 'long' }, ['1']],
    ['no timescale', { timescale: 'none' }, ['1.1', '2', '3', '5']],
    ['new activity', { activity: 'new' }, ['1']],
    ['activity the plan does not tell', { activity: 'unknown' }, ['1.1', '3', '4', '5']],
    ['counted actions', { counted: true }, ['1', '2', '4', '5']],
    ['all of it at once', { section: '1.1', counted: true, status: ['noUpdate'] }, ['2']],
    ['two things no action has both of', { section: '2.1', pillar: 'plan' }, []],
  ])('narrows to %s', (_, filter, expected) => {
    expect(found(filter)).toEqual(expected)
  })

  it.each([
    ['part of a reference', '1.1', ['1.1']],
    ['a title, whatever its case', 'GUIDANCE', ['1', '1.1']],
    ['every word, in any order', 'guidance part', ['1.1']],
    ['words of different fields', 'guidance publish donnees', ['1']],
    ['a section without its accents', 'donnees', ['1', '1.1', '2', '3']],
    ['a section with accents written in two parts', 'donne\u0301es', ['1', '1.1', '2', '3']],
    ['a letter and its capital form', 'STRASSE', ['1']],
    ['straight quotes and hyphens for curly ones', "nobody's well-being", ['2']],
    ['a partner’s name', 'education scotland nes', ['1', '1.1', '2', '3']],
    ['nothing but spaces', ' \u00a0\u3000', ['1', '1.1', '2', '3', '4', '5']],
    ['words that straddle two fields', 'trainingscottish', []],
    ['an emoji', '🦄', []],
    ['half a character', '\ud83e', []],
  ])('finds %s', (_, text, expected) => {
    expect(found({ text })).toEqual(expected)
  })
})

describe('a filter by fields of the plan’s own', () => {
  it.each([
    ['one choice', { priority: ['High'] }, ['1']],
    ['any of several choices', { priority: ['High', 'Low'] }, ['1', '2']],
    ['yes', { assessed: ['yes'] }, ['1']],
    ['no, which is not the same as nothing', { assessed: ['no'] }, ['2']],
    ['one of those that were chosen', { boards: ['Tayside'] }, ['1', '2']],
    ['several fields at once', { priority: ['Low'], boards: ['Tayside'] }, ['2']],
    ['what no action has', { elsewhere: ['High'] }, []],
  ])('finds %s', (_, own, expected) => {
    expect(found({ own })).toEqual(expected)
  })
})

const anyFilter: fc.Arbitrary<ActionFilter> = fc.record({
  pillar: fc.constantFrom(null, 'plan', 'train', 'nowhere'),
  section: fc.constantFrom(null, '1.1', '2.1'),
  status: fc.subarray([...BUCKETS]),
  partner: fc.constantFrom(null, 'nes', 'sg'),
  timescale: fc.constantFrom(null, 'short', 'none'),
  activity: fc.constantFrom(null, ...ACTIVITY_CHOICES),
  text: fc.oneof(fc.constant(''), fc.string({ unit: 'binary' }), fc.constantFrom('a', 'guidance', '1')),
  counted: fc.boolean(),
  own: fc.constantFrom({}, { priority: ['High'] }, { priority: ['High', 'Low'], assessed: ['no'] }),
})
const anySort = fc.record({ by: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() })

describe('a number after the word for an action', () => {
  const numbered = buildPlan({
    actions: [
      buildAction('26'),
      buildAction('26.1', { parentId: '26', counted: false, title: 'Meet every 26 days' }),
      buildAction('26.10', { parentId: '26', counted: false }),
      buildAction('126', { title: 'The action for 26 boards' }),
      buildAction('40', { formerRefs: ['26.3'] }),
    ],
  })
  const search = (text: string, word = 'Action') => {
    const words = { ...numbered.words, action: { one: word, many: `${word}s` } }
    return refs(selectActions({ ...numbered, words }, { ...EVERY_ACTION, text }))
  }

  it('finds that action and its parts, by the number of now or of then', () => {
    expect(search('Action 26')).toEqual(['26', '26.1', '26.10', '40'])
    expect(search('action  26.1')).toEqual(['26.1'])
    expect(search('Commitment 26.3', 'Commitment')).toEqual(['40'])
  })

  it('is looked for as words where it is no number', () => {
    expect(search('action for')).toEqual(['126'])
    expect(search('26.1')).toEqual(['26.1', '26.10'])
  })
})

describe('any filter', () => {
  it('lets those through, in their order, that each thing asked for lets through alone', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const alone = Object.entries(filter).map(([name, value]) =>
          selectActions(plan, { ...EVERY_ACTION, [name]: value }),
        )
        expect(selectActions(plan, filter)).toEqual(
          plan.actions.filter((action) => alone.every((passing) => passing.includes(action))),
        )
      }),
    )
  })

  it('finds what it finds in either order of sorting and filtering', () => {
    fc.assert(
      fc.property(anyFilter, anySort, (filter, sort) => {
        const passing = selectActions(plan, filter)
        expect(selectActions(plan, filter, sort)).toEqual(
          selectActions(plan, EVERY_ACTION, sort).filter((action) => passing.includes(action)),
        )
      }),
    )
  })

  it('leaves the plan as it is', () => {
    const before = refs(plan.actions)
    fc.assert(fc.property(anyFilter, anySort, (filter, sort) => void selectActions(plan, filter, sort)))
    expect(refs(plan.actions)).toEqual(before)
  })
})

describe('a sort', () => {
  const sorted = (by: (typeof SORT_KEYS)[number], descending: boolean) =>
    refs(selectActions(plan, EVERY_ACTION, { by, descending }))

  it.each([
    ['plan', ['1', '1.1', '2', '3', '4', '5'], ['5', '4', '3', '2', '1.1', '1']],
    ['status', ['4', '5', '1', '2', '1.1', '3'], ['2', '1', '4', '5', '1.1', '3']],
    ['timescale', ['4', '1', '1.1', '2', '3', '5'], ['1', '4', '1.1', '2', '3', '5']],
    ['due', ['5', '2', '1', '1.1', '3', '4'], ['2', '5', '1', '1.1', '3', '4']],
    ['updated', ['4', '1', '3', '5', '1.1', '2'], ['1', '3', '5', '4', '1.1', '2']],
  ] as const)('orders by %s in both directions, those without one last', (by, ascending, descending) => {
    expect(sorted(by, false)).toEqual(ascending)
    expect(sorted(by, true)).toEqual(descending)
  })
})

describe('takeAfter', () => {
  it('walks through everything that passes, once', () => {
    fc.assert(
      fc.property(anyFilter, anySort, fc.integer({ min: 1, max: 4 }), (filter, sort, limit) => {
        const all = selectActions(plan, filter, sort)
        const walked: Action[] = []
        for (let after: string | null = null; ;) {
          const part: Part<Action> | null = takeAfter(all, ({ ref }) => ref, after, limit)
          walked.push(...(part?.rows ?? []))
          after = part?.after ?? null
          if (after === null) break
        }
        expect(walked).toEqual(all)
      }),
    )
  })

  it('knows no place after an action the plan does not have', () => {
    expect(takeAfter(plan.actions, ({ ref }) => ref, '99', 2)).toBeNull()
  })
})
