import { describe, expect, it } from 'vitest'
import { exampleReport } from '@/tests/helpers/example-report'
import type { FrozenFigure } from '@/lib/domain/reports/draft-figures'
import { resolveText } from '@/lib/domain/reports/report-fields'
import { readFigures } from '@/lib/domain/reports/report-figures'
import type { ReportContents } from '@/lib/domain/reports/report-contents'
import { viewFreshness } from '@/lib/domain/plan/views'
import { readPublishedText } from '@/prisma/seed/published-matter'
import { type Block, joinLinks, splitParts } from '@/lib/format/paper/paper'

const makePaper = (...given: Parameters<typeof exampleReport>) => exampleReport(...given).paper

const find = <Kind extends Block['kind']>(blocks: readonly Block[], kind: Kind) =>
  blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind)

describe('the paper of a report', () => {
  it('says what it is, of which day and for which meeting', () => {
    expect(makePaper()).toMatchObject({
      label: 'The plan · LB(1)',
      title: 'A report',
      lines: ['Figures as at 31 March 2025', 'For the meeting of 20 April 2025'],
    })
  })

  it('has the parts of the board’s own report, each with something in it', () => {
    const parts = splitParts(makePaper().blocks)
    expect(parts.map(({ heading }) => heading?.text)).toEqual([
      'Assessment overview',
      'Progress overview',
      'Delivery Date Missed with Risk or Off Track',
      'At Risk',
      'Due dates moved later',
      'Delivered',
      'Gaps',
      'About this report',
    ])
    for (const { blocks } of parts) expect(blocks.length).toBeGreaterThan(0)
  })

  it('has ids and tables of its own names, and columns that fill the page', () => {
    const { blocks } = makePaper()
    const ids = [...find(blocks, 'heading'), ...find(blocks, 'table')].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { columns, rows } of find(blocks, 'table')) {
      expect(columns.reduce((total, { width }) => total + width, 0)).toBe(100)
      for (const row of rows) expect(row).toHaveLength(columns.length)
    }
  })

  it('leads from its numbers to the rows behind them, which stay in the report', () => {
    const [attention] = find(makePaper().blocks, 'table').slice(-1)
    expect(attention?.rows).toHaveLength(1)
    expect(attention?.rows[0]?.[0]).toMatchObject({
      paragraphs: [
        [
          { text: '2 ', href: '/plans/the-plan/reports/lb-1/actions/2' },
          { text: 'Action 2', href: '/plans/the-plan/reports/lb-1/actions/2' },
        ],
      ],
    })
    const spans = find(makePaper().blocks, 'paragraph').flatMap((block) => block.spans)
    expect(spans).toContainEqual({
      text: '3 actions',
      href: '/plans/the-plan/reports/lb-1/actions?pillar=plan&counted=yes',
    })
    expect(spans).toContainEqual({
      text: '1 of 3 actions',
      href: '/plans/the-plan/reports/lb-1/actions?status=delivered&counted=yes',
    })
  })

  it('says where a person and the rule disagree', () => {
    const [table] = find(makePaper().blocks, 'table')
    expect(table?.rows.map((row) => row[1])).toEqual([
      { kind: 'rag', rag: 'onTrack', notes: ['The rule suggests At Risk'] },
      { kind: 'rag', rag: 'onTrack', notes: [] },
    ])
  })

  it('tells what was missing, with the note and the way to it', () => {
    const accepted = [
      {
        kind: 'noMitigation' as const,
        note: 'In hand',
        where: [{ level: 'action' as const, code: '2', title: 'Action 2' }],
      },
    ]
    const gaps = splitParts(makePaper({ accepted }).blocks).find(({ heading }) => heading?.id === 'gaps')
    expect(gaps?.blocks).toMatchObject([
      { kind: 'heading', text: 'In need of attention with no mitigation recorded (1)' },
      { kind: 'paragraph', spans: [{ text: 'In hand' }] },
      { kind: 'list', folded: 'Show which' },
    ])
  })

  it('says what it corrects and why, what corrects it, and its fingerprint', () => {
    const other = (code: string) => ({ code, reference: code.toUpperCase() })
    const paper = makePaper(
      { corrects: { code: 'lb-0', sha256: 'def', why: 'A title was wrong' } },
      { corrects: other('lb-0'), correctedBy: { ...other('lb-2'), correction: 'A date was wrong' } },
    )
    const [facts] = find(paper.blocks, 'facts')
    const message = facts?.items.map(
      ({ term, value }) => `${term}: ${value.map(({ text }) => text).join('')}`,
    )
    expect(message).toEqual(
      expect.arrayContaining([
        'Corrects: LB-0: A title was wrong',
        'Corrected by: LB-2: A date was wrong',
        expect.stringMatching(/^Fingerprint \(SHA-256\): [0-9a-f]{64}$/),
      ]),
    )
  })
})

describe('joinLinks', () => {
  it('joins what follows and leads to the same place, and nothing else', () => {
    const [a, b] = [
      { text: 'a', href: '/x' },
      { text: 'b', href: '/x', strong: true },
    ]
    expect(joinLinks([a, b, { text: 'c' }, { text: 'd' }, a])).toEqual([
      { href: '/x', spans: [a, b] },
      { href: null, spans: [{ text: 'c' }, { text: 'd' }] },
      { href: '/x', spans: [a] },
    ])
  })
})

describe('a report with texts of its own', () => {
  const { plan } = exampleReport()
  const asAt = plan.asAt ?? ''
  const figures = readFigures(plan, asAt)
  const read = (text: string) => resolveText(text, figures).text
  const contents: ReportContents = {
    texts: { summary: read('We have {at risk} there.\n\n- {sections}'), risks: read('') },
    delivered: [
      {
        code: '1',
        title: 'Action 1',
        achievements: read('It runs.'),
        impact: read(''),
        learning: read('Ask early.'),
      },
    ],
    since: null,
    unanswered: {
      period: 'Spring 2025',
      rows: [
        { code: '2', title: 'Action 2', bodies: ['NHS Education', 'B', 'C', 'D', 'E'], lastOn: '2025-02-28' },
      ],
    },
    freshness: viewFreshness(plan, asAt),
    asks: [],
    disputes: [],
    published: null,
  }
  const paper = makePaper({ matter: contents })
  const part = (id: string) =>
    splitParts(paper.blocks).find(({ heading }) => heading?.id === id)?.blocks ?? []

  it('has each figure of its text lead to the rows behind it, in its own frozen pages', () => {
    expect(part('summary')).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { text: 'We have ' },
          { text: '1 (33%)', href: '/plans/the-plan/reports/lb-1/actions?status=atRisk&counted=yes' },
          { text: ' there.' },
        ],
      },
      { kind: 'list', items: [[{ text: '2', href: '/plans/the-plan/reports/lb-1/overview' }]] },
    ])
  })

  it('tells what was delivered, who has not answered, and how fresh it is', () => {
    expect(JSON.stringify(part('delivered-since'))).toContain('Ask early.')
    expect(JSON.stringify(part('delivered-since'))).toContain('Not recorded')
    expect(JSON.stringify(part('unanswered'))).toContain('NHS Education, B, C and 2 more')
    expect(JSON.stringify(part('freshness'))).toContain('February 2025')
    // Of the report's own day: whoever reads it later is not told that they are of today.
    expect(JSON.stringify(part('freshness'))).not.toMatch(/today|ago/)
    expect(JSON.stringify(part('risks'))).toContain('No risks or issues were recorded.')
  })

  it('lists each typed figure with what was checked, and nothing where its document is older than that', () => {
    const figure = { part: 'summary', achieved: null, sentence: 'Half are done.', says: 'Half' }
    const typedFigures: FrozenFigure[] = [
      { ...figure, verdict: 'unchecked', plan: null, checked: null },
      {
        ...figure,
        says: '2 are At Risk',
        verdict: 'disagrees',
        plan: '1 of 3 (33%)',
        checked: { by: 'reviewer', at: '2025-04-01T09:00:00.000Z', note: 'Of the other plan' },
      },
    ]
    const { blocks } = makePaper({ matter: { ...contents, typedFigures } })
    const list = splitParts(blocks).find(({ heading }) => heading?.id === 'typed-figures')?.blocks ?? []
    const text = find(list, 'list').flatMap(({ items }) =>
      items.map((spans) => spans.map((span) => span.text).join('')),
    )
    expect(text).toEqual([
      '“2 are At Risk” (summary): does not match the plan, which has 1 of 3 (33%). Checked by a person who reviewed or issued it, 1 Apr 2025, 10:00: Of the other plan',
      '“Half” (summary): could not be checked.',
    ])
    expect(part('typed-figures')).toEqual([])
  })

  it('that was published elsewhere says so, and whose entries it lists', async () => {
    const { risks, published } = await readPublishedText()
    const blocks = makePaper({
      matter: {
        ...contents,
        delivered: null,
        unanswered: null,
        published,
        texts: { summary: read(''), risks: read(risks) },
      },
    }).blocks
    const ids = find(blocks, 'heading').map(({ id }) => id)
    expect(ids).toEqual(
      expect.arrayContaining(['risks', 'progress', 'delivered-since', 'off-track-elsewhere']),
    )
    expect(ids).not.toContain('unanswered')
    expect(find(blocks, 'note')).toHaveLength(1)
    const text = JSON.stringify(blocks)
    expect(text).toContain('not this plan')
    expect(text).toContain('/plans/the-plan/reconciliation/lb-25-03-03')
    expect(text).toContain('Not stated in the report')
  })
})
