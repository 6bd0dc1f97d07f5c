import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readSnapshot } from '@/lib/schemas/reports/snapshot'
import { buildAction, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { findFaults, makeSnapshot, planOf, type SnapshotDocument } from './snapshot'
import { viewOverview } from '@/lib/domain/plan/views'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const AS_AT = '2025-03-31'
const FROZEN = '2025-04-01T09:00:00.000Z'
const REPORT = { code: 'lb-1', reference: 'LB(1)', title: 'A report', meetingOn: null }
const plan = {
  ...buildPlan({
    sections: [buildSection('1.1'), buildSection('1.2')],
    actions: [
      buildAction('1', { status: 'delivered' }),
      buildAction('2', { status: 'atRisk' }),
      buildAction('3', { status: 'onTrack', sectionId: '1.2' }),
    ],
  }),
  asAt: AS_AT,
}
const made = makeSnapshot({
  plan,
  report: REPORT,
  frozenAt: FROZEN,
  corrects: null,
  accepted: [],
  stories: {},
  vocabulary: vocabulary(PUBLISHED_SIX),
  matter: null,
})
const label = { ...REPORT, id: plan.id, asAt: AS_AT, frozenAt: FROZEN }
/** As it comes back from the database. */
const read = (text: string) => JSON.parse(text) as SnapshotDocument

describe('a snapshot', () => {
  it('holds the plan and its figures, and comes back from its text as it was', () => {
    const again = read(canonicalJson(made))
    expect(again).toEqual(made)
    expect(canonicalJson(again)).toBe(canonicalJson(made))
    expect(viewOverview(planOf(again), AS_AT)).toEqual(viewOverview({ ...plan, report: 'lb-1' }, AS_AT))
    expect(again.figures.sections['1.1']).toMatchObject({ base: 2, sentence: '50% Delivered, 50% At Risk' })
    expect(again.vocabulary.buckets.map(({ label: word }) => word)).toEqual([
      'Delivered',
      'On Track',
      'Delivery Date Missed no Risk',
      'At Risk',
      'Delivery Date Missed with Risk',
      'Off Track',
      'No update yet',
    ])
  })

  it('has no fault as it was made', () => {
    expect(findFaults(made, label)).toEqual([])
  })

  it('tells figures that do not follow from its rows', () => {
    const figures = { ...made.figures, ragCounts: { ...made.figures.ragCounts, onTrack: 9 } }
    expect(findFaults({ ...made, figures }, label)).toEqual([{ kind: 'figures' }])
  })

  it.each([
    ['title', { title: 'Another report' }],
    ['asAt', { asAt: '2025-03-30' }],
    ['id', { id: 'another-plan' }],
  ])('tells a list that has another %s', (field, change) => {
    expect(findFaults(made, { ...label, ...change })).toEqual([
      expect.objectContaining({ kind: 'label', field, listed: Object.values(change)[0] }),
    ])
  })

  it('is refused for a plan that is not as at a day', () => {
    expect(() => makeSnapshot({ ...made, plan: { ...plan, asAt: null } })).toThrow('as at a day')
  })

  it('of version 2 is read as it was frozen, with no list of typed figures', () => {
    const second = { ...made, version: 2, matter: { since: null } }
    const text = canonicalJson(second)
    const hash = { sha256: 'a', actualSha256: 'a' }
    const { document, faults } = readSnapshot(text, { ...label, ...hash })
    expect(faults).toEqual([])
    expect(canonicalJson(document)).toBe(text)
  })

  it('of version 1 is read and verified as it was frozen, to the letter', async () => {
    const text = await readFile('tests/fixtures/snapshot-version-1.json', 'utf8')
    const sha256 = '40229aee1db3b9a983f10f5c5975530b90f584cafeb86213626998b7b2f6780a'
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
    const first = { code: 'lb-1', reference: 'LB(1)', title: 'A report', meetingOn: '2025-04-30' }
    const { document, faults } = readSnapshot(text, {
      ...first,
      id: 'the-plan',
      asAt: '2025-03-31',
      frozenAt: '2025-04-01T09:00:00.000Z',
      sha256,
      actualSha256: sha256,
    })
    expect(faults).toEqual([])
    expect(document).toMatchObject({ version: 1, matter: null })
    const { matter: _, ...frozen } = document
    expect(canonicalJson(frozen)).toBe(text)
    const { bases: _bases, ...words } = vocabulary(PUBLISHED_SIX)
    expect(document.vocabulary).toMatchObject(words)
  })

  // Pages show the words of today for every report. Whoever changes one raises SNAPSHOT_VERSION, and lets pages of older
  // reports read theirs from the document.
  it('has the words that version 3 is made with', () => {
    expect(vocabulary(PUBLISHED_SIX)).toMatchSnapshot()
  })
})
