import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACTIVITY_CHOICES,
  type ActionFilter,
  EVERY_ACTION,
  PLAN_ORDER,
  SORT_KEYS,
} from '@/lib/domain/plan/action-list'

import { buildField, buildPillar, buildPlan, buildSection, BUCKETS } from '@/tests/helpers/plan-builder'
import {
  ACTION_PARAMETERS,
  noticePageBeyondEnd,
  noticeUnknownParameters,
  parseActionQuery,
  type RawParams,
  toQuery,
} from './action-filter'

const plan = buildPlan({
  pillars: [buildPillar('plan'), buildPillar('train')],
  sections: [buildSection('1.1'), buildSection('2.1')],
  timescales: [{ id: 's', code: 'short', label: 'Short', startsOn: '2023-01-01', endsOn: null }],
  partners: [{ id: 'n', code: 'nes', abbreviation: 'NES', name: 'NHS Education', kind: 'nhs' }],
  fields: [
    buildField('priority', { type: 'oneOf', options: ['High', 'Low: later'] }),
    buildField('assessed', { type: 'yesNo' }),
    buildField('budget', { type: 'number' }),
  ],
  words: {
    pillar: { one: 'Priority', many: 'Priorities' },
    section: { one: 'Section', many: 'Sections' },
    action: { one: 'Action', many: 'Actions' },
  },
})

const parse = (params: RawParams) => parseActionQuery(plan, params)
const messages = (params: RawParams) => parse(params).notices.map(({ message }) => message)

describe('parseActionQuery', () => {
  it('reads everything that can be asked for', () => {
    const asked = new URLSearchParams(
      'pillar=train&section=2.1&status=atRisk&status=delivered&partner=nes&timescale=none&activity=unknown' +
        '&q=+rural%0Arecruitment+&counted=yes&sort=-updated&page=3' +
        '&field=priority:High&field=assessed:no&field=priority:Low: later&column=budget&column=priority',
    )
    expect(parse(asked)).toEqual({
      filter: {
        pillar: 'train',
        section: '2.1',
        status: ['delivered', 'atRisk'],
        partner: 'nes',
        timescale: 'none',
        activity: 'unknown',
        text: 'rural recruitment',
        counted: true,
        own: { priority: ['High', 'Low: later'], assessed: ['no'] },
      },
      sort: { by: 'updated', descending: true },
      columns: ['priority', 'budget'],
      page: 3,
      notices: [],
    })
  })

  it('ignores fields and choices that the plan does not have', () => {
    expect(messages({ field: ['priority:Middling', 'budget:12'], column: 'cost' })).toEqual([
      'We ignored “priority:Middling” and “budget:12”: this plan has no field with such a choice.',
      'We ignored “cost”: this plan has no such field.',
    ])
  })

  it('takes the empty fields of a form for nothing', () => {
    expect(parse({ pillar: '', section: [''], q: ' ', status: undefined, page: '' })).toEqual({
      filter: EVERY_ACTION,
      sort: PLAN_ORDER,
      columns: [],
      page: 1,
      notices: [],
    })
  })

  it.each<[string, RawParams, string]>([
    ['an unknown status', { status: 'purple' }, 'We ignored “purple”, which is not a status.'],
    [
      'unknown statuses',
      { status: ['a', 'atRisk', 'b', 'c', 'd', 'e'] },
      'We ignored “a”, “b”, “c” and 2 more, which are not statuses.',
    ],
    ['a code of no section', { section: '9.9' }, 'We ignored “9.9”: this plan has no such section.'],
    [
      'a code of no pillar, in the plan’s word',
      { pillar: 'x' },
      'We ignored “x”: this plan has no such priority.',
    ],
    ['a code of no partner', { partner: 'x' }, 'We ignored “x”: this plan has no such partner.'],
    ['a code of no timescale', { timescale: 'x' }, 'We ignored “x”: this plan has no such timescale.'],
    ['an activity', { activity: 'old' }, 'We ignored “old”, which is not a kind of activity.'],
    ['a choice', { counted: 'no' }, 'We ignored “no”: the only choice for counted actions is “yes”.'],
    ['a way to sort', { sort: '--status' }, 'We ignored “--status”, which is not a sort order.'],
    ['a word for a page', { page: 'abc' }, 'We ignored “abc”, which is not a page number.'],
    ['page nought', { page: '0' }, 'We ignored “0”, which is not a page number.'],
    [
      'a page of endless digits',
      { page: '9'.repeat(400) },
      `We ignored “${'9'.repeat(40)}…”, which is not a page number.`,
    ],
    [
      'a repeated parameter',
      { section: ['1.1', '2.1'] },
      'We ignored “2.1”: you can select only one section.',
    ],
    ['control characters', { q: 'a\0b' }, 'We ignored characters in the search text that cannot be read.'],
    ['half a character', { q: '\ud83e' }, 'We ignored characters in the search text that cannot be read.'],
    [
      'a value of control characters',
      { status: '\0' },
      'We ignored a value that cannot be read, which is not a status.',
    ],
    [
      'words that run from right to left, which it keeps to themselves',
      { status: 'שלום\u202e' },
      'We ignored “\u2068שלום\u202e\u2069”, which is not a status.',
    ],
    ['HTML, as it stands', { status: '<b>' }, 'We ignored “<b>”, which is not a status.'],
  ])('says that it ignored %s', (_, params, message) => {
    expect(messages(params)).toEqual([message])
  })

  it('names no code twice, and says nothing of one given twice', () => {
    expect(messages({ section: ['1.1', '1.1'], status: ['atRisk', 'atRisk'] })).toEqual([])
  })

  it('cuts a search text between characters', () => {
    const { filter, notices } = parse({ q: '🦄'.repeat(300) })
    expect(filter.text).toBe('🦄'.repeat(200))
    expect(notices.map(({ message }) => message)).toEqual([
      'We searched for the first 200 characters of the search text and ignored the rest.',
    ])
  })

  it('is not taken in by names that every object has', () => {
    expect(messages({ section: 'constructor', status: '__proto__', sort: 'toString' })).toHaveLength(3)
  })

  it('never throws, whatever stands in the address', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    const value = fc.oneof(text, fc.array(text), fc.constant(undefined))
    const params = fc.dictionary(fc.oneof(fc.constantFrom<string>(...ACTION_PARAMETERS), fc.string()), value)
    fc.assert(
      fc.property(params, (asked) => {
        const { notices, ...query } = parse(asked)
        for (const { message } of notices) expect(message).toMatch(/^We .*\.$/su)
        expect(parse(toQuery(query.filter, query.sort, query.page, query.columns))).toEqual({
          ...query,
          notices: [],
        })
      }),
    )
  })
})

describe('toQuery', () => {
  const words = fc
    .array(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((word) => !/[\s\p{C}]/u.test(word)),
      {
        maxLength: 5,
      },
    )
    .map((several) => several.join(' '))
  const anyFilter: fc.Arbitrary<ActionFilter> = fc.record({
    pillar: fc.constantFrom(null, 'plan', 'train'),
    section: fc.constantFrom(null, '1.1', '2.1'),
    status: fc.subarray([...BUCKETS]),
    partner: fc.constantFrom(null, 'nes'),
    timescale: fc.constantFrom(null, 'short', 'none'),
    activity: fc.constantFrom(null, ...ACTIVITY_CHOICES),
    text: words,
    counted: fc.boolean(),
    own: fc.constantFrom({}, { priority: ['High'] }, { priority: ['High', 'Low: later'], assessed: ['no'] }),
  })
  const anySort = fc.record({ by: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() })

  it('is read back as what it was made from, also by way of an address', () => {
    fc.assert(
      fc.property(anyFilter, anySort, fc.integer({ min: 1, max: 999 }), (filter, sort, page) => {
        const query = toQuery(filter, sort, page)
        const address = new URLSearchParams(
          Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
        )
        const expected = { filter, sort, columns: [], page, notices: [] }
        expect(parse(query)).toEqual(expected)
        expect(parse(new URLSearchParams(address.toString()))).toEqual(expected)
      }),
    )
  })

  it('says no more than it has to', () => {
    expect(toQuery(EVERY_ACTION)).toEqual({})
    expect(
      toQuery({ ...EVERY_ACTION, status: ['atRisk'], text: 'a' }, { by: 'due', descending: true }, 2),
    ).toEqual({
      status: ['atRisk'],
      q: 'a',
      sort: '-due',
      page: '2',
    })
  })
})

describe('notices', () => {
  it('say when a page lies beyond the end', () => {
    expect(noticePageBeyondEnd(3, 3)).toEqual([])
    expect(noticePageBeyondEnd(9, 3)[0]?.message).toBe(
      'We ignored page 9: the last page is 3, and it is shown instead.',
    )
    expect(noticePageBeyondEnd(2, 1)[0]?.message).toBe('We ignored page 2: there is only one page.')
  })

  it('name parameters that mean nothing, so that a slip of the pen does not pass for an answer', () => {
    expect(noticeUnknownParameters(['status', 'staus', 'staus'], ACTION_PARAMETERS)).toEqual([
      { parameter: 'staus', message: 'We ignored “staus” in the address: this list has no such filter.' },
    ])
  })
})
