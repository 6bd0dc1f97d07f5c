/** The words of a sentence that matter when its figures are checked: amounts, statuses, what is counted, and where. */

import { type FigureScope, type PlanFigures, STATUS_NAMES, ADVERSE } from './report-figures'
import { BUCKETS, type Bucket } from './status'

interface Placed {
  readonly start: number
  readonly end: number
  /** As it stands in the sentence. */
  readonly text: string
}

type Meaning =
  /** `isCapital`: written like the label, which sets "Delivered" apart from the verb. */
  | { readonly kind: 'status'; readonly buckets: readonly Bucket[]; readonly isCapital: boolean }
  /** Null for a reference that is no number. */
  | { readonly kind: 'number'; readonly value: number | null; readonly ref: string | null }
  /** Digits without the sign: "41", "33.3". */
  | { readonly kind: 'percent'; readonly percent: string }
  | { readonly kind: 'fraction'; readonly count: number; readonly base: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'unit'; readonly of: 'actions' | 'sections' }
  | { readonly kind: 'scope'; readonly scopes: readonly FigureScope[] }
  | { readonly kind: 'word' }
  | { readonly kind: 'mark' }

export type Token = Placed & Meaning

/** Reads one kind of token from a place in a sentence on; null where there is none. */
type Reader = (sentence: string, at: number) => { readonly length: number; readonly meaning: Meaning } | null

/** Takes a text as it reads; returns its sentences. A point inside a number or a code ends none. */
export function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?]["”)]?)\s+(?=["“(]?[\p{Lu}\d])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}

/** Takes the figures of a plan; returns what splits one of its sentences into tokens. */
export function makeLexer(figures: PlanFigures): (sentence: string) => Token[] {
  const readers: readonly Reader[] = [
    readScopes(figures),
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
      const read = isInWord ? null : firstOf(readers, sentence, at)
      const { length, meaning } = read ?? { length: 1, meaning: { kind: 'mark' } as const }
      tokens.push({ start: at, end: at + length, text: sentence.slice(at, at + length), ...meaning })
      at += length
    }
    return tokens
  }
}

function firstOf(readers: readonly Reader[], sentence: string, at: number): ReturnType<Reader> {
  for (const reader of readers) {
    const read = reader(sentence, at)
    if (read) return read
  }
  return null
}

/** Takes a pattern; returns what matches it from a place on, and not further along. */
function from(pattern: string, flags = 'iu'): (sentence: string, at: number) => RegExpExecArray | null {
  const regex = new RegExp(pattern, `${flags}y`)
  return (sentence, at) => {
    regex.lastIndex = at
    return regex.exec(sentence)
  }
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
/** The longest first, so that "At Risk" is not read out of "Missed with Risk". */
const anyOf = (texts: readonly string[]) =>
  [...new Set(texts)]
    .sort((a, b) => b.length - a.length)
    .map(escape)
    .join('|')
const END = String.raw`(?![\p{L}\d])`

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
  ]
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ name, buckets }) => ({ buckets, match: from(`${spaced(name)}${END}`) }))
  return (sentence, at) => {
    for (const { buckets, match } of names) {
      const found = match(sentence, at)
      if (found)
        return {
          length: found[0].length,
          meaning: { kind: 'status', buckets, isCapital: /^\p{Lu}/u.test(found[0]) },
        }
    }
    return null
  }
}

const percent = from(String.raw`(\d{1,3}(?:\.\d{1,4})?)\s?(?:%|per\s?cent${END})`)

const readPercent: Reader = (sentence, at) => {
  const [whole, digits] = percent(sentence, at) ?? []
  return whole && digits ? { length: whole.length, meaning: { kind: 'percent', percent: digits } } : null
}

/** What is a number and counts nothing here: money, years, ranges, dates, times, ordinals, millions. */
const OTHER_NUMBERS = [
  String.raw`\d[\d,.]*\s+(?:million|billion|thousand|per\s|(?:January|February|March|April|May|June|July|August|September|October|November|December)${END})`,
  String.raw`(?:19|20)\d\d(?:[-–/]\d+)?(?![\d,]|\.\d)`,
  String.raw`\d+(?:st|nd|rd|th|m|k|bn)${END}`,
  String.raw`\d+(?:[-–/:]\d+)+`,
].map((pattern) => from(pattern))

function readNumber({ plan }: PlanFigures): Reader {
  const refs = new Set(plan.actions.map(({ ref }) => ref.toLowerCase()))
  const numeral = from(String.raw`\d{1,3}(?:,\d{3})+${END}|\d+${END}(?!\.\d)`)
  const code = from(String.raw`[\p{L}\d]+(?:[.-][\p{L}\d]+)*`)
  return (sentence, at) => {
    const before = sentence.charAt(at - 1)
    const other = OTHER_NUMBERS.map((match) => match(sentence, at)).find(Boolean)
    const [named = ''] = code(sentence, at) ?? []
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
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (name, at) => [name, { kind: 'number', value: at + 1, ref: null }] as const,
  ),
  ...['no', 'none', 'nothing'].map((name) => [name, { kind: 'number', value: 0, ref: null }] as const),
  ...['all', 'every'].map((name) => [name, { kind: 'all' }] as const),
]
const SMALL = WORDS.map(([name, meaning]) => ({ meaning, match: from(`${escape(name)}${END}`) }))

const readSmallNumber: Reader = (sentence, at) => {
  for (const { match, meaning } of SMALL) {
    const found = match(sentence, at)
    if (found) return { length: found[0].length, meaning }
  }
  return null
}

function readUnit({ plan: { words } }: PlanFigures): Reader {
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

/** A place before which a name that is also a common word is meant as a name. */
const PLACE = String.raw`(?<=\b(?:[Ii]n|[Uu]nder|[Ww]ithin|[Aa]cross|[Ff]or|[Oo]f)\s)`

function readScopes({ plan, whole, scopes }: PlanFigures): Reader {
  const at = (level: FigureScope['level']) => scopes.filter((scope) => scope.level === level)
  const [sections, pillars] = [at('section'), at('pillar')]
  const { section, pillar } = plan.words
  const codes = anyOf(sections.map(({ code }) => code))
  // A whole number may be a section's code, and stands for a count all the same.
  const dotted = anyOf(sections.map(({ code }) => code).filter((code) => !/^\d+$/.test(code)))
  const names = anyOf(pillars.map(({ title }) => title))
  const levels = (word: { one: string; many: string }, own: string) =>
    anyOf([word.one, word.many, own, `${own}s`])
  const inSections = (text: string) =>
    sections.filter(({ code }) =>
      new RegExp(`(?<![\\p{L}\\d.])${escape(code)}(?![\\p{L}\\d]|\\.\\d)`, 'iu').test(text),
    )
  const inPillars = (text: string) => pillars.filter(({ title }) => text.includes(title))
  const patterns: { match: ReturnType<typeof from>; find: (text: string) => readonly FigureScope[] }[] = []
  const add = (
    when: string,
    pattern: string,
    flags: string,
    find: (text: string) => readonly FigureScope[],
  ) => {
    if (when) patterns.push({ match: from(pattern, flags), find })
  }
  const several = (one: string) => `(?:${one})(?:(?:,\\s+|,?\\s+(?:and|or)\\s+)(?:${one}))*`
  const stop = String.raw`(?![\p{L}\d]|\.\d)`
  add(codes, `(?:${levels(section, 'section')})\\s+${several(codes)}${stop}`, 'iu', inSections)
  add(dotted, `(?:${PLACE}|(?<=\\())${several(dotted)}${stop}`, 'iu', inSections)
  add(
    names,
    `(?:${levels(pillar, 'pillar')}|${levels({ one: pillar.one.toLowerCase(), many: pillar.many.toLowerCase() }, 'pillar')})\\s+${several(names)}${END}`,
    'u',
    inPillars,
  )
  add(
    names,
    `${several(names)}(?=\\s+(?:${levels(pillar, 'pillar')}|${pillar.one.toLowerCase()})${END})`,
    'u',
    inPillars,
  )
  add(names, `${PLACE}(?:the\\s+)?${several(names)}${END}`, 'u', inPillars)
  add(names, `(?<=^|[;:]\\s)(?:${names})(?=:|,)`, 'u', inPillars)
  for (const scope of [...sections, ...pillars].filter(({ title }) => /\s/.test(title.trim())))
    add(scope.title, `${escape(scope.title.replace(/\.$/, ''))}${END}`, 'iu', () => [scope])
  add(
    'whole',
    `(?:the\\s+(?:whole\\s+)?plan|overall(?!\\s+(?:RAG|rating))|in\\s+total|altogether)${END}`,
    'iu',
    () => [whole],
  )
  return (sentence, place) => {
    for (const { match, find } of patterns) {
      const text = match(sentence, place)?.[0]
      const found = text ? find(text) : []
      if (text && found.length) return { length: text.length, meaning: { kind: 'scope', scopes: found } }
    }
    return null
  }
}
