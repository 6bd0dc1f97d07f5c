import { expect, it } from 'vitest'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { isRowOverdue, overdue } from './due-date'
import { indexPlan } from './plan-index'
import { viewActionRow } from './action-row'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const due = (date: string) => ({ date, precision: 'day' as const })
const plan = buildPlan({
  actions: [
    buildAction('1', { status: 'atRisk', due: due('2025-03-01') }),
    buildAction('2', { status: 'delivered', due: due('2025-03-01') }),
    buildAction('3', { due: due('2025-03-01') }),
    buildAction('4', { status: 'onTrack', due: due('2025-03-02') }),
    buildAction('5', { status: 'onTrack', due: due('2025-03-01'), counted: false }),
    buildAction('6', { status: 'onTrack' }),
  ],
})

it('says of a row what it says of the action: overdue from the day after the one that was promised, unless delivered', () => {
  const index = indexPlan(plan)
  const late = plan.actions.filter((action) =>
    isRowOverdue(PUBLISHED_SIX, viewActionRow(index, action), '2025-03-02'),
  )
  expect(late.map(({ ref }) => ref)).toEqual(['1', '3'])
  expect(plan.actions.filter((action) => overdue(index, action, '2025-03-02'))).toEqual(late)
})
