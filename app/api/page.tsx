import type { Metadata } from 'next'
import { type Column, DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import type { JsonSchema, Parameter } from '@/lib/api/endpoints'
import { apiPaths } from '@/lib/api/links'
import { describeApi, type Operation } from '@/lib/api/openapi'
import { PROBLEMS, type ProblemType } from '@/lib/api/problem'
import { siteContact } from '@/lib/site'
import { type Field, listFields, referredName, describeType } from './schema-words'

export const metadata: Metadata = { title: 'Read API' }

export default function ApiPage() {
  const { info, paths, components, tags } = describeApi(siteContact())
  const operations = Object.entries(paths).map(([path, { get }]) => ({ path, operation: get }))
  return (
    <PlainPage>
      <PageHeader title="Read API" />
      <div className="prose">
        {info.description.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p>
          Programs can read this as an{' '}
          <a href={apiPaths.openapi()}>OpenAPI description (version {info.version})</a>. Licence:{' '}
          <a href={info.license.url}>{info.license.name}</a>.
        </p>
      </div>

      <section aria-labelledby="addresses">
        <h2 id="addresses">Addresses</h2>
        {tags.map(({ name, description }) => (
          <div key={name}>
            <h3>{name}</h3>
            <p className="prose">{description}</p>
            {operations
              .filter(({ operation }) => operation.tags.includes(name))
              .map(({ path, operation }) => (
                <Endpoint key={path} path={path} operation={operation} />
              ))}
          </div>
        ))}
      </section>

      <section aria-labelledby="problems">
        <h2 id="problems">Errors</h2>
        <p>
          An error is a <SchemaLink name="Problem" />, sent as <code>application/problem+json</code>. Any
          address can answer with 401, 405, 429, 500 or 503.
        </p>
        <DataTable
          caption="Errors"
          hideCaption
          columns={PROBLEM_COLUMNS}
          rows={Object.entries(PROBLEMS).map(([type, problem]) => ({ type, ...problem }))}
          rowKey={({ type }) => type}
        />
      </section>

      <section aria-labelledby="answers">
        <h2 id="answers">Fields of the answers</h2>
        <p>Every field is always included, unless it says otherwise. Nested fields are written with a dot.</p>
        <details className="ds_details">
          <summary className="ds_details__summary">
            Fields of {Object.keys(components.schemas).length} answers
          </summary>
          {/* A link to what is folded away opens this as well. */}
          <div className="ds_details__text">
            {Object.entries(components.schemas).map(([name, schema]) => (
              <Schema key={name} name={name} schema={schema} />
            ))}
          </div>
        </details>
      </section>
    </PlainPage>
  )
}

function Endpoint({ path, operation }: { path: string; operation: Operation }) {
  const { operationId, summary, description, parameters, responses } = operation
  const address = exampleAddress(path, parameters)
  // What every address has in common stands once, above.
  const named = parameters.filter((parameter) => parameter.in !== 'header')
  const problems = ['400', '404'].filter((status) => status in responses)
  return (
    <details className="ds_details">
      <summary className="ds_details__summary">
        {summary}: <code>GET {path}</code>
      </summary>
      {/* A link to what is folded away opens it. */}
      <div id={operationId} className="ds_details__text">
        <p>{description}</p>
        {named.length > 0 && (
          <DataTable
            caption={<>Parameters of {path}</>}
            columns={PARAMETER_COLUMNS}
            rows={named}
            rowKey={({ name }) => name}
          />
        )}
        <p className="mt-6">
          Returns <AnswerText answer={responses['200']} />
          {problems.length > 0 && <>, or {problems.join(' or ')}, as the table of errors says</>}. For
          example, with this site’s address in <code>SITE</code> (<a href={address}>open this answer</a>):
        </p>
        <pre className="whitespace-pre-wrap">
          <code>curl &quot;$SITE{address}&quot;</code>
        </pre>
      </div>
    </details>
  )
}

const PARAMETER_COLUMNS: readonly Column<Parameter>[] = [
  {
    key: 'name',
    header: 'Name',
    rowHeader: true,
    className: 'lg:whitespace-nowrap',
    cell: ({ name }) => <code>{name}</code>,
  },
  {
    key: 'place',
    header: 'Where',
    className: 'lg:whitespace-nowrap',
    cell: (parameter) => `${PLACES[parameter.in]}${parameter.required ? ', required' : ''}`,
  },
  { key: 'type', header: 'Type', cell: ({ schema }) => <Type schema={schema} /> },
  {
    key: 'meaning',
    header: 'Meaning',
    cell: ({ description, schema }) => withExamples(description, schema),
  },
]

const PLACES: Readonly<Record<Parameter['in'], string>> = { path: 'Path', query: 'Query', header: 'Header' }

function AnswerText({ answer }: { answer: Operation['responses'][string] | undefined }) {
  const schema = answer && 'content' in answer ? answer.content?.['application/json']?.schema : undefined
  if (schema?.$ref) return <SchemaLink name={referredName(schema.$ref)} />
  return answer && 'content' in answer && answer.content?.['text/csv'] ? 'a CSV file' : 'a JSON document'
}

function Schema({ name, schema }: { name: string; schema: JsonSchema }) {
  const fields = listFields(schema)
  return (
    <details className="ds_details">
      <summary className="ds_details__summary">{name}</summary>
      {/* A link to what is folded away opens it. */}
      <div id={anchorOf(name)} className="ds_details__text">
        <p>{schema.description}</p>
        {fields.length ? (
          <DataTable
            caption={`Fields of ${name}`}
            hideCaption
            columns={FIELD_COLUMNS}
            rows={fields}
            rowKey={(field) => field.name}
          />
        ) : (
          <p>
            <Type schema={schema} />
          </p>
        )}
      </div>
    </details>
  )
}

const PROBLEM_COLUMNS: readonly Column<(typeof PROBLEMS)[ProblemType] & { type: string }>[] = [
  { key: 'status', header: 'Status', cell: ({ status }) => status },
  {
    key: 'title',
    header: 'Title',
    rowHeader: true,
    cell: ({ type, title }) => <span id={type}>{title}</span>,
  },
  { key: 'meaning', header: 'Meaning', cell: ({ meaning }) => meaning },
]

const FIELD_COLUMNS: readonly Column<Field>[] = [
  {
    key: 'name',
    header: 'Field',
    rowHeader: true,
    className: 'lg:whitespace-nowrap',
    cell: ({ name }) => <code>{name}</code>,
  },
  { key: 'type', header: 'Type', cell: ({ schema }) => <Type schema={schema} /> },
  {
    key: 'meaning',
    header: 'Meaning',
    cell: ({ schema, isOptional }) =>
      withExamples(
        `${schema.description ?? 'See its name.'}${isOptional ? ' Not always included.' : ''}`,
        schema,
      ),
  },
]

function Type({ schema }: { schema: JsonSchema }) {
  return describeType(schema).map(({ text, refersTo }) =>
    refersTo === undefined ? text : <SchemaLink key={refersTo} name={refersTo} />,
  )
}

function SchemaLink({ name }: { name: string }) {
  return <a href={`#${anchorOf(name)}`}>{name}</a>
}

const anchorOf = (schema: string) => `schema-${schema}`

function withExamples(description: string, { examples, default: usual }: JsonSchema): string {
  const example = examples?.length ? ` For example: ${examples.join(', ')}.` : ''
  return `${description}${usual === undefined ? '' : ` Default: ${String(usual)}.`}${example}`
}

function exampleAddress(path: string, parameters: readonly Parameter[]): string {
  const valuesOf = ({ example }: Parameter) => [example ?? []].flat().map(String)
  const query = new URLSearchParams(
    parameters
      .filter((one) => one.in === 'query')
      .flatMap((one) => valuesOf(one).map((value) => [one.name, value])),
  )
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name)
    return encodeURIComponent(parameter ? valuesOf(parameter).join() : name)
  })
  return `${filled}${query.size ? `?${query}` : ''}`
}
