import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInPasskey } from '@/components/people/sign-in-passkey'
import { SignInProvider } from '@/components/people/sign-in-provider'
import { TextField } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { isProven } from '@/lib/auth/actor'
import { providerName } from '@/lib/auth/provider'
import { requireActor } from '@/lib/auth/require'
import { paths } from '@/lib/paths'
import { getOwnAccount } from '@/lib/queries/people/own-account'
import { listPasskeys } from '@/lib/queries/people/passkeys'
import { readLocalPath } from '@/lib/schemas/people/local-path'
import { submitPasskeySignInStart } from '../passkey/submit'
import { submitConfirmation, submitPasskeyConfirmation } from './submit'

export const metadata: Metadata = { title: 'Confirm that it is you' }

export default async function ConfirmPage({ searchParams }: PageProps<'/sign-in/confirm'>) {
  const asked = await searchParams
  const next = asked.next === undefined ? null : readLocalPath(asked.next)
  const actor = await requireActor(next ?? paths.account())
  if (await isProven()) return next === null ? <Confirmed /> : redirect(next)
  const { email, hasPassword } = await getOwnAccount()
  const provider = providerName()
  return (
    <PlainPage>
      <PageHeader title="Confirm that it is you">
        <p className="ds_leader">
          You need to confirm this because you last signed in more than 10 minutes ago.
        </p>
      </PageHeader>
      {hasPassword && (
        <Form submit={submitConfirmation.bind(null, next)}>
          <input type="hidden" name="username" autoComplete="username" value={email} />
          <TextField name="password" label="Your password" type="password" autoComplete="current-password" />
          <SubmitButton>Confirm</SubmitButton>
        </Form>
      )}
      {(await listPasskeys(actor)).length > 0 && (
        <SignInPasskey
          label="Confirm with a passkey"
          start={submitPasskeySignInStart}
          finish={submitPasskeyConfirmation.bind(null, next)}
        />
      )}
      {provider && <SignInProvider href={paths.provider(next ?? paths.account())} provider={provider} />}
    </PlainPage>
  )
}

/** For someone whose form waits in another tab. */
function Confirmed() {
  return (
    <PlainPage>
      <PageHeader title="Confirmed">
        <p className="ds_leader">Close this tab, go back to your form and send it again.</p>
      </PageHeader>
      <p>
        <a href={paths.account()}>Go to your account</a>
      </p>
    </PlainPage>
  )
}
