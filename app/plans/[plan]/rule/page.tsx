import type { Metadata } from 'next'
import { openTypedForm } from '@/app/drafts/open-form'
import { TextArea, TextField } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { RulePreview } from '@/components/status/rule-preview'
import { Forbidden } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { hasSections } from '@/lib/domain/plan/plan'
import { canChangeSettings } from '@/lib/domain/people/permissions'
import { previewRule } from '@/lib/domain/structure/rule-preview'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { checkForm } from '@/lib/schemas/form'
import { thresholdForm } from '@/lib/schemas/status/rating'
import { submitRule, submitThreshold } from './submit'
import { statusMessages, thresholdInWords } from '@/lib/format/status/messages'

export const metadata: Metadata = { title: 'Rating rule' }

export default async function RulePage({ params, searchParams }: PageProps<'/plans/[plan]/rule'>) {
  const { plan: slug } = await params
  const { adverse, of } = await searchParams
  const typed = Object.entries({ adverse, of }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const actor = await requireActor(paths.rule(slug, Object.fromEntries(typed)))
  const plan = await readPlan(slug)
  if (!plan || !hasSections(plan)) return <MissingInPlan />
  if (!canChangeSettings(actor, plan)) return <Forbidden why={statusMessages.cannotChangeRule} />
  const { atRiskNumerator, atRiskDenominator } = plan.rule
  const inForce = { atRiskNumerator, atRiskDenominator }
  // The first step leads back here with the threshold in the address, so that both steps work without a script.
  const isAsked = adverse !== undefined || of !== undefined
  const asked = { atRiskNumerator: String(adverse ?? ''), atRiskDenominator: String(of ?? '') }
  const { data: next, state: refused } = isAsked ? checkForm(thresholdForm, asked) : {}
  const typing = next && {
    kind: 'rule' as const,
    plan: slug,
    adverse: String(next.atRiskNumerator),
    of: String(next.atRiskDenominator),
  }
  return (
    <>
      <ManageCrumbs plan={plan} />
      <PageHeader title={next ? 'Check the new rating rule' : 'Rating rule'}>
        <p className="ds_leader">
          At Risk is suggested when at least {thresholdInWords(inForce)} of the counted{' '}
          {plan.words.action.many.toLowerCase()} are adverse.
          {next && ` The new threshold would be ${thresholdInWords(next)}.`}
        </p>
      </PageHeader>
      {next && typing ? (
        <>
          <RulePreview plan={plan} changes={previewRule(plan, next)} />
          <DraftForm
            opened={await openTypedForm(typing, plan.id)}
            submit={submitRule.bind(null, slug, inForce, next)}
          >
            <TextArea name="reason" label="Why are you changing the rule?" hint="Shown in the audit log." />
            <SubmitButton>Save new rule</SubmitButton>
          </DraftForm>
          <p>
            <a href={paths.rule(slug)}>Choose another threshold</a>
          </p>
        </>
      ) : (
        <>
          <p className="prose">
            You can check what would change before you save. Only suggested ratings change: ratings given by
            people stay the same.
          </p>
          <Form
            submit={submitThreshold.bind(null, slug, inForce)}
            initial={
              refused ?? {
                values: {
                  atRiskNumerator: String(atRiskNumerator),
                  atRiskDenominator: String(atRiskDenominator),
                },
                errors: {},
              }
            }
          >
            <TextField
              name="atRiskNumerator"
              label="Number of adverse actions that makes a section At Risk"
              hint="For example, 1 out of 3 is a third."
              className="ds_input--fixed-3"
            />
            <TextField
              name="atRiskDenominator"
              label="Out of how many counted actions"
              className="ds_input--fixed-3"
            />
            <SubmitButton>Check what would change</SubmitButton>
          </Form>
        </>
      )}
    </>
  )
}
