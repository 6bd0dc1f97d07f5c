/** Where a sentence speaks of: the whole plan, its pillars by name or by number, its sections, or a place that nobody can tell. */

import type { FigureScope, CheckedFigures } from './report-figures'
import { anyOf, END, escape, firstOf, from } from './report-patterns'
import type { Place, Reader } from './report-tokens'
import type { LevelWord } from './plan'

/** A place as it stands in a sentence, and the names that it gives, which may be none. */
interface Named {
  readonly text: string
  readonly names: readonly string[]
}

interface Pattern {
  readonly match: (sentence: string, at: number) => Named | null
  readonly find: (found: Named) => readonly Place[]
}

/** Takes the figures of a plan; returns what reads the parts of the plan out of its sentences. */
export function readPlaces(figures: CheckedFigures): Reader {
  const patterns = [
    ...sectionPatterns(figures),
    ...pillarPatterns(figures),
    ...titlePatterns(figures),
    ...vaguePatterns(figures),
    {
      match: unnamed(
        `(?:the\\s+(?:whole\\s+)?plan|overall(?!\\s+(?:RAG|rating))|in\\s+total|altogether)${END}`,
      ),
      find: () => [figures.whole],
    },
  ]
  return (sentence, at) => {
    for (const { match, find } of patterns) {
      const found = match(sentence, at)
      const scopes = found ? find(found) : []
      if (found && scopes.length) return { length: found.text.length, meaning: { kind: 'scope', scopes } }
    }
    return null
  }
}

const SMALL_NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
)

/**
 * Takes the pillars of a plan in its order and a number in digits or letters, or an ordinal; returns the pillar that is called so,
 * or null. Where pillars bear numbers of their own, those count and not their order.
 */
export function findPillar(said: string, pillars: readonly FigureScope[]): FigureScope | null {
  const name = said.toLowerCase()
  const digits = /^(\d+)(?:st|nd|rd|th)?$/.exec(name)?.[1]
  const place = digits ? Number(digits) : Math.max(SMALL_NUMBERS.indexOf(name), ORDINALS.indexOf(name)) + 1
  const bears = ({ code, title }: FigureScope) =>
    Number((/^\D*(\d{1,2})$/.exec(code) ?? /^(?:\p{L}+\s+)?(\d{1,2})\b/u.exec(title))?.[1] ?? NaN)
  const isNumbered = pillars.some((pillar) => !Number.isNaN(bears(pillar)))
  return (isNumbered ? pillars.find((pillar) => bears(pillar) === place) : pillars[place - 1]) ?? null
}

const ofLevel = ({ scopes }: CheckedFigures, level: FigureScope['level']) =>
  scopes.filter((scope) => scope.level === level)

/** A place before which a name that is also a common word is meant as a name. */
const PLACE = String.raw`(?<=\b(?:[Ii]n|[Uu]nder|[Ww]ithin|[Aa]cross|[Ff]or|[Oo]f)\s)`
/** Where a code ends: "1.1" does not stand in "1.12", nor "1" in "1%". */
const STOP = String.raw`(?![\p{L}\d]|\.\d|\s?%|\s?per\s?cent)`
const DIGITS = String.raw`\d{1,3}(?:\.\d{1,3})*`

const levels = (word: LevelWord, own: string) => anyOf([word.one, word.many, own, `${own}s`])

/** Takes a pattern; returns what finds it as a place that gives no names. */
function unnamed(pattern: string, flags?: string): Pattern['match'] {
  const match = from(pattern, flags)
  return (sentence, at) => {
    const [text] = match(sentence, at) ?? []
    return text === undefined ? null : { text, names: [] }
  }
}

/** What stands before names, one name with where it ends, what stands after them, and how many are read at most. */
interface NamesPattern {
  readonly before: string
  readonly one: string
  readonly after?: string
  readonly flags?: string
  readonly most: number
}

const AND = String.raw`,?\s+(?:and|or)\s+`

/**
 * Takes a pattern of names; returns what finds one name, or several: "1.1, 2.1 and 4.1". Names are read one by one and not by
 * one pattern, which could read a name in two ways, and a list of n of them in two to the power of n.
 */
function several({ before, one, after = '', flags, most }: NamesPattern): Pattern['match'] {
  const [begin, name, next, end] = [
    before,
    one,
    `(?:,\\s+(?:(?:and|or)\\s+)?|\\s+(?:and|or)\\s+)`,
    after,
  ].map((pattern) => from(pattern, flags)) as [Match, Match, Match, Match]
  return (sentence, at) => {
    const head = begin(sentence, at)
    if (!head) return null
    const ends: number[] = []
    const names: string[] = []
    for (let to = at + head[0].length; names.length < most;) {
      const link = names.length ? next(sentence, to) : head
      const start = names.length ? to + (link?.[0].length ?? 0) : to
      const found = link && name(sentence, start)
      if (!found) break
      to = start + found[0].length
      names.push(found[0])
      ends.push(to)
    }
    for (let count = ends.length; count > 0; count -= 1) {
      const to = ends[count - 1] ?? at
      const tail = end(sentence, to)
      if (tail) return { text: sentence.slice(at, to + tail[0].length), names: names.slice(0, count) }
    }
    return null
  }
}

type Match = ReturnType<typeof from>

/** The same for what can be nothing but a list of names: "1, 2 and 4", "1 to 4". The names of a range are one name, which no part has. */
function listed({ before, one, most }: NamesPattern): Pattern['match'] {
  const [begin, name, comma, and, to] = [before, one, String.raw`,\s+`, AND, String.raw`\s+to\s+|[-–]`].map(
    (pattern) => from(pattern),
  ) as [Match, Match, Match, Match, Match]
  return (sentence, at) => {
    const head = begin(sentence, at)
    const start = at + (head?.[0].length ?? 0)
    const first = head && name(sentence, start)
    if (!first) return null
    const names = [first[0]]
    let end = start + first[0].length
    while (names.length < most) {
      const last = and(sentence, end)
      const link = last ?? comma(sentence, end)
      const found = link && name(sentence, end + link[0].length)
      if (!link || !found) break
      end += link[0].length + found[0].length
      names.push(found[0])
      if (last) return { text: sentence.slice(at, end), names }
    }
    const middle = start + first[0].length
    const link = to(sentence, middle)
    const last = link && name(sentence, middle + link[0].length)
    if (!link || !last) return null
    const until = middle + link[0].length + last[0].length
    return { text: sentence.slice(at, until), names: [sentence.slice(start, until)] }
  }
}

/** Takes what finds a part of the plan by its name; returns what finds all that a pattern names, or says that it cannot be told. */
function findAll(level: 'pillar' | 'section', find: (name: string) => FigureScope | null): Pattern['find'] {
  return ({ text, names }) => {
    const found = names.map(find)
    const known = found.flatMap((scope) => scope ?? [])
    return known.length === found.length ? known : [{ level, unclear: text }]
  }
}

function sectionPatterns(figures: CheckedFigures): Pattern[] {
  const sections = ofLevel(figures, 'section')
  const { section } = figures.plan.words
  const level = `(?:${levels(section, 'section')})`
  const codes = anyOf(sections.map(({ code }) => code))
  // A whole number may be a section's code, and stands for a count all the same.
  const dotted = anyOf(sections.map(({ code }) => code).filter((code) => !/^\d+$/.test(code)))
  const byCode = new Map(sections.map((one) => [one.code.toLowerCase(), one] as const).reverse())
  const find = (name: string) => byCode.get(name.toLowerCase()) ?? null
  const inOrder = ({ names }: Named) => {
    const named = new Set(names.map(find))
    return named.size === 1
      ? [...named].flatMap((one) => one ?? [])
      : sections.filter((one) => named.has(one))
  }
  const one = `(?:${codes ? `${codes}|${DIGITS}` : DIGITS})${STOP}`
  const all = findAll('section', find)
  const most = figures.scopes.length
  return [
    { match: listed({ before: `(?:${anyOf([section.many, 'sections'])})\\s+`, one, most }), find: all },
    ...(codes
      ? [{ match: several({ before: `${level}\\s+`, one: `(?:${codes})${STOP}`, most }), find: inOrder }]
      : []),
    ...(dotted
      ? [
          {
            match: several({ before: `(?:${PLACE}|(?<=\\())`, one: `(?:${dotted})${STOP}`, most }),
            find: inOrder,
          },
        ]
      : []),
    {
      match: several({
        before: `(?:${anyOf([section.one, 'section'])})\\s+`,
        one: `${DIGITS}${STOP}`,
        most: 1,
      }),
      find: all,
    },
  ]
}

function pillarPatterns(figures: CheckedFigures): Pattern[] {
  const pillars = ofLevel(figures, 'pillar')
  const { pillar } = figures.plan.words
  const small = { one: pillar.one.toLowerCase(), many: pillar.many.toLowerCase() }
  const level = `(?:${levels(pillar, 'pillar')}|${levels(small, 'pillar')})`
  const titles = anyOf(pillars.map(({ title }) => title))
  // A title may begin with "the" itself.
  const the = `(?:the\\s+(?=${titles}))?`
  const inText = ({ text }: Named) => pillars.filter(({ title }) => text.includes(title))
  const most = figures.scopes.length
  const named = (before: string, after = ''): Pattern[] =>
    titles
      ? [{ match: several({ before, one: `(?:${titles})${END}`, after, flags: 'u', most }), find: inText }]
      : []
  const numbers = [...SMALL_NUMBERS, String.raw`\d{1,2}`].join('|')
  const one = `(?:${numbers})${STOP}`
  const ordinal = [...ORDINALS, String.raw`\d{1,2}(?:st|nd|rd|th)`].join('|')
  const all = findAll('pillar', (name) => findPillar(name, pillars))
  const singular = `(?:${anyOf([pillar.one, 'pillar'])})`
  return [
    ...named(`${level}\\s+`),
    ...named(the, `\\s+${level}${END}`),
    ...named(`${PLACE}${the}`),
    ...(titles ? [{ match: unnamed(`(?<=^|[;:]\\s)(?:${titles})(?=:|,)`, 'u'), find: inText }] : []),
    { match: listed({ before: `(?:${anyOf([pillar.many, 'pillars'])})\\s+`, one, most }), find: all },
    { match: several({ before: `${singular}\\s+`, one, most: 1 }), find: all },
    {
      match: several({
        before: `(?:the\\s+)?`,
        one: `(?:${ordinal})`,
        after: `\\s+${singular}${END}`,
        most: 1,
      }),
      find: all,
    },
    // "Pillar II" and "Pillar B" name one, but the plan does not say so.
    {
      match: unnamed(
        `(?:${anyOf([pillar.one, small.one, 'Pillar', 'pillar'])})\\s+(?:[IVX]{1,9}|[A-Z])${END}`,
        'u',
      ),
      find: ({ text }) => [{ level: 'pillar', unclear: text }],
    },
  ]
}

/** Sections and pillars by titles of several words, which mean nothing else. */
function titlePatterns(figures: CheckedFigures): Pattern[] {
  const scopes = [...ofLevel(figures, 'section'), ...ofLevel(figures, 'pillar')].filter(({ title }) =>
    /\s/.test(title.trim()),
  )
  const match = firstOf(scopes.map(({ title }) => escape(title.replace(/\.$/, ''))))
  return scopes.length
    ? [
        {
          match: (sentence, at) => {
            const found = match(sentence, at)
            return found && { text: found.text, names: [String(found.index)] }
          },
          find: ({ names: [index] }) => scopes.slice(Number(index), Number(index) + 1),
        },
      ]
    : []
}

const WHICH = String.raw`(?:this|that|these|those|both|each|every|either|another|any|some|most|an?|(?:the\s+)?(?:same|other|others|remaining|next|previous|following|last))`
const HOW_MANY = String.raw`(?:one|two|three|four|five|several|many|some|most|each)(?:\s+of\s+(?:the|these|those|our)(?:\s+\p{L}+)?)?`
/** Before "three sections" here they are where something is; "two of three sections" counts them. */
const WITHIN = String.raw`(?<=\b(?:[Ii]n|[Uu]nder|[Ww]ithin|[Aa]cross)\s)`

/** "In this pillar", "in one of the sections": a place, and no word of which. Where there is one pillar only, it is that one. */
function vaguePatterns(figures: CheckedFigures): Pattern[] {
  const { words } = figures.plan
  return (['pillar', 'section'] as const).flatMap((level) => {
    const scopes = ofLevel(figures, level)
    const all = `(?:${levels(words[level], level)})${END}`
    const singular = `(?:${anyOf([words[level].one, level])})${END}`
    const known = anyOf(scopes.flatMap(({ code, title }) => [code, title]))
    // "In the section 1.1", "we see that section 1.1".
    const isNamed = `(?!\\s+(?:\\d${known && `|${known}`}))`
    const isOne = new RegExp(singular, 'iu')
    const find = ({ text }: Named): readonly Place[] =>
      scopes.length === 1 && isOne.test(text) ? scopes : [{ level, unclear: text }]
    return [
      `${PLACE}${WHICH}\\s+${all}`,
      `${PLACE}the\\s+${singular}${isNamed}`,
      `(?:the\\s+)?(?:${ORDINALS.join('|')})\\s+${singular}`,
      `${WITHIN}${HOW_MANY}\\s+${all}`,
      `(?:this|that|the\\s+same)\\s+${singular}${isNamed}`,
    ].map((pattern) => ({ match: unnamed(pattern), find }))
  })
}
