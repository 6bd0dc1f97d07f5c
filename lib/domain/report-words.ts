/** Splits the text of a report into sentences, and a sentence into the tokens that its claims are read from. */

import { NUMBER_WORDS } from './number-words'
import { type CheckedFigures, STATUS_NAMES, ADVERSE } from './report-figures'
import { anyOf, END, escape, firstOf, from } from './report-patterns'
import { readPlaces } from './report-places'
import type { Meaning, Reader, Token } from './report-tokens'
import { BUCKETS } from './status'

/** Takes a text as it reads; returns its sentences. A point inside a number or a code ends none. */
export function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?]["”)]?)\s+(?=["“(]?[\p{Lu}\d])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}

/** Takes the figures of a plan; returns what splits one of its sentences into tokens. */
export function makeLexer(figures: CheckedFigures): (sentence: string) => Token[] {
  const readers: readonly Reader[] = [
    readPlaces(figures),
    readStatus(),
    readPercent,
    readNumber(figures),
    readSmallNumber,
    readUnit(figures),
    readWord,
  ]
  return (sentence) => {
    const tokens: Token[] = []
    for (let at = 0; at < sentence.length;) {
      if (/\s/.test(sentence.charAt(at))) {
        at += 1
        continue
      }
      const isInWord =
        at > 0 && /[\p{L}\d]/u.test(sentence.charAt(at - 1)) && /[\p{L}\d]/u.test(sentence.charAt(at))
      const read = isInWord ? null : readFirst(readers, sentence, at)
      const { length, meaning } = read ?? { length: 1, meaning: { kind: 'mark' } as const }
      tokens.push({ start: at, end: at + length, text: sentence.slice(at, at + length), ...meaning })
      at += length
    }
    return tokens
  }
}

function readFirst(readers: readonly Reader[], sentence: string, at: number): ReturnType<Reader> {
  for (const reader of readers) {
    const read = reader(sentence, at)
    if (read) return read
  }
  return null
}

function readStatus(): Reader {
  const spaced = (name: string) =>
    name
      .split(' ')
      .map(escape)
      .join(String.raw`[\s-]+`)
  const names = [
    ...STATUS_NAMES.map(({ name, bucket }) => ({ name, buckets: [bucket] })),
    { name: 'need attention', buckets: ADVERSE },
    { name: 'needs attention', buckets: ADVERSE },
    { name: 'adverse', buckets: ADVERSE },
    { name: 'counted', buckets: BUCKETS },
  ].sort((a, b) => b.name.length - a.name.length)
  const find = firstOf(names.map(({ name }) => spaced(name)))
  return (sentence, at) => {
    const { index, text } = find(sentence, at) ?? {}
    const buckets = names[index ?? -1]?.buckets
    if (!text || !buckets) return null
    return {
      length: text.length,
      meaning: { kind: 'status', buckets, isCapital: /^\p{Lu}/u.test(text) },
    }
  }
}

const percent = from(String.raw`(\d{1,3}(?:\.\d{1,4})?)\s?(?:%|per\s?cent${END})`)

const readPercent: Reader = (sentence, at) => {
  const [whole, digits] = percent(sentence, at) ?? []
  return whole && digits ? { length: whole.length, meaning: { kind: 'percent', percent: digits } } : null
}

/** What is a number and counts nothing here: money, years, ranges, dates, times, ordinals, millions. */
const OTHER_NUMBERS = [
  String.raw`\d[\d,.]{0,30}\s+(?:million|billion|thousand|per\s|(?:January|February|March|April|May|June|July|August|September|October|November|December)${END})`,
  String.raw`(?:19|20)\d\d(?:[-–/]\d+)?(?![\d,]|\.\d)`,
  String.raw`\d+(?:st|nd|rd|th|m|k|bn)${END}`,
  String.raw`\d+(?:[-–/:]\d+)+`,
].map((pattern) => from(pattern))

function readNumber({ plan }: CheckedFigures): Reader {
  const refs = new Set(plan.actions.map(({ ref }) => ref.toLowerCase()))
  const longest = Math.max(0, ...[...refs].map((ref) => ref.length))
  const numeral = from(String.raw`\d{1,3}(?:,\d{3})+${END}|\d+${END}(?!\.\d)`)
  const code = from(String.raw`[\p{L}\d]+(?:[.-][\p{L}\d]+)*`)
  return (sentence, at) => {
    const before = sentence.charAt(at - 1)
    const other = OTHER_NUMBERS.map((match) => match(sentence, at)).find(Boolean)
    // As much as tells a reference from the beginning of something longer.
    const [named = ''] = code(sentence.slice(at, at + longest + 3), 0) ?? []
    const isRef = /\d/.test(named) && refs.has(named.toLowerCase())
    const [number = ''] = numeral(sentence, at) ?? []
    if (other || (number && /[£$€]/.test(before)))
      return { length: (other?.[0] ?? number).length, meaning: { kind: 'word' } }
    if (isRef && named.length >= number.length) {
      const value = number === named ? Number(named) : null
      return { length: named.length, meaning: { kind: 'number', value, ref: named } }
    }
    if (!number) return null
    return {
      length: number.length,
      meaning: { kind: 'number', value: Number(number.replaceAll(',', '')), ref: null },
    }
  }
}

const WORDS: readonly (readonly [string, Meaning])[] = [
  ...(
    [
      ['two thirds', 2, 3],
      ['three quarters', 3, 4],
      ['three-quarters', 3, 4],
      ['two-thirds', 2, 3],
      ...['a half', 'one half', 'half'].map((name) => [name, 1, 2] as const),
      ...['a third', 'one third'].map((name) => [name, 1, 3] as const),
      ...['a quarter', 'one quarter'].map((name) => [name, 1, 4] as const),
      ...['a fifth', 'one fifth'].map((name) => [name, 1, 5] as const),
    ] as const
  ).map(([name, count, base]) => [name, { kind: 'fraction', count, base }] as const),
  ...NUMBER_WORDS.map(([name, value]) => [name, { kind: 'number', value, ref: null }] as const),
  ...['no', 'none', 'nothing'].map((name) => [name, { kind: 'number', value: 0, ref: null }] as const),
  ...['all', 'every'].map((name) => [name, { kind: 'all' }] as const),
]
const findSmall = firstOf(WORDS.map(([name]) => escape(name)))

const perCent = from(String.raw`\s?(?:%|per\s?cent${END})`)

const readSmallNumber: Reader = (sentence, at) => {
  const { index, text } = findSmall(sentence, at) ?? {}
  const meaning = WORDS[index ?? -1]?.[1]
  if (!text || !meaning) return null
  const share = meaning.kind === 'number' ? perCent(sentence, at + text.length) : null
  return share && meaning.kind === 'number'
    ? { length: text.length + share[0].length, meaning: { kind: 'percent', percent: `${meaning.value}` } }
    : { length: text.length, meaning }
}

function readUnit({ plan: { words } }: CheckedFigures): Reader {
  const both = (level: 'action' | 'section') => [words[level].one, words[level].many, level, `${level}s`]
  const sections = from(`(?:${anyOf(both('section'))})${END}`)
  const actions = from(`(?:${anyOf([...both('action'), 'sub-action', 'sub-actions', 'commitments'])})${END}`)
  return (sentence, at) => {
    // "Strategic action" may be a plan's word for a section: the longer name wins.
    const found = (['sections', 'actions'] as const)
      .map((of) => ({ of, length: (of === 'sections' ? sections : actions)(sentence, at)?.[0].length ?? 0 }))
      .sort((a, b) => b.length - a.length)[0]
    return found?.length ? { length: found.length, meaning: { kind: 'unit', of: found.of } } : null
  }
}

const word = from(String.raw`[\p{L}\d][\p{L}\d'’-]*`)
const readWord: Reader = (sentence, at) => {
  const found = word(sentence, at)
  return found ? { length: found[0].length, meaning: { kind: 'word' } } : null
}
