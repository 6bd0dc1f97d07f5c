/** Comma-separated values as RFC 4180 has them. */

/** What a spreadsheet would take for a formula, if a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * Takes the cells of one row; returns the line, its end included. A cell that a spreadsheet would run as a formula gets a
 * single quote in front (OWASP ASVS 5.0, 1.2.10).
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | null): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
