import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { TextField } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { SignInPasskey } from '@/components/people/sign-in-passkey'
import { SignInProblem, SignInProvider } from '@/components/people/sign-in-provider'
import { currentActor } from '@/lib/auth/actor'
import { providerName } from '@/lib/auth/provider'
import { readProviderProblem } from '@/lib/domain/people/sign-in-problem'
import { paths } from '@/lib/paths'
import { readLocalPath } from '@/lib/schemas/people/local-path'
import { afterSignIn } from '@/app/after-sign-in'
import { submitPasskeySignIn, submitPasskeySignInStart } from './passkey/submit'
import { submitSignIn } from './submit'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const asked = await searchParams
  const next = readLocalPath(asked.next)
  const provider = providerName()
  const problem = provider === null ? null : readProviderProblem(asked.problem)
  if ((await currentActor()).kind === 'person') redirect(afterSignIn(next))
  return (
    <PlainPage>
      {provider && problem && <SignInProblem problem={problem} provider={provider} />}
      {asked.kept === 'yes' && (
        <div className="ds_inset-text" role="status">
          <div className="ds_inset-text__text">You were signed out. Sign in and your text will be here.</div>
        </div>
      )}
      <PageHeader title="Sign in">
        <p className="ds_leader">For people who report on a plan or manage it.</p>
      </PageHeader>
      <Form submit={submitSignIn.bind(null, next)}>
        <TextField name="email" label="Email address" type="email" autoComplete="username" />
        <TextField name="password" label="Password" type="password" autoComplete="current-password" />
        <SubmitButton>Sign in</SubmitButton>
      </Form>
      <SignInPasskey
        label="Sign in with a passkey"
        start={submitPasskeySignInStart}
        finish={submitPasskeySignIn.bind(null, next)}
      />
      {provider && <SignInProvider href={paths.provider(next)} provider={provider} />}
      <h2>If you cannot sign in</h2>
      <p>If you have no account or have forgotten your password, ask an administrator of Cairn for a link.</p>
    </PlainPage>
  )
}
