import { describe, expect, it } from 'vitest'
import { planAhead } from '@/lib/domain/periods/periods'
import { checkAhead } from './period'

const typed = {
  rhythm: 'monthly',
  count: '3',
  dueAfter: '20',
  'first-day': '31',
  'first-month': '1',
  'first-year': '2027',
}

describe('periods made ahead', () => {
  it('can end on the day before the next one opens', () => {
    const { data } = checkAhead({ ...typed, closes: 'beforeNext' })
    expect(data && planAhead(data).map(({ opensOn, closesOn }) => [opensOn, closesOn])).toEqual([
      ['2027-01-31', '2027-02-27'],
      ['2027-02-28', '2027-03-30'],
      ['2027-03-31', '2027-04-29'],
    ])
    expect(checkAhead({ ...typed, closes: 'beforeNext', dueAfter: '29' }).state?.errors).toEqual({
      dueAfter: 'Updates must be due before the next period opens. Enter fewer days',
    })
  })

  it('or so many days after they open', () => {
    expect(checkAhead({ ...typed, closes: 'afterDays', closesAfter: '25' }).data?.closesAfter).toBe(25)
    expect(checkAhead({ ...typed, closes: 'afterDays', closesAfter: '19' }).state?.errors).toEqual({
      closesAfter: 'A period must close on its due day or later',
    })
    expect(checkAhead({ ...typed, closes: 'afterDays' }).state?.errors).toEqual({
      closesAfter: 'Enter after how many days a period closes',
    })
    expect(checkAhead({ ...typed, closes: 'never' }).state?.errors).toEqual({
      closes: 'Select when a period closes',
    })
  })
})
