import type { Metadata } from 'next'
import { ConfirmFirst } from '@/app/confirm-first'
import { openPageForm } from '@/app/drafts/open-form'
import { TokenTable } from '@/components/people/token-table'
import { HiddenField, TextField } from '@/components/forms/text-fields'
import { CheckboxField, RadioField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { ShownOnce } from '@/components/forms/shown-once'
import { SubmitButton } from '@/components/forms/submit-button'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import { paths } from '@/lib/paths'
import { getOwnTokens } from '@/lib/queries/people/api-tokens'
import { TOKEN_DAYS } from '@/lib/schemas/people/api-token'
import { newSubmission, SUBMISSION_KEY } from '@/lib/schemas/form'
import { submitToken, submitTokenRevocation } from './submit'

export const metadata: Metadata = { title: 'Tokens for programs' }

const SPANS: Readonly<Record<(typeof TOKEN_DAYS)[number], string>> = {
  30: '30 days',
  90: '90 days',
  365: '1 year',
}

export default async function TokensPage({ searchParams }: PageProps<'/account/tokens'>) {
  await requireActor(paths.tokens())
  const { tokens, plans } = await getOwnTokens()
  return (
    <PlainPage>
      <Breadcrumbs crumbs={[{ label: 'Your account', href: paths.account() }]} />
      <PageHeader title="Tokens for programs">
        <p className="ds_leader">
          With a token, your program can read plans through the <a href={paths.api()}>read API</a> and
          download files without your password. Public plans do not need a token.
        </p>
      </PageHeader>
      <ul>
        <li>A token can only read, and only the plans you choose.</li>
        <li>
          Send it as <code>Authorization: Bearer</code>. Anyone with the token can read what you can read.
          Keep it secret. If others may have seen it, revoke it.
        </li>
      </ul>
      {plans.length === 0 ? (
        <p>
          Only analysts, officers and editors of a plan can make tokens. Ask an administrator to make you an
          analyst.
        </p>
      ) : (
        <section aria-labelledby="new">
          <h2 id="new">Create a token</h2>
          <ConfirmFirst page={paths.tokens()} to="create a token">
            <DraftForm
              opened={await openPageForm(paths.tokens(), { own: newSubmission() })}
              submit={submitToken}
            >
              <HiddenField name={SUBMISSION_KEY} />
              <ShownOnce name="api-token" label="Token to copy" />
              <TextField name="name" label="Name" hint="What it is for, such as “Quarterly chart in R”." />
              <CheckboxField
                name="plans"
                label="Plans it can read"
                options={plans.map(({ id, title }) => ({ value: id, label: title }))}
              />
              <RadioField
                name="days"
                label="How long does it work?"
                options={TOKEN_DAYS.map((days) => ({ value: days, label: SPANS[days] }))}
              />
              <SubmitButton>Create token</SubmitButton>
            </DraftForm>
          </ConfirmFirst>
        </section>
      )}
      {tokens.length > 0 && (
        <TokenTable
          caption="Your tokens"
          tokens={tokens}
          here={paths.tokens()}
          params={await searchParams}
          revoke={submitTokenRevocation}
        />
      )}
    </PlainPage>
  )
}
