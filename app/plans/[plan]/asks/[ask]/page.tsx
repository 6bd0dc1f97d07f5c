import type { Metadata } from 'next'
import { openPageForm, openTypedForm } from '@/app/drafts/open-form'
import { FoldedFields } from '@/components/forms/folded-fields'
import { HiddenField, TextArea } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { KeptForm } from '@/components/forms/kept-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { AskStory } from '@/components/plan/ask-story'
import { AskStanding, BasisMark, OwedBy, SubjectLink } from '@/components/plan/board-marks'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/ui/page-header'
import { SummaryList } from '@/components/ui/summary-list'
import { owedMark } from '@/lib/domain/board-asks'
import { ASK_KIND_LABELS } from '@/lib/format/ask-words'
import { formatDay } from '@/lib/format/dates'
import { NOT_YOURS_TO_ASK } from '@/lib/mutations/not-yours'
import { paths } from '@/lib/paths'
import { type AskPage, getAskPage } from '@/lib/queries/asks-pages'
import { fillDate } from '@/lib/schemas/date-fields'
import { admitMember } from '../../admit-member'
import { OwedFields } from '../owed-fields'
import { submitAnswer, submitOwed, submitReopening, submitWithdrawal } from './submit'

type Props = PageProps<'/plans/[plan]/asks/[ask]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Ask ${(await params).ask}` }
}

export default async function AskPageOfPlan({ params }: Props) {
  const { plan: slug, ask: asked } = await params
  const admitted = await admitMember(slug, paths.ask(slug, Number(asked)), NOT_YOURS_TO_ASK, () =>
    getAskPage(slug, asked),
  )
  if (!admitted.open) return admitted.refusal
  const page = admitted.open
  const { plan, ask, names, mayAnswer, mayEdit } = page
  const isOpen = ask.standing === 'open'
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Board asks', href: paths.asks(slug) }]} />
      <PageHeader label={`Ask ${ask.number} · ${ASK_KIND_LABELS[ask.kind]}`} title={ask.text} />
      <SummaryList
        items={[
          { term: 'Where it stands', value: <AskStanding ask={ask} /> },
          ...(ask.settled
            ? [{ term: ask.standing === 'answered' ? 'Answer' : 'Why', value: ask.settled.text }]
            : []),
          { term: 'About', value: <SubjectLink plan={plan} about={ask.about} /> },
          { term: 'Who answers', value: <OwedBy owed={ask.owed} names={names} /> },
          {
            term: 'Raised',
            value: (
              <>
                {formatDay(ask.effectiveOn)}
                {ask.report && (
                  <>
                    , on <a href={paths.report(slug, ask.report.code)}>{ask.report.reference}</a>
                  </>
                )}{' '}
                <BasisMark basis={ask.basis} />
              </>
            ),
          },
        ]}
      />
      {isOpen && mayAnswer && (
        <section aria-labelledby="answer-it">
          <h2 id="answer-it">Answer it</h2>
          <KeptForm
            opened={await openTypedForm({ kind: 'askAnswer', plan: slug, ask: String(ask.number) }, ask.id)}
            submit={submitAnswer.bind(null, slug, ask.number)}
          >
            <TextArea
              name="answer"
              label="Answer"
              hint="The next report prints it as you write it. Name no person in it."
            />
            <SubmitButton>Save the answer</SubmitButton>
          </KeptForm>
        </section>
      )}
      <section aria-labelledby="story">
        <h2 id="story">What became of it</h2>
        <AskStory ask={ask} names={names} />
      </section>
      {mayEdit && (
        <section aria-labelledby="change">
          <h2 id="change">Change it</h2>
          {isOpen ? <OpenForms page={page} slug={slug} /> : <Reopening page={page} slug={slug} />}
        </section>
      )}
    </>
  )
}

interface FormsProps {
  readonly page: AskPage
  readonly slug: string
}

async function OpenForms({ page: { plan, ask, people }, slug }: FormsProps) {
  const { partner, personId, dueOn } = ask.owed
  const values = {
    partner: partner?.code ?? '',
    person: personId ?? '',
    ...fillDate('due', dueOn),
    fingerprint: owedMark(ask.owed),
  }
  const opened = await openPageForm(paths.ask(slug, ask.number), { values }, 'owed')
  return (
    <>
      <KeptForm opened={opened} submit={submitOwed.bind(null, slug, ask.number)}>
        <FoldedFields
          summary="Somebody else answers, or by another day"
          fields={['partner', 'person', 'due', 'why', 'form']}
          open={opened.draft !== null}
        >
          <HiddenField name="fingerprint" />
          <OwedFields plan={plan} people={people} />
          <TextArea name="why" label="Why does this change?" rows={2} />
          <SubmitButton secondary>Save the change</SubmitButton>
        </FoldedFields>
      </KeptForm>
      <Form submit={submitWithdrawal.bind(null, slug, ask.number)}>
        <FoldedFields summary="Withdraw it" fields={['reason', 'form']}>
          <TextArea
            name="reason"
            label="Why is it withdrawn?"
            hint="The next report says so, once"
            rows={2}
          />
          <SubmitButton secondary>Withdraw it</SubmitButton>
        </FoldedFields>
      </Form>
    </>
  )
}

function Reopening({ page: { ask }, slug }: FormsProps) {
  return (
    <Form submit={submitReopening.bind(null, slug, ask.number)}>
      <FoldedFields summary="Open it again" fields={['reopen', 'form']}>
        <TextArea name="reopen" label="Why is it opened again?" rows={2} />
        <SubmitButton secondary>Open it again</SubmitButton>
      </FoldedFields>
    </Form>
  )
}
