import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'

import { describeApi } from './openapi'

const document = describeApi({ name: 'Us', url: 'https://cairn.example/contact' })

describe('the API’s description', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    expect(await validator.validate(structuredClone(document) as unknown as Record<string, unknown>)).toEqual(
      { valid: true },
    )
    expect(validator.version).toBe('3.1')
  })

  it('refers to nothing that is not in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
    expect(references.length).toBeGreaterThan(0)
    for (const [, kind, name = ''] of references) {
      expect(
        Object.keys(kind === 'schemas' ? document.components.schemas : document.components.responses),
      ).toContain(name)
    }
  })

  it('has a parameter for each variable part of a path, with an example', () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      const inPath = get.parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
      for (const { example } of inPath) expect(example).toBeTruthy()
    }
  })

  it('keeps the names of all fields in a client that is generated from it', () => {
    // What is only said of "any key" becomes a map without names: the frozen document alone has keys of its own, and each plan statuses of its own.
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (name === 'Snapshot' || name === 'BucketCounts') continue
      const text = JSON.stringify(schema)
      expect(text, name).not.toMatch(/"propertyNames"|"additionalProperties"/)
      for (const [, after] of text.matchAll(/"type":"object"(.{0,14})/g))
        expect(after, name).toBe(',"properties":')
    }
  })

  it('files each address under one of its tags, and says whom to ask', () => {
    const tags = document.tags.map(({ name }) => name)
    for (const { get } of Object.values(document.paths)) {
      expect(get.tags).toHaveLength(1)
      expect(tags).toContain(get.tags[0])
    }
    for (const { description } of document.tags) expect(description).toMatch(/\.$/)
    expect(document.info.contact).toEqual({ name: 'Us', url: 'https://cairn.example/contact' })
  })

  it('lets readers meet fields that are new', () => {
    expect(JSON.stringify(document)).not.toContain('"additionalProperties":false')
  })

  it('describes every schema, and names the licence', () => {
    for (const schema of Object.values(document.components.schemas)) expect(schema.description).toMatch(/\.$/)
    expect(document.info.license.name).toBe('Open Government Licence v3.0')
  })
})
