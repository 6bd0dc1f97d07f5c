import type { Metadata } from 'next'
import { openTypedForm } from '@/app/drafts/open-form'
import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { type Option, RadioField, SelectField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { MOST_OPTIONS } from '@/components/structure/action-field'
import { shortenOption } from '@/components/structure/action-options'
import { PageHeader } from '@/components/page/page-header'
import { type Action, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { describeSubject } from '@/lib/format/board/request-words'
import { nameReport } from '@/lib/format/reports/report-name'
import { boardMessages } from '@/lib/format/board/messages'
import { withArticle } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getRequestForm } from '@/lib/queries/board/request-pages'
import { listReports } from '@/lib/queries/reports/reports'
import { fillDate } from '@/lib/schemas/date-fields'
import { requireMember } from '@/app/plans/[plan]/require-role'
import { ResponsibleFields } from '../responsible-fields'
import { submitRequest } from './submit'

export const metadata: Metadata = { title: 'Record a board request' }

const KINDS = [
  { value: 'question', label: 'A question', hint: 'The board needs an answer.' },
  { value: 'decision', label: 'A decision', hint: 'The board made a decision that must be carried out.' },
]

export default async function NewBoardRequestPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/requests/new'>) {
  const { plan: slug } = await params
  const { action, section, report: reportAsked } = await searchParams
  const own = paths.newRequest(slug, {
    ...(typeof action === 'string' && { action }),
    ...(typeof section === 'string' && { section }),
    ...(typeof reportAsked === 'string' && { report: reportAsked }),
  })
  const access = await requireMember(slug, own, boardMessages.cannotRequest, () => getRequestForm(slug))
  if (!access.open) return access.refusal
  const { plan, people, mayDecide, today, submissionKey } = access.open
  const reports = await listReports(slug)
  const about =
    typeof action === 'string' ? `action ${action}` : typeof section === 'string' ? `section ${section}` : ''
  const isLarge = plan.sections.length + plan.actions.length > MOST_OPTIONS
  const one = plan.words.action.one.toLowerCase()
  const report = reports.find(({ code }) => code === reportAsked)
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Board requests', href: paths.requests(slug) }]} />
      <PageHeader title="Record a board request">
        <p className="ds_leader">
          It is shown in every report until it is answered.{' '}
          {!mayDecide && 'Decisions are recorded by editors of the plan.'}
        </p>
      </PageHeader>
      <DraftForm
        opened={await openTypedForm({ kind: 'ask', plan: slug }, plan.id, {
          values: { about, report: report?.code ?? '', ...fillDate('raised', report?.meetingOn ?? today) },
          own: { ...(mayDecide ? {} : { kind: 'question' }), 'submission-key': submissionKey },
        })}
        submit={submitRequest.bind(null, slug)}
      >
        <HiddenField name="submission-key" />
        {mayDecide ? (
          <RadioField name="kind" label="Is it a question or a decision?" options={KINDS} />
        ) : (
          <HiddenField name="kind" />
        )}
        <SelectField
          name="about"
          label="What is it about?"
          empty="Choose one"
          {...(isLarge && {
            hint: (
              <>
                For {withArticle(one)}, start from <a href={paths.actions(slug)}>its own page</a>
              </>
            ),
          })}
          options={subjectsOf(plan, isLarge ? (ref) => ref === action : () => true)}
        />
        <TextArea
          name="text"
          label="What is the request?"
          hint="Shown in reports as you write it. Do not name anyone."
        />
        {reports.length > 0 && (
          <SelectField
            name="report"
            label="Which report was discussed? (optional)"
            empty="None, or another paper"
            options={reports.map((one) => ({
              value: one.code,
              label: shortenOption(`${nameReport(one)} ${one.title}`),
            }))}
          />
        )}
        <DateField name="raised" label="Date of the meeting" />
        <ResponsibleFields plan={plan} people={people} />
        <div className="form__buttons">
          <SubmitButton>Add request</SubmitButton>
          <a href={paths.requests(slug)}>Cancel</a>
        </div>
      </DraftForm>
    </>
  )
}

/** Each section, followed by those of its actions that are offered. */
function subjectsOf(plan: PlanState, isOffered: (ref: string) => boolean): Option[] {
  const option = (level: 'action' | 'section', code: string, title: string) => ({
    value: `${level} ${code}`,
    label: shortenOption(`${describeSubject({ level, code }, plan.words)} ${title}`),
  })
  const optionsOf = (actions: readonly Action[]) =>
    actions.filter(({ ref }) => isOffered(ref)).map(({ ref, title }) => option('action', ref, title))
  if (!hasSections(plan)) return optionsOf(plan.actions)
  return plan.sections.flatMap((section) => [
    option('section', section.code, section.title),
    ...optionsOf(plan.actions.filter(({ sectionId }) => sectionId === section.id)),
  ])
}
