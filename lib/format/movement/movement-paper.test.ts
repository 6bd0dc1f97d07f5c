import { describe, expect, it } from 'vitest'
import { compare, type Side } from '@/lib/domain/movement/movement'
import type { PlanState } from '@/lib/domain/plan/plan'
import { buildAction, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { movementBlocks, describeKinds } from './movement-paper'
import type { Block } from '@/lib/format/paper/paper'
import type { TableBlock } from '@/lib/format/plan/plan-blocks'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const day = (date: string) => ({ date, precision: 'day' as const })
const side = (plan: PlanState, code: string, asAt: string): Side => ({
  plan,
  code,
  reference: code.toUpperCase(),
  asAt,
  reasonsByAction: () => [{ what: 'due', reason: 'It ran longer' }],
})
const before = buildPlan({
  sections: [buildSection('1.1'), buildSection('1.2')],
  actions: [
    buildAction('1', { status: 'atRisk', title: 'Train' }),
    buildAction('2', { status: 'onTrack', due: day('2025-03-31') }),
    buildAction('3'),
  ],
})
const after = buildPlan({
  actions: [
    buildAction('11', { id: '1', status: 'onTrack', title: 'Train' }),
    buildAction('2', { status: 'onTrack', due: day('2025-06-29') }),
    buildAction('4', { status: 'onTrack' }),
  ],
})
const comparison = compare(side(before, 'lb-a', '2025-02-28'), side(after, 'lb-b', '2025-06-30'))
const source = { comparison, plan: after, stalled: [] }
const blocks = movementBlocks(source)
const tables = blocks.filter((block): block is TableBlock => block.kind === 'table')
const text = (some: readonly Block[]) => JSON.stringify(some)

describe('the movement as blocks', () => {
  it('has tables whose columns share the width, and ids of their own', () => {
    expect(tables.map(({ id }) => id)).toEqual([
      'movement-matrix-table',
      'movement-table',
      'movement-slipped-table',
      'movement-sections-table',
    ])
    for (const { columns, rows } of tables) {
      expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(100)
      expect(rows.every((row) => row.length === columns.length)).toBe(true)
    }
  })

  it('has a matrix with a row for "not counted" only where something entered, each figure with its rows', () => {
    const [matrix] = tables
    expect(matrix?.rows).toHaveLength(8)
    expect(text(matrix ? [matrix] : [])).toContain(
      '/plans/the-plan/compare?from=lb-a&to=lb-b&was=atRisk&is=onTrack#changes',
    )
    expect(text(matrix ? [matrix] : [])).toContain('1 ▲')
  })

  it('says why a date slipped, and names a re-numbered action with its number of then', () => {
    expect(text(blocks)).toContain('It ran longer')
    expect(text(blocks)).toContain(' (previously 1)')
    expect(text(blocks)).toContain('· Removed')
  })

  it('says of each action how it moved', () => {
    expect(comparison.changes.map((change) => describeKinds(PUBLISHED_SIX, change))).toEqual([
      'Recovered, renumbered',
      'Due date moved later (90 days later)',
      'Added',
      'Removed',
    ])
  })

  it('says so where nothing moved', () => {
    const same = compare(side(before, 'lb-a', '2025-02-28'), side(before, 'lb-b', '2025-06-30'))
    expect(text(movementBlocks({ comparison: same, plan: before }))).toContain('No actions changed.')
  })
})
