import type { JsonSchema } from '@/lib/api/endpoints'

/** Takes a reference; returns the name of the schema it leads to. */
export function referredName(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

/** A field of an answer, however deep it lies: "shares[].percent". */
export interface Field {
  readonly name: string
  readonly schema: JsonSchema
  /** An answer may leave it out. */
  readonly isOptional: boolean
}

/** Takes a schema; returns its fields in order, with those of unnamed objects inside it. */
export function listFields(schema: JsonSchema, above = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = above + key
    const inner = innerObject(field)
    const isOptional = !schema.required?.includes(key)
    return [
      { name, schema: field, isOptional },
      ...(inner ? listFields(inner.schema, name + inner.joint) : []),
    ]
  })
}

function innerObject(schema: JsonSchema): { schema: JsonSchema; joint: string } | null {
  if (schema.properties) return { schema, joint: '.' }
  if (schema.items?.properties) return { schema: schema.items, joint: '[].' }
  const choice = schema.anyOf?.find(({ type }) => type !== 'null')
  return choice ? innerObject(choice) : null
}

/** Part of a type in words; `refersTo` names the schema a reader can look up. */
export interface Word {
  readonly text: string
  readonly refersTo?: string
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'date (YYYY-MM-DD)',
  'date-time': 'date and time (ISO 8601)',
  uri: 'address',
  uuid: 'UUID',
}

/** Takes a schema; returns its type as a reader says it: "list of Action", "text or null". */
export function describeType(schema: JsonSchema): Word[] {
  if (schema.$ref) return [{ text: referredName(schema.$ref), refersTo: referredName(schema.$ref) }]
  if (schema.anyOf)
    return schema.anyOf.flatMap((choice, i) => [...(i ? [{ text: ' or ' }] : []), ...describeType(choice)])
  if (schema.type === 'array') return [{ text: 'list of ' }, ...describeType(schema.items ?? {})]
  if (schema.enum) return [{ text: schema.enum.join(', ').replace(/, ([^,]*)$/, ' or $1') }]
  if (schema.type === 'integer') return [{ text: `whole number${describeRange(schema)}` }]
  if (schema.type === 'string') return [{ text: (schema.format && FORMATS[schema.format]) ?? 'text' }]
  const others: Record<string, string> = { boolean: 'true or false', null: 'null', number: 'number' }
  return [{ text: others[schema.type ?? ''] ?? 'object' }]
}

function describeRange({ minimum, maximum }: JsonSchema): string {
  if (minimum === undefined) return ''
  return maximum === undefined ? `, ${minimum} or more` : `, ${minimum} to ${maximum}`
}
