/** The API's own description (OpenAPI 3.1), made from the schemas that its answers are typed and tested with. */

import { z } from 'zod'
import { WHAT_IS_OF_THAT_DAY } from '@/lib/format/moment'
import { apiSchemas } from '@/lib/schemas/api'
import { MOST_IN_WINDOW, MOST_WITHOUT_TOKEN } from '@/lib/domain/people/token'
import { type Endpoint, ENDPOINTS, type JsonSchema, type Parameter, TAGS } from './endpoints'
import { API_VERSION } from './etag'
import { apiPaths } from './links'

interface Answer {
  description: string
  headers?: Record<string, { description: string; schema: JsonSchema }>
  content?: Record<string, { schema: JsonSchema }>
}

export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  parameters: Parameter[]
  responses: Record<string, Answer | { $ref: string }>
}

/** Whom to ask. */
export interface Contact {
  name: string
  url?: string
  email?: string
}

export interface OpenApi {
  openapi: string
  info: {
    title: string
    version: string
    summary: string
    description: string
    license: { name: string; url: string }
    contact: Contact
  }
  tags: { name: string; description: string }[]
  servers: { url: string; description: string }[]
  paths: Record<string, { get: Operation }>
  /** Either is enough: nothing, or a token. */
  security: Record<string, never[]>[]
  components: {
    schemas: Record<string, JsonSchema>
    responses: Record<string, Answer>
    securitySchemes: Record<string, { type: 'http'; scheme: 'bearer'; description: string }>
  }
}

const IF_NONE_MATCH: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The ETag of the answer you have. If nothing has changed you get 304 and no body.',
  schema: { type: 'string' },
}

/** Each is a paragraph on one line: the page at /api shows line ends. */
const DESCRIPTION = [
  'Read the commitments and progress of public action plans.',
  `Public plans need no token. For a plan that is not public, its analysts, officers and editors can create a token on their account page. Send it as “Authorization: Bearer …”. You can make ${MOST_IN_WINDOW} requests a minute with a token, or ${MOST_WITHOUT_TOKEN} a minute from one network address without one, including files, charts and feeds.`,
  'Every answer has an ETag. Send it back as If-None-Match to find out whether anything has changed. The names and meanings of fields do not change within this version. New fields can be added, so ignore fields that you do not know.',
  `You can ask for figures for an earlier day with as-at, and leave out information recorded later with known-at. ${WHAT_IS_OF_THAT_DAY} Links in an answer keep these dates.`,
  'Every status says how it is known. “illustrative” means estimated and “madeUp” means demonstration data: if you show these, say so. Null means not recorded.',
  'Contains public sector information licensed under the Open Government Licence v3.0. If you use a plan, include its attribution.',
].join('\n\n')

/** Takes whom to ask; returns the document that stands at /api/v1/openapi.json and that the page at /api shows. */
export function describeApi(contact: Contact): OpenApi {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Cairn read API',
      version: API_VERSION,
      summary: 'Public action plans and their progress.',
      description: DESCRIPTION,
      license: {
        name: 'Open Government Licence v3.0',
        url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      },
      contact,
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    servers: [{ url: '/', description: 'This server' }],
    paths: {
      ...Object.fromEntries(
        ENDPOINTS.map((endpoint) => [endpoint.path, { get: describeEndpoint(endpoint) }]),
      ),
      [apiPaths.openapi()]: {
        get: {
          operationId: 'getOpenApi',
          tags: ['Description'],
          summary: 'This description',
          description: 'The OpenAPI document that this page is made from.',
          parameters: [IF_NONE_MATCH],
          responses: answers('The document.', { type: 'object' }, []),
        },
      },
    },
    security: [{}, { token: [] }],
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A token that its owner made on the page of their account. It only reads, and only the plans it is for.',
        },
      },
      schemas: describeSchemas(),
      responses: {
        NotModified: { description: 'Nothing has changed since the answer with that ETag.', headers: ETAG },
        BadParameter: problem('A parameter is unknown, repeated or not valid.'),
        Conflict: problem(
          'The report was altered after it was issued, or the plan changed since you read the first part of the list.',
        ),
        BadToken: problem('The token is unknown, revoked or expired, or its owner lost the right to export.'),
        TooManyRequests: {
          ...problem('Too many requests with this token, or from this network address without a token.'),
          headers: {
            'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
          },
        },
        Moved: {
          description: 'It has a different number or code now, or had one on the day you asked for.',
          headers: { Location: { description: 'Its current address.', schema: { type: 'string' } } },
        },
        NotFound: problem('There is no such plan, section, action or address.'),
        MethodNotAllowed: problem(
          'Only GET, HEAD and OPTIONS are possible. All addresses answer so to other methods.',
        ),
        InternalError: problem('There is a problem with the service.'),
        Unavailable: {
          ...problem('The service cannot reach its database.'),
          headers: {
            'Retry-After': {
              description: 'Seconds to wait before trying again.',
              schema: { type: 'string' },
            },
          },
        },
      },
    },
  }
}

const ETAG = { ETag: { description: 'Identifies this version of the answer.', schema: { type: 'string' } } }

function describeEndpoint({
  path,
  operationId,
  tag,
  summary,
  description,
  answer,
  parameters,
}: Endpoint): Operation {
  const mayConflict = parameters.some(
    (one) => one.in === 'query' && ['cursor', 'report', 'from'].includes(one.name),
  )
  const errors = [
    ...(path.includes('{') ? ['404'] : []),
    ...(/\{(section|action)\}$/.test(path) ? ['308'] : []),
    ...(mayConflict ? ['409'] : []),
  ]
  const schema = answer === null ? null : { $ref: `${SCHEMAS}${answer}` }
  const responses = answers(`${summary}.`, schema, errors)
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    parameters: [...parameters, IF_NONE_MATCH],
    responses,
  }
}

function answers(
  description: string,
  schema: JsonSchema | null,
  errors: readonly string[],
): Operation['responses'] {
  const problems: Record<string, string> = {
    308: 'Moved',
    400: 'BadParameter',
    401: 'BadToken',
    404: 'NotFound',
    405: 'MethodNotAllowed',
    409: 'Conflict',
    429: 'TooManyRequests',
    500: 'InternalError',
    503: 'Unavailable',
  }
  return {
    200: {
      description,
      headers: ETAG,
      content: schema ? { 'application/json': { schema } } : { 'text/csv': { schema: { type: 'string' } } },
    },
    304: { $ref: '#/components/responses/NotModified' },
    ...Object.fromEntries(
      ['400', '401', ...errors, '405', '429', '500', '503'].map((status) => [
        status,
        { $ref: `#/components/responses/${problems[status]}` },
      ]),
    ),
  }
}

function problem(description: string): Answer {
  return { description, content: { 'application/problem+json': { schema: { $ref: `${SCHEMAS}Problem` } } } }
}

const SCHEMAS = '#/components/schemas/'

function describeSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(apiSchemas, {
    uri: (id) => SCHEMAS + id,
    override: ({ jsonSchema }) => {
      // The tests hold answers to exactly these fields; readers must not, because new ones may be added.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      // The format says it already.
      if (jsonSchema.format) delete jsonSchema.pattern
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema as JsonSchema]),
  )
}
