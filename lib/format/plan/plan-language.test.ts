import { expect, it } from 'vitest'
import { nameAction } from '@/lib/format/plan/plan-blocks'
import { langOf } from '@/lib/domain/plan/languages'

it('names the language of a plan’s text only where it is not that of the page', () => {
  expect([langOf({}), langOf({ language: 'en' }), langOf({ language: 'gd' })]).toEqual([
    undefined,
    undefined,
    'gd',
  ])
  const names = (language: string) => nameAction({ slug: 'plan', language }, { ref: '1', title: 'Obair' })
  expect(names('gd').map(({ lang }) => lang)).toEqual([undefined, 'gd'])
  expect(names('en').every((span) => !('lang' in span))).toBe(true)
})
