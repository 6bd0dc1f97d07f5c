import { describe, expect, it } from 'vitest'
import { hasEtag, makeEtag, nameState } from './etag'

const stateOf = (revision: number) => nameState({ slug: 'a "plan"', version: `0.${revision}` })
const etag = makeEtag(stateOf(21), '2025-03-10')

describe('hasEtag', () => {
  it.each([
    ['no header', null, false],
    ['the tag', etag, true],
    ['the tag as a strong one', etag.slice(2), true],
    ['the tag in a list', `"x, y" , ${etag},W/"z"`, true],
    ['any tag', ' * ', true],
    ['another revision', makeEtag(stateOf(22), '2025-03-10'), false],
    ['another day', makeEtag(stateOf(21), '2025-03-11'), false],
    ['a tag without quotes', etag.replaceAll('"', ''), false],
    ['nothing', '', false],
    ['a quote left open', '"'.repeat(9999), false],
  ])('answers for %s', (_, header, expected) => {
    expect(hasEtag(header, etag)).toBe(expected)
  })
})
