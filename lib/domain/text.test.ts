import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText, foldName } from './text'

const NFD = 'Co\u0301mhairle'

describe('text', () => {
  it('of several lines keeps its lines and spaces, and loses what cannot be seen', () => {
    expect(cleanText(`  ${NFD}\r\n\r\n- a  b\u200B\u000Bnext\u2028last\uFEFF `)).toBe(
      'Cómhairle\n\n- a  b\nnext\nlast',
    )
    expect(cleanText('\u200B')).toBe('')
    // Joins letters in Persian, and people in an emoji.
    expect(cleanText('می\u200Cخواهم')).toBe('می\u200Cخواهم')
  })

  it('that is a name is one line with single spaces', () => {
    expect(cleanLine(`\u00A0NHS\u00A0 Education\n\tfor\u2009Scot\u00ADland\u200F\u200B `)).toBe(
      'NHS Education for Scotland',
    )
    expect(cleanLine(NFD)).toBe('Cómhairle')
  })
})

describe('names that look the same', () => {
  it.each([
    'Cómhairle nan Eilean',
    `${NFD} nan Eilean`,
    'Comhairle nan Eilean',
    'COMHAIRLE NAN EILEAN',
    'Cómhairle\u00A0nan\u00A0Eilean',
    'Cómhairle  nan   Eilean',
    'Cómhairle nan\u200B Eilean',
    'Ｃómhairle nanEilean',
  ])('%j is one of them', (name) => {
    expect(foldName(name)).toBe('comhairlenaneilean')
  })

  it('differ in letters, numbers and signs', () => {
    expect(foldName('Women’s Aid – Fife')).toBe(foldName("Women's Aid - Fife"))
    expect(foldName('34A')).toBe(foldName('34a'))
    expect(foldName('NHS 24')).not.toBe(foldName('NHS 25'))
    expect(foldName('Straße')).toBe(foldName('STRASSE'))
    expect(foldName('3.4')).not.toBe(foldName('34'))
  })
})
