import { describe, expect, it } from 'vitest'
import report from '@/prisma/seed/progress-report-2025-02.json'
import { checkText } from '@/lib/domain/reports/report-check'
import { resolveText } from '@/lib/domain/reports/report-fields'
import { readFigures } from '@/lib/domain/reports/report-figures'
import { plainText } from '@/lib/domain/reports/report-text'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { readPublishedText } from './published-matter'

const figures = readFigures({ ...firstPlan(), asAt: '2025-02-28' }, '2025-02-28')

describe('the text of the published report', () => {
  it('has every risk that could be read, and says where the text breaks off', async () => {
    const { risks, published } = await readPublishedText()
    const { text, unknown } = resolveText(risks, figures)
    expect(unknown).toEqual([])
    expect(text.blocks).toHaveLength(1)
    const sentence = text.blocks[0]?.items.map(plainText) ?? []
    expect(sentence).toHaveLength(report.risksAndIssues.items.length)
    for (const [at, { text: risk }] of report.risksAndIssues.items.entries())
      expect(sentence[at]).toContain(risk)
    expect(sentence.at(-1)).toContain('breaks off')
    expect(published.notes.risks).toBe(report.risksAndIssues.note)
    expect(checkText(text.blocks, figures)).toEqual({ figures: [], contradictions: [] })
  })

  it('says whose entries its lists hold, and fills in nothing that the paper leaves out', async () => {
    const { published } = await readPublishedText()
    expect(published.otherPlan).toContain('Delivery Plan')
    expect(published.elsewhere.delivered.map(({ code }) => code)).toEqual(['1.1.3', '2.1.1'])
    expect(published.elsewhere.offTrack).toMatchObject([
      { code: '2.6.1', status: 'offTrack', evidence: expect.stringContaining('2.6') },
      { code: '5.1.3', status: null, evidence: null },
      { code: '6.2.1', status: null, reason: null, mitigation: null, isCutOff: true },
    ])
    expect(published.elsewhere.offTrack[0]?.leads).toEqual([
      'Scottish Government',
      expect.stringContaining('Local'),
    ])
  })
})
