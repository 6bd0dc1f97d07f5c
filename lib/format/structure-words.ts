/** What a plan's records and their fields are called on forms. */

import type { LevelWord, PartnerRole, PlanWords } from '@/lib/domain/plan'
import type { StructureKind } from '@/lib/domain/structure'

/** Takes a plan's words and a kind of record; returns what the plan calls it. */
export function kindWord(words: PlanWords, kind: StructureKind): LevelWord {
  if (kind === 'pillar' || kind === 'section' || kind === 'action') return words[kind]
  return {
    partner: { one: 'Partner', many: 'Partners' },
    timescale: { one: 'Timescale', many: 'Timescales' },
    outcome: { one: 'Outcome', many: 'Outcomes' },
  }[kind]
}

export const ROLE_LABELS: Readonly<Record<PartnerRole, string>> = {
  lead: 'Lead',
  support: 'Support',
  keyPartner: 'Key partner',
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
    shortTitle: 'Short title',
    publishers: 'Publishers',
    period: 'Period',
    licence: 'Licence',
    attribution: 'Attribution',
    notes: 'Notes on its figures',
    'pillar-one': 'Top level, one',
    'pillar-many': 'Top level, several',
    'section-one': 'Middle level, one',
    'section-many': 'Middle level, several',
    'action-one': 'Actions, one',
    'action-many': 'Actions, several',
  }
}

function dateLabels(name: string, label: string): Record<string, string> {
  return Object.fromEntries(['day', 'month', 'year'].map((part) => [`${name}-${part}`, `${label}: ${part}`]))
}
