import type { Metadata } from 'next'
import { ConfirmFirst } from '@/app/confirm-first'
import { openPageForm } from '@/app/drafts/open-form'
import { AccountableForList } from '@/components/people/accountable-for'
import { RightsFields } from '@/components/people/rights-fields'
import { TokenTable } from '@/components/people/token-table'
import { ConfirmedSubmit } from '@/components/forms/confirmed-submit'
import { HiddenField, TextField } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { DraftForm } from '@/components/forms/draft-form'
import { ShownOnce } from '@/components/forms/shown-once'
import { SubmitButton } from '@/components/forms/submit-button'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ForbiddenPage } from '@/components/page/forbidden-page'
import { MissingPage } from '@/components/page/missing-page'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { SummaryList } from '@/components/ui/summary-list'
import { requireActor } from '@/lib/auth/require'
import { canManageAccounts } from '@/lib/domain/people/permissions'
import { identityMark, rightsMark } from '@/lib/domain/people/rights'
import { formatMoment } from '@/lib/format/dates'
import { describeRights } from '@/lib/format/people/roles'
import { paths } from '@/lib/paths'
import { listAccountableFor } from '@/lib/queries/periods/accountable-for'
import { type AccountView, getAccount, listPlanChoices } from '@/lib/queries/people/accounts'
import { listTokensOf } from '@/lib/queries/people/api-tokens'
import { roleField } from '@/lib/schemas/people/account'
import { newSubmission, SUBMISSION_KEY } from '@/lib/schemas/form'
import {
  submitDeactivate,
  submitIdentity,
  submitPasswordLink,
  submitReactivate,
  submitRights,
  submitTokenRevocationOf,
} from './submit'

export const metadata: Metadata = { title: 'Account' }

export default async function PersonPage({ params, searchParams }: PageProps<'/admin/accounts/[person]'>) {
  const [{ person: id }, query] = await Promise.all([params, searchParams])
  if (!canManageAccounts(await requireActor(paths.person(id))))
    return <ForbiddenPage why="Only administrators can manage accounts." />
  const [account, plans] = await Promise.all([getAccount(id), listPlanChoices()])
  if (!account) return <MissingPage />
  const [tokens, accountableFor] = await Promise.all([listTokensOf(id), listAccountableFor(id)])
  const { name, email, isActive, lastSignInAt } = account
  const rights = describeRights(account.isAdministrator, account.roles)
  return (
    <PlainPage>
      <Breadcrumbs crumbs={[{ label: 'Accounts', href: paths.accounts() }]} />
      <PageHeader title={name} />
      <SummaryList
        items={[
          { term: 'Email address', value: email },
          { term: 'State', value: isActive ? 'Active' : 'Deactivated' },
          {
            term: 'Roles',
            value: rights.length ? rights.map((line) => <div key={line}>{line}</div>) : 'None',
          },
          { term: 'Last sign-in', value: lastSignInAt === null ? 'Never' : formatMoment(lastSignInAt) },
        ]}
      />
      <p>
        <a href={paths.audit({ record: id })}>Audit log of this account</a>
      </p>
      <AccountableForList person={account} plans={accountableFor} />
      {tokens.length > 0 && (
        <TokenTable
          caption={`Tokens for programs of ${name}`}
          tokens={tokens}
          here={paths.person(id)}
          params={query}
          revoke={submitTokenRevocationOf.bind(null, id)}
        />
      )}
      <ConfirmFirst page={paths.person(id)} to="change this account">
        <h2>Name and email address</h2>
        <p>If you change the email address, they are signed out everywhere and their links stop working.</p>
        <Form
          submit={submitIdentity.bind(null, id)}
          initial={{ values: { name, email, fingerprint: identityMark(account) }, errors: {} }}
        >
          <HiddenField name="fingerprint" />
          <TextField name="name" label="Name" autoComplete="off" />
          <TextField name="email" label="Email address" type="email" autoComplete="off" />
          <SubmitButton secondary>Change name and address</SubmitButton>
        </Form>
        <h2>What {name} can do</h2>
        <p>If you change a role, they are signed out everywhere and must sign in again.</p>
        <DraftForm
          opened={await openPageForm(paths.person(id), { values: rightsOf(account) })}
          submit={submitRights.bind(null, id)}
        >
          <HiddenField name="fingerprint" />
          <RightsFields
            plans={plans.map((plan) => ({ ...plan, field: roleField(plan.id) }))}
            here={paths.person(id)}
            params={query}
          />
          <SubmitButton>Save</SubmitButton>
        </DraftForm>
        {isActive ? <ActiveAccount id={id} /> : <DeactivatedAccount id={id} />}
      </ConfirmFirst>
    </PlainPage>
  )
}

function ActiveAccount({ id }: { id: string }) {
  return (
    <>
      <h2>Password</h2>
      <p>For someone who has forgotten their password. Cairn does not send email: you send the link.</p>
      <Form submit={submitPasswordLink.bind(null, id)} initial={{ values: newSubmission(), errors: {} }}>
        <HiddenField name={SUBMISSION_KEY} />
        <ShownOnce name="link" label="Link to send" />
        <SubmitButton secondary>Create a link to set a new password</SubmitButton>
      </Form>
      <h2>Deactivate</h2>
      <p>They are signed out everywhere and can no longer sign in. Their updates stay under their name.</p>
      <Form submit={submitDeactivate.bind(null, id)}>
        <ConfirmedSubmit confirm="Yes, deactivate this account" page={paths.person(id)}>
          Deactivate account
        </ConfirmedSubmit>
      </Form>
    </>
  )
}

function DeactivatedAccount({ id }: { id: string }) {
  return (
    <>
      <h2>Reactivate</h2>
      <p>They can sign in again, with the roles above.</p>
      <Form submit={submitReactivate.bind(null, id)}>
        <SubmitButton secondary>Reactivate account</SubmitButton>
      </Form>
    </>
  )
}

function rightsOf({ isAdministrator, roles }: AccountView) {
  const chosen = roles.map(({ planId, role }) => [roleField(planId), role] as const)
  return {
    ...Object.fromEntries(chosen),
    isAdministrator: isAdministrator ? 'yes' : '',
    fingerprint: rightsMark(isAdministrator, roles),
  }
}
