import { expect, it } from 'vitest'
import { checkOrigin } from './origin'

const TYPED = {
  basis: 'published',
  sources: ['lb'],
  page: ' 4 ',
  basisNote: '',
  correction: 'It was printed',
}

it('is read with its documents, once each', () => {
  expect(checkOrigin({ ...TYPED, sources: ['lb', 'lb', 'pq'] }).data).toEqual({
    ...TYPED,
    sources: ['lb', 'pq'],
    page: '4',
  })
  expect(checkOrigin({ ...TYPED, sources: 'lb' }).data?.sources).toEqual(['lb'])
})

it('names what is missing', () => {
  expect(checkOrigin({}).state?.errors).toEqual({
    basis: 'Select how it is known',
    correction: 'Enter what was wrong',
  })
})

it.each([
  ['published', 'Select the document that it is published in'],
  ['inferred', 'Select the document that it is inferred from'],
  ['illustrative', undefined],
  ['reported', undefined],
  ['madeUp', undefined],
])('%s without a document', (basis, message) => {
  expect(checkOrigin({ ...TYPED, basis, sources: '' }).state?.errors.sources).toBe(message)
})
