/** The organisations of a file: lists of them in one cell, the same one in several spellings, and those that look alike. */

import type { ListSeparator } from '@/lib/domain/imports/rows'
import { cleanLine, foldName } from '@/lib/domain/text'

const SPLITTING = [';', '\n', '/', ','] as const
/** Names whose spellings differ in at most so much of the longer one are near. */
const NEAR = 0.2
/** Shorter names are too short to be near others. */
const SHORTEST_NEAR = 3
/** So many distinct names are compared with each other. */
const MOST_COMPARED = 2_000
/** So many near ones are shown. */
const MOST_NEAR = 5

/** Takes a cell and what separates names in it; returns them, each as one line. */
export function splitNames(text: string, separator: ListSeparator): string[] {
  const names = separator === 'none' ? [text] : text.split(separator === '\n' ? /\r\n?|\n/ : separator)
  return names.map(cleanLine).filter(Boolean)
}

/**
 * Takes the texts of a column and the names that other cells hold whole; returns what is likely to separate names in it. A comma, which
 * names hold as well, separates only where most of what it cuts off is a name elsewhere.
 */
export function guessSeparator(texts: readonly string[], known: ReadonlySet<string>): ListSeparator {
  for (const separator of SPLITTING) {
    const cut = texts.filter((text) => splitNames(text, separator).length > 1)
    if (cut.length === 0) continue
    if (separator === ';' || separator === '\n') return separator
    const whole = new Set([...known, ...texts.filter((text) => !cut.includes(text)).map(foldName)])
    const pieces = new Set(cut.flatMap((text) => splitNames(text, separator).map(foldName)))
    const found = [...pieces].filter((piece) => whole.has(piece)).length
    if (found * 2 >= pieces.size) return separator
  }
  return 'none'
}

/** Takes spellings of one name with their counts; returns the one to show: the most frequent, then the one with most accents, not all in capitals. */
export function pickSpelling(spellings: ReadonlyMap<string, number>): string {
  const rank = (text: string) => (text === text.toUpperCase() ? 0 : 1)
  const marks = (text: string) => text.normalize('NFD').length - text.length
  return (
    [...spellings].sort(
      ([one, ones], [other, others]) =>
        rank(other) - rank(one) ||
        others - ones ||
        marks(other) - marks(one) ||
        one.localeCompare(other, 'en'),
    )[0]?.[0] ?? ''
  )
}

/** Takes a folded name and all of them; returns the two that it is, written without anything between them, or null. */
export function findTwoNames(name: string, all: ReadonlySet<string>): readonly [string, string] | null {
  for (let at = 2; at <= name.length - 2; at += 1)
    if (all.has(name.slice(0, at)) && all.has(name.slice(at))) return [name.slice(0, at), name.slice(at)]
  return null
}

/** Takes folded names; returns for each those of all that are nearly spelt like it, itself left out. None for more names than people read. */
export function findNear(names: readonly string[], others: readonly string[]): Map<string, string[]> {
  const near = new Map<string, string[]>()
  if (names.length + others.length > MOST_COMPARED) return near
  for (const name of names) {
    const found = others.filter((other) => other !== name && isNear(name, other)).slice(0, MOST_NEAR)
    if (found.length > 0) near.set(name, found)
  }
  return near
}

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Takes two folded texts; returns whether one could be a slip of the other. Other numbers mean other things. */
export function isNear(one: string, other: string): boolean {
  if (digitsOf(one) !== digitsOf(other)) return false
  const longest = Math.max(one.length, other.length)
  const most = Math.max(1, Math.floor(longest * NEAR))
  if (Math.min(one.length, other.length) < SHORTEST_NEAR || Math.abs(one.length - other.length) > most)
    return false
  return distance(one, other, most) <= most
}

/** How many letters have to be changed, added or left out; more than `most` is not counted further. */
function distance(one: string, other: string, most: number): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let at = 1; at <= other.length; at += 1)
      now.push(
        Math.min(
          (before[at] ?? 0) + 1,
          (now[at - 1] ?? 0) + 1,
          (before[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1),
        ),
      )
    if (Math.min(...now) > most) return most + 1
    before = now
  }
  return before.at(-1) ?? 0
}
