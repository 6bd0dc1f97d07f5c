import type { Metadata } from 'next'
import { ConfirmFirst } from '@/app/confirm-first'
import { AddPasskey } from '@/components/people/add-passkey'
import { Passkeys } from '@/components/people/passkeys'
import { HiddenField, TextField } from '@/components/forms/text-fields'
import { CheckboxField } from '@/components/forms/choice-fields'
import { ForgetOnSend } from '@/components/ui/forget-on-send'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { SummaryList } from '@/components/ui/summary-list'
import { requireActor } from '@/lib/auth/require'
import { SHORTEST_PASSWORD } from '@/lib/domain/people/password'
import { nameBrowser } from '@/lib/format/people/browser'
import { formatMoment } from '@/lib/format/dates'
import { describeRights } from '@/lib/format/people/roles'
import { paths } from '@/lib/paths'
import { listPasskeys } from '@/lib/queries/people/passkeys'
import { submitPasskey, submitPasskeyRemoval, submitPasskeyStart } from './passkeys/submit'
import { getOwnAccount } from '@/lib/queries/people/own-account'
import { submitEndSession, submitName, submitPassword, submitSignOutEverywhere } from './submit'

export const metadata: Metadata = { title: 'Your account' }

type Account = Awaited<ReturnType<typeof getOwnAccount>>

export default async function AccountPage() {
  const actor = await requireActor(paths.account())
  const account = await getOwnAccount()
  const rights = describeRights(account.isAdministrator, account.roles)
  return (
    <PlainPage>
      <PageHeader title="Your account">
        {actor.needsPasskey && (
          <p className="ds_leader">
            Your role needs a passkey. <a href="#passkeys">Add a passkey</a> to use your role. Until then you
            can only read public plans.
          </p>
        )}
      </PageHeader>
      <SummaryList
        items={[
          { term: 'Name', value: account.name },
          { term: 'Email address', value: account.email },
          {
            term: 'Roles',
            value: rights.length ? rights.map((line) => <div key={line}>{line}</div>) : 'None',
          },
        ]}
      />
      <NameForm name={account.name} />
      {account.hasPassword && <PasswordForm account={account} />}
      <Passkeys passkeys={await listPasskeys(actor)} remove={submitPasskeyRemoval}>
        <ConfirmFirst page={paths.account()} to="add a passkey">
          <AddPasskey start={submitPasskeyStart} finish={submitPasskey} />
        </ConfirmFirst>
      </Passkeys>
      <h2>Tokens for programs</h2>
      <p>
        <a href={paths.tokens()}>Create and revoke tokens</a> so that your programs can read plans.
      </p>
      <Sessions sessions={account.sessions} />
    </PlainPage>
  )
}

function NameForm({ name }: { readonly name: string }) {
  return (
    <section aria-labelledby="own-name">
      <h2 id="own-name">Change your name</h2>
      <Form submit={submitName} initial={{ values: { name, fingerprint: name }, errors: {} }}>
        <HiddenField name="fingerprint" />
        <TextField
          name="name"
          label="Name"
          hint="Shown to others. To change your email address, ask an administrator."
          autoComplete="name"
        />
        <SubmitButton secondary>Change name</SubmitButton>
      </Form>
    </section>
  )
}

function PasswordForm({ account: { email, hasTokens } }: { account: Account }) {
  return (
    <section aria-labelledby="password">
      <h2 id="password">Change your password</h2>
      <Form submit={submitPassword}>
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <TextField
          name="currentPassword"
          label="Current password"
          type="password"
          autoComplete="current-password"
        />
        <TextField
          name="newPassword"
          label="New password"
          type="password"
          autoComplete="new-password"
          hint={`${SHORTEST_PASSWORD} characters or more. Use several random words.`}
        />
        {hasTokens && (
          <CheckboxField
            name="revokesTokens"
            label="Tokens for programs"
            options={[{ value: 'yes', label: 'Revoke my tokens too' }]}
          />
        )}
        <SubmitButton>Change password</SubmitButton>
      </Form>
    </section>
  )
}

function Sessions({ sessions }: Pick<Account, 'sessions'>) {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <DataTable
        caption="Sessions, newest first"
        hideCaption
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'browser',
            header: 'Browser',
            rowHeader: true,
            cell: ({ browser, isThisOne }) => `${nameBrowser(browser)}${isThisOne ? ' (this one)' : ''}`,
          },
          { key: 'address', header: 'Address', cell: ({ address }) => address || 'Not known' },
          { key: 'started', header: 'Signed in', cell: ({ startedAt }) => formatMoment(startedAt) },
          { key: 'used', header: 'Last used', cell: ({ lastUsedAt }) => formatMoment(lastUsedAt) },
          {
            key: 'end',
            header: 'End session',
            hideLabelOnPhone: true,
            cell: ({ id, isThisOne, startedAt }) =>
              isThisOne ? (
                'In use'
              ) : (
                <Form submit={submitEndSession.bind(null, id)}>
                  <SubmitButton secondary>
                    Sign out
                    <span className="visually-hidden"> the session of {formatMoment(startedAt)}</span>
                  </SubmitButton>
                </Form>
              ),
          },
        ]}
      />
      <p>
        Shows the 10 sessions used most recently. You are signed out after 2 hours without use, and after 12
        hours in any case.
      </p>
      <Form submit={submitSignOutEverywhere}>
        <ForgetOnSend />
        <SubmitButton secondary>Sign out everywhere</SubmitButton>
      </Form>
    </section>
  )
}
