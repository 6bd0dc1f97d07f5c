import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { describeApi } from './openapi'

const document = describeApi()

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

  it('lets readers meet fields that are new', () => {
    expect(JSON.stringify(document)).not.toContain('"additionalProperties":false')
  })

  it('describes every schema, and names the licence', () => {
    for (const schema of Object.values(document.components.schemas)) expect(schema.description).toMatch(/\.$/)
    expect(document.info.license.name).toBe('Open Government Licence v3.0')
  })
})
