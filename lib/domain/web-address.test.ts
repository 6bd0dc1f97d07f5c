import { expect, it } from 'vitest'
import { isLinkable } from './web-address'

it.each([
  ['https://www.gov.scot/report?a=1#b', true],
  ['http://localhost:3000/', true],
  ['https://example.org/a@b', true],
  ['https://name:secret@example.org/', false],
  ['https://www.gov.scot@example.org/', false],
  ['https://:secret@example.org/', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['ftp://example.org/', false],
  ['//example.org/', false],
  ['', false],
])('%s may be linked to: %s', (address, may) => expect(isLinkable(address)).toBe(may))
