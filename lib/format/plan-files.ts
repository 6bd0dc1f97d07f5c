/** The files that a plan can be had as. */

export const PLAN_FILES = {
  'actions.csv': {
    format: 'CSV',
    type: 'text/csv; charset=utf-8; header=present',
    says: 'One row for each action, for a spreadsheet or a program.',
  },
  'actions.xlsx': {
    format: 'Excel (XLSX)',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    says: 'Cover, notes, status by section, and one row for each action.',
  },
  'actions.ods': {
    format: 'OpenDocument (ODS)',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    says: 'The same sheets in an open format.',
  },
  'actions.json': {
    format: 'JSON',
    type: 'application/json; charset=utf-8',
    says: 'The same rows for a program, with the plan, the day and the filters.',
  },
  'actions.csv-metadata.json': {
    format: 'CSV metadata',
    type: 'application/csvm+json; charset=utf-8',
    says: 'What each column of the CSV file means (CSV on the Web).',
  },
  'history.csv': {
    format: 'CSV',
    type: 'text/csv; charset=utf-8; header=present',
    says: 'One row for each update ever made.',
  },
  'history.json': {
    format: 'JSON',
    type: 'application/json; charset=utf-8',
    says: 'The same rows for a program.',
  },
  'history.csv-metadata.json': {
    format: 'CSV metadata',
    type: 'application/csvm+json; charset=utf-8',
    says: 'What each column of the CSV file means (CSV on the Web).',
  },
  'data-package.zip': {
    format: 'Data Package (ZIP)',
    type: 'application/zip',
    says: 'Actions, status by section, status counts, partners, sources and history as CSV files, with their description and the licence.',
  },
} as const satisfies Record<string, { format: string; type: string; says: string }>

export type PlanFileName = keyof typeof PLAN_FILES

/** Takes any text; returns whether a file is called so. */
export function isPlanFile(name: string): name is PlanFileName {
  return Object.hasOwn(PLAN_FILES, name)
}
