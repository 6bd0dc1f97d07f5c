/** One text for one value, so that a hash of it can be repeated by anyone. */

/** Part of a value that is canonical JSON already: a large one is written bit by bit, and never held as a value. */
export class CanonicalText {
  constructor(readonly text: string) {}
}

/**
 * Takes a JSON value; returns its one canonical text: no spaces, the keys of every object in the order of their code units,
 * numbers and strings as ECMAScript writes them (RFC 8785, JSON Canonicalization Scheme).
 */
export function canonicalJson(value: unknown): string {
  // All joined once: a text for each object, joined into that of the object around it, takes twice the time.
  const parts: string[] = []
  addParts(value, parts)
  return parts.join('')
}

/** Takes names and values that come one by one, by the order of their names; returns the canonical text of their object. */
export async function canonicalObject(
  entries: AsyncIterable<readonly [string, unknown]>,
): Promise<CanonicalText> {
  const members: string[] = []
  for await (const [key, value] of entries) members.push(`${JSON.stringify(key)}:${canonicalJson(value)}`)
  return new CanonicalText(`{${members.join(',')}}`)
}

function addParts(value: unknown, parts: string[]): void {
  if (value === null || typeof value !== 'object') parts.push(JSON.stringify(value))
  else if (value instanceof CanonicalText) parts.push(value.text)
  else if (Array.isArray(value)) addItems(value, parts)
  else addFields(value as Readonly<Record<string, unknown>>, parts)
}

function addItems(items: readonly unknown[], parts: string[]): void {
  parts.push('[')
  items.forEach((item, at) => {
    if (at) parts.push(',')
    addParts(item ?? null, parts)
  })
  parts.push(']')
}

function addFields(fields: Readonly<Record<string, unknown>>, parts: string[]): void {
  let mark = '{'
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key]
    if (field === undefined) continue
    parts.push(mark, JSON.stringify(key), ':')
    addParts(field, parts)
    mark = ','
  }
  parts.push(mark === '{' ? '{}' : '}')
}
