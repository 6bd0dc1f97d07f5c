import type { Metadata } from 'next'
import { DateField, TextArea, TextField } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { GapList } from '@/components/plan/gap-list'
import { MissingInPlan } from '@/components/plan/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/ui/page-header'
import { today } from '@/lib/clock'
import { GAP_KINDS } from '@/lib/domain/readiness'
import { GAP_WORDS } from '@/lib/format/gap-words'
import { formatDay } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { getGaps } from '@/lib/queries/readiness'
import { getReport } from '@/lib/queries/report'
import { fillDate } from '@/lib/schemas/date-fields'
import { admitEditor } from '../../admit-editor'
import { LateGap } from './late-gap'
import { submitReport } from './submit'

export const metadata: Metadata = { title: 'Issue a report' }

export default async function NewReportPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/reports/new'>) {
  const { plan: slug } = await params
  const asked = (await searchParams).corrects
  const corrects = typeof asked === 'string' ? asked : null
  const { plan, refusal } = await admitEditor(
    slug,
    paths.newReport(slug, corrects ?? undefined),
    'Only editors of this plan can issue its reports.',
  )
  if (!plan) return refusal
  const corrected = corrects === null ? null : await getReport(slug, corrects)
  if (corrects !== null && !corrected) return <MissingInPlan />
  const asAt = corrected?.issued.asAt ?? today()
  const gaps = await getGaps(slug, asAt)
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Reports', href: paths.reports(slug) }]} />
      <PageHeader title={corrected ? `Correct report ${corrected.issued.reference}` : 'Issue a report'}>
        <p className="ds_leader">
          This freezes the whole plan as it stands on a day. It cannot be changed or taken back afterwards,
          only corrected by another report.{' '}
          {plan.isPublic && 'The plan is public, so the report is public at once.'}
        </p>
      </PageHeader>
      <Form
        submit={submitReport.bind(null, slug, corrects)}
        initial={{
          values: {
            ...fillDate('asAt', asAt),
            ...(corrected && {
              reference: corrected.issued.reference,
              title: corrected.issued.title,
              ...fillDate('meeting', corrected.issued.meetingOn),
            }),
          },
          errors: {},
        }}
      >
        <TextField
          name="reference"
          label="Reference"
          hint="As the secretariat numbers it, such as LB(26)04-02"
        />
        <TextField name="title" label="Title" />
        <DateField name="meeting" label="Day of the meeting" hint="Leave it empty if it is not known yet" />
        <DateField
          name="asAt"
          label="Day of the figures"
          hint={
            corrected
              ? 'The same as that of the report it corrects'
              : 'Today, unless the report is about an earlier day'
          }
        />
        {corrected && <TextArea name="why" label="What was wrong" hint="It stands in both reports" />}
        <section aria-labelledby="gaps">
          <h2 id="gaps">What is missing as at {formatDay(asAt)}</h2>
          {gaps.length === 0 && (
            <p>Nothing that Cairn looks for: no update is owed, every rating is fresh.</p>
          )}
          {gaps.length > 0 && (
            <p>
              Put each of these right first, or say why the report goes out as it is. The note is in the
              report.
            </p>
          )}
          {gaps.map((gap) => (
            <div key={gap.kind}>
              <GapList
                plan={plan}
                gap={gap}
                title={GAP_WORDS[gap.kind].title}
                note={GAP_WORDS[gap.kind].remedy}
              />
              <TextArea
                name={`note-${gap.kind}`}
                label={`Why it goes out as it is: ${GAP_WORDS[gap.kind].title.toLowerCase()}`}
                rows={2}
              />
            </div>
          ))}
          {GAP_KINDS.filter((kind) => !gaps.some((gap) => gap.kind === kind)).map((kind) => (
            <LateGap key={kind} name={`note-${kind}`} {...GAP_WORDS[kind]} />
          ))}
        </section>
        <SubmitButton>Freeze and issue</SubmitButton>
      </Form>
    </>
  )
}
