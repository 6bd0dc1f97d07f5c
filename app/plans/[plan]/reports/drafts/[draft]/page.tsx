import type { Metadata } from 'next'
import { PaperContents, PaperView } from '@/components/paper/paper-view'
import { DraftObstacles } from '@/components/plan/draft-obstacles'
import { DraftParts } from '@/components/plan/draft-parts'
import { DraftReview } from '@/components/plan/draft-review'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { Told } from '@/components/ui/notices'
import { PageHeader } from '@/components/ui/page-header'
import { findObstacles, isForWriters } from '@/lib/domain/draft-obstacles'
import { formatMoment } from '@/lib/format/dates'
import { sayPoint, STATE_WORDS } from '@/lib/format/draft-words'
import { paths } from '@/lib/paths'
import { getDraft } from '@/lib/queries/report-drafts'
import { makeDraftPaper } from './draft-paper'
import { openDraft } from './open-draft'
import { submitIssue, submitReview } from './submit'

export const metadata: Metadata = { title: 'Draft of a report' }

export default async function DraftPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/reports/drafts/[draft]'>) {
  const { plan: slug, draft: id } = await params
  const { said } = await searchParams
  const { found, refusal } = await openDraft(slug, paths.reportDraft(slug, id), () => getDraft(slug, id))
  if (!found) return refusal
  const { draft, wouldBe, lastWriter, reviewer, review } = found
  const { state: plan } = wouldBe
  const obstacles = findObstacles(draft, wouldBe)
  const paper = makeDraftPaper(found)
  const say = (some: typeof obstacles) =>
    some.map((obstacle) => sayPoint({ slug, draft: id, plan, words: plan.words }, obstacle))
  return (
    <>
      <PlanCrumbs plan={{ ...plan, asAt: null }} below={[{ label: 'Reports', href: paths.reports(slug) }]} />
      <PageHeader label={`Draft · ${draft.reference}`} title={draft.title}>
        <p className="fresh">
          <strong>{STATE_WORDS[draft.state]}</strong>
          {reviewer && draft.reviewed && ` by ${reviewer}, ${formatMoment(draft.reviewed.at)}`}. Last written{' '}
          {formatMoment(draft.writtenAt)} by {lastWriter}. Only editors of this plan see it.
        </p>
      </PageHeader>
      {said === 'leftReview' && draft.state === 'draft' && (
        <Told>
          Saved. This report had been sent for review. Because you changed it, it is with its writers again:
          send it for review when it is ready.
        </Told>
      )}
      {said === 'changed' && (
        <Told>
          Nothing was done: somebody changed this draft while you had it open. Read it as it is now, then go
          on.
        </Told>
      )}
      <section aria-labelledby="draft-points">
        <h2 id="draft-points">Before it can be issued</h2>
        <DraftObstacles points={say(obstacles)} />
      </section>
      <section aria-labelledby="draft-parts">
        <h2 id="draft-parts">Write</h2>
        <DraftParts slug={slug} draft={draft} wouldBe={wouldBe} />
      </section>
      <section aria-labelledby="draft-review">
        <h2 id="draft-review">Review and issue</h2>
        <DraftReview
          draft={draft}
          review={review}
          isPublic={plan.isPublic}
          isReady={obstacles.length === 0}
          toMend={say(obstacles.filter(isForWriters))}
          submitReview={submitReview.bind(null, slug, id)}
          submitIssue={submitIssue.bind(null, slug, id)}
        />
        <p>
          <a href={paths.discardReportDraft(slug, id)}>Throw this draft away</a>
        </p>
      </section>
      <h2>As it would be issued now</h2>
      <p>
        <a href={paths.draftPaper(slug, id)} download>
          Word file of this draft (DOCX)
        </a>
        , marked as a draft on each page.
      </p>
      <PaperContents paper={paper} />
      <PaperView paper={paper} />
    </>
  )
}
