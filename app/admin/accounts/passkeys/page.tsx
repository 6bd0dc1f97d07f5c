import type { Metadata } from 'next'
import { ConfirmFirst } from '@/app/confirm-first'
import { CheckboxField } from '@/components/forms/choice-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ForbiddenPage } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import { canManageAccounts } from '@/lib/domain/people/permissions'
import { roleLabel } from '@/lib/format/people/roles'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { listPasskeyRoles, type PasskeyRoleView } from '@/lib/queries/people/passkey-roles'
import { submitPasskeyRoles } from './submit'

export const metadata: Metadata = { title: 'Who needs a passkey' }

export default async function PasskeyRolesPage() {
  if (!canManageAccounts(await requireActor(paths.passkeyRoles())))
    return <ForbiddenPage why="Only administrators can manage accounts." />
  const roles = await listPasskeyRoles()
  const required = roles.filter(({ isRequired }) => isRequired)
  return (
    <PlainPage>
      <Breadcrumbs crumbs={[{ label: 'Accounts', href: paths.accounts() }]} />
      <PageHeader title="Who needs a passkey">
        <p className="ds_leader">
          People whose role needs a passkey must add one before they can use the role. Until then their tokens
          do not work either.
        </p>
      </PageHeader>
      <p>
        Administrators need a passkey as soon as one of them has one, unless you change it here. Add a passkey
        to your own account before you choose administrators.
      </p>
      <ConfirmFirst page={paths.passkeyRoles()} to="change this">
        <Form
          submit={submitPasskeyRoles}
          initial={{ values: { roles: required.map(({ role }) => role) }, errors: {} }}
        >
          <CheckboxField
            name="roles"
            label="Roles that need a passkey"
            options={roles.map((role) => ({ value: role.role, label: describe(role) }))}
          />
          <SubmitButton>Save</SubmitButton>
        </Form>
      </ConfirmFirst>
    </PlainPage>
  )
}

function describe({ role, people, without }: PasskeyRoleView): string {
  return `${roleLabel(role)} (${count(people, 'person', 'people')}, ${without} without a passkey)`
}
