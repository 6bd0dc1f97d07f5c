import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import published from '@/prisma/seed/progress-report-2025-02.json' with { type: 'json' }
import { printedFigures } from '@/lib/schemas/printed/printed-figures'
import { LIMITS, writeFigures } from '@/lib/schemas/printed/printed-shape'
import { readReportText } from './printed-report'
import { printedMessages } from '@/lib/format/printed/messages'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const problemsOf = (text: string) => readReportText(PUBLISHED_SIX, text).problems ?? []
const csv = (...lines: string[]) => ['section,overall,status,percent,count', ...lines].join('\n')

describe('the data set of the first plan', () => {
  const read = readReportText(PUBLISHED_SIX, JSON.stringify(published))

  it('is read: 20 sections with the digits they were printed with, and the headline of this plan only', () => {
    expect(read.problems).toBeUndefined()
    expect(read.about).toMatchObject({ reference: 'LB(25)03-03', asOf: '2025-02' })
    expect(read.figures?.sections).toHaveLength(20)
    expect(read.figures?.sections.find(({ code }) => code === '2.3')).toEqual({
      code: '2.3',
      overallRag: 'atRisk',
      shares: [
        { bucket: 'onTrack', percent: '33.33' },
        { bucket: 'missedNoRisk', percent: '33.33' },
        { bucket: 'atRisk', percent: '16.5' },
        { bucket: 'missedWithRisk', percent: '16.5' },
      ],
    })
    expect(read.figures?.actionTotals).toContainEqual({ bucket: 'onTrack', count: 29, percent: '39' })
    // Its list is of the sister plan.
    expect(read.figures?.listed).toBeNull()
    expect(printedFigures.parse(read.figures)).toEqual(read.figures)
  })

  it('is the same again in the documented shape', () => {
    if (!read.figures) throw new Error('not read')
    const report = {
      reference: 'LB(25)03-03',
      title: 'A report',
      asOf: { date: '2025-02-28', precision: 'month' as const },
      figures: read.figures,
    }
    const again = readReportText(PUBLISHED_SIX, JSON.stringify(writeFigures(report)))
    expect(again.figures).toEqual(read.figures)
    expect(again.about).toEqual({ reference: 'LB(25)03-03', title: 'A report', asOf: '2025-02' })
  })
})

describe('a table', () => {
  it('holds sections, their ratings and the headline', () => {
    const read = readReportText(
      PUBLISHED_SIX,
      csv(
        '1.1,At Risk,On Track,25%,',
        '1.1,,completed,75.0,',
        'Total,,On track,,29',
        'total sections,,On Track,75,15',
      ),
    )
    expect(read.figures).toEqual({
      sections: [
        {
          code: '1.1',
          overallRag: 'atRisk',
          shares: [
            { bucket: 'onTrack', percent: '25' },
            { bucket: 'delivered', percent: '75.0' },
          ],
        },
      ],
      actionTotals: [{ bucket: 'onTrack', count: 29, percent: null }],
      sectionTotals: [{ bucket: 'onTrack', count: 15, percent: '75' }],
      listed: null,
      names: [
        { status: 'delivered', names: ['completed'] },
        { status: 'onTrack', names: ['On Track', 'On track'] },
      ],
    })
  })

  it('says of every problem on which line it is, and the way out', () => {
    expect(
      problemsOf(
        csv(
          '1.1,At Risk,Finished,25,',
          '1.1,,On Track,33.3.,',
          '1.1,On Track,,,',
          ',,On Track,5,',
          'total,,At Risk,,many',
          'total,,Off Track,,',
        ),
      ),
    ).toEqual([
      'Line 4: section 1.1 has two overall ratings, At Risk and On Track. Remove one',
      'Line 5: the section is missing. Enter its code, “total” or “total sections”',
      expect.stringMatching(/^Line 2: “Finished” is not a status\. Use one of Delivered, On Track/),
      expect.stringMatching(/^Line 3: “33\.3\.” is not a percentage\. Enter a number from 0 to 100/),
      expect.stringMatching(/^Line 6: “many” is not a count\. Enter a whole number/),
      'Line 7: Enter a count or a percentage',
    ])
  })

  it('says what stands twice, and what is no column', () => {
    expect(problemsOf(csv('1.1,,On Track,25,', '1.1,,On track,30,'))).toEqual([
      'Line 3: On Track appears more than once. Remove one',
    ])
    expect(problemsOf('section,state\n1.1,x')).toEqual([
      expect.stringContaining('there is no column “status”'),
      expect.stringContaining('“state” is not one of the columns'),
    ])
  })
})

describe('JSON', () => {
  it('names the field of every problem', () => {
    const text = JSON.stringify({
      sections: [{ code: '1.1', shares: [{ status: 'On Track', percent: 101 }, { statuss: 'x' }] }],
      totals: { actions: [{ status: 'On Track' }] },
    })
    const problems = problemsOf(text)
    expect(problems).toContainEqual(
      expect.stringMatching(/^sections\[0\]\.shares\[0\]\.percent: “101” is not a percentage/),
    )
    expect(problems).toContainEqual(
      expect.stringMatching(/^sections\[0\]\.shares\[1\].*no field called “statuss”/),
    )
    expect(problems).toContainEqual('totals.actions[0]: Enter a count or a percentage')
  })

  it('that is none, that is empty or that is too long is refused in words', () => {
    expect(problemsOf('{"a":')[0]).toMatch(/^It is not valid JSON/)
    expect(problemsOf('{}')).toEqual([printedMessages.noFigures])
    expect(problemsOf('  ')[0]).toMatch(/What you sent is empty/)
    expect(problemsOf(' '.repeat(LIMITS.characters) + '{}')[0]).toMatch(/longer than 300,000/)
  })
})

it('never throws, whatever it is given', () => {
  const json = fc.json().map(String)
  const near = fc
    .json()
    .map((value) => `{"workforce":{"sections":[${value}]},"statuses":${value},"headline":${value}}`)
  fc.assert(
    fc.property(fc.oneof(fc.string(), json, near), (text) => {
      const read = readReportText(PUBLISHED_SIX, text)
      expect(Boolean(read.problems?.length) || Boolean(read.figures)).toBe(true)
    }),
  )
})

describe('a table that is not quite one', () => {
  it('takes a section for what it is called, whatever that is', () => {
    const read = readReportText(PUBLISHED_SIX, csv('constructor,,On Track,25,', '__proto__,,At Risk,75,'))
    expect(read.figures?.sections.map(({ code }) => code)).toEqual(['constructor', '__proto__'])
  })

  it('must name each column once: which of two would be meant?', () => {
    expect(problemsOf('section,status,percent,Percent\n1.1,On Track,25,30')).toEqual([
      'Line 1: the column “percent” appears twice. Remove one',
    ])
  })

  it.each([';', '\t'])('must be parted by commas, and one parted by %j is told so', (sign) => {
    const text = [
      ['section', 'status', 'percent'],
      ['1.1', 'On Track', '25'],
    ]
      .map((cells) => cells.join(sign))
      .join('\n')
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^Line 1: the cells are separated by (semicolons|tabs)\. Save it .+commas/),
    ])
  })
})

it.each(['1.1\u0000', '1.\u202E1'])('refuses a name that holds what cannot be read: %j', (code) => {
  expect(problemsOf(csv(`${code},,On Track,25,`))).toEqual([
    expect.stringContaining('Line 2: A name must not contain control characters'),
  ])
  const names = { delivered: [code] }
  expect(problemsOf(JSON.stringify({ sections: [{ code: '1.1' }], names }))).toEqual([
    expect.stringContaining('names.delivered[0]: A name must not contain control characters'),
  ])
})

it('says of a missing field that it is missing', () => {
  expect(problemsOf('{"workforce":{"sections":[{"code":"1.1"}]}}')).toEqual([printedMessages.noFigures])
  expect(problemsOf('{"sections":[{}]}')).toEqual(['sections[0].code: This is missing. Enter text'])
})
