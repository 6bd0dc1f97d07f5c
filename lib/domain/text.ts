/** Text as people type and paste it, brought to one form; and names as readers see them, to compare. */

// Shown as nothing: zero-width spaces, word joiners and byte order marks.
const UNSEEN = /[\u200B\u2060-\u2064\uFEFF]/g
// Spaces and signs that only change how others are shown.
const SHOWS_NOTHING = /[\s\p{Cf}]/gu
// In a name, joiners, soft hyphens and marks of direction are accidents too.
const UNSEEN_IN_NAMES = /[\u00AD\u061C\u200B-\u200F\u2060-\u2064\uFEFF]/g
// A soft line break of a word processor (vertical tab), and Unicode's own.
// eslint-disable-next-line no-control-regex -- a vertical tab is what is looked for
const LINE_BREAKS = /\r\n?|[\u000B\u2028\u2029]/g
const APOSTROPHES = /[\u2018\u2019\u02BC\u0060\u00B4]/g
const DASHES = /\p{Dash_Punctuation}/gu

/** Takes text of several lines; returns it with composed letters, one kind of line break, nothing unseen, and trimmed. */
export function cleanText(text: string): string {
  const clean = text.replace(LINE_BREAKS, '\n').replace(UNSEEN, '').normalize('NFC').trim()
  return clean.replace(SHOWS_NOTHING, '') === '' ? '' : clean
}

/** Takes a name; returns it as one line, with composed letters, single spaces and nothing unseen. */
export function cleanLine(text: string): string {
  return text
    .replace(LINE_BREAKS, ' ')
    .replace(UNSEEN_IN_NAMES, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Takes a name; returns what it has in common with all that look the same: without case, accents, spaces, and kinds of
 * apostrophes and dashes.
 */
export function foldName(text: string): string {
  return cleanLine(text)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(APOSTROPHES, "'")
    .replace(DASHES, '-')
    .replace(/\s/g, '')
    .toUpperCase()
    .toLowerCase()
}

/** Takes a number or code, "026.9a"; returns what it has in common with all that look the same: without case and leading zeros. */
export function foldNumber(code: string): string {
  return foldName(code).replace(/(^|[^0-9])0+(?=[0-9])/g, '$1')
}

/**
 * Takes text and what one of its signs has to match; returns the text without such signs at its end. A pattern that ends in "+$"
 * would try at each of them, and take the square of the length of text that has many and does not end in one.
 */
export function trimEndOf(text: string, sign: RegExp): string {
  let end = text.length
  while (end > 0 && sign.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** What a spreadsheet would take for a formula, if a cell begins with it. */
export const FORMULA = /^[=+\-@\t\r]/

/** Takes text from a file; returns it without the single quote that Cairn's own CSV files have before what looks like a formula. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text
}
