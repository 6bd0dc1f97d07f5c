import { describe, expect, it } from 'vitest'
import { buildAction, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { type Reporting, viewUpdatesDue } from './updates-due-rows'
import type { Entry } from './updates-due'

const PERIOD = {
  id: 'period',
  name: 'Spring',
  opensOn: '2025-03-01',
  dueOn: '2025-03-20',
  closesOn: '2025-04-15',
}
const TODAY = '2025-03-31'
const sentence = (recordedOn: string): Entry => ({
  kind: 'update',
  recordedOn,
  effectiveOn: recordedOn,
  standing: 'shown',
})

function silent(
  status: Parameters<typeof buildAction>[1],
  { holder = null, words = [] }: { readonly holder?: string | null; readonly words?: readonly Entry[] } = {},
  period: typeof PERIOD | null = PERIOD,
) {
  const action = buildAction('1', status)
  const reporting: Reporting = {
    periods: [PERIOD],
    holders: new Map([[action.id, holder ? [{ personId: holder, from: '2025-01-01' }] : []]]),
    contributors: new Map(),
    reporters: new Set(['officer']),
    entries: new Map([[action.id, words]]),
  }
  const plan = buildPlan({ sections: [buildSection('1.1')], actions: [action] })
  return viewUpdatesDue(plan, reporting, period, TODAY)[0]?.isSilent
}

it('is due from no one where the accountable officer lost the role or the account', () => {
  const action = buildAction('1', { status: 'onTrack' })
  const row = (personId: string) => {
    const holders = new Map([[action.id, [{ personId, from: '2025-01-01' }]]])
    const reporting = {
      periods: [PERIOD],
      holders,
      contributors: new Map(),
      entries: new Map(),
      reporters: new Set(['officer']),
    }
    return viewUpdatesDue(
      buildPlan({ sections: [buildSection('1.1')], actions: [action] }),
      reporting,
      PERIOD,
      TODAY,
    )[0]
  }
  expect(row('officer')).toMatchObject({ updateDue: 'late', accountableId: 'officer', hasOfficer: true })
  expect(row('gone')).toMatchObject({
    updateDue: 'none',
    accountableId: 'gone',
    hasOfficer: false,
    isSilent: true,
  })
})

describe('an action on which nothing was said this period', () => {
  it('has no update, whether or not someone is accountable for it', () => {
    expect(silent({ status: 'onTrack' }, { holder: 'officer' })).toBe(true)
    expect(silent({ status: 'onTrack' })).toBe(true)
    expect(silent({ status: 'onTrack' }, { words: [sentence('2025-02-01')] })).toBe(true)
  })

  it('is not among them once someone reported, when it is delivered, not counted, or before the period opens', () => {
    expect(silent({ status: 'onTrack' }, { words: [sentence('2025-03-05')] })).toBe(false)
    expect(silent({ status: 'onTrack' }, { holder: 'officer', words: [sentence('2025-03-05')] })).toBe(false)
    expect(silent({ status: 'delivered' })).toBe(false)
    expect(silent({ status: 'onTrack' }, {}, null)).toBe(false)
    expect(silent({ status: 'onTrack' }, {}, { ...PERIOD, opensOn: '2025-04-01' })).toBe(false)
  })
})
