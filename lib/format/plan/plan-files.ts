/** The files that a plan can be had as. */

export const PLAN_FILES = {
  'actions.csv': {
    format: 'CSV',
    type: 'text/csv; charset=utf-8; header=present',
    says: 'One row for each action, for a spreadsheet or a program.',
  },
  'actions-excel.csv': {
    format: 'CSV for Excel',
    type: 'text/csv; charset=utf-8; header=present',
    says: 'The same rows with a byte order mark, so that Excel shows accents and dashes correctly.',
  },
  'actions.xlsx': {
    format: 'Excel (XLSX)',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    says: 'To read and print: a summary, and the actions in 10 columns. Also all columns, achievements and publications.',
  },
  'actions.ods': {
    format: 'OpenDocument (ODS)',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    says: 'The same sheets in an open format.',
  },
  'actions.json': {
    format: 'JSON',
    type: 'application/json; charset=utf-8',
    says: 'The same rows for a program, with the plan, day and filters.',
  },
  'actions.csv-metadata.json': {
    format: 'CSV metadata',
    type: 'application/csvm+json; charset=utf-8',
    says: 'What each column of the CSV file means (CSV on the Web).',
  },
  'history.csv': {
    format: 'CSV',
    type: 'text/csv; charset=utf-8; header=present',
    says: 'One row for each update.',
  },
  'history-excel.csv': {
    format: 'CSV for Excel',
    type: 'text/csv; charset=utf-8; header=present',
    says: 'The same rows with a byte order mark.',
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
  'plan.xlsx': {
    format: 'Excel (XLSX), to change',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    says: 'The actions and what they belong to, a sheet each, to be changed and imported again.',
  },
  'plan.ods': {
    format: 'OpenDocument (ODS), to change',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    says: 'The same sheets in an open format.',
  },
  'data-package.zip': {
    format: 'Data Package (ZIP)',
    type: 'application/zip',
    says: 'Actions, ratings, status counts, partners, sources, history, achievements, publications and more as CSV files, with their description and the licence.',
  },
} as const satisfies Record<string, { format: string; type: string; says: string }>

export type PlanFileName = keyof typeof PLAN_FILES

/** Takes any text; returns whether a file is called so. */
export function isPlanFile(name: string): name is PlanFileName {
  return Object.hasOwn(PLAN_FILES, name)
}
