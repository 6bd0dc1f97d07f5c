/** The references by which reports are called, "LB(25)03-03", and their places in addresses. */

/** The number of a section or an action, which stands in addresses: "26.3", "34a". As the database has it. */
export const RECORD_NUMBER = /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/
/** In characters. */
export const LONGEST_NUMBER = 40

/** Takes a reference, "LB(25)03-03"; returns its place in addresses: "lb-25-03-03". Empty when it has no letter or digit. */
export function codeOf(reference: string): string {
  return (
    reference
      .normalize('NFKD')
      // Letters without their accents, as addresses have them.
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
  )
}

/**
 * Takes a report's reference, whether it corrects another report, and the places in addresses that are taken; returns its own.
 * A correction may bear the reference of the report that it corrects, and then gets a number. Null where it has to have another.
 */
export function freeCode(reference: string, isCorrection: boolean, taken: readonly string[]): string | null {
  const code = codeOf(reference)
  if (!taken.includes(code)) return code
  if (!isCorrection) return null
  for (let n = 1; ; n += 1) {
    const next = `${code}-correction-${n}`
    if (!taken.includes(next)) return next
  }
}

/** What stands below a plan's reports and is none of them. */
export const REPORT_PAGES = ['new', 'drafts']

/** It has no letter or digit, or another page has its address. */
export type ReferenceProblem = 'empty' | 'taken'

/** Takes a reference and the other pages that have the same place in addresses; returns why it cannot be the reference of a report, or null. */
export function findReferenceProblem(reference: string, pages: readonly string[]): ReferenceProblem | null {
  const code = codeOf(reference)
  if (!code) return 'empty'
  return pages.includes(code) ? 'taken' : null
}
