/** Patterns that match a sentence from a place on. */

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
