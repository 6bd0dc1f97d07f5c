/** Where a sentence speaks of: the whole plan, its pillars by name or by number, its sections, or a place that nobody can tell. */

import type { FigureScope, PlanFigures } from './report-figures'
import { anyOf, END, escape, from } from './report-patterns'
import type { Place, Reader } from './report-tokens'
import type { LevelWord } from './plan'

interface Pattern {
  readonly match: ReturnType<typeof from>
  readonly find: (found: RegExpExecArray) => readonly Place[]
}

/** Takes the figures of a plan; returns what reads the parts of the plan out of its sentences. */
export function readPlaces(figures: PlanFigures): Reader {
  const patterns = [
    ...sectionPatterns(figures),
    ...pillarPatterns(figures),
    ...titlePatterns(figures),
    ...vaguePatterns(figures),
    {
      match: from(`(?:the\\s+(?:whole\\s+)?plan|overall(?!\\s+(?:RAG|rating))|in\\s+total|altogether)${END}`),
      find: () => [figures.whole],
    },
  ]
  return (sentence, at) => {
    for (const { match, find } of patterns) {
      const found = match(sentence, at)
      const scopes = found ? find(found) : []
      if (found && scopes.length) return { length: found[0].length, meaning: { kind: 'scope', scopes } }
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

const ofLevel = ({ scopes }: PlanFigures, level: FigureScope['level']) =>
  scopes.filter((scope) => scope.level === level)

/** A place before which a name that is also a common word is meant as a name. */
const PLACE = String.raw`(?<=\b(?:[Ii]n|[Uu]nder|[Ww]ithin|[Aa]cross|[Ff]or|[Oo]f)\s)`
/** Where a code ends: "1.1" does not stand in "1.12", nor "1" in "1%". */
const STOP = String.raw`(?![\p{L}\d]|\.\d|\s?%|\s?per\s?cent)`
const DIGITS = String.raw`\d{1,3}(?:\.\d{1,3})*`

const levels = (word: LevelWord, own: string) => anyOf([word.one, word.many, own, `${own}s`])
const several = (one: string) => `(?:${one})(?:(?:,\\s+|,?\\s+(?:and|or)\\s+)(?:${one}))*`
/** "1, 2 and 4", "1 to 4": what can be nothing but a list of names. */
const listed = (one: string) =>
  `(?<names>(?:${one})(?:(?:,\\s+(?:${one}))*,?\\s+(?:and|or)\\s+(?:${one})|(?:\\s+to\\s+|[-–])(?:${one})))${STOP}`

/** Takes what finds a part of the plan by its name; returns what finds all that a pattern names, or says that it cannot be told. */
function findAll(level: 'pillar' | 'section', find: (name: string) => FigureScope | null): Pattern['find'] {
  return ({ 0: unclear, groups }) => {
    const found = (groups?.names ?? '').split(/,?\s+(?:and|or)\s+|,\s+/i).map(find)
    const known = found.flatMap((scope) => scope ?? [])
    return known.length === found.length ? known : [{ level, unclear }]
  }
}

function sectionPatterns(figures: PlanFigures): Pattern[] {
  const sections = ofLevel(figures, 'section')
  const { section } = figures.plan.words
  const level = `(?:${levels(section, 'section')})`
  const codes = anyOf(sections.map(({ code }) => code))
  // A whole number may be a section's code, and stands for a count all the same.
  const dotted = anyOf(sections.map(({ code }) => code).filter((code) => !/^\d+$/.test(code)))
  const inText = ([text = '']: RegExpExecArray) =>
    sections.filter(({ code }) =>
      new RegExp(`(?<![\\p{L}\\d.])${escape(code)}(?![\\p{L}\\d]|\\.\\d)`, 'iu').test(text),
    )
  const one = codes ? `${codes}|${DIGITS}` : DIGITS
  const byCode = (name: string) =>
    sections.find(({ code }) => code.toLowerCase() === name.toLowerCase()) ?? null
  const all = findAll('section', byCode)
  return [
    { match: from(`(?:${anyOf([section.many, 'sections'])})\\s+${listed(one)}`), find: all },
    ...(codes ? [{ match: from(`${level}\\s+${several(codes)}${STOP}`), find: inText }] : []),
    ...(dotted ? [{ match: from(`(?:${PLACE}|(?<=\\())${several(dotted)}${STOP}`), find: inText }] : []),
    { match: from(`(?:${anyOf([section.one, 'section'])})\\s+(?<names>${DIGITS})${STOP}`), find: all },
  ]
}

function pillarPatterns(figures: PlanFigures): Pattern[] {
  const pillars = ofLevel(figures, 'pillar')
  const { pillar } = figures.plan.words
  const small = { one: pillar.one.toLowerCase(), many: pillar.many.toLowerCase() }
  const level = `(?:${levels(pillar, 'pillar')}|${levels(small, 'pillar')})`
  const names = anyOf(pillars.map(({ title }) => title))
  const inText = ([text = '']: RegExpExecArray) => pillars.filter(({ title }) => text.includes(title))
  const named = (pattern: string): Pattern[] => (names ? [{ match: from(pattern, 'u'), find: inText }] : [])
  const one = [...SMALL_NUMBERS, String.raw`\d{1,2}`].join('|')
  const ordinal = [...ORDINALS, String.raw`\d{1,2}(?:st|nd|rd|th)`].join('|')
  const all = findAll('pillar', (name) => findPillar(name, pillars))
  const singular = `(?:${anyOf([pillar.one, 'pillar'])})`
  return [
    ...named(`${level}\\s+${several(names)}${END}`),
    ...named(`(?:the\\s+)?${several(names)}\\s+${level}${END}`),
    ...named(`${PLACE}(?:the\\s+)?${several(names)}${END}`),
    ...named(`(?<=^|[;:]\\s)(?:${names})(?=:|,)`),
    { match: from(`(?:${anyOf([pillar.many, 'pillars'])})\\s+${listed(one)}`), find: all },
    { match: from(`${singular}\\s+(?<names>${one})${STOP}`), find: all },
    { match: from(`(?:the\\s+)?(?<names>${ordinal})\\s+${singular}${END}`), find: all },
    // "Pillar II" and "Pillar B" name one, but the plan does not say so.
    {
      match: from(`(?:${anyOf([pillar.one, small.one, 'Pillar', 'pillar'])})\\s+(?:[IVX]+|[A-Z])${END}`, 'u'),
      find: ([unclear]) => [{ level: 'pillar', unclear }],
    },
  ]
}

/** Sections and pillars by titles of several words, which mean nothing else. */
function titlePatterns(figures: PlanFigures): Pattern[] {
  return [...ofLevel(figures, 'section'), ...ofLevel(figures, 'pillar')]
    .filter(({ title }) => /\s/.test(title.trim()))
    .map((scope) => ({
      match: from(`${escape(scope.title.replace(/\.$/, ''))}${END}`),
      find: () => [scope],
    }))
}

const WHICH = String.raw`(?:this|that|these|those|both|each|every|either|another|any|some|most|an?|(?:the\s+)?(?:same|other|others|remaining|next|previous|following|last))`
const HOW_MANY = String.raw`(?:one|two|three|four|five|several|many|some|most|each)(?:\s+of\s+(?:the|these|those|our)(?:\s+\p{L}+)?)?`
/** Before "three sections" here they are where something is; "two of three sections" counts them. */
const WITHIN = String.raw`(?<=\b(?:[Ii]n|[Uu]nder|[Ww]ithin|[Aa]cross)\s)`

/** "In this pillar", "in one of the sections": a place, and no word of which. Where there is one pillar only, it is that one. */
function vaguePatterns(figures: PlanFigures): Pattern[] {
  const { words } = figures.plan
  return (['pillar', 'section'] as const).flatMap((level) => {
    const scopes = ofLevel(figures, level)
    const all = `(?:${levels(words[level], level)})${END}`
    const singular = `(?:${anyOf([words[level].one, level])})${END}`
    const known = anyOf(scopes.flatMap(({ code, title }) => [code, title]))
    // "In the section 1.1", "we see that section 1.1".
    const isNamed = `(?!\\s+(?:\\d${known && `|${known}`}))`
    const find = ([unclear]: RegExpExecArray): readonly Place[] =>
      scopes.length === 1 && new RegExp(singular, 'iu').test(unclear) ? scopes : [{ level, unclear }]
    return [
      `${PLACE}${WHICH}\\s+${all}`,
      `${PLACE}the\\s+${singular}${isNamed}`,
      `(?:the\\s+)?(?:${ORDINALS.join('|')})\\s+${singular}`,
      `${WITHIN}${HOW_MANY}\\s+${all}`,
      `(?:this|that|the\\s+same)\\s+${singular}${isNamed}`,
    ].map((pattern) => ({ match: from(pattern), find }))
  })
}
