/** What undoing an import does, and what stands in its way, as sentences. */

import type { UndoPlan } from '@/lib/domain/imports/undo'
import { count } from '@/lib/format/words'

/** Takes what undoing does; returns it line by line. */
export function describeUndo(undo: UndoPlan): string[] {
  const isBack = new Set(undo.withdrawn.map(({ id }) => id))
  const changed = undo.restored.filter(({ now }) => !isBack.has(now.id)).length
  const levels = undo.pillars.length + undo.sections.length
  const lines: readonly (readonly [number, string])[] = [
    [undo.removed.length, `${count(undo.removed.length, 'action')} removed that the import added`],
    [
      undo.withdrawn.length,
      `${count(undo.withdrawn.length, 'action')} withdrawn that the import added. They stay on record, and a later import can bring them back`,
    ],
    [undo.returned.length, `${count(undo.returned.length, 'action')} restored that the import withdrew`],
    [changed, `${count(changed, 'action')} changed back to what they were`],
    [
      undo.updates.length,
      `${count(undo.updates.length, 'update')} withdrawn: what was reported before holds again`,
    ],
    [
      levels,
      `${count(levels, 'section or pillar', 'sections and pillars')} removed that have no actions any more`,
    ],
    [
      undo.renamed.length,
      `${count(undo.renamed.length, 'name or note', 'names and notes')} of sections and other levels changed back`,
    ],
    [
      undo.timescales.length + undo.outcomes.length,
      `${count(undo.timescales.length + undo.outcomes.length, 'timescale or outcome', 'timescales and outcomes')} removed`,
    ],
    [undo.partners.length, `${count(undo.partners.length, 'partner')} removed that no action names any more`],
    [
      undo.datesThatStay,
      `${count(undo.datesThatStay, 'due date')} kept: a date that was promised for the first time is not taken back`,
    ],
  ]
  return lines.flatMap(([many, line]) => (many > 0 ? [line] : []))
}
