/** The files that the movement between two states of a plan can be had as. */

import { PLAN_FILES } from '@/lib/format/plan/plan-files'

export const MOVEMENT_FILES = {
  'movement.csv': { ...PLAN_FILES['actions.csv'], says: 'one row for each action, then and now.' },
  'movement-excel.csv': {
    ...PLAN_FILES['actions-excel.csv'],
    says: 'the same rows with a byte order mark, so that Excel shows accents and dashes correctly.',
  },
  'movement.xlsx': {
    ...PLAN_FILES['actions.xlsx'],
    says: 'cover, notes, the same rows, and every changed field.',
  },
  'movement.ods': { ...PLAN_FILES['actions.ods'], says: 'the same sheets in an open format.' },
  'movement.json': { ...PLAN_FILES['actions.json'], says: 'the same rows for a program.' },
  'movement.csv-metadata.json': {
    ...PLAN_FILES['actions.csv-metadata.json'],
    says: 'what each column of the CSV file means (CSV on the Web).',
  },
  'changed-fields.csv': {
    ...PLAN_FILES['actions.csv'],
    says: 'one row for each changed field, with its old and its new value.',
  },
  'changed-fields.csv-metadata.json': {
    ...PLAN_FILES['actions.csv-metadata.json'],
    says: 'what each column of that CSV file means.',
  },
} as const

export type MovementFileName = keyof typeof MOVEMENT_FILES

/** Takes any text; returns whether a file is called so. */
export function isMovementFile(name: string): name is MovementFileName {
  return Object.hasOwn(MOVEMENT_FILES, name)
}
