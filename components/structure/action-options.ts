const LONGEST = 90

/** Takes a text that may be long; returns what of it fits into a list to choose from. */
export function shortenOption(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
