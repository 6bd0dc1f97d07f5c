import type { Metadata } from 'next'
import { TextField } from '@/components/forms/text-fields'
import { RadioField } from '@/components/forms/choice-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { HttpStatus } from '@/components/page/http-status'
import { SHORTEST_PASSWORD } from '@/lib/domain/people/password'
import { joinNames } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getInvitation } from '@/lib/queries/people/invitation'
import { submitInvitation } from './submit'

export const metadata: Metadata = { title: 'Set up your account', referrer: 'same-origin' }

export default async function InvitationPage({ params }: PageProps<'/invitations/[token]'>) {
  const { token } = await params
  const invitation = await getInvitation(token)
  if (!invitation) return <DeadLink />
  const { email, existingName, passkeys } = invitation
  return (
    <PlainPage>
      <PageHeader title={titleOf(email, existingName)}>
        {email !== null && (
          <p className="ds_leader">
            {existingName === null ? 'For' : `For ${existingName},`} <strong>{email}</strong>
          </p>
        )}
      </PageHeader>
      <Form submit={submitInvitation.bind(null, token)}>
        {existingName === null && (
          <TextField name="name" label="Your name" autoComplete="name" hint="Shown to others." />
        )}
        {email === null ? (
          <TextField name="email" label="Email address" type="email" autoComplete="username" />
        ) : (
          // So that a password manager knows whose password this is.
          <input type="hidden" name="username" autoComplete="username" value={email} />
        )}
        <TextField
          name="newPassword"
          label="Password"
          type="password"
          autoComplete="new-password"
          hint={`${SHORTEST_PASSWORD} characters or more. Use several random words.`}
        />
        {passkeys.length > 0 && (
          <RadioField
            name="removesPasskeys"
            label={`Your passkeys: ${joinNames(passkeys)}`}
            hint="Remove them if you do not recognise one, or no longer have the device."
            options={[
              { value: '', label: 'Keep my passkeys' },
              { value: 'yes', label: 'Remove my passkeys too' },
            ]}
          />
        )}
        {existingName !== null && (
          <p>When you set a new password, you are signed out everywhere and your tokens are revoked.</p>
        )}
        <SubmitButton>{existingName === null ? 'Create account' : 'Set password'}</SubmitButton>
      </Form>
    </PlainPage>
  )
}

function titleOf(email: string | null, existingName: string | null): string {
  if (email === null) return 'Set up the first administrator'
  return existingName === null ? 'Set up your account' : 'Set a new password'
}

function DeadLink() {
  return (
    <PlainPage>
      <HttpStatus status={404} />
      <PageHeader title="This link no longer works" />
      <p>
        A link works once, for 7 days, unless an administrator revokes it. If you have used it,{' '}
        <a href={paths.signIn()}>sign in</a>. If not, ask an administrator of Cairn for a new one.
      </p>
    </PlainPage>
  )
}
