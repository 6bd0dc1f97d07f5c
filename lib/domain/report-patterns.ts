/**
 * Patterns that match a sentence from a place on. Anybody may have typed the sentence: a pattern must not look further than a
 * bounded way ahead of where it begins to match, and what repeats in it must match in one way only.
 */

/** Takes a pattern; returns what matches it from a place on, and not further along. */
export function from(
  pattern: string,
  flags = 'iu',
): (sentence: string, at: number) => RegExpExecArray | null {
  const regex = new RegExp(pattern, `${flags}y`)
  return (sentence, at) => {
    regex.lastIndex = at
    return regex.exec(sentence)
  }
}

/** Takes patterns without groups; returns what finds the first of them that makes a whole word from a place on, by its place in the list. */
export function firstOf(
  patterns: readonly string[],
): (sentence: string, at: number) => { readonly index: number; readonly text: string } | null {
  // Nothing at all would match everywhere.
  const match = patterns.length ? from(`(?:${patterns.map((one) => `(${one})`).join('|')})${END}`) : null
  return (sentence, at) => {
    const found = match?.(sentence, at)
    return found ? { index: found.indexOf(found[0], 1) - 1, text: found[0] } : null
  }
}

/** Takes text; returns the pattern that matches it and nothing else. */
export const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Takes texts; returns the pattern of any of them, the longest first, so that "At Risk" is not read out of "Missed with Risk". */
export const anyOf = (texts: readonly string[]) =>
  [...new Set(texts)]
    .sort((a, b) => b.length - a.length)
    .map(escape)
    .join('|')

/** Where a word ends. */
export const END = String.raw`(?![\p{L}\d])`
