import type { Metadata } from 'next'
import { openTypedForm } from '@/app/drafts/open-form'
import { HiddenField, TextArea } from '@/components/forms/text-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { FieldTables, findFieldGroup, GroupFieldTables } from '@/components/reports/field-tables'
import { GapList } from '@/components/reports/gap-list'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { Notice } from '@/components/ui/notices'
import { PageHeader } from '@/components/page/page-header'
import { ACHIEVED, type DraftPart, nameDraftPart, readDraftPart } from '@/lib/domain/reports/report-draft'
import { describePart } from '@/lib/format/reports/draft-words'
import { GAP_WORDS } from '@/lib/format/reports/gap-words'
import { ACHIEVED_LABELS } from '@/lib/format/reports/report-paper/since-report'
import { paths } from '@/lib/paths'
import { type DraftPartView, getDraftPart } from '@/lib/queries/reports/draft-part'
import { AboutFields } from '../../../../about-fields'
import { openDraft } from '../../open-draft'
import { submitDraftPart } from '../../submit'

type Props = PageProps<'/plans/[plan]/reports/drafts/[draft]/parts/[part]'>

export const metadata: Metadata = { title: 'Write a report' }

export default async function DraftPartPage({ params, searchParams }: Props) {
  const { plan: slug, draft: id, part: name } = await params
  const part = readDraftPart(decodeURIComponent(name))
  if (!part) return <MissingInPlan />
  const partName = nameDraftPart(part)
  const { found, refusal } = await openDraft(slug, paths.reportDraftPart(slug, id, partName), () =>
    getDraftPart(slug, id, part),
  )
  if (!found) return refusal
  const { draft, plan, figures } = found
  const typed = { kind: 'reportText', plan: slug, draft: id, part: partName } as const
  const isEmpty = part.kind === 'notes' && found.gaps.length === 0
  const isText = part.kind !== 'about' && part.kind !== 'notes'
  const query = await searchParams
  const group = findFieldGroup(figures, query.figures)
  const crumbs = (
    <PlanCrumbs
      plan={plan}
      below={[
        { label: 'Reports', href: paths.reports(slug) },
        { label: `Draft of ${draft.reference}`, href: paths.reportDraft(slug, id) },
      ]}
    />
  )
  if (group)
    return (
      <>
        {crumbs}
        <PageHeader label={`Draft of ${draft.reference}`} title={`Figures for the text: ${group.title}`} />
        <GroupFieldTables
          plan={figures.plan}
          group={group}
          here={paths.reportDraftPart(slug, id, partName, group.code)}
          params={query}
        />
      </>
    )
  return (
    <>
      {crumbs}
      <PageHeader label={`Draft of ${draft.reference}`} title={describePart(part, plan.words)}>
        {found.title && <p className="ds_leader">{found.title}</p>}
      </PageHeader>
      {draft.state !== 'draft' && !isEmpty && (
        <Notice>
          {draft.state === 'reviewed'
            ? 'This report has been reviewed. If you save this part, it must be reviewed again before it is issued.'
            : 'This report has been sent for review. If you save this part, it must be sent for review again.'}
        </Notice>
      )}
      <DraftForm
        opened={await openTypedForm(typed, `${id} ${partName}`, {
          values: { ...found.values, fingerprint: found.fingerprint },
        })}
        submit={submitDraftPart.bind(null, slug, id, partName)}
      >
        <HiddenField name="fingerprint" />
        <Fields part={part} found={found} here={paths.reportDraftPart(slug, id, partName)} params={query} />
        <div className="form__buttons">
          {isEmpty || <SubmitButton>Save</SubmitButton>}
          <a href={paths.reportDraft(slug, id)}>Back to the draft</a>
        </div>
      </DraftForm>
      {isText && (
        <FieldTables figures={figures} hrefOf={(code) => paths.reportDraftPart(slug, id, partName, code)} />
      )}
    </>
  )
}

interface FieldsProps {
  readonly part: DraftPart
  readonly found: DraftPartView
  /** The address of the page and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

function Fields({ part, found: { draft, plan, gaps }, here, params }: FieldsProps) {
  switch (part.kind) {
    case 'about':
      return <AboutFields isCorrection={draft.corrects !== null} />
    case 'summary':
      return <TextArea name="text" label="Summary" hint={<HowToWrite />} rows={14} />
    case 'risks':
      return (
        <>
          {draft.content.risksFrom && (
            <p>
              <strong>Review these risks.</strong> They were copied from {draft.content.risksFrom}. Save them
              to confirm that they are up to date.
            </p>
          )}
          <TextArea name="text" label="Risks and issues" hint={<HowToWrite />} rows={14} />
        </>
      )
    case 'delivered':
      return ACHIEVED.map((kind) => (
        <TextArea
          key={kind}
          name={kind}
          label={ACHIEVED_LABELS[kind]}
          rows={6}
          {...(kind === 'achievements' ? { hint: <HowToWrite /> } : {})}
        />
      ))
    case 'notes':
      if (gaps.length === 0) return <p>There are no gaps, so you do not need to write anything here.</p>
      return (
        <>
          <h2>Gaps</h2>
          <p>Fix each of these, or enter a note to explain it. The note is shown in the report.</p>
          {gaps.map((gap) => (
            <div key={gap.kind}>
              <GapList
                plan={{ ...plan, asAt: draft.asAt }}
                gap={gap}
                title={GAP_WORDS[gap.kind].title}
                note={GAP_WORDS[gap.kind].remedy}
                here={here}
                params={params}
              />
              <TextArea
                name={`note-${gap.kind}`}
                label={`Note: ${GAP_WORDS[gap.kind].title.toLowerCase()}`}
                rows={2}
              />
            </div>
          ))}
        </>
      )
  }
}

function HowToWrite() {
  return (
    <>
      Leave an empty line between paragraphs. Start a list item with “- ”. Cairn works out figures in braces,
      such as {'{on track}'}. They are listed below. Figures you type are compared with the plan when you
      save.
    </>
  )
}
