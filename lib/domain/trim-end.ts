/**
 * Takes text and what one of its signs has to match; returns the text without such signs at its end. A pattern that ends in "+$"
 * would try at each of them, and take the square of the length of text that has many and does not end in one.
 */
export function trimEndOf(text: string, sign: RegExp): string {
  let end = text.length
  while (end > 0 && sign.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}
