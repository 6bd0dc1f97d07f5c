import type { Metadata } from 'next'
import type { ComponentProps } from 'react'
import { openPageForm } from '@/app/drafts/open-form'
import { CheckboxField } from '@/components/forms/choice-fields'
import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RecordForm } from '@/components/structure/record-form'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { isCitingKind, isStructureKind } from '@/lib/domain/structure/structure'
import { formatMoment } from '@/lib/format/dates'
import { kindWord } from '@/lib/format/structure/structure-words'
import { paths } from '@/lib/paths'
import { getRecordPage } from '@/lib/queries/structure/structure'
import { newSubmission } from '@/lib/schemas/form'
import { EditorsOnly } from '../../../../require-role'
import { submitRecord, submitRemoval, submitWithdrawal } from '../../../submit'
import { withTypedLists } from '@/lib/domain/structure/typed-lists'
import { structureMessages } from '@/lib/format/structure/messages'

export const metadata: Metadata = { title: 'Change the plan' }

type Props = PageProps<'/plans/[plan]/structure/edit/[kind]/[code]'>

export default async function EditRecordPage({ params }: Props) {
  const { plan: slug, kind, code } = await params
  await requireActor(paths.editRecord(slug, kind, code))
  const found = isStructureKind(kind) ? await getRecordPage(slug, kind, code) : null
  if (found === 'forbidden') return <EditorsOnly slug={slug} />
  if (!isStructureKind(kind) || !found?.record) return <MissingInPlan />
  const { plan, record } = found
  const word = kindWord(plan.words, kind).one
  const name = isCitingKind(kind) ? '' : kind === 'pillar' ? ` ${String(record.values.name)}` : ` ${code}`
  const initial = { ...withTypedLists(plan, record.values), fingerprint: record.fingerprint }
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Structure', href: paths.structure(slug) }]} />
      <PageHeader title={`Change ${word.toLowerCase()}${name}`} />
      {kind === 'action' && (
        <p>
          You can also change <a href={paths.counted(slug, code)}>whether it is counted</a> and{' '}
          <a href={paths.lifecycle(slug, code)}>whether it is still in the plan</a>.
        </p>
      )}
      <RecordForm
        plan={plan}
        kind={kind}
        submit={submitRecord.bind(null, slug, kind, code)}
        opened={await openPageForm(paths.editRecord(slug, kind, code), {
          values: initial,
          own: newSubmission(),
        })}
        values={record.values}
      />
      {isCitingKind(kind) && (
        <Withdrawal
          submit={submitWithdrawal.bind(null, slug, kind, code)}
          word={word.toLowerCase()}
          fingerprint={record.fingerprint}
        />
      )}
      {record.references && !isCitingKind(kind) && (
        <section className="pillar" aria-labelledby="remove">
          <h2 id="remove">Remove from the plan</h2>
          {record.references.length ? (
            <p>
              You cannot remove it while these refer to it: {structureMessages.references(record.references)}.
            </p>
          ) : (
            <Form submit={submitRemoval.bind(null, slug, kind, code)}>
              <p>
                {record.removableUntil
                  ? `If it was added by mistake, you can remove it until ${formatMoment(record.removableUntil)}, unless something is reported on it.`
                  : 'Nothing refers to it.'}{' '}
                The audit log keeps what it said and who removed it.
              </p>
              <SubmitButton secondary>Remove {word.toLowerCase()}</SubmitButton>
            </Form>
          )}
        </section>
      )}
    </>
  )
}

interface WithdrawalProps {
  readonly submit: ComponentProps<typeof Form>['submit']
  readonly word: string
  readonly fingerprint: string
}

/** An achievement or a publication is never silently gone: who withdrew it and why is on record. */
function Withdrawal({ submit, word, fingerprint }: WithdrawalProps) {
  return (
    <section className="pillar" aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw this {word}</h2>
      <Form submit={submit} initial={{ values: { fingerprint }, errors: {} }}>
        <p>
          Readers no longer see it. Pages for earlier days still show it, and the audit log keeps what it
          said, who withdrew it and why.
        </p>
        <HiddenField name="fingerprint" />
        <TextArea name="reason" label="Why is it withdrawn?" rows={2} />
        <CheckboxField
          name="mistake"
          label="Was it a mistake?"
          options={[{ value: 'yes', label: 'It was recorded by mistake: remove it from earlier days too' }]}
        />
        <SubmitButton secondary>Withdraw {word}</SubmitButton>
      </Form>
    </section>
  )
}
