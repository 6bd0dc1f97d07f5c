/**
 * What a row of Cairn's own file for editors said when it was made, field by field: so that it can be told afterwards what someone changed
 * in the file, and what others changed in the plan meanwhile.
 */

/** The header of the column. */
export const EDIT_VERSION = 'Cairn version'

/** In the order in which the cell has them; a plan's own fields are one together. */
const VERSIONED = [
  'title',
  'section',
  'parent',
  'partners',
  'due',
  'timescale',
  'dueNote',
  'note',
  'status',
  'update',
  'own',
] as const
export type VersionedField = (typeof VERSIONED)[number]

export type VersionedFields = Readonly<Record<VersionedField, string | null>>

/** Takes what a row says; returns the cell that tells later whether that has changed. */
export function writeEditVersion(fields: VersionedFields): string {
  return VERSIONED.map((field) => shorten(fields[field])).join('-')
}

/** Takes that cell, a field and what it says; returns whether it said so when the file was made, or null where the cell does not tell. */
export function wasSo(version: string, field: VersionedField, text: string | null): boolean | null {
  const parts = version.trim().split('-')
  if (parts.length !== VERSIONED.length || !parts.every((part) => PART.test(part))) return null
  return parts[VERSIONED.indexOf(field)] === shorten(text)
}

export const isVersioned = (field: string): field is VersionedField =>
  (VERSIONED as readonly string[]).includes(field)

const PART = /^[0-9a-z]{1,7}$/

/** Without what programs make of spaces. 32 bits tell two texts apart (FNV-1a): nothing rests on it but whether a change is shown as one. */
function shorten(text: string | null): string {
  let hash = 0x811c9dc5
  for (const sign of (text ?? '').replace(/\s+/g, ' ').trim())
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}
