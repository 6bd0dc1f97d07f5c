import { describe, expect, it } from 'vitest'
import { checkAbout } from './report-draft'

const DAY = { 'asAt-day': '1', 'asAt-month': '4', 'asAt-year': '2026' }
const errorOf = (reference: string) =>
  checkAbout({ ...DAY, reference, title: 'A report' }, false, '2026-05-01').state?.errors.reference

describe('the reference of a report', () => {
  it.each([
    ['LB(26)01', undefined],
    ['new', /^“new” cannot be used as a reference, because another page has that address/],
    ['Drafts', /^“Drafts” cannot be used as a reference/],
    ['報告', /a letter from a to z or a digit/],
    ['', /^Enter the reference of the report/],
  ])('is refused while the form can be mended, with the reason: %s', (reference, why) => {
    if (why === undefined) expect(errorOf(reference)).toBeUndefined()
    else expect(errorOf(reference)).toMatch(why)
  })
})
