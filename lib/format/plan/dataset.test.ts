import { describe, expect, it } from 'vitest'
import { buildPlan } from '@/tests/helpers/plan-builder'
import { describeDataset, scriptJson } from './dataset'

const report = {
  code: 'lb-1',
  reference: 'LB(1)',
  title: 'A report',
  asAt: '2025-02-28',
  figuresOf: { date: '2025-02-28', precision: 'month' as const },
  frozenAt: '2025-03-01T09:00:00.000Z',
  sha256: 'f'.repeat(64),
}
const plan = buildPlan()
const dataset = describeDataset(plan, report, null, (path) => `https://example.org${path}`)

describe('the description of a report as a dataset', () => {
  it('has what search engines ask for, and whole addresses', () => {
    expect(dataset).toMatchObject({
      '@type': 'Dataset',
      name: 'LB(1): A report',
      datePublished: '2025-03-01',
      temporalCoverage: `${plan.startsOn}/2025-02-28`,
      version: report.sha256,
      license: plan.licence,
    })
    // Google reads none that is shorter or longer.
    expect(dataset.description.length).toBeGreaterThan(50)
    expect(dataset.description.length).toBeLessThan(5000)
    for (const { contentUrl, encodingFormat } of dataset.distribution) {
      expect(contentUrl).toMatch(/^https:\/\/example\.org\/plans\/.+\/reports\/lb-1\//)
      expect(encodingFormat).toMatch(/^\w+\/[\w.+-]+$/)
    }
    expect(dataset.distribution.at(-1)).toMatchObject({ sha256: report.sha256 })
  })
})

describe('scriptJson', () => {
  it('ends no script, opens no comment, and says the same', () => {
    const hard = { a: '</script><script>alert(1)</script><!-- & \u2028' }
    const text = scriptJson(hard)
    expect(text).not.toMatch(/[<>&\u2028]/)
    expect(JSON.parse(text)).toEqual(hard)
  })
})
