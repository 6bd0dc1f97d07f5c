import { expect, it } from 'vitest'
import type { Finding } from './findings'
import { findingsOnHeadline } from './printed-headline'

const countedAs: Finding = {
  ...{ kind: 'countedAs', bucket: 'offTrack', as: 'onTrack', printed: 29, summed: 28, left: 1 },
  ...{ sections: ['5.4'], total: 69 },
}
const differs: Finding = { kind: 'totalDiffersFromRecord', bucket: 'onTrack', printed: 29, recorded: 28 }
const other: Finding = { kind: 'mixedDecimals', sections: ['2.3'], percents: ['16.5'] }

it('says why a headline has other counts than the record, where arithmetic tells', () => {
  expect(findingsOnHeadline([other, countedAs, differs])).toEqual([countedAs])
  expect(findingsOnHeadline([other, differs])).toEqual([differs])
  expect(findingsOnHeadline([other, countedAs])).toEqual([])
})
