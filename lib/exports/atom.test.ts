import { describe, expect, it } from 'vitest'
import { buildPlan } from '@/tests/helpers/plan-builder'
import { type FeedReport, writeAtom } from './atom'

const plan = { ...buildPlan(), id: '01900000-0000-7000-8000-00000000000a', title: 'A & B <plan>' }
const report = (given: Partial<FeedReport> & Pick<FeedReport, 'id' | 'code'>): FeedReport => ({
  reference: given.code.toUpperCase(),
  title: 'A "report"',
  figuresOf: { date: '2025-02-28', precision: 'month' as const },
  sha256: 'f'.repeat(64),
  frozenAt: '2025-03-01T09:00:00.000Z',
  corrects: null,
  correction: null,
  correctedBy: null,
  isAltered: false,
  invented: { isMadeUp: false, isEstimated: false },
  ...given,
})
const at = {
  self: 'https://example.org/plans/p/reports.atom?a=1&b=2',
  page: 'https://example.org/plans/p/reports',
  report: (code: string) => `https://example.org/plans/p/reports/${code}`,
}
const correction = report({
  id: '2',
  code: 'lb-1-correction-1',
  corrects: 'lb-1',
  correction: 'A share was wrong',
  frozenAt: '2025-04-01T09:00:00.000Z',
})
const corrected = report({ id: '1', code: 'lb-1', correctedBy: 'lb-1-correction-1' })
const feed = writeAtom(plan, [correction, corrected], at)

/** The texts of an element in a piece of the feed, however deep. */
const textsOf = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text)

describe('the feed', () => {
  const [head = '', ...entries] = feed.split('<entry>')

  it('has once what RFC 4287 asks of a feed: id, title, updated; and an author and itself', () => {
    expect(head).toContain('<feed xmlns="http://www.w3.org/2005/Atom"')
    expect(textsOf(head, 'id')).toEqual([`urn:uuid:${plan.id}`])
    expect(textsOf(head, 'title')).toEqual(['Reports of A &amp; B &lt;plan&gt;'])
    expect(textsOf(head, 'updated')).toEqual(['2025-04-01T09:00:00.000Z'])
    expect(textsOf(head, 'name')).toEqual(plan.publishers)
    expect(head).toContain(
      '<link rel="self" type="application/atom+xml" href="https://example.org/plans/p/reports.atom?a=1&amp;b=2"/>',
    )
  })

  it('has once what it asks of each entry, the newest first', () => {
    expect(entries).toHaveLength(2)
    expect(entries.flatMap((entry) => textsOf(entry, 'id'))).toEqual(['urn:uuid:2', 'urn:uuid:1'])
    for (const entry of entries) {
      expect(textsOf(entry, 'title')).toHaveLength(1)
      expect(textsOf(entry, 'updated')).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)])
      expect(entry.match(/<link rel="alternate"/g)).toHaveLength(1)
    }
  })

  it('says which report corrects which and why, and that the corrected one has news', () => {
    expect(entries[0]).toContain('It corrects LB-1: A share was wrong')
    expect(textsOf(entries[1] ?? '', 'title')).toEqual([
      'LB-1: A &quot;report&quot; (corrected by LB-1-CORRECTION-1)',
    ])
    expect(textsOf(entries[1] ?? '', 'updated')).toEqual(['2025-04-01T09:00:00.000Z'])
    expect(textsOf(entries[1] ?? '', 'published')).toEqual(['2025-03-01T09:00:00.000Z'])
  })

  it('is one without reports and without publishers, too', () => {
    const empty = writeAtom({ ...plan, publishers: [] }, [], at)
    expect(empty).not.toContain('<entry>')
    expect(textsOf(empty, 'updated')).toHaveLength(1)
    expect(textsOf(empty, 'name')).toEqual(['A &amp; B &lt;plan&gt;'])
  })
})

it('names no one as the author of figures that are made up, and says so', () => {
  const madeUp = { isMadeUp: true, isEstimated: false }
  const [head = '', entry = ''] = writeAtom(
    plan,
    [report({ id: '3', code: 'demo', invented: madeUp })],
    at,
  ).split('<entry>')
  expect(textsOf(head, 'name')).toEqual(plan.publishers)
  expect(textsOf(entry, 'name')).toEqual(['Cairn demonstration data'])
  expect(textsOf(entry, 'summary').join()).toContain('Made up: ')
})
