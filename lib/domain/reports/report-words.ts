/** Splits the text of a report into sentences, and a sentence into the tokens that its claims are read from. */

import { NUMBER_WORDS } from '@/lib/domain/number-words'
import type { LevelWord } from '@/lib/domain/plan/plan'
import { type CheckedFigures, type FigureScope, namesOfBuckets, type RowsBehind } from './report-figures'
import {
  adverseCodes,
  type Bucket,
  completeCodes,
  type HasStatuses,
  type Meaning,
} from '@/lib/domain/status/status'

/** Stands in a reading for all buckets: "counted". No status has this code. */
export const ALL_COUNTED = '*'

/** What a token of a sentence says. */
type Sense =
  /** Every reading of it: a colour may stand for one status or for several. `isLabel`: written like the label, which sets it apart from a verb. */
  | {
      readonly kind: 'status'
      readonly readings: readonly (readonly Bucket[])[]
      readonly isLabel: boolean
      /** Whether it may be a verb: "delivered", "completed". */
      readonly isDone: boolean
    }
  | { readonly kind: 'number'; readonly value: number }
  /** Digits without the sign: "41", "33.3". */
  | { readonly kind: 'percent'; readonly percent: string }
  /** A share from 0 to 1 that stands between these two, both included: "half", "most", "all". */
  | { readonly kind: 'share'; readonly least: number; readonly most: number }
  /** "More than", "about". */
  | { readonly kind: 'bound'; readonly bound: Bound }
  | { readonly kind: 'unit'; readonly of: 'actions' | 'sections' }
  /** Empty where no one can tell which part of the plan is meant: "this pillar". */
  | { readonly kind: 'scope'; readonly scopes: readonly FigureScope[] }
  | { readonly kind: 'refs'; readonly refs: readonly string[] }
  /** A figure in braces, with the rows behind it. */
  | { readonly kind: 'field'; readonly rows: RowsBehind }
  /** The day of the report's figures. */
  | { readonly kind: 'day' }
  /** What turns a figure to another day, a forecast or a change; or to a part of what was spoken of before. */
  | { readonly kind: 'elsewhere' }
  /** A date, a time, a reference to a paper. */
  | { readonly kind: 'name' }
  | { readonly kind: 'word' }
  | { readonly kind: 'mark' }

export type Token = Sense & { readonly start: number; readonly end: number; readonly text: string }
export type Bound = 'about' | 'nearly' | 'over' | 'under' | 'atLeast' | 'atMost'

/** A run of a sentence: typed, or a figure in braces with the rows behind it. */
interface SentenceRun {
  readonly text: string
  readonly rows?: RowsBehind
}

/** Longer ones are not read: no one writes them, and what reads them may take the square of their length. */
export const LONGEST_SENTENCE = 1_500

/** Takes the runs of a paragraph; returns its sentences, each with its runs. A point inside a number or a code ends none. */
export function splitSentences(
  runs: readonly SentenceRun[],
): { text: string; runs: readonly SentenceRun[] }[] {
  // Nothing is said by several spaces.
  const left = runs.map((run) => ({ ...run, text: run.text.replace(/\s{1,400}/g, ' ') }))
  const whole = left.map(({ text }) => text).join('')
  const ends = [...whole.matchAll(/[.!?]["”’)]?\s(?=["“(]?[\p{Lu}\d])/gu)].map(
    ({ 0: found, index }) => index + found.length,
  )
  let from = 0
  return [...ends, whole.length].flatMap((end) => {
    const parts: SentenceRun[] = []
    for (let next = left[0]; next && from < end; next = left[0]) {
      const text = next.text.slice(0, end - from)
      parts.push({ ...next, text })
      from += text.length
      if (text.length < next.text.length) left[0] = { ...next, text: next.text.slice(text.length) }
      else left.shift()
    }
    const text = parts.map((part) => part.text).join('')
    return text.trim() ? [{ text, runs: parts }] : []
  })
}

type Reader = (sentence: string, at: number) => { readonly length: number; readonly meaning: Sense } | null

/** Takes the figures of a plan and their day; returns what splits the runs of one of its sentences into tokens. */
export function makeLexer(figures: CheckedFigures): (runs: readonly SentenceRun[]) => Token[] {
  const readers: readonly Reader[] = [
    readRefs(figures),
    readSections(figures),
    readPillars(figures),
    readTitles(figures),
    ...VAGUE,
    pattern(
      String.raw`(?:across |in )?the (?:whole |entire |action |published )?plan(?:['’]s)?|overall(?! (?:RAG|rating))|in total|in all|altogether|across all (?:sections|pillars)`,
      () => ({ kind: 'scope', scopes: [figures.whole] }),
    ),
    readDates(figures.day),
    readStatus(figures.plan),
    ...AMOUNTS,
    readUnit(figures),
    ...ELSEWHERE,
    pattern(String.raw`[\p{L}\d][\p{L}\d'’-]{0,60}`, () => ({ kind: 'word' })),
  ]
  return (runs) => {
    const tokens: Token[] = []
    const sentence = runs.map(({ text }) => text).join('')
    let at = 0
    let runEnd = 0
    for (const { text, rows } of runs) {
      runEnd += text.length
      if (rows && at < runEnd) {
        tokens.push({ start: at, end: runEnd, text, kind: 'field', rows })
        at = runEnd
      }
      while (at < runEnd) {
        if (sentence[at] === ' ') {
          at += 1
          continue
        }
        const isInWord = /[\p{L}\d]/u.test(sentence[at - 1] ?? '') && /[\p{L}\d]/u.test(sentence[at] ?? '')
        const read = isInWord ? null : first(readers, sentence, at)
        const { length, meaning } = read ?? { length: 1, meaning: { kind: 'mark' } as const }
        tokens.push({ start: at, end: at + length, text: sentence.slice(at, at + length), ...meaning })
        at += length
      }
    }
    return tokens
  }
}

function first(readers: readonly Reader[], sentence: string, at: number): ReturnType<Reader> {
  for (const reader of readers) {
    const read = reader(sentence, at)
    if (read) return read
  }
  return null
}

/** Takes a pattern, in which a space is any space or hyphen, and what it means; returns what reads it as a whole word. It must not look further than a bounded way. */
function pattern(source: string, meaning: (found: RegExpExecArray) => Sense | null, flags = 'iu'): Reader {
  const regex = new RegExp(`(?:${source.replaceAll(' ', String.raw`[\s-]`)})${END}`, `${flags}y`)
  return (sentence, at) => {
    regex.lastIndex = at
    const found = regex.exec(sentence)
    const read = found && meaning(found)
    return found && read ? { length: found[0].length, meaning: read } : null
  }
}

const END = String.raw`(?![\p{L}\d])`
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
/** The longest first, so that "At Risk" is not read out of "Missed with Risk"; nothing where there are none. */
const anyOf = (texts: readonly string[]) =>
  texts.length
    ? [...new Set(texts)]
        .sort((a, b) => b.length - a.length)
        .map(escape)
        .join('|')
    : '(?!)'
const levels = (word: LevelWord, own: string) => anyOf([word.one, word.many, own, `${own}s`])

/** One code or several: "1.1", "1.1, 2.1 and 4.1", "2.1 to 2.3". What follows a comma is a code only where a list ends in "and". */
const CODE = String.raw`(?=[\p{L}.]{0,12}\d)[\p{L}\d]{1,12}(?:\.[\p{L}\d]{1,12}){0,3}(?!\s?%|\s?per\s?cent)`
const CODES = String.raw`${CODE}(?:(?:, ${CODE}){0,40},? (?:and|or|to) ${CODE}(?! (?:of|actions?|sections?|\())|[–-]${CODE})?`

/** "Action 26", "actions 35, 36 and 37": references after the plan's word for an action. */
function readRefs({ plan: { words } }: CheckedFigures): Reader {
  return pattern(
    `(?:${levels(words.action, 'action')}|sub action|sub actions) (${CODES})`,
    ({ 1: codes = '' }) => ({ kind: 'refs', refs: splitCodes(codes).flatMap(spread) }),
  )
}

const splitCodes = (codes: string) => codes.split(/, and |, or |, | and | or /)

/** "26 to 29": every number from the one to the other. */
function spread(code: string): readonly string[] {
  const [from, to] = (/^(\d{1,4})(?: to |–|-)(\d{1,4})$/.exec(code) ?? []).slice(1).map(Number)
  if (from === undefined || to === undefined || to < from || to - from > 100) return [code]
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at))
}

const ofLevel = ({ scopes }: CheckedFigures, level: FigureScope['level']) =>
  scopes.filter((scope) => scope.level === level)

/** "Section 1.1", "sections 2.1 to 2.3"; "under 1.4", where a code can only be a section's. */
function readSections(figures: CheckedFigures): Reader {
  const sections = ofLevel(figures, 'section')
  const at = new Map(sections.map(({ code }, place) => [code.toLowerCase(), place] as const).reverse())
  const find = (codes: string): Sense => {
    const [from, to] = codes.split(/ to |–|-/).map((code) => at.get(code.toLowerCase()))
    if (from !== undefined && to !== undefined) return { kind: 'scope', scopes: sections.slice(from, to + 1) }
    const named = splitCodes(codes).map((code) => sections[at.get(code.toLowerCase()) ?? -1])
    return { kind: 'scope', scopes: named.every(Boolean) ? named.flatMap((one) => one ?? []) : [] }
  }
  const level = levels(figures.plan.words.section, 'section')
  const dotted = anyOf(sections.map(({ code }) => code).filter((code) => /\D/.test(code)))
  const readers = [
    pattern(`(?:${level}) (${CODES})`, ({ 1: codes = '' }) => find(codes)),
    pattern(
      String.raw`(?<=\b(?:[Ii]n|[Uu]nder|[Ww]ithin|[Ff]or|[Oo]f)[\s]|\()((?:${dotted})(?:(?:, | and | or )(?:${dotted}))*)(?!\.\d|%)`,
      ({ 1: codes = '' }) => find(codes),
    ),
  ]
  return (sentence, place) => first(readers, sentence, place)
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
)
const SMALL = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')

/**
 * Takes the pillars of a plan in its order and a number in digits or letters, or an ordinal; returns the pillar that is called so,
 * or null. Where pillars bear numbers of their own, those count and not their order.
 */
export function findPillar(message: string, pillars: readonly FigureScope[]): FigureScope | null {
  const name = message.toLowerCase()
  const digits = /^(\d+)(?:st|nd|rd|th)?$/.exec(name)?.[1]
  const place = digits ? Number(digits) : Math.max(SMALL.indexOf(name), ORDINALS.indexOf(name)) + 1
  const bears = ({ code, title }: FigureScope) =>
    Number((/^\D*(\d{1,2})$/.exec(code) ?? /^(?:\p{L}+\s+)?(\d{1,2})\b/u.exec(title))?.[1] ?? NaN)
  const isNumbered = pillars.some((pillar) => !Number.isNaN(bears(pillar)))
  return (isNumbered ? pillars.find((pillar) => bears(pillar) === place) : pillars[place - 1]) ?? null
}

/** "Pillar 1", "the Employ pillar", "in Train or Nurture", "Nurture: 9 Delivered". A title that is a common word needs a place to stand in. */
function readPillars(figures: CheckedFigures): Reader {
  const pillars = ofLevel(figures, 'pillar')
  const level = `(?:${levels(figures.plan.words.pillar, 'pillar')})`
  const titles = `(?:${anyOf(pillars.map(({ title }) => title))})`
  const byTitle = new Map(pillars.map((pillar) => [pillar.title, pillar]))
  const named: Parameters<typeof pattern>[1] = ({ 1: names = '' }) => ({
    kind: 'scope',
    scopes: names.split(/, | and | or /).flatMap((name) => byTitle.get(name.replace(/^the /, '')) ?? []),
  })
  const numbered: Parameters<typeof pattern>[1] = ({ 1: number = '' }) => {
    const pillar = findPillar(number, pillars)
    return { kind: 'scope', scopes: pillar ? [pillar] : [] }
  }
  const list = `(${titles}(?:(?:, | and | or )${titles}){0,8})`
  const readers = [
    pattern(`(?:[Tt]he )?${list} ${level}`, named, 'u'),
    pattern(`${level} ${list}`, named, 'u'),
    pattern(
      String.raw`(?<=\b(?:[Ii]n|[Uu]nder|[Ww]ithin|[Aa]cross|[Ff]or|[Oo]f)[\s](?:the[\s])?)${list}`,
      named,
      'u',
    ),
    pattern(`${list}(?=:| \\(| has | have | actions)`, named, 'u'),
    pattern(`${level} \\d{1,2}(?:, \\d{1,2}){0,20},? (?:and|or|to) \\d{1,2}`, () => ({
      kind: 'scope',
      scopes: [],
    })),
    pattern(`${level} (\\d{1,2}|${SMALL.join('|')}|[IVX]{1,5}|[A-Z])(?!%|\\.\\d)`, numbered),
    pattern(`(?:the )?(${ORDINALS.join('|')}|\\d{1,2}(?:st|nd|rd|th)) ${level}`, numbered),
  ]
  return (sentence, at) => first(readers, sentence, at)
}

/** Sections and pillars by titles of several words, which mean nothing else. */
function readTitles({ scopes }: CheckedFigures): Reader {
  const long = scopes.filter(({ level, title }) => level !== 'plan' && /\s/.test(title.trim()))
  const byTitle = new Map(long.map((scope) => [scope.title.toLowerCase(), scope] as const).reverse())
  const read = pattern(anyOf([...byTitle.keys()]).replaceAll(' ', String.raw`\s`), ({ 0: title }) => {
    const scope = byTitle.get(title.toLowerCase().replace(/\s/g, ' '))
    return scope ? { kind: 'scope', scopes: [scope] } : null
  })
  return read
}

/** A part of the plan, and no one can tell which. */
const VAGUE: readonly Reader[] = [
  String.raw`(?:this|that|the same|another) (?:section|pillar|workstream|theme)`,
  String.raw`(?:in|under|within|across|for)(?= (?:the|both|these|those|some|most|several|each|either|all \d{1,2}|(?:${SMALL.join('|')}|\d{1,2})(?: of (?:the|these|those|our|its))?)(?: other)? (?:sections?|pillars?|workstreams?|themes?)(?! \d))`,
].map((source) => pattern(source, () => ({ kind: 'scope', scopes: [] })))

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split(
  '|',
)

/** "28 February 2025", "the end of February": the day of the figures, or another. Years, times, money and references to papers. */
function readDates(day: string): Reader {
  const [year, month, date] = day.split('-').map(Number)
  const readers = [
    pattern(
      String.raw`(?:the end of )?(?:(\d{1,2})(?:st|nd|rd|th)? )?(${MONTHS.join('|')})(?: ((?:19|20)\d\d))?(?!\d)`,
      ({ 1: d, 2: m = '', 3: y }) => {
        const isOwn =
          MONTHS.findIndex((name) => name.toLowerCase() === m.toLowerCase()) + 1 === month &&
          (!y || Number(y) === year) &&
          (!d || Number(d) === date)
        // "May" is a verb unless a day or a year stands beside it; either way it is not about this report.
        return { kind: isOwn ? 'day' : 'elsewhere' }
      },
    ),
    pattern(
      String.raw`(?:today|now|currently|at present|at this point|to date|so far|at the time of writing|(?:in|for|at) this (?:report|period|quarter|paper))`,
      () => ({ kind: 'day' }),
    ),
    pattern(String.raw`(?:19|20)\d\d(?:[-–/]\d{2,4})?(?![,.]?\d|%)`, () => ({ kind: 'elsewhere' })),
    pattern(String.raw`\d{1,2}:\d{2}|\d{1,2}\.\d{2} ?[ap]m|\d{1,2} ?[ap]m`, () => ({ kind: 'name' })),
    pattern(
      String.raw`[A-Z]{1,6}\(\d{2,4}\)[\w/-]{0,20}|\d{1,4}(?:st|nd|rd|th)|[A-Z]{2,6}-?\d{1,6}`,
      () => ({ kind: 'name' }),
      'u',
    ),
  ]
  return (sentence, at) => first(readers, sentence, at)
}

const MISSED = ['missedNoRisk', 'missedWithRisk'] as const
const MISSED_DATE = String.raw`missed (?:its|their|the)(?: planned| due| expected| original)?(?: delivery)?(?: date| dates)`

/** Words for a status of some meanings, each with the sets of meanings that it may stand for: verbs and colours. */
const MEANT: readonly (readonly [string, readonly (readonly Meaning[])[]])[] = [
  [
    `${MISSED_DATE},? (?:with no|without|but carry no|with none of the|and carry no) risk`,
    [['missedNoRisk']],
  ],
  [`${MISSED_DATE},? with (?:some |a )?risk`, [['missedWithRisk']]],
  [MISSED_DATE, [MISSED]],
  ['complete|finished', [['delivered']]],
  [
    'green',
    [
      ['onTrack'],
      ['onTrack', 'delivered'],
      ['onTrack', 'missedNoRisk'],
      ['delivered'],
      ['onTrack', 'delivered', 'missedNoRisk'],
    ],
  ],
  [
    'amber',
    [
      ['atRisk'],
      ['atRisk', 'missedNoRisk'],
      ['atRisk', 'missedWithRisk'],
      ['atRisk', ...MISSED],
      ['missedNoRisk'],
    ],
  ],
  ['red', [['offTrack'], ['offTrack', 'missedWithRisk'], ['offTrack', ...MISSED]]],
]

/** The plan's own words for its statuses, and the words that people have for their meanings. */
function readStatus(plan: HasStatuses): Reader {
  const isDone = (readings: readonly (readonly Bucket[])[]) => {
    const done = completeCodes(plan)
    return readings.some((reading) => reading.some((bucket) => done.includes(bucket)))
  }
  const word = (source: string, readings: readonly (readonly Bucket[])[]) =>
    pattern(source, () => ({ kind: 'status', readings, isLabel: false, isDone: isDone(readings) }))
  const codesOf = (meanings: readonly Meaning[]) =>
    plan.statuses.flatMap(({ code, meaning }) => (meanings.includes(meaning) ? [code] : []))
  const names = namesOfBuckets(plan).flatMap(({ bucket, names: all }) =>
    all.map((name) => ({ name, bucket })),
  )
  const readers = [
    ...names
      .sort((a, b) => b.name.length - a.name.length)
      .map(({ name, bucket }) =>
        // "On track to recruit", "at risk of losing": no statuses.
        pattern(`${escape(name)}(?<!\\p{Ll}(?=\\p{L}))`, ({ 0: text, index, input }) => {
          const isLabel = /^\p{Lu}/u.test(text)
          const after = input.slice(index + text.length, index + text.length + 6)
          return !isLabel && /^ (?:to|of|for|with|on|in our)\b/.test(after)
            ? null
            : { kind: 'status', readings: [[bucket]], isLabel, isDone: isDone([[bucket]]) }
        }),
      ),
    word(String.raw`needs? attention|adverse`, [adverseCodes(plan)]),
    word('counted', [[ALL_COUNTED]]),
    ...MEANT.flatMap(([source, meant]) => {
      const readings = meant.map(codesOf).filter((codes) => codes.length > 0)
      return readings.length > 0 ? [word(source, readings)] : []
    }),
  ]
  return (sentence, at) => first(readers, sentence, at)
}

const share = (least: number, most = least): Sense => ({ kind: 'share', least, most })
const NEARLY_NONE = 1e-9
const FRACTIONS = [
  ['half', 1 / 2],
  ['two thirds', 2 / 3],
  ['three quarters', 3 / 4],
  ['three fifths', 3 / 5],
  ['two fifths', 2 / 5],
  ['four fifths', 4 / 5],
  ['a half|one half', 1 / 2],
  ['a third|one third', 1 / 3],
  ['a quarter|one quarter', 1 / 4],
  ['a fifth|one fifth', 1 / 5],
  ['a sixth|one sixth', 1 / 6],
  ['a tenth|one tenth', 1 / 10],
] as const
const WORDS = new Map(NUMBER_WORDS)
const NUMBERS = NUMBER_WORDS.map(([name]) => name).join('|')
const valueOf = (text: string) => WORDS.get(text.toLowerCase()) ?? Number(text.replaceAll(',', ''))
const BOUNDS: readonly (readonly [string, Bound])[] = [
  ['no more than|at most|up to|a maximum of', 'atMost'],
  ['no fewer than|no less than|at least|a minimum of', 'atLeast'],
  ['(?:well |just |slightly )?(?:more than|over|above)', 'over'],
  ['(?:well |just |slightly )?(?:fewer than|less than|under|below)', 'under'],
  ['nearly|almost|close to|virtually', 'nearly'],
  ['about|around|roughly|approximately|some', 'about'],
]

/** How many, in any of the forms that a text has for it. */
const AMOUNTS: readonly Reader[] = [
  pattern(String.raw`(?:nearly|almost|virtually|practically) (?:all|every)(?: of)?`, () =>
    share(0.9, 1 - NEARLY_NONE),
  ),
  // "No more than one" is not none.
  ...BOUNDS.map(([source, bound]) => pattern(`${source}(?= )`, () => ({ kind: 'bound', bound }))),
  pattern(String.raw`not (?:all|every)(?: of)?`, () => share(0, 1 - NEARLY_NONE)),
  pattern(String.raw`not one|not a single|no single|none|nothing|no|zero|nil`, () => share(0)),
  pattern(String.raw`all|every|each|everything`, () => share(1)),
  pattern(String.raw`(?:the|a) (?:vast|large|great|overwhelming) majority`, () => share(0.6, 1)),
  pattern(String.raw`most|the majority|a majority|majority`, () => share(0.5 + NEARLY_NONE, 1)),
  pattern(String.raw`(?:only )?a minority|the minority`, () => share(0, 0.5 - NEARLY_NONE)),
  pattern(String.raw`(?:very |only a )?few|a handful`, () => share(0, 0.25)),
  pattern(
    String.raw`(${NUMBERS}|\d{1,2}) (?:in every|out of every|in|out of) (${NUMBERS}|\d{1,2})(?= (?:of |actions?|sections?))`,
    ({ 1: count = '', 2: base = '' }) => {
      const [n, of] = [valueOf(count), valueOf(base)]
      // "28 out of 70 actions" counts; "four out of five" is a share.
      return n < of && of <= 10 ? share(n / of) : null
    },
  ),
  ...FRACTIONS.map(([source, value]) => pattern(source, () => share(value))),
  pattern(
    String.raw`(\d{1,3}(?:\.\d{1,4})?|${NUMBERS})(?: ?%(?<=%(?=.|$))| ?per ?cent)`,
    ({ 1: digits = '' }) => ({
      kind: 'percent',
      percent: /\d/.test(digits) ? digits : String(valueOf(digits)),
    }),
  ),
  pattern(String.raw`[£$€]\d[\d,.]{0,20}(?:m|bn|k| (?:million|billion|thousand))?`, () => ({ kind: 'word' })),
  pattern(String.raw`\d[\d,.]{0,20}(?: (?:million|billion|thousand)|m|k|bn)`, () => ({ kind: 'word' })),
  pattern(String.raw`\d{1,3}(?:,\d{3})+(?!\.\d)|\d{1,9}(?![.,]\d|[-–/:]\d)|${NUMBERS}`, ({ 0: text }) => ({
    kind: 'number',
    value: valueOf(text),
  })),
  pattern(String.raw`\d[\d.,:/–-]{0,20}\d`, () => ({ kind: 'word' })),
]

function readUnit({ plan: { words } }: CheckedFigures): Reader {
  const readers = [
    pattern(levels(words.section, 'section'), () => ({ kind: 'unit', of: 'sections' })),
    pattern(`${levels(words.action, 'action')}|sub actions?|commitments?`, () => ({
      kind: 'unit',
      of: 'actions',
    })),
  ]
  // "Strategic action" may be a plan's word for a section: the longer name wins.
  return (sentence, at) =>
    readers.map((read) => read(sentence, at)).sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0))[0] ?? null
}

/** Another day, a forecast, a change, a condition; or a part of what was spoken of before. */
const ELSEWHERE: readonly Reader[] = [
  String.raw`expect(?:s|ed|ing)?|forecast(?:s|ed)?|will|would|should|could|might|may|can|shall|if|unless|hope(?:s|d)?|aim(?:s|ed)?|target(?:s|ed)?|intend(?:s|ed)?|planned|projected|anticipate(?:s|d)?|likely|proposed?|until|assuming|scheduled|due to be|on course|trends?`,
  String.raw`by (?:the )?(?:end|summer|spring|autumn|winter|then|next|year)|next|last (?:report|time|quarter|period|meeting|year|month|week|autumn|spring|summer|winter)|previous(?:ly)?|earlier|since|ago|used to|newly|no longer|at the time|during`,
  String.raw`moved?|rose|risen|rises|fell|fallen|falls|grew|increased?|decreased?|improved|recovered|worsened|slipped|up from|down from|up by|down by|compared|against|from|between|instead|more (?:were|was|have|has|are)|better|worse`,
  String.raw`of (?:these|those|them|which|whom)|among (?:these|those|them|which)|these|those|remaining|rest|others?|further|another|additional|latter|former|respectively|both|either of|neither of|elsewhere|sister|excluding|except|apart|besides|mainly|mostly`,
].map((source) => pattern(source, () => ({ kind: 'elsewhere' })))
