import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { DataTable } from '@/components/ui/data-table'
import { formatInstant } from '@/lib/format/dates'
import type { FormState } from '@/lib/schemas/form'

interface Passkey {
  readonly id: string
  readonly name: string
  readonly addedAt: string | null
}

interface Props {
  readonly passkeys: readonly Passkey[]
  /** Removes the passkey with this id. */
  readonly remove: (id: string, state: FormState, form: FormData) => Promise<FormState>
  readonly children: React.ReactNode
}

/** The section of an account's page about its passkeys; takes the form that adds one as children. */
export function Passkeys({ passkeys, remove, children }: Props) {
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p>
        A passkey signs you in with your fingerprint, your face or the PIN of your device, so you do not need
        a password.
      </p>
      {passkeys.length === 0 ? (
        <p>You have no passkeys yet.</p>
      ) : (
        <DataTable
          caption="Your passkeys"
          hideCaption
          rows={passkeys}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', header: 'Name', rowHeader: true, cell: ({ name }) => name },
            {
              key: 'added',
              header: 'Added',
              cell: ({ addedAt }) => (addedAt ? formatInstant(addedAt) : 'Not recorded'),
            },
            {
              key: 'remove',
              header: 'Remove',
              hideLabelOnPhone: true,
              cell: ({ id, name }) => (
                <Form submit={remove.bind(null, id)}>
                  <SubmitButton secondary>
                    Remove <span className="visually-hidden">passkey “{name}”</span>
                  </SubmitButton>
                </Form>
              ),
            },
          ]}
        />
      )}
      {children}
    </section>
  )
}
