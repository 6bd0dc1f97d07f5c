// What the worker is asked for, by method and path.
import { expect, it } from 'vitest'
import { paths } from '@/lib/paths'
import { planOfHeavyWork } from './heavy'

it('is what is made of a whole plan', () => {
  for (const path of [
    '/plans/a/files/actions.csv',
    '/plans/a/reports/r/files/actions.csv',
    '/plans/a/compare/movement.json',
    '/plans/a/charts/pillars.png',
    '/plans/a/reports/r/charts/pillars.png',
    '/plans/a/reports/r/pack.html',
    '/plans/a/reports/r/paper.docx',
    '/plans/a/reports/r/snapshot.json',
    paths.verifyReport('a', 'r'),
    '/plans/a/reports/drafts/d/paper.docx',
    paths.reportDraft('a', 'd'),
    paths.issueReportDraft('a', 'd'),
    '/api/v1/plans/a/reports/r/snapshot',
    '/api/v1/plans/a/history',
    '/plans/a?as-at=2025-03-01',
    '/plans/a/actions?q=x&known-at=2025-03-01',
    '/api/v1/plans/a/rollup?as-at=2025-03-01',
    '/plans/a/reports/new',
  ])
    expect(planOfHeavyWork('GET', path), path).toBe('a')
  for (const path of [paths.reportDraft('a', 'd'), paths.issueReportDraft('a', 'd')])
    expect(planOfHeavyWork('POST', path), path).toBe('a')
})

it('is nothing else', () => {
  for (const path of [
    '/plans/a',
    '/plans/a/charts/pillars.svg',
    '/plans/a/reports/r',
    '/plans/a?page=2',
    '/my-updates?as-at=2025-03-01',
    '/plans/a/files',
    '/api/v1/plans/a/actions',
    '/my-updates',
  ])
    expect(planOfHeavyWork('GET', path), path).toBeNull()
  for (const path of [
    '/plans/a/actions/1/update',
    paths.discardReportDraft('a', 'd'),
    '/plans/a/files/actions.csv',
  ])
    expect(planOfHeavyWork('POST', path), path).toBeNull()
})
