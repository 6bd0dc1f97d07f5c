/** What a plan's records and their fields are called on forms. */

import type { LevelWord, PlanState, PlanWords, RoleMeaning } from '@/lib/domain/plan/plan'
import { MOST_ROLES } from '@/lib/domain/plan/roles'
import { type StructureKind, titleOf } from '@/lib/domain/structure/structure'

export function kindWord(words: PlanWords, kind: StructureKind): LevelWord {
  if (kind === 'pillar' || kind === 'section' || kind === 'action') return words[kind]
  return {
    partner: { one: 'Partner', many: 'Partners' },
    timescale: { one: 'Timescale', many: 'Timescales' },
    outcome: { one: 'Outcome', many: 'Outcomes' },
    achievement: { one: 'Achievement', many: 'Achievements' },
    publication: { one: 'Publication', many: 'Publications' },
  }[kind]
}

/** What a role means, for the choice of it. */
export const ROLE_MEANING_LABELS: Readonly<Record<RoleMeaning, string>> = {
  lead: 'Leads',
  support: 'Supports',
  keyPartner: 'Is named, without saying which',
}

/** Takes a plan's words; returns what the fields of its records are called, by name. */
export function fieldLabels(words: PlanWords): Readonly<Record<string, string>> {
  return {
    code: 'Code',
    ref: 'Number',
    name: 'Name',
    aim: 'Aim',
    title: 'Title',
    pillar: words.pillar.one,
    section: words.section.one,
    parent: 'Part of',
    note: 'Note on the source',
    outcomes: 'Outcomes',
    activity: 'Activity',
    timescale: 'Timescale',
    dueNote: 'Due date in the plan’s own words',
    doneWhen: 'What done looks like',
    abbreviation: 'Short name',
    kind: 'Kind of organisation',
    label: 'Label',
    text: 'Outcome',
    ...dateLabels('starts', 'First day'),
    ...dateLabels('ends', 'Last day'),
    ...dateLabels('published', 'Published'),
    ...dateLabels('due', 'Due date'),
    ...dateLabels('reported', 'Date reported'),
    summary: 'What was achieved',
    sourceTitle: 'Document that reports it',
    sourcePage: 'Page',
    actions: words.action.many,
    sameWork: 'Same work in other plans',
    doubtfulMatch: 'The document may mean a different action',
    publisher: 'Publisher',
    url: 'Web address',
    shortTitle: 'Short title',
    publishers: 'Publishers',
    period: 'Period',
    licence: 'Licence',
    attribution: 'Attribution',
    language: 'Language',
    notes: 'Notes on its figures',
    levels: 'How it is divided',
    'pillar-one': 'Top level, one',
    'pillar-many': 'Top level, several',
    'section-one': 'Middle level, one',
    'section-many': 'Middle level, several',
    'action-one': 'Actions, one',
    'action-many': 'Actions, several',
    ...Object.fromEntries(
      Array.from({ length: MOST_ROLES }, (_, at) => at + 1).flatMap((number) => [
        [`role-${number}-one`, `Role ${number}, one`],
        [`role-${number}-many`, `Role ${number}, several`],
        [`role-${number}-meaning`, `Role ${number}, what it means`],
      ]),
    ),
  }
}

function dateLabels(name: string, label: string): Record<string, string> {
  return Object.fromEntries(['day', 'month', 'year'].map((part) => [`${name}-${part}`, `${label}: ${part}`]))
}

/** A record of a plan, as far as it is named: by its number, or by what it is called where its code is for addresses only. */
interface NamedRecord {
  readonly code: string
  readonly title: string
  /** The codes of the pillar or section it is in and of the action it is part of; empty for what is in none. */
  readonly under: string
}

export function findRecord(plan: PlanState, kind: StructureKind, code: string): NamedRecord | null {
  const records: readonly object[] = plan[`${kind}s`]
  const found = records.find((one) => ('ref' in one ? one.ref : 'code' in one && one.code) === code)
  if (!found) return null
  const codeOf = (name: string, rows: readonly { readonly id: string }[]) => {
    const holder = rows.find(({ id }) => name in found && id === found[name as keyof typeof found])
    return holder && ('ref' in holder ? holder.ref : 'code' in holder && holder.code)
  }
  const under = {
    pillar: codeOf('pillarId', plan.pillars),
    section: codeOf('sectionId', plan.sections),
    parent: codeOf('parentId', plan.actions),
  }
  return { code, title: titleOf(found), under: nameUnder(under) }
}

/** Takes the codes of a pillar, a section and a parent, as a form has them or as a plan does; returns them in one text. */
export const nameUnder = ({ pillar, section, parent }: Readonly<Record<string, unknown>>): string =>
  [pillar, section, parent].map((code) => (typeof code === 'string' ? code : '')).join(' ')

/** Takes a plan's words, a kind and a record; returns how it is named at the beginning of a sentence: "Action 26.3", "Partner “NES”". */
export function describeRecord(
  words: PlanWords,
  kind: StructureKind,
  { code, title }: Pick<NamedRecord, 'code' | 'title'>,
): string {
  const isNumbered = kind === 'section' || kind === 'action'
  return `${kindWord(words, kind).one} ${isNumbered ? code : `“${title}”`}`
}

/** Takes a plan's words, a kind, and a record before and after it was saved (null where it was added); returns what was done. */
export function describeSaved(
  words: PlanWords,
  kind: StructureKind,
  before: NamedRecord | null,
  after: NamedRecord,
): string {
  if (!before) return `${describeRecord(words, kind, after)} was added.`
  const [was, is] = [describeRecord(words, kind, before), describeRecord(words, kind, after)]
  const isRenamed =
    before.title !== after.title && was === describeRecord(words, kind, { ...after, code: before.code })
  const done = [before.under === after.under ? [] : ['moved'], isRenamed ? ['renamed'] : []]
    .flat()
    .join(' and ')
  if (was !== is) return `${was} is now ${is}${done && `, and was ${done}`}.`
  return `${is} was ${done || 'saved'}.`
}
