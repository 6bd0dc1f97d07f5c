/**
 * Takes any text; returns it as a string of CSS, quotes included, that holds nothing with a meaning to CSS or HTML: all but
 * letters and digits of ASCII and spaces is written as an escape (CSS Syntax 3, 4.3.7). Control characters are left out.
 */
export function cssText(text: string): string {
  const escaped = [...text.replace(/\p{Cc}|\p{Cs}/gu, '')].map((character) =>
    /[A-Za-z0-9 ]/.test(character) ? character : `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  )
  return `"${escaped.join('')}"`
}
