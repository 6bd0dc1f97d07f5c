import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { DataTable } from '@/components/ui/data-table'
import { ForbiddenPage } from '@/components/page/forbidden-page'
import { PagedList } from '@/components/ui/paged-list'
import { Pagination } from '@/components/ui/pagination'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import { canManageAccounts } from '@/lib/domain/people/permissions'
import { formatInstant, formatMoment } from '@/lib/format/dates'
import { describeRights } from '@/lib/format/people/roles'
import { paths } from '@/lib/paths'
import {
  type AccountView,
  listAccounts,
  listOpenInvitations,
  type OpenInvitation,
} from '@/lib/queries/people/accounts'
import { readPageNumber } from '@/lib/schemas/page-number'
import { submitRevoke } from './submit'

export const metadata: Metadata = { title: 'Accounts' }

export default async function AccountsPage({ searchParams }: PageProps<'/admin/accounts'>) {
  const params = await searchParams
  if (!canManageAccounts(await requireActor(paths.accounts())))
    return <ForbiddenPage why="Only administrators can manage accounts." />
  const [accounts, invitations] = await Promise.all([
    listAccounts(readPageNumber(params.page)),
    listOpenInvitations(),
  ])
  return (
    <PlainPage>
      <PageHeader title="Accounts" />
      <p>
        <a className="ds_button" href={paths.invite()}>
          Invite someone
        </a>
      </p>
      <p>
        <a href={paths.passkeyRoles()}>Choose who needs a passkey</a>
      </p>
      <p>
        <a href={paths.audit({ plan: 'accounts' })}>Audit log of accounts</a>, with failed sign-ins
      </p>
      <AccountTable accounts={accounts.rows} />
      <Pagination
        label="Pages of accounts"
        list={accounts}
        href={(to) => paths.atPage(paths.accounts(), to)}
      />
      <section aria-labelledby="invitations">
        <h2 id="invitations">Invitations not used yet</h2>
        {invitations.length ? (
          <PagedList
            rows={invitations}
            params={params}
            name="invitations"
            label="Pages of invitations"
            here={`${paths.accounts()}#invitations`}
          >
            {(rows) => <InvitationTable invitations={rows} />}
          </PagedList>
        ) : (
          <p>No invitations.</p>
        )}
      </section>
    </PlainPage>
  )
}

function AccountTable({ accounts }: { accounts: readonly AccountView[] }) {
  return (
    <DataTable
      caption="All accounts"
      rows={accounts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: 'Name',
          rowHeader: true,
          className: 'col-text',
          cell: ({ id, name }) => <a href={paths.person(id)}>{name}</a>,
        },
        { key: 'email', header: 'Email address', className: 'col-email', cell: ({ email }) => email },
        {
          key: 'rights',
          header: 'Roles',
          className: 'col-why',
          cell: ({ isAdministrator, roles }) => <Lines lines={describeRights(isAdministrator, roles)} />,
        },
        { key: 'state', header: 'State', cell: ({ isActive }) => (isActive ? 'Active' : 'Deactivated') },
        {
          key: 'last',
          header: 'Last sign-in',
          cell: ({ lastSignInAt }) => (lastSignInAt === null ? 'Never' : formatMoment(lastSignInAt)),
        },
      ]}
    />
  )
}

function InvitationTable({ invitations }: { invitations: readonly OpenInvitation[] }) {
  return (
    <DataTable
      caption="Invitations not used yet"
      hideCaption
      rows={invitations}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'email',
          header: 'Email address',
          rowHeader: true,
          className: 'col-email',
          cell: ({ email }) => email,
        },
        {
          key: 'rights',
          header: 'Roles',
          className: 'col-why',
          cell: ({ isAdministrator, roles }) => <Lines lines={describeRights(isAdministrator, roles)} />,
        },
        { key: 'by', header: 'Invited by', cell: ({ invitedBy }) => invitedBy ?? 'Not recorded' },
        { key: 'until', header: 'Works until', cell: ({ expiresAt }) => formatInstant(expiresAt) },
        {
          key: 'revoke',
          header: 'Revoke',
          hideLabelOnPhone: true,
          cell: ({ id, email }) => (
            <Form submit={submitRevoke.bind(null, id)}>
              <SubmitButton secondary>
                Revoke<span className="visually-hidden"> the invitation of {email}</span>
              </SubmitButton>
            </Form>
          ),
        },
      ]}
    />
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return 'None'
  return lines.map((line) => <div key={line}>{line}</div>)
}
