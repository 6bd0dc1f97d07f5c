/** Figures that stand in a report's text by their names: "{on track in 1.1}" reads "1 (25%)", and can never be wrong. */

import type { HasLevels } from '@/lib/domain/plan/plan'
import {
  type FigureScope,
  type Measure,
  isOfAll,
  measureIn,
  measuresOf,
  type PlanFigures,
  type RowsBehind,
  rowsBehind,
} from './report-figures'
import { findPillar } from './report-words'
import { parseReportText, type Piece, type TextBlock } from './report-text'
import { shareOf } from '@/lib/domain/status/roll-up'
import type { HasStatuses } from '@/lib/domain/status/status'

/** A run of a text as readers read it. A figure leads to the rows behind it. */
export interface Run {
  readonly text: string
  readonly rows?: RowsBehind
}

/** A text as it was written, and as it reads with the figures of its plan. */
export interface ReportText {
  readonly source: string
  readonly blocks: readonly TextBlock<Run>[]
}

/** A figure that no plan has, with the names that come nearest. */
export interface UnknownField {
  readonly name: string
  readonly suggestions: readonly string[]
}

const FORMS = ['count', 'share', 'list'] as const
export type FieldForm = (typeof FORMS)[number] | 'both'

interface Field {
  readonly form: FieldForm
  readonly measure: Measure
  readonly scope: FigureScope
}

/** The most figures in braces that a text may have. */
export const MOST_FIELDS = 200
/** The longest that a text may get with its figures, in characters: a list of thousands of references a few times. */
export const LONGEST_RESOLVED = 100_000
/** What a text has too much of to be read with its figures: figures in braces, or characters with them. */
export type Excess = 'fields' | 'length'

/**
 * Takes a text and the figures of its plan; returns the text with its figures, every field that names none, and what it has too
 * much of, else null. What is too much stays as it was written.
 */
export function resolveText(
  source: string,
  figures: PlanFigures,
): { text: ReportText; unknown: readonly UnknownField[]; excess: Excess | null } {
  const unknown: UnknownField[] = []
  let excess: Excess | null = source.length > LONGEST_RESOLVED ? 'length' : null
  let [fields, length] = [0, source.length]
  const resolve = (piece: Piece): Run => {
    if (piece.kind === 'text') return { text: piece.text }
    const asWritten = { text: `{${piece.name}}` }
    fields += 1
    if (fields > MOST_FIELDS) excess ??= 'fields'
    if (excess) return asWritten
    const field = readField(piece.name, figures)
    if (!field) {
      const suggestions = unknown.length < MOST_SUGGESTED ? suggestFields(piece.name, figures) : []
      unknown.push({ name: piece.name, suggestions })
      return asWritten
    }
    const text = describeField(figures.plan, field)
    length += text.length
    if (length > LONGEST_RESOLVED) excess = 'length'
    return excess ? asWritten : { text, rows: rowsBehind(figures.plan, field.measure, field.scope) }
  }
  const blocks = parseReportText(source).map(({ kind, items }) => ({
    kind,
    items: items.map((pieces) => pieces.map(resolve)),
  }))
  return { text: { source, blocks }, unknown, excess }
}

/** Takes a plan and a part of it, or the whole; returns the fields that it has, each with what it says now. */
export function listFields(
  plan: HasStatuses & HasLevels,
  scope: FigureScope,
): { readonly field: string; readonly value: string }[] {
  return measuresOf(plan).flatMap(({ names: [name = ''], measure }) => {
    if (scope.level === 'section' && measure.of === 'sections') return []
    return [
      {
        field: `{${nameField('both', name, scope)}}`,
        value: describeField(plan, { form: 'both', measure, scope }),
      },
    ]
  })
}

/** Takes a plan, a measure of it and a part of it; returns the field that says it, null where none does: of two statuses together. */
export function fieldOf(
  plan: HasStatuses & HasLevels,
  measure: Measure,
  scope: FigureScope,
  form: FieldForm = 'both',
): string | null {
  const known = measuresOf(plan).find((one) => JSON.stringify(one.measure) === JSON.stringify(measure))
  return known ? `{${nameField(form, known.names[0] ?? '', scope)}}` : null
}

function nameField(form: FieldForm, name: string, scope: FigureScope): string {
  return `${form === 'both' ? '' : `${form} of `}${name}${scope.level === 'plan' ? '' : ` in ${nameScope(scope)}`}`
}

/** A section by its code, a pillar by its name; "pillar 1" is understood, and written by name. */
function nameScope({ level, code, title }: FigureScope): string {
  return level === 'section' ? code : title
}

const fold = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()

/** Takes what stands in braces; returns the figure that it names, or null. */
function readField(name: string, figures: PlanFigures): Field | null {
  const sentence = fold(name)
  const form = FORMS.find((one) => sentence.startsWith(`${one} of `)) ?? 'both'
  const rest = form === 'both' ? sentence : sentence.slice(`${form} of `.length)
  const whole = findMeasure(rest, figures)
  if (whole) return admit(figures.plan, { form, measure: whole, scope: figures.whole })
  // A status may be called "Work in progress", and a section "Put in place".
  for (let at = rest.indexOf(' in '); at >= 0; at = rest.indexOf(' in ', at + 1)) {
    const measure = findMeasure(rest.slice(0, at), figures)
    const scope = findScope(rest.slice(at + ' in '.length), figures)
    if (measure && scope) return admit(figures.plan, { form, measure, scope })
  }
  return null
}

/** All that is counted is no share of anything. */
function admit(plan: HasStatuses, field: Field): Field | null {
  return field.form === 'share' && isOfAll(field.measure, plan) ? null : field
}

function findMeasure(name: string, { plan }: PlanFigures): Measure | null {
  const own = plan.words.section.many.toLowerCase()
  const generic = name === own || name.startsWith(`${own} `) ? `sections${name.slice(own.length)}` : name
  return measuresOf(plan).find(({ names }) => names.includes(generic))?.measure ?? null
}

/** Codes come before titles: a section may be called like a pillar. */
function findScope(name: string, { plan, whole, scopes }: PlanFigures): FigureScope | null {
  if (['the plan', 'the whole plan', 'all'].includes(name)) return whole
  const pillars = scopes.filter(({ level }) => level === 'pillar')
  const numbered = ['pillar', plan.words.pillar.one.toLowerCase()].flatMap((word) =>
    name.startsWith(`${word} `) ? (findPillar(name.slice(word.length + 1), pillars) ?? []) : [],
  )[0]
  if (numbered) return numbered
  const bare = [plan.words.section.one, plan.words.pillar.one].reduce(
    (text, word) => (text.startsWith(`${word.toLowerCase()} `) ? text.slice(word.length + 1) : text),
    name,
  )
  const is = (key: 'code' | 'title', level: FigureScope['level']) => (scope: FigureScope) =>
    scope.level === level && fold(scope[key]) === bare
  return (
    scopes.find(is('code', 'section')) ??
    scopes.find(is('title', 'pillar')) ??
    scopes.find(is('code', 'pillar')) ??
    scopes.find(is('title', 'section')) ??
    null
  )
}

function describeField(plan: HasStatuses, { form, measure, scope }: Field): string {
  const { count, base, list } = measureIn(measure, scope)
  if (form === 'list') return describeList(list)
  const number = count.toLocaleString('en-GB')
  if (form === 'count' || isOfAll(measure, plan)) return number
  const share = base > 0 ? shareOf(count, base) : 'no share'
  return form === 'share' ? share : base > 0 ? `${number} (${share})` : number
}

function describeList(list: readonly string[]): string {
  const last = list.at(-1) ?? 'none'
  return list.length < 2 ? last : `${list.slice(0, -1).join(', ')} and ${last}`
}

/** The most names that are offered for one that is unknown, the most unknown ones of a text that some are offered for, and how much of a name is compared. */
const MOST_SUGGESTIONS = 3
const MOST_SUGGESTED = 10
const LONGEST_COMPARED = 60

function suggestFields(name: string, figures: PlanFigures): string[] {
  const sentence = fold(name).slice(0, LONGEST_COMPARED)
  const [measure = '', place] = sentence.split(' in ')
  const names = measuresOf(figures.plan).flatMap(({ names: [first = ''] }) => first)
  const near = nearest(measure.replace(/^(count|share|list) of /, ''), names)
  const scopes = figures.scopes.filter(({ level }) => level !== 'plan').map(nameScope)
  const where = place === undefined ? '' : (nearest(place, scopes)[0] ?? '')
  return near.slice(0, MOST_SUGGESTIONS).map((one) => `{${one}${where && ` in ${where}`}}`)
}

/** The names in the order of how few letters have to change. */
function nearest(name: string, names: readonly string[]): string[] {
  return names
    .map((one) => ({ one, away: distance(name, one.toLowerCase()) }))
    .sort((a, b) => a.away - b.away)
    .map(({ one }) => one)
}

/** How many letters have to be added, left out or replaced to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j += 1)
      next.push(
        Math.min((row[j] ?? 0) + (letter === b[j] ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      )
    row = next
  }
  return row.at(-1) ?? 0
}
