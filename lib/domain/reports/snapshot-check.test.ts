import { describe, expect, it } from 'vitest'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { buildAction, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { makeSnapshot, SNAPSHOT_VERSION, type SnapshotDocument } from './snapshot'
import { canBeShown, findLinkFaults } from './snapshot-check'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const AS_AT = '2025-03-31'
const corrects = { code: 'lb-1', sha256: 'a'.repeat(64), why: 'A share was wrong' }
const made = makeSnapshot({
  plan: {
    ...buildPlan({ sections: [buildSection('1.1')], actions: [buildAction('1', { status: 'delivered' })] }),
    asAt: AS_AT,
  },
  report: { code: 'lb-1-correction-1', reference: 'LB(1)', title: 'A report', meetingOn: null },
  frozenAt: '2025-04-01T09:00:00.000Z',
  accepted: [],
  stories: {},
  corrects,
  matter: null,
  vocabulary: vocabulary(PUBLISHED_SIX),
})
const beside = {
  schemaVersion: SNAPSHOT_VERSION,
  corrects: { code: 'lb-1', sha256: corrects.sha256 },
  correction: corrects.why,
  sha256: 'c'.repeat(64),
  auditedSha256: 'c'.repeat(64),
}

describe('what stands beside a report', () => {
  it('agrees with it, also where it corrects none', () => {
    expect(findLinkFaults(made, beside)).toEqual([])
    const first = { ...beside, corrects: null, correction: null }
    expect(findLinkFaults({ ...made, corrects: null }, first)).toEqual([])
  })

  it.each([
    [
      'that it corrects another',
      { corrects: { ...beside.corrects, code: 'lb-0' } },
      { kind: 'corrects', listed: 'lb-0', document: 'lb-1' },
    ],
    [
      'that it corrects none',
      { corrects: null, correction: null },
      { kind: 'corrects', listed: null, document: 'lb-1' },
    ],
    ['another reason', { correction: 'Nothing much' }, { kind: 'correction', listed: 'Nothing much' }],
    ['another version', { schemaVersion: 99 }, { kind: 'version', listed: 99 }],
    ['another fingerprint', { auditedSha256: 'd'.repeat(64) }, { kind: 'auditEntry' }],
  ])('may say %s', (_, change, fault) =>
    expect(findLinkFaults(made, { ...beside, ...change })[0]).toMatchObject(fault),
  )

  it('may have replaced the report that it corrects, together with that one’s fingerprint', () => {
    const replaced = { ...beside, corrects: { code: 'lb-1', sha256: 'b'.repeat(64) } }
    expect(findLinkFaults(made, replaced)).toEqual([{ kind: 'corrected', code: 'lb-1' }])
  })
})

it.each([
  ['no plan', { plan: {} }],
  ['numbers for actions', { plan: { ...made.plan, actions: [1] } }],
  ['actions of a section that is not there', { plan: { ...made.plan, sections: [] } }],
  ['a story that is none', { stories: { [made.plan.actions[0]?.id ?? '']: [null] } }],
])('nothing can be shown of %s', (_, change) => {
  expect(canBeShown(made, AS_AT)).toBe(true)
  expect(canBeShown({ ...made, ...change } as SnapshotDocument, AS_AT)).toBe(false)
})
