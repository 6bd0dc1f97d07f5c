import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { buildAction, buildPlan, buildUpdate } from '@/tests/helpers/plan-builder'
import { checkText } from './report-check'
import { listFields, resolveText } from './report-fields'
import { type PlanFigures, readFigures } from './report-figures'
import { percentOf } from './roll-up'
import { BUCKETS, bucketLabel } from './status'

const plan = { ...firstPlan(), asAt: '2025-02-28' }
plan.pillars.forEach((pillar) =>
  Object.assign(pillar, { name: pillar.code.replace(/^./, (c) => c.toUpperCase()) }),
)
const figures: PlanFigures = readFigures(plan, '2025-02-28')
const check = (source: string) => checkText(resolveText(source, figures).text.blocks, figures)
const at = (bucket: (typeof BUCKETS)[number]) => figures.whole.refs[bucket]

describe('a text that agrees with its plan', () => {
  it.each([
    '28 actions are On Track.',
    '28 (41%) are on track, 10 (14%) At Risk and 1 (1%) Off Track.',
    '41% On Track, 14% At Risk.',
    'On Track: 28 (41%). At Risk: 10. Off Track: one.',
    'On Track – 28; At Risk – 10',
    'Of 69 actions, 28 are On Track.',
    'Twenty-eight actions are On Track, and fifteen of twenty sections.',
    'Forty-one per cent of actions are On Track.',
    '28 of the 69 counted actions are On Track.',
    '28 of 69 (41%) are On Track.',
    'Twelve of 69 actions (17%) need attention.',
    '15 of 20 sections (75%) are On Track and 5 (25%) At Risk.',
    'Five sections are At Risk. No section is Off Track.',
    'Sections 1.1, 2.1, 2.2, 2.3 and 4.1 are At Risk.',
    'Section 1.1 is At Risk, and 28 actions are On Track.',
    'Section 1.1 is At Risk: 3 of its 4 actions are At Risk in section 1.1.',
    'In section 1.1, 3 of 4 actions (75%) are At Risk.',
    'In section 1.1, three quarters of actions are At Risk.',
    '3 actions in section 1.1 are At Risk.',
    '75% At Risk (section 1.1)',
    'In sections 1.1 and 2.1, 4 are At Risk.',
    '28 actions are On Track, and 1 of them in section 1.1.',
    'In Employ, 4 are At Risk.',
    'Under the Employ pillar, four actions are At Risk.',
    'Employ: 4 At Risk, 7 Delivered.',
    '4 actions in the Employ pillar are At Risk.',
    'In the Employ pillar 4 actions are At Risk.',
    'In Pillar 4, 4 are At Risk.',
    'In pillar four, four actions are At Risk.',
    'Pillar 4: 4 At Risk, 7 Delivered.',
    'Pillar 4 has 4 actions At Risk.',
    'Four Pillar 4 actions are At Risk.',
    'Under the fourth pillar, a third of actions are At Risk.',
    'In the 4th pillar, 4 of 12 actions (33%) are At Risk.',
    'In Pillars 1, 4 and 5, 4 are At Risk in Pillar 4.',
    'In section 1.1 of this pillar, 3 of 4 actions are At Risk.',
    'In all pillars, 28 actions are On Track.',
    'We see that section 1.1 is At Risk.',
    '28 actions are On Track; in this pillar much was done.',
    'Much was done in this pillar.',
    'This section is about money.',
    '{at risk in pillar 4} are At Risk in Pillar 4.',
    '26 have been delivered.',
    '26 actions are completed.',
    '38% Completed.',
    'Three actions are Missed Delivery Date no Risk.',
    'About 40% of actions are On Track.',
    'More than a third of actions are On Track.',
    'All actions in section 1.3 are Delivered.',
    'None of the actions is without an update; no action is No update yet.',
    '12 actions are At Risk, Off Track or Delivery Date Missed with Risk.',
    '11 actions are At Risk or Off Track.',
    '69 actions are counted.',
    '3 of the 10 At Risk actions are in section 1.1.',
    'One in three actions in section 3.1 is Delivered.',
  ])('%s', (text) => expect(check(text)).toEqual([]))
})

describe('a figure about something else', () => {
  it.each([
    'The programme delivered 300 courses to 1,200 people in 2024.',
    '300 courses were delivered.',
    'NES has delivered 12 modules and 90% of staff have completed them.',
    '60% were aged 35 to 54, the group most at risk of suicide.',
    'About £30 million is at risk from budget choices.',
    '12 people at risk were supported.',
    'Work is 80% completed.',
    'One of the At Risk actions has no lead.',
    'Some of the 10 At Risk actions need money.',
    'Three actions moved from At Risk to On Track.',
    'Three actions have been delivered since the last report.',
    'At the last report 99 actions were On Track.',
    '28 are On Track, up from 20 On Track.',
    'In 2025 delivery stays on track.',
    'By 31 March 2026 the register will be delivered.',
    'Posts fell by 40%.',
    'This is no longer At Risk.',
    'Between 5 and 9 are At Risk.',
    '28 actions are expected to be delivered by June.',
    'Councils are at risk of overspending by 5%.',
    'Two boards are off track with recruitment.',
  ])('%s', (text) => expect(check(text)).toEqual([]))
})

describe('a text that disagrees', () => {
  it.each([
    ['30 actions are On Track.', '30 actions are On Track', 28, 69],
    ['28 actions (40%) are On Track.', '28 actions (40%) are On Track', 28, 69],
    ['45% On Track.', '45% On Track', 28, 69],
    ['Forty five per cent are On Track.', 'Forty five per cent are On Track', 28, 69],
    ['Twenty-nine actions are On Track.', 'Twenty-nine actions are On Track', 28, 69],
    ['Seventeen sections are On Track.', 'Seventeen sections are On Track', 15, 20],
    ['On Track: 29 (39%)', 'On Track: 29 (39%)', 28, 69],
    ['28 of 66 actions are On Track.', '28 of 66 actions are On Track', 28, 69],
    ['16 sections are On Track.', '16 sections are On Track', 15, 20],
    ['15 of 20 sections are On Track and 6 At Risk.', '6 At Risk', 5, 20],
    ['Nothing is Off Track.', 'Nothing is Off Track', 1, 69],
    ['No actions are Off Track.', 'No actions are Off Track', 1, 69],
    ['Half of the actions are On Track.', 'Half of the actions are On Track', 28, 69],
    ['In section 1.1, 10 are At Risk.', '10 are At Risk', 3, 4],
    ['Two actions in section 1.1 are At Risk.', 'Two actions in section 1.1 are At Risk', 3, 4],
    ['In the Employ pillar, 3 are At Risk.', '3 are At Risk', 4, 12],
    ['In Pillar 4, three actions are At Risk.', 'three actions are At Risk', 4, 12],
    ['In pillar four 10 actions are At Risk.', '10 actions are At Risk', 4, 12],
    ['Three Pillar 4 actions are At Risk.', 'Three Pillar 4 actions are At Risk', 4, 12],
    ['In the first pillar, 10 are At Risk.', '10 are At Risk', 3, 13],
    ['27 actions are completed.', '27 actions are completed', 26, 69],
    ['16.5% At Risk in section 2.3.', '16.5% At Risk in section 2.3', 1, 6],
    ['All actions are On Track.', 'All actions are On Track', 28, 69],
    ['13 actions need attention.', '13 actions need attention', 12, 69],
    ['66 actions are counted.', '66 actions are counted', 69, 69],
    ['{at risk} are On Track.', '10 (14%) are On Track', 28, 69],
    ['More than half of actions are On Track.', 'half of actions are On Track', 28, 69],
    ['Two thirds of sections are On Track', 'Two thirds of sections are On Track', 15, 20],
  ])('%s', (text, says, count, base) =>
    expect(check(text)).toMatchObject([{ says, count, base, isList: false }]),
  )

  it('takes 100% for all and 0% for none only', () => {
    const actions = Array.from({ length: 200 }, (_, i) =>
      buildAction(String(i + 1), {
        current: buildUpdate({ status: i === 0 ? 'offTrack' : 'delivered' }),
      }),
    )
    const nearly = readFigures(buildPlan({ actions }), '2026-01-01')
    const says = (text: string) => checkText(resolveText(text, nearly).text.blocks, nearly).length
    for (const text of [
      '100% of actions are Delivered.',
      '0% of actions are Off Track.',
      'Less than 1% are Delivered.',
    ])
      expect(says(text), text).toBe(1)
    for (const text of ['More than 99% are Delivered.', 'Less than 1% are Off Track.', '1% Off Track.'])
      expect(says(text), text).toBe(0)
  })

  it('names what a list has wrong, and where it stands', () => {
    const [first = '', second = ''] = at('atRisk')
    const [other = ''] = at('onTrack')
    expect(check(`Actions ${first}, ${second} and ${other} are At Risk.`)).toMatchObject([
      { isList: true, wrong: [{ code: other, stands: 'onTrack' }] },
    ])
    expect(check(`Actions ${first} and 999 are At Risk.`)).toMatchObject([
      { wrong: [{ code: '999', stands: null }] },
    ])
    expect(check(`Actions ${first} and ${second} are At Risk.`)).toEqual([])
    expect(check('Section 1.2 is At Risk.')).toMatchObject([{ wrong: [{ code: '1.2', stands: 'onTrack' }] }])
  })

  it('wants the whole list where it says that it is the list', () => {
    const refs = at('atRisk')
    expect(check(`At Risk: ${refs.join(', ')}.`)).toEqual([])
    expect(check(`The actions At Risk are ${refs.slice(0, -1).join(', ')}.`)).toMatchObject([
      { isList: true, wrong: [], list: refs },
    ])
    expect(check(`Off Track: ${at('offTrack')[0]}.`)).toEqual([])
  })

  it('says the field to use instead, and the rows behind it', () => {
    expect(check('In section 1.1, 10 are At Risk.')).toMatchObject([
      { field: '{at risk in 1.1}', rows: { query: { section: '1.1', status: ['atRisk'] } } },
    ])
  })
})

describe('a figure about a place that nobody can tell', () => {
  it.each([
    // The whole plan has 10 actions At Risk: it must not pass for what is meant either.
    ['In this pillar, 10 actions are At Risk.', 'pillar', 'this pillar'],
    ['In the pillar, 3 actions are At Risk.', 'pillar', 'the pillar'],
    ['In one of the pillars, 3 actions are At Risk.', 'pillar', 'one of the pillars'],
    ['3 actions in both pillars are At Risk.', 'pillar', 'both pillars'],
    ['In Pillar 9, 10 actions are At Risk.', 'pillar', 'Pillar 9'],
    ['Pillar twelve has 3 actions At Risk.', 'pillar', 'Pillar twelve'],
    ['In the ninth pillar, 3 actions are At Risk.', 'pillar', 'the ninth pillar'],
    ['In Pillars 1 and 9, 3 actions are At Risk.', 'pillar', 'Pillars 1 and 9'],
    ['In Pillars 1 to 3, 3 actions are At Risk.', 'pillar', 'Pillars 1 to 3'],
    ['In Pillar II, 10 actions are At Risk.', 'pillar', 'Pillar II'],
    ['This section has 10 actions At Risk.', 'section', 'This section'],
    ['In this section of Pillar 1, 3 are At Risk.', 'section', 'this section'],
    ['In the first section, 3 are At Risk.', 'section', 'the first section'],
    ['In section 9.9, 10 are At Risk.', 'section', 'section 9.9'],
    ['Sections 1.1 and 9.9 are At Risk.', 'section', 'Sections 1.1 and 9.9'],
    ['The actions At Risk in this section are 26 and 27.', 'section', 'this section'],
  ])('%s', (text, level, unclear) =>
    expect(check(text)).toMatchObject([{ kind: 'unclear', place: { level, unclear } }]),
  )

  it('takes "this pillar" for the only one where there is one', () => {
    const pillarId = plan.pillars[0]?.id ?? ''
    const sections = plan.sections.map((section) => ({ ...section, pillarId }))
    const only = readFigures({ ...plan, pillars: plan.pillars.slice(0, 1), sections }, '2025-02-28')
    const [, pillar] = only.scopes
    const count = pillar?.refs.atRisk.length ?? 0
    const checkOnly = (text: string) => checkText(resolveText(text, only).text.blocks, only)
    expect(checkOnly(`In this pillar, ${count} are At Risk.`)).toEqual([])
    expect(checkOnly(`In this pillar, ${count + 1} are At Risk.`)).toMatchObject([
      { kind: 'wrong', count, scope: { level: 'pillar' } },
    ])
  })

  it('goes by the numbers that pillars bear before their order', () => {
    const turned = {
      ...plan,
      pillars: plan.pillars.map((pillar, at) => ({ ...pillar, code: `p${plan.pillars.length - at}` })),
    }
    const own = readFigures(turned, '2025-02-28')
    const checkOwn = (text: string) => checkText(resolveText(text, own).text.blocks, own)
    // Employ, the fourth on the page, bears the number 2.
    expect(checkOwn('In Pillar 2, 4 of 12 are At Risk.')).toEqual([])
    expect(checkOwn('In Pillar 4, 4 of 12 are At Risk.')).toMatchObject([{ kind: 'wrong' }])
  })
})

describe('any plan', () => {
  it('agrees with every field that it has, however it is put', () => {
    const fields = figures.scopes.flatMap((scope) => listFields(scope).map(({ field }) => ({ field, scope })))
    fc.assert(
      fc.property(fc.constantFrom(...fields), ({ field }) => {
        const { text, unknown } = resolveText(`We report ${field} here.`, figures)
        expect(unknown).toEqual([])
        expect(checkText(text.blocks, figures)).toEqual([])
      }),
    )
  })

  it('takes a count beside its status exactly where it is right', () => {
    const counted = figures.scopes.filter(({ rollUp }) => rollUp.base > 0)
    fc.assert(
      fc.property(
        fc.constantFrom(...counted),
        fc.constantFrom(...BUCKETS),
        fc.integer({ min: 0, max: 80 }),
        fc.constantFrom(
          (n: number, label: string, where: string) => `${n} actions are ${label}${where}.`,
          (n: number, label: string, where: string) => `${label}${where}: ${n}`,
          (n: number, label: string, where: string) => `${n} actions${where} are now ${label}.`,
        ),
        (scope, bucket, n, say) => {
          const where =
            scope.level === 'plan'
              ? ''
              : scope.level === 'pillar'
                ? ` in ${scope.title}`
                : ` in section ${scope.code}`
          const isRight = scope.rollUp.counts[bucket] === n
          // "Off Track: 26" may name the action of that number.
          const isRef =
            scope.refs[bucket].includes(String(n)) || figures.whole.refs[bucket].includes(String(n))
          const found = check(say(n, bucketLabel(bucket), where))
          if (isRight) expect(found).toEqual([])
          else if (!isRef) expect(found).toHaveLength(1)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('takes a share beside its status exactly where it is right', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BUCKETS), fc.integer({ min: 0, max: 100 }), (bucket, percent) => {
        const isRight = percentOf(figures.whole.rollUp.counts[bucket], figures.whole.rollUp.base) === percent
        expect(check(`${percent}% of actions are ${bucketLabel(bucket)}.`)).toHaveLength(isRight ? 0 : 1)
      }),
    )
  })

  it('reads any text without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => void check(text)))
  })
})
