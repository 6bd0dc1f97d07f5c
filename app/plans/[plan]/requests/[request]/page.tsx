import type { Metadata } from 'next'
import { openPageForm, openTypedForm } from '@/app/drafts/open-form'
import { FoldedFields } from '@/components/forms/folded-fields'
import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { RequestTimeline } from '@/components/board/request-timeline'
import { RequestState, BasisMark, ResponsibleFor, SubjectLink } from '@/components/board/board-marks'
import { MOST_PEOPLE } from '@/components/people/person-field'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { SummaryList } from '@/components/ui/summary-list'
import { ASK_KIND_LABELS } from '@/lib/format/board/request-words'
import { owedMark } from '@/lib/domain/board/board-requests'
import { formatDay } from '@/lib/format/dates'
import { boardMessages } from '@/lib/format/board/messages'
import { paths } from '@/lib/paths'
import { type BoardRequestPage, getRequestPage } from '@/lib/queries/board/request-pages'
import { fillDate } from '@/lib/schemas/date-fields'
import { requireMember } from '@/app/plans/[plan]/require-role'
import { ResponsibleFields } from '../responsible-fields'
import { submitAnswer, submitResponsible, submitReopening, submitWithdrawal } from './submit'
import { WrittenText } from '@/components/ui/written-text'

type Props = PageProps<'/plans/[plan]/requests/[request]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Board request ${(await params).request}` }
}

export default async function RequestPage({ params, searchParams }: Props) {
  const { plan: slug, request: asked } = await params
  const access = await requireMember(
    slug,
    paths.request(slug, Number(asked)),
    boardMessages.cannotRequest,
    () => getRequestPage(slug, asked),
  )
  if (!access.open) return access.refusal
  const page = access.open
  const { plan, request, names, mayAnswer, mayEdit } = page
  const isOpen = request.standing === 'open'
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Board requests', href: paths.requests(slug) }]} />
      <PageHeader
        label={`Board request ${request.number} · ${ASK_KIND_LABELS[request.kind]}`}
        title={<WrittenText text={request.text} />}
      />
      <SummaryList
        items={[
          { term: 'Status', value: <RequestState request={request} /> },
          ...(request.settled
            ? [
                {
                  term: request.standing === 'answered' ? 'Answer' : 'Why',
                  value: <WrittenText text={request.settled.text} />,
                },
              ]
            : []),
          { term: 'About', value: <SubjectLink plan={plan} about={request.about} /> },
          { term: 'Responsible', value: <ResponsibleFor owed={request.owed} names={names} /> },
          {
            term: 'Raised',
            value: (
              <>
                {formatDay(request.effectiveOn)}
                {request.report && (
                  <>
                    , on <a href={paths.report(slug, request.report.code)}>{request.report.reference}</a>
                  </>
                )}{' '}
                <BasisMark basis={request.basis} />
              </>
            ),
          },
        ]}
      />
      {isOpen && mayAnswer && (
        <section aria-labelledby="answer-it">
          <h2 id="answer-it">Answer</h2>
          <DraftForm
            opened={await openTypedForm(
              { kind: 'askAnswer', plan: slug, ask: String(request.number) },
              request.id,
            )}
            submit={submitAnswer.bind(null, slug, request.number)}
          >
            <TextArea
              name="answer"
              label="Answer"
              hint="Shown in the next report as you write it. Do not name anyone."
            />
            <SubmitButton>Save answer</SubmitButton>
          </DraftForm>
        </section>
      )}
      <section aria-labelledby="story">
        <h2 id="story">History</h2>
        <RequestTimeline
          request={request}
          here={`${paths.request(slug, request.number)}#story`}
          params={await searchParams}
          names={names}
        />
      </section>
      {mayEdit && (
        <section aria-labelledby="change">
          <h2 id="change">Change</h2>
          {isOpen ? <OpenForms page={page} slug={slug} /> : <Reopening page={page} slug={slug} />}
        </section>
      )}
    </>
  )
}

interface FormsProps {
  readonly page: BoardRequestPage
  readonly slug: string
}

async function OpenForms({ page: { plan, request, people }, slug }: FormsProps) {
  const { partner, personId, dueOn } = request.owed
  const values = {
    partner: partner?.code ?? '',
    // Where there are many, whoever is meant is typed.
    person:
      (people.length > MOST_PEOPLE && people.find(({ id }) => id === personId)?.name) || (personId ?? ''),
    ...fillDate('due', dueOn),
    fingerprint: owedMark(request.owed),
  }
  const opened = await openPageForm(paths.request(slug, request.number), { values }, 'owed')
  return (
    <>
      <DraftForm opened={opened} submit={submitResponsible.bind(null, slug, request.number)}>
        <FoldedFields
          summary="Change who is responsible or the due date"
          fields={['partner', 'person', 'due', 'why', 'form']}
          open={opened.draft !== null}
        >
          <HiddenField name="fingerprint" />
          <ResponsibleFields plan={plan} people={people} />
          <TextArea name="why" label="Why are you changing this?" rows={2} />
          <SubmitButton secondary>Save</SubmitButton>
        </FoldedFields>
      </DraftForm>
      <Form submit={submitWithdrawal.bind(null, slug, request.number)}>
        <FoldedFields summary="Withdraw" fields={['reason', 'form']}>
          <TextArea
            name="reason"
            label="Why are you withdrawing it?"
            hint="Shown in the next report"
            rows={2}
          />
          <SubmitButton secondary>Withdraw</SubmitButton>
        </FoldedFields>
      </Form>
    </>
  )
}

function Reopening({ page: { request }, slug }: FormsProps) {
  return (
    <Form submit={submitReopening.bind(null, slug, request.number)}>
      <FoldedFields summary="Reopen" fields={['reopen', 'form']}>
        <TextArea name="reopen" label="Why are you reopening it?" rows={2} />
        <SubmitButton secondary>Reopen</SubmitButton>
      </FoldedFields>
    </Form>
  )
}
