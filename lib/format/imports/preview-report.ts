/** What an import would do to a plan, or did, as lines to read. */

import type { LevelSheet } from '@/lib/domain/imports/levels'
import type { LevelChange } from '@/lib/domain/imports/place-levels'
import type { findAsLastTime } from '@/lib/domain/imports/kept-answers'
import type { ChangedField, ImportPreview } from '@/lib/domain/imports/preview'
import { count } from '@/lib/format/words'

export const FIELD_LABELS: Readonly<Record<ChangedField | 'update', string>> = {
  lifecycle: 'In the plan',
  ref: 'Reference',
  title: 'Title',
  section: 'Section',
  parent: 'Part of',
  partners: 'Partners',
  due: 'Due date',
  timescale: 'Timescale',
  dueNote: 'Promised timescale',
  note: 'Note',
  update: 'Update',
  own: 'Fields of the plan',
}

/** Takes a change; returns what the field is called. */
export const describeChanged = ({
  field,
  label,
}: ImportPreview['changed'][number]['changes'][number]): string => label ?? FIELD_LABELS[field]

export const LEVEL_LABELS: Readonly<Record<LevelSheet, string>> = {
  pillars: 'Pillar',
  sections: 'Section',
  partners: 'Partner',
  timescales: 'Timescale',
  outcomes: 'Outcome',
}

export const LEVEL_FIELD_LABELS: Readonly<Record<LevelChange['field'], string>> = {
  name: 'Name',
  aim: 'Aim',
  title: 'Title',
  note: 'Note',
  abbreviation: 'Abbreviation',
  label: 'Name',
  text: 'Text',
}

/** Takes the name of a file and the preview that was written; returns what was done, as a sentence. */
export function describeImported(
  name: string,
  { added, changed, withdrawn, updates, unchanged }: ImportPreview,
): string {
  const done = [
    added.length ? `${count(added.length, 'action')} added` : '',
    changed.length ? `${changed.length} changed` : '',
    withdrawn.length ? `${withdrawn.length} withdrawn` : '',
    updates.length ? `${count(updates.length, 'update')} recorded` : '',
  ].filter(Boolean)
  return done.length
    ? `“${name}” was imported: ${done.join(', ')}.`
    : `“${name}” changed nothing: the plan already says what it says of ${count(unchanged, 'action')}.`
}

/** So many of each are listed. */
const MOST_LISTED = 200

const side = (text: string | null) => (text === null ? 'nothing' : `“${text}”`)

/** Takes what a plan does not have and a file does; returns that it is left out. */
export const describeLeftOut = (leftOut: ImportPreview['leftOut']): string =>
  leftOut.some((level) => level !== 'pillars')
    ? 'This plan is one list of actions. What the file says of levels above them is left out.'
    : 'This plan has one level above its actions. What the file says of a higher one is left out.'

/** Takes what is answered as about the last file; returns a line that says how much, none where nothing is. */
export function describeLastTime({
  columns,
  statuses,
  organisations,
}: ReturnType<typeof findAsLastTime>): string[] {
  const all = [
    columns.size ? count(columns.size, 'column') : '',
    statuses.size ? count(statuses.size, 'status', 'statuses') : '',
    organisations.size ? count(organisations.size, 'organisation') : '',
  ].filter(Boolean)
  return all.length ? ['', `Answered as last time: ${all.join(', ')}`] : []
}

/** Takes a preview; returns its lines. */
export function describePreview(preview: ImportPreview): string[] {
  const { pillars, sections, partners, timescales, outcomes, renamed, added, changed } = preview
  const { unchanged, missing, withdrawn, maybeRenumbered, updates, leftOut } = preview
  const first = <T>(all: readonly T[], line: (one: T) => string | string[]) => [
    ...all.slice(0, MOST_LISTED).flatMap(line),
    ...(all.length > MOST_LISTED ? [`  and ${count(all.length - MOST_LISTED, 'other')}`] : []),
  ]
  return [
    '',
    [
      `${count(added.length, 'action')} added`,
      `${changed.length} changed`,
      `${unchanged} unchanged`,
      `${count(updates.length, 'update')}`,
      `${missing.length} in the plan and not in the file`,
    ].join(', '),
    ...(leftOut.length ? [describeLeftOut(leftOut)] : []),
    ...(pillars.length ? [`New pillars: ${pillars.map(({ name }) => name).join(', ')}`] : []),
    ...(sections.length ? [`New sections: ${sections.map(({ title }) => title).join(', ')}`] : []),
    ...(partners.length ? [`New partners: ${partners.map(({ name }) => name).join(', ')}`] : []),
    ...(timescales.length ? [`New timescales: ${timescales.map(({ label }) => label).join(', ')}`] : []),
    ...(outcomes.length ? [`New outcomes: ${outcomes.map(({ text }) => text).join(', ')}`] : []),
    ...(changed.length || renamed.length ? ['', 'Changed'] : []),
    ...first(
      renamed,
      ({ level, code, field, before, after }) =>
        `  ${LEVEL_LABELS[level]} ${code}, ${LEVEL_FIELD_LABELS[field]}: ${side(before)} becomes ${side(after)}`,
    ),
    ...first(changed, ({ ref, changes }) =>
      changes.map(
        (change) =>
          `  ${ref}, ${describeChanged(change)}: ${side(change.before)} becomes ${side(change.after)}`,
      ),
    ),
    ...(missing.length
      ? ['', `In the plan and not in the file: these are ${withdrawn.length ? 'withdrawn' : 'left alone'}`]
      : []),
    ...first(missing, ({ ref, title }) => `  ${ref} ${title}`),
    ...(maybeRenumbered.length ? ['', 'Perhaps renumbered. Say so under "renumbered" in the answers'] : []),
    ...first(maybeRenumbered, ({ from, to, title }) => `  ${from} may be ${to}: ${title}`),
    ...(preview.badReferences.length
      ? [
          '',
          'References that cannot be used. Use letters and digits, with full stops or hyphens between them, and none of an action that has left the plan',
        ]
      : []),
    ...first(preview.badReferences, ({ row, ref }) => `  Row ${row}: ${ref}`),
    '',
    `Before: ${preview.before.sentence}`,
    `After:  ${preview.after.sentence}`,
  ]
}
