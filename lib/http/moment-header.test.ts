import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { momentHeader, pageAddress } from './moment-header'

const REPORT = '/plans/a-plan/reports/lb-25-03-03'

describe('the pages of a report', () => {
  it.each([
    ['/overview', ''],
    ['/actions', '/actions'],
    ['/actions?status=atRisk&as-at=2025-01-01', '/actions?status=atRisk&as-at=2025-01-01'],
    ['/actions/26.3', '/actions/26.3'],
    ['/sections/1.1', '/sections/1.1'],
    ['/charts/pillars.svg', '/charts/pillars.svg'],
    ['/how-ratings-work', '/how-ratings-work'],
    ['/files', '/files'],
    ['/files/history.csv?status=atRisk', '/files/history.csv?status=atRisk'],
  ])('%s is the page of the plan', (below, page) => {
    expect(pageAddress(`${REPORT}${below}`)).toBe(`/plans/a-plan${page}`)
    expect(new URLSearchParams(momentHeader(`${REPORT}${below}`)).get('report')).toBe('lb-25-03-03')
  })

  it('are there also where a long reference was corrected', () => {
    const long = `/plans/a-plan/reports/${'9'.repeat(100)}-correction-12`
    expect(pageAddress(`${long}/actions`)).toBe('/plans/a-plan/actions')
    expect(momentHeader(`${long}/verify`)).toContain('around=')
  })

  it.each(['', '/verify'])('its own page "%s" stands among them', (below) => {
    expect(pageAddress(`${REPORT}${below}`)).toBe(`${REPORT}${below}`)
    expect(momentHeader(`${REPORT}${below}`)).toBe('around=lb-25-03-03')
  })

  it.each([
    '/actions/1/update',
    '/actions/1/updates/x/correct',
    '/sections/1.1/rating',
    '/settings',
    '/manage',
    '/actions/',
    '/../../admin/accounts',
  ])('"%s" is left as it is', (below) => {
    expect(pageAddress(`${REPORT}${below}`)).toBe(`${REPORT}${below}`)
    expect(momentHeader(`${REPORT}${below}`)).toBe('')
  })
})

describe('of the pages there are', () => {
  const pages = readdirSync('app/plans/[plan]', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('page.tsx'))
    .map((file) => ({
      below: file.replace(/\/?page\.tsx$/, '').replaceAll(/\[\w+\]/g, 'x'),
      source: readFileSync(`app/plans/[plan]/${file}`, 'utf8'),
    }))

  it('each that shows a plan at a moment is among those of a report', () => {
    const shown = pages.filter(
      ({ below, source }) => source.includes('readPlanAt(') && !/^(reports|reconciliation)/.test(below),
    )
    expect(shown.length).toBeGreaterThan(8)
    const left = shown.filter(({ below }) => {
      const address = `${REPORT}/${below || 'overview'}`
      return pageAddress(address) === address
    })
    expect(left.map(({ below }) => below)).toEqual([])
  })

  it('none that changes the plan is shown at another moment', () => {
    const changing = pages.filter(({ source }) => /from '\.{1,2}\/(\S*\/)?submit'/.test(source))
    expect(changing.length).toBeGreaterThan(20)
    const dated = changing.filter(
      ({ below }) => momentHeader(`/plans/a-plan/${below}?as-at=2025-01-01`) !== '',
    )
    expect(dated.map(({ below }) => below)).toEqual([])
  })
})
