import { describe, expect, it } from 'vitest'
import { checkNewActions, MOST_NEW_ACTIONS } from './new-actions'

const given = {
  section: '1.1',
  counted: 'no',
  first: '26.9',
  titles: '• Train more people\r\n\n- Hire more\n3 new hubs\n4. Keep more',
}

describe('a list of titles', () => {
  it('becomes actions, numbered on from the first, without the bullets and numbers of the document it came from', () => {
    const { data } = checkNewActions(given)
    expect(data?.map(({ fields }) => [fields.ref, fields.title, fields.section, fields.counted])).toEqual([
      ['26.9', 'Train more people', '1.1', 'no'],
      ['26.10', 'Hire more', '1.1', 'no'],
      // A figure that a title begins with is the title's own.
      ['26.11', '3 new hubs', '1.1', 'no'],
      ['26.12', 'Keep more', '1.1', 'no'],
    ])
  })

  it('is refused in words, every error at once', () => {
    expect(checkNewActions({}).state?.errors).toEqual({
      first: 'Enter the number of the first action',
      titles: 'Paste the wording of each action, one on each line',
      counted: 'Select whether they are counted',
      section: 'Select what it belongs to',
    })
    expect(checkNewActions({ ...given, first: 'A' }).state?.errors.first).toContain('must end in a figure')
    expect(checkNewActions({ ...given, first: '1..2' }).state?.errors.first).toContain('single dots')
    const many = 'x\n'.repeat(MOST_NEW_ACTIONS + 1)
    expect(checkNewActions({ ...given, titles: many }).state?.errors.titles).toContain('up to 100')
    const long = `a\n${'x'.repeat(20_001)}`
    expect(checkNewActions({ ...given, titles: long }).state?.errors.titles).toMatch(
      /^Line 2: Wording must be/,
    )
  })
})
