/** The references of a file's actions: of which action one is a part, by how it is written. */

import { foldNumber } from '@/lib/domain/text'

/** 34a of 34, 2.1 of 2, 26.3(b) of 26.3. */
type Style = 'letter' | 'point' | 'bracket'

const STYLES: readonly (readonly [Style, RegExp])[] = [
  ['bracket', /^(.+?)\s*\([a-z0-9]{1,4}\)$/i],
  ['letter', /^(.*\d)[a-z]$/i],
  ['point', /^(.+)[.\-/][a-z0-9]+$/i],
]

interface Above {
  readonly ref: string
  readonly style: Style
}

function aboveOf(ref: string): Above | null {
  for (const [style, form] of STYLES) {
    const above = form.exec(ref)?.[1]
    if (above) return { ref: above, style }
  }
  return null
}

const isNumber = (ref: string) => /^\d/.test(ref)

/**
 * Takes the references of a file; returns for each that is a part the reference of the action it belongs to, as the file writes it, and
 * null for one whose action has no row. References of a form in which no action of the file is above another stand alone: 1.1 where there is
 * no 1, nor any other whole number with parts; A.1 where there is no A, although A.1.1 is a part of it.
 */
export function findParents(refs: readonly string[]): Map<string, string | null> {
  const byFold = new Map(refs.map((ref) => [foldNumber(ref), ref]))
  const inUse = new Set<string>()
  const form = ({ ref, style }: Above) => `${style} ${isNumber(ref)} ${ref.split(/[.\-/]/).length}`
  for (const ref of refs) {
    const above = aboveOf(ref)
    if (above && byFold.has(foldNumber(above.ref))) inUse.add(form(above))
  }
  const parents = new Map<string, string | null>()
  for (const ref of refs) {
    const above = aboveOf(ref)
    if (above && inUse.has(form(above))) parents.set(ref, byFold.get(foldNumber(above.ref)) ?? null)
  }
  return parents
}

const IN_TITLE = /^\s*(\d{1,4}[a-z]?)[.)]\s+(?=\S)/

/** Takes a title that begins with its reference; returns both, or null where it does not. */
export function splitTitle(title: string): { readonly ref: string; readonly title: string } | null {
  const [start, ref] = IN_TITLE.exec(title) ?? []
  return start && ref ? { ref, title: title.slice(start.length) } : null
}
