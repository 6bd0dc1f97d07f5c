import type { Metadata } from 'next'
import { PaperContents, PaperPartView, PaperView } from '@/components/plan/paper-view'
import { DraftFigures } from '@/components/reports/draft-figures'
import { DraftObstacles } from '@/components/reports/draft-obstacles'
import { DraftParts } from '@/components/reports/draft-parts'
import { DraftReview } from '@/components/reports/draft-review'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { Notice } from '@/components/ui/notices'
import { PageHeader } from '@/components/page/page-header'
import { findObstacles, isForWriters } from '@/lib/domain/reports/draft-obstacles'
import { findPart, splitParts } from '@/lib/format/paper/paper'
import { formatMoment } from '@/lib/format/dates'
import { describePoint, STATE_WORDS } from '@/lib/format/reports/draft-words'
import { paths } from '@/lib/paths'
import { getDraft } from '@/lib/queries/reports/report-drafts'
import { makeDraftPaper } from './draft-paper'
import { openDraft } from './open-draft'
import { submitReview } from './submit'

/** A draft about so many actions is shown whole. */
const MOST_PREVIEWED = 200

export const metadata: Metadata = { title: 'Draft of a report' }

export default async function DraftPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/reports/drafts/[draft]'>) {
  const { plan: slug, draft: id } = await params
  const { found, refusal } = await openDraft(slug, paths.reportDraft(slug, id), () => getDraft(slug, id))
  if (!found) return refusal
  const { draft, preview, lastWriter, reviewer, review, checkers, returned } = found
  const query = await searchParams
  const { said } = query
  const { state: plan } = preview
  const obstacles = findObstacles(draft, preview)
  const paper = makeDraftPaper(found)
  // The whole of a report of so many would be a page of megabytes: a part at a time, as the issued one is read.
  const isLong = plan.actions.length > MOST_PREVIEWED
  const shown =
    findPart(paper, query.show) ?? splitParts(paper.blocks).find(({ heading }) => heading !== null)
  const say = (some: typeof obstacles) =>
    some.map((obstacle) => describePoint({ slug, draft: id, plan, words: plan.words }, obstacle))
  return (
    <>
      <PlanCrumbs plan={{ ...plan, asAt: null }} below={[{ label: 'Reports', href: paths.reports(slug) }]} />
      <PageHeader label={`Draft · ${draft.reference}`} title={draft.title}>
        <p className="fresh">
          <strong>{STATE_WORDS[draft.state]}</strong>
          {reviewer && draft.reviewed && ` by ${reviewer}, ${formatMoment(draft.reviewed.at)}`}. Last edited{' '}
          {formatMoment(draft.writtenAt)} by {lastWriter}. Only editors of this plan can see it.
        </p>
      </PageHeader>
      {said === 'changed' && (
        <Notice>
          Someone changed this draft while you had it open. Nothing was done. Read the new version, then
          continue.
        </Notice>
      )}
      {returned && draft.state === 'draft' && (
        <section aria-labelledby="draft-returned">
          <h2 id="draft-returned">Returned by the reviewer</h2>
          <p className="lines">{returned.comment}</p>
          <p className="aside">
            {returned.by}, {formatMoment(returned.at)}
          </p>
        </section>
      )}
      <section aria-labelledby="draft-points">
        <h2 id="draft-points">Before you can issue it</h2>
        <DraftObstacles points={say(obstacles)} />
      </section>
      <section aria-labelledby="draft-figures">
        <h2 id="draft-figures">Figures in the text</h2>
        <DraftFigures
          figures={preview.typed}
          plan={plan}
          checkers={checkers}
          here={`${paths.reportDraft(slug, id)}#draft-figures`}
          params={query}
        />
      </section>
      <section aria-labelledby="draft-parts">
        <h2 id="draft-parts">Write</h2>
        <DraftParts slug={slug} draft={draft} preview={preview} params={query} />
      </section>
      <section aria-labelledby="draft-review">
        <h2 id="draft-review">Review and issue</h2>
        <DraftReview
          slug={slug}
          draft={draft}
          review={review}
          typed={preview.typed}
          toMend={say(obstacles.filter(isForWriters))}
          submitReview={submitReview.bind(null, slug, id)}
        />
        <p>
          <a href={paths.discardReportDraft(slug, id)}>Delete this draft</a>
        </p>
      </section>
      <h2>Preview</h2>
      <p>
        <a href={paths.draftPaper(slug, id)}>Word file of this draft (DOCX)</a>, marked as a draft on each
        page.
      </p>
      {isLong ? (
        <>
          <PaperContents
            paper={paper}
            hrefOf={(part) => `${paths.reportDraft(slug, id)}?${new URLSearchParams({ show: part })}#${part}`}
          />
          {shown && <PaperPartView plan={paper.plan} part={shown} />}
        </>
      ) : (
        <>
          <PaperContents paper={paper} />
          <PaperView paper={paper} />
        </>
      )}
    </>
  )
}
