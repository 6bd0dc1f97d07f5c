import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PagedList } from '@/components/ui/paged-list'
import { DataTable } from '@/components/ui/data-table'
import { formatInstant, formatMoment } from '@/lib/format/dates'
import type { TokenView } from '@/lib/queries/people/api-tokens'
import type { FormState } from '@/lib/schemas/form'

interface Props {
  readonly caption: string
  readonly tokens: readonly TokenView[]
  /** The address of the page and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Revokes the token with this id. */
  readonly revoke: (id: string, state: FormState, form: FormData) => Promise<FormState>
}

const STATES = { good: 'Active', expired: 'Expired', revoked: 'Revoked' } as const

/** The tokens of one person, with a button to revoke each that still works. */
export function TokenTable({ caption, tokens, here, params, revoke }: Props) {
  return (
    <PagedList rows={tokens} params={params} label="Pages of tokens" here={here}>
      {(rows) => (
        <DataTable
          caption={caption}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', header: 'Name', rowHeader: true, cell: ({ name }) => name },
            {
              key: 'plans',
              header: 'Reads',
              className: 'col-wide',
              cell: ({ plans }) => plans.map((plan) => <div key={plan}>{plan}</div>),
            },
            { key: 'made', header: 'Created', cell: ({ madeAt }) => formatInstant(madeAt) },
            { key: 'expires', header: 'Works until', cell: ({ expiresAt }) => formatInstant(expiresAt) },
            {
              key: 'used',
              header: 'Last used',
              cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'Never' : formatMoment(lastUsedAt)),
            },
            {
              key: 'state',
              header: 'State',
              cell: ({ id, name, state }) =>
                state === 'good' ? (
                  <Form submit={revoke.bind(null, id)}>
                    <SubmitButton secondary>
                      Revoke<span className="visually-hidden"> the token “{name}”</span>
                    </SubmitButton>
                  </Form>
                ) : (
                  STATES[state]
                ),
            },
          ]}
        />
      )}
    </PagedList>
  )
}
