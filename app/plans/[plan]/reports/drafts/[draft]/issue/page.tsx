import type { Metadata } from 'next'
import { HiddenField } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { DraftFigures, FigureTicks } from '@/components/reports/draft-figures'
import { DraftObstacles } from '@/components/reports/draft-obstacles'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { SummaryList } from '@/components/ui/summary-list'
import { findObstacles } from '@/lib/domain/reports/draft-obstacles'
import { hasSections } from '@/lib/domain/plan/plan'
import { viewOverview } from '@/lib/domain/plan/views'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { describePoint } from '@/lib/format/reports/draft-words'
import { GAP_WORDS } from '@/lib/format/reports/gap-words'
import { describeAgreement } from '@/lib/format/plan/plan-blocks'
import { count, countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getDraft } from '@/lib/queries/reports/report-drafts'
import { siteAddress } from '@/lib/site'
import { openDraft } from '../open-draft'
import { submitIssue } from '../submit'

export const metadata: Metadata = { title: 'Issue a report' }

/** What is frozen when a draft is issued, its figures, and what cannot be undone: read before the one step that no one takes back. */
export default async function IssuePage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/reports/drafts/[draft]/issue'>) {
  const { plan: slug, draft: id } = await params
  const { found, refusal } = await openDraft(slug, paths.issueReportDraft(slug, id), () => getDraft(slug, id))
  if (!found) return refusal
  const { draft, preview, code, reviewer, checkers } = found
  const { state: plan, matter, gaps } = preview
  const { rollUp, sections } = viewOverview(plan, draft.asAt)
  const agreement = describeAgreement(plan, sections)
  // Those that someone ticks here are no reason not to show the button.
  const obstacles = findObstacles(draft, preview).filter(({ kind }) => kind !== 'typed')
  const points = obstacles.map((one) => describePoint({ slug, draft: id, plan, words: plan.words }, one))
  return (
    <>
      <PlanCrumbs
        plan={{ ...plan, asAt: null }}
        below={[
          { label: 'Reports', href: paths.reports(slug) },
          { label: `Draft of ${draft.reference}`, href: paths.reportDraft(slug, id) },
        ]}
      />
      <PageHeader title={`Check and issue ${draft.reference}`} />
      <section aria-labelledby="issue-what">
        <h2 id="issue-what">What will be issued</h2>
        <SummaryList
          items={[
            { term: 'Report', value: `${draft.reference}: ${draft.title}` },
            { term: 'Figures as at', value: formatDay(draft.asAt) },
            { term: 'Meeting', value: draft.meetingOn ? formatDay(draft.meetingOn) : 'No date' },
            ...(draft.corrects
              ? [{ term: 'Corrects', value: `${draft.corrects.reference}: ${draft.corrects.why}` }]
              : []),
            {
              term: 'Reviewed',
              value: draft.reviewed ? `${reviewer ?? ''}, ${formatMoment(draft.reviewed.at)}` : 'Not yet',
            },
            {
              term: 'Figures',
              value: `${countLevel(rollUp.base, plan.words.action)}: ${rollUp.shares
                .map((share) => `${share.count} ${share.label}`)
                .join(
                  ', ',
                )}. ${hasSections(plan) ? `${countLevel(sections.length, plan.words.section)}. ` : ''}${agreement?.map(({ text }) => text).join('') ?? ''}`,
            },
            {
              term: 'Text',
              value: `Summary of ${words(matter.texts.summary.source)}, risks of ${words(matter.texts.risks.source)}, ${count(matter.delivered?.length ?? 0, 'delivered action')}`,
            },
            {
              term: 'Gaps',
              value: gaps.length
                ? gaps.map(({ kind, where }) => `${GAP_WORDS[kind].title} (${where.length})`).join('; ')
                : 'None found',
            },
            {
              term: 'Web address',
              value:
                code === null ? (
                  <TakenReference about={paths.reportDraftPart(slug, id, 'about')} />
                ) : (
                  siteAddress(paths.report(slug, code))
                ),
            },
          ]}
        />
        <p>
          <a href={paths.reportDraft(slug, id)}>Preview the report</a>
        </p>
      </section>
      <section aria-labelledby="issue-figures">
        <h2 id="issue-figures">Figures in the text</h2>
        <DraftFigures
          figures={preview.typed}
          plan={plan}
          checkers={checkers}
          here={`${paths.issueReportDraft(slug, id)}#issue-figures`}
          params={await searchParams}
        />
      </section>
      <section aria-labelledby="issue-undo">
        <h2 id="issue-undo">You cannot undo this</h2>
        <ul>
          <li>The report cannot be changed or deleted. To correct it, you issue another report.</li>
          <li>The reference {draft.reference} and the web address cannot be used again.</li>
          <li>The draft is deleted. The audit log keeps its text.</li>
          <li>
            {plan.isPublic
              ? 'Everyone can read the report immediately, because the plan is public.'
              : 'Everyone who can read this plan can read the report immediately.'}
          </li>
        </ul>
        {draft.state !== 'reviewed' ? (
          <p>
            You cannot issue this report until it has been reviewed.{' '}
            <a href={paths.reportDraft(slug, id)}>Go to the draft</a>
          </p>
        ) : points.length ? (
          <>
            <p>Fix this before you issue the report:</p>
            <DraftObstacles points={points} />
          </>
        ) : (
          <Form
            key={draft.version}
            submit={submitIssue.bind(null, slug, id)}
            initial={{ values: { version: String(draft.version) }, errors: {} }}
          >
            <HiddenField name="version" />
            <FigureTicks figures={preview.typed} />
            <div className="form__buttons">
              <SubmitButton>Issue report</SubmitButton>
              <a href={paths.reportDraft(slug, id)}>Back to the draft</a>
            </div>
          </Form>
        )}
      </section>
    </>
  )
}

const words = (text: string) => (text ? count(text.split(/\s+/).length, 'word') : 'no words')

function TakenReference({ about }: { about: string }) {
  return (
    <>
      Another report of this plan has that reference. <a href={about}>Change the reference</a>
    </>
  )
}
