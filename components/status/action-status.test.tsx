import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { ActionRow } from '@/lib/domain/plan/action-row'
import { ActionStatus } from './action-status'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const PLACE = { ...PUBLISHED_SIX, slug: 'a-plan', asAt: null, report: null, knownAt: null }
type Row = Pick<ActionRow, 'bucket' | 'status' | 'basis' | 'lifecycle' | 'ratedWith' | 'hasCountedParts'>
const ROW: Row = {
  bucket: null,
  status: 'delivered',
  basis: 'published',
  lifecycle: 'active',
  ratedWith: null,
  hasCountedParts: false,
}
const show = (row: Partial<Row> = {}) =>
  renderToStaticMarkup(
    <ActionStatus
      plan={{ ...PLACE, words: { action: { one: 'Action', many: 'Actions' } } }}
      row={{ ...ROW, ...row }}
    />,
  )

it('shows the status of an action as a tag', () => {
  expect(show()).toContain('status-tag')
  expect(show()).toContain('Delivered')
})

it('tells of an action that has left the plan what became of it, and what it had last in words alone', () => {
  const withdrawn = show({ lifecycle: 'withdrawn' })
  expect(withdrawn).toMatch(/^Withdrawn/)
  expect(withdrawn).toContain('Last status: Delivered')
  expect(withdrawn).not.toContain('status-tag')
  expect(show({ lifecycle: 'merged', status: null })).toBe('Merged into another action')
})
