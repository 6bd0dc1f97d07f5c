/** One text for one value, so that a hash of it can be repeated by anyone. */

/**
 * Takes a JSON value; returns its one canonical text: no spaces, the keys of every object in the order of their code units,
 * numbers and strings as ECMAScript writes them (RFC 8785, JSON Canonicalization Scheme).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return Array.isArray(value) ? writeItems(value) : writeFields(value as Fields)
}

/**
 * Takes an object, and the name of one more of its fields, whose own names and values come one by one, by the order of their
 * names; returns the canonical text of it all in pieces, so that what is large is never held whole.
 */
export async function* canonicalPieces(
  fields: Fields,
  name: string,
  entries: AsyncIterable<readonly [string, unknown]>,
): AsyncGenerator<string> {
  const others = Object.entries(fields)
  const write = (members: typeof others) => canonicalJson(Object.fromEntries(members)).slice(1, -1)
  const before = write(others.filter(([other]) => other < name))
  const after = write(others.filter(([other]) => other > name))
  yield `{${before}${before && ','}${JSON.stringify(name)}:{`
  let mark = ''
  for await (const [key, value] of entries) {
    yield `${mark}${JSON.stringify(key)}:${canonicalJson(value)}`
    mark = ','
  }
  yield `}${after && ','}${after}}`
}

type Fields = Readonly<Record<string, unknown>>

function writeItems(items: readonly unknown[]): string {
  let text = '['
  items.forEach((item, at) => {
    text += (at ? ',' : '') + canonicalJson(item ?? null)
  })
  return `${text}]`
}

function writeFields(fields: Fields): string {
  let text = '{'
  for (const { name, start } of inOrder(Object.keys(fields))) {
    const field = fields[name]
    if (field !== undefined) text += (text === '{' ? '' : ',') + start + canonicalJson(field)
  }
  return `${text}}`
}

interface Member {
  readonly name: string
  /** The name as it is written, and what parts it from its value. */
  readonly start: string
}

interface Shape {
  readonly names: readonly string[]
  readonly members: readonly Member[]
}

const MOST_SHAPES = 500
const MOST_OF_A_KIND = 8
const shapes = new Map<string, Shape[]>()

/** Nearly all objects are of a few shapes: to sort the names of each anew takes as long as all the rest. */
function inOrder(names: readonly string[]): readonly Member[] {
  const kind = names[0] ?? ''
  const known = shapes.get(kind)
  const shape = known?.find((one) => isSame(one.names, names))
  if (shape) return shape.members
  const members = [...names].sort().map((name) => ({ name, start: `${JSON.stringify(name)}:` }))
  if (!known && shapes.size < MOST_SHAPES) shapes.set(kind, [{ names, members }])
  else if (known && known.length < MOST_OF_A_KIND) known.push({ names, members })
  return members
}

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((one, at) => one === others[at])
