/**
 * The address of a list of actions, read and written. Whatever stands in an address, reading it never fails: what makes
 * no sense is ignored, and a notice says so.
 */

import {
  ACTIVITY_CHOICES,
  type ActionFilter,
  type ActionSort,
  PLAN_ORDER,
  SORT_KEYS,
} from '@/lib/domain/plan/action-list'
import { MOMENT_PARAMETERS } from '@/lib/domain/plan/plan-ref'
import { choicesOf, isFilter, type OwnField } from '@/lib/domain/own-fields'
import type { PlanState, PlanWords } from '@/lib/domain/plan/plan'
import { type Bucket, bucketsOf } from '@/lib/domain/status/status'
import { NO_TIMESCALE } from '@/lib/domain/plan/timescale-views'
import { planMessages } from '@/lib/format/plan/messages'

/** The parameters a list of actions knows. */
export const ACTION_PARAMETERS = [
  'pillar',
  'section',
  'status',
  'partner',
  'timescale',
  'activity',
  'q',
  'counted',
  'field',
  'column',
  'sort',
  'page',
] as const
export type ActionParameter = (typeof ACTION_PARAMETERS)[number]

/** The parameters of a list that is asked for whole, as at any day. */
export const FILE_PARAMETERS = [
  ...ACTION_PARAMETERS.filter((name) => name !== 'page' && name !== 'column'),
  ...MOMENT_PARAMETERS,
]

export const MOST_TEXT = 200

/** Query parameters, as the platform or as Next gives them. */
export type RawParams = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>

/** What was ignored, in words a reader understands. */
export interface Notice {
  readonly parameter: string
  readonly message: string
}

export interface ActionQuery {
  readonly filter: ActionFilter
  readonly sort: ActionSort
  /** Codes of the plan's own fields that the list shows a column of, in the plan's order. */
  readonly columns: readonly string[]
  /** From 1 up; whether the list has that many pages is not known here. */
  readonly page: number
}

/**
 * Takes the plan whose codes may be asked for and the parameters of an address; returns what they ask for, and a notice
 * for each thing ignored. An empty value is no value: a form sends one for every field left alone. Never throws.
 */
export function parseActionQuery(plan: PlanState, params: RawParams): ActionQuery & { notices: Notice[] } {
  const reader = new ParameterReader(plan.words, params)
  return {
    filter: {
      pillar: reader.readCode('pillar', plan.pillars),
      section: reader.readCode('section', plan.sections),
      status: readStatuses(reader, bucketsOf(plan)),
      partner: reader.readCode('partner', plan.partners),
      timescale: reader.readCode('timescale', [...plan.timescales, { code: NO_TIMESCALE }]),
      activity: reader.readChoice('activity', ACTIVITY_CHOICES, planMessages.notActivity),
      text: readText(reader),
      counted: reader.readChoice('counted', ['yes'], planMessages.notCounted) !== null,
      own: readOwnFilter(reader, plan.fields),
    },
    sort: readSort(reader),
    columns: readColumns(reader, plan.fields),
    page: readPage(reader),
    notices: reader.notices,
  }
}

/** Reads parameters one by one and gathers what has to be said about them. */
class ParameterReader {
  readonly notices: Notice[] = []
  readonly #names: Readonly<Record<ActionParameter, string>>
  readonly #params: RawParams

  constructor(words: PlanWords, params: RawParams) {
    // A plan has its own words for its levels.
    this.#names = {
      ...planMessages.parameters,
      pillar: words.pillar.one.toLowerCase(),
      section: words.section.one.toLowerCase(),
    }
    this.#params = params
  }

  say(parameter: ActionParameter, message: string): void {
    this.notices.push({ parameter, message })
  }

  readAll(parameter: ActionParameter): string[] {
    const params = this.#params
    const raw =
      params instanceof URLSearchParams ? params.getAll(parameter) : [params[parameter] ?? []].flat()
    return [...new Set(raw.map((value) => value.trim()).filter((value) => value !== ''))]
  }

  readOne(parameter: ActionParameter): string | null {
    const [first, ...rest] = this.readAll(parameter)
    if (rest.length) this.say(parameter, planMessages.onlyOne(quoteAll(rest), this.#names[parameter]))
    return first ?? null
  }

  readChoice<T extends string>(
    parameter: ActionParameter,
    choices: readonly T[],
    refuse: (value: string) => string,
  ): T | null {
    const value = this.readOne(parameter)
    const choice = choices.find((known) => known === value) ?? null
    if (value !== null && choice === null) this.say(parameter, refuse(quote(value)))
    return choice
  }

  readCode(parameter: ActionParameter, rows: readonly { readonly code: string }[]): string | null {
    const codes = rows.map(({ code }) => code)
    return this.readChoice(parameter, codes, (value) =>
      planMessages.unknownCode(value, this.#names[parameter]),
    )
  }
}

function readStatuses(reader: ParameterReader, known: readonly Bucket[]): Bucket[] {
  const values = reader.readAll('status')
  const unknown = values.filter((value) => !known.includes(value))
  if (unknown.length) reader.say('status', planMessages.notStatuses(quoteAll(unknown), unknown.length))
  return known.filter((bucket) => values.includes(bucket))
}

/** "priority:High": a field of the plan's own, and one of its choices. */
function readOwnFilter(reader: ParameterReader, fields: readonly OwnField[]): ActionFilter['own'] {
  const asked = reader.readAll('field')
  const own = fields.filter(isFilter).flatMap((field) => {
    const choices = choicesOf(field).filter((choice) => asked.includes(`${field.code}:${choice}`))
    return choices.length > 0 ? [[field.code, choices] as const] : []
  })
  const known = new Set(own.flatMap(([code, choices]) => choices.map((choice) => `${code}:${choice}`)))
  const unknown = asked.filter((value) => !known.has(value))
  if (unknown.length) reader.say('field', planMessages.notField(quoteAll(unknown)))
  return Object.fromEntries(own)
}

function readColumns(reader: ParameterReader, fields: readonly OwnField[]): string[] {
  const asked = reader.readAll('column')
  const codes = fields.map(({ code }) => code)
  const unknown = asked.filter((value) => !codes.includes(value))
  if (unknown.length) reader.say('column', planMessages.notColumn(quoteAll(unknown)))
  return codes.filter((code) => asked.includes(code))
}

function readText(reader: ParameterReader): string {
  const typed = (reader.readOne('q') ?? '').replace(/\s/g, ' ')
  const readable = typed.replace(UNREADABLE, '')
  if (readable !== typed) reader.say('q', planMessages.unreadableText)
  const characters = [...readable.replace(/ +/g, ' ').trim()]
  if (characters.length > MOST_TEXT) reader.say('q', planMessages.longText(MOST_TEXT))
  return characters.slice(0, MOST_TEXT).join('').trim()
}

function readSort(reader: ParameterReader): ActionSort {
  const name = reader.readChoice('sort', [...SORTS.keys()], planMessages.notSort)
  return (name !== null && SORTS.get(name)) || PLAN_ORDER
}

function readPage(reader: ParameterReader): number {
  const value = reader.readOne('page')
  if (value === null) return 1
  if (/^0*[1-9]\d{0,8}$/.test(value)) return Number(value)
  reader.say('page', planMessages.notPage(quote(value)))
  return 1
}

/** Takes what a list shows; returns the fewest parameters that ask for it again, in a fixed order. Defaults are left out. */
export function toQuery(
  filter: ActionFilter,
  sort = PLAN_ORDER,
  page = 1,
  columns: readonly string[] = [],
): Record<string, string | string[]> {
  const parameters: Record<ActionParameter, string | string[] | null> = {
    pillar: filter.pillar,
    section: filter.section,
    status: [...filter.status],
    partner: filter.partner,
    timescale: filter.timescale,
    activity: filter.activity,
    q: filter.text,
    counted: filter.counted ? 'yes' : null,
    field: Object.entries(filter.own).flatMap(([code, choices]) =>
      choices.map((choice) => `${code}:${choice}`),
    ),
    column: [...columns],
    sort: sort.by === PLAN_ORDER.by && sort.descending === PLAN_ORDER.descending ? null : nameSort(sort),
    page: page === 1 ? null : String(page),
  }
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === null || value.length === 0 ? [] : [[name, value]],
    ),
  )
}

/** Takes notices; returns what they say where nothing is ignored: then the address is refused. */
export function describeRefused(notices: readonly Notice[]): string[] {
  return notices.map(({ message }) => planMessages.refused(message))
}

/** Takes the page asked for and the number of pages; returns the notice that is due when it lies beyond the last one. */
export function noticePageBeyondEnd(asked: number, pages: number): Notice[] {
  if (asked <= pages) return []
  return [{ parameter: 'page', message: planMessages.pageBeyondEnd(asked, pages) }]
}

/** Takes a sort; returns its name in an address: "status", or "-status" when descending. */
export function nameSort({ by, descending }: ActionSort): string {
  return descending ? `-${by}` : by
}

const SORTS: ReadonlyMap<string, ActionSort> = new Map(
  SORT_KEYS.flatMap((by) => [false, true].map((descending) => ({ by, descending }))).map((sort) => [
    nameSort(sort),
    sort,
  ]),
)

/** Takes the names in an address and those that mean something there; returns a notice for each of the others, up to ten. */
export function noticeUnknownParameters(names: Iterable<string>, known: readonly string[]): Notice[] {
  // The dates are read elsewhere: lib/schemas/plan/moment.ts.
  const elsewhere: readonly string[] = MOMENT_PARAMETERS
  const unknown = [...new Set(names)].filter((name) => !known.includes(name) && !elsewhere.includes(name))
  return unknown.slice(0, 10).map((name) => ({
    parameter: name,
    message: planMessages.unknownParameter(quote(name)),
  }))
}

/** Takes the names in the address of a file and those that mean something there; returns why the file is refused, or null. */
export function refuseUnknownParameters(names: Iterable<string>, known: readonly string[]): string | null {
  const unknown = [...new Set(names)].filter((name) => !known.includes(name))
  return unknown.length ? planMessages.refusedParameters(quoteAll(unknown), known) : null
}

/** Control characters, and halves of characters, which no text can hold. */
const UNREADABLE = /[\p{Cc}\p{Cs}]/gu

const MOST_QUOTED = 40

/** Quotes a stranger's words so that they can neither fill the page nor turn the words around them the other way. */
function quote(value: string): string {
  const characters = [...value.replace(UNREADABLE, '')]
  const words = characters.slice(0, MOST_QUOTED).join('') + (characters.length > MOST_QUOTED ? '…' : '')
  if (words === '') return planMessages.unreadableValue
  const mayRunRightToLeft = /[^\p{Script=Latin}\p{Script=Common}]|\p{Bidi_Control}/u.test(words)
  return mayRunRightToLeft ? `“\u2068${words}\u2069”` : `“${words}”`
}

/** Names up to three of the values, and says how many more there are. */
function quoteAll(values: readonly string[]): string {
  const named = values.slice(0, 3).map(quote)
  return planMessages.listValues(named, values.length - named.length)
}
