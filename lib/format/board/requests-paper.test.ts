import { expect, it } from 'vitest'
import type { FrozenBoardRequest } from '@/lib/domain/board/board-requests'
import type { FrozenDispute } from '@/lib/domain/board/disputes'
import { buildPlan } from '@/tests/helpers/plan-builder'
import { requestsAsBlocks, disputesAsBlocks } from './requests-paper'

const plan = { ...buildPlan(), report: 'lb-1', asAt: '2025-06-30' }
const about = { level: 'action', code: '26', title: 'An action' } as const
const request: FrozenBoardRequest = {
  number: 3,
  kind: 'question',
  about,
  text: 'How many?',
  raisedOn: '2025-03-10',
  report: { code: 'lb-1', reference: 'LB(1)' },
  owner: { code: 'nes', name: 'NHS Education' },
  dueOn: '2025-05-31',
  isOverdue: true,
  standing: 'open',
  settled: null,
  basis: 'reported',
}
const dispute: FrozenDispute = {
  number: 1,
  about,
  rating: { level: 'action', value: 'onTrack' },
  reason: 'It is late',
  raisedOn: '2025-03-10',
  answer: null,
  basis: 'illustrative',
}
const wordsOf = (blocks: ReturnType<typeof requestsAsBlocks>) =>
  JSON.stringify(blocks)
    .match(/"text":"[^"]*"/g)
    ?.map((text) => text.slice(8, -1))

it('says of each request who has to answer what by when, and leads to what it is about', () => {
  const answered: FrozenBoardRequest = {
    ...request,
    number: 2,
    standing: 'answered',
    isOverdue: false,
    settled: { text: 'Twelve', on: '2025-06-01' },
  }
  const blocks = requestsAsBlocks([request, answered], plan)
  expect(wordsOf(blocks)?.[0]).toBe(
    '1 open, 1 of them overdue; 1 answered or withdrawn since the last report.',
  )
  expect(wordsOf(blocks)).toEqual(
    expect.arrayContaining([
      'Board request 3',
      'Raised 10 March 2025, on LB(1)',
      'How many?',
      'NHS Education',
      'Overdue since 31 May 2025',
      'Answered 1 June 2025',
      'Twelve',
    ]),
  )
  expect(JSON.stringify(blocks)).toContain('"href":"/plans/the-plan/reports/lb-1/actions/26"')
})

it('says that there is none, and of disputes nothing', () => {
  expect(requestsAsBlocks([], plan)).toHaveLength(1)
  expect(requestsAsBlocks([], plan)[0]?.kind).toBe('paragraph')
  expect(disputesAsBlocks([], plan)).toEqual([])
})

it('says who disputed a rating only as a board member, and what is an example', () => {
  const words = wordsOf(disputesAsBlocks([dispute], plan))
  expect(words).toEqual(
    expect.arrayContaining(['On Track', 'By a board member, 10 March 2025 (Estimated)', 'Not answered yet']),
  )
})

it('has tables whose columns fill the width', () => {
  for (const block of [...requestsAsBlocks([request], plan), ...disputesAsBlocks([dispute], plan)])
    if (block.kind === 'table') {
      expect(block.columns.reduce((sum, { width }) => sum + width, 0)).toBe(100)
      for (const row of block.rows) expect(row).toHaveLength(block.columns.length)
    }
})
