import { describe, expect, it } from 'vitest'
import { cssText } from './css-text'

describe('cssText', () => {
  it.each([
    ['Plan 2025', '"Plan 2025"'],
    ['LB(25)03', '"LB\\28 25\\29 03"'],
    ['</style>', '"\\3c \\2f style\\3e "'],
    ['a"b\\c\n', '"a\\22 b\\5c c"'],
    ['Bòrd 🏔', '"B\\f2 rd \\1f3d4 "'],
  ])('makes of %s %s', (text, css) => expect(cssText(text)).toBe(css))
})
