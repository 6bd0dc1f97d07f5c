import type { Metadata } from 'next'
import { ConfirmFirst } from '@/app/confirm-first'
import { openPageForm } from '@/app/drafts/open-form'
import { RightsFields } from '@/components/people/rights-fields'
import { HiddenField, TextField } from '@/components/forms/text-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { ShownOnce } from '@/components/forms/shown-once'
import { SubmitButton } from '@/components/forms/submit-button'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ForbiddenPage } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import { canManageAccounts } from '@/lib/domain/people/permissions'
import { paths } from '@/lib/paths'
import { listPlanChoices } from '@/lib/queries/people/accounts'
import { roleField } from '@/lib/schemas/people/account'
import { newSubmission, SUBMISSION_KEY } from '@/lib/schemas/form'
import { submitInvite } from './submit'

export const metadata: Metadata = { title: 'Invite someone' }

export default async function InvitePage({ searchParams }: PageProps<'/admin/accounts/invite'>) {
  if (!canManageAccounts(await requireActor(paths.invite())))
    return <ForbiddenPage why="Only administrators can invite people." />
  const plans = (await listPlanChoices()).map((plan) => ({ ...plan, field: roleField(plan.id) }))
  return (
    <PlainPage>
      <Breadcrumbs crumbs={[{ label: 'Accounts', href: paths.accounts() }]} />
      <PageHeader title="Invite someone">
        <p className="ds_leader">
          This creates a link to set up an account. Cairn does not send email: you send the link.
        </p>
      </PageHeader>
      <ConfirmFirst page={paths.invite()} to="invite someone">
        <DraftForm
          opened={await openPageForm(paths.invite(), { own: newSubmission() })}
          submit={submitInvite}
        >
          <HiddenField name={SUBMISSION_KEY} />
          <ShownOnce name="link" label="Link to send" />
          <TextField name="email" label="Email address" type="email" autoComplete="off" />
          <RightsFields plans={plans} here={paths.invite()} params={await searchParams} />
          <SubmitButton>Create link</SubmitButton>
        </DraftForm>
      </ConfirmFirst>
    </PlainPage>
  )
}
