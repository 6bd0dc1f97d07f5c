import type { Metadata } from 'next'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { StatusTag } from '@/components/status/status-tag'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { PhoneFold } from '@/components/ui/phone-fold'
import { PageHeader } from '@/components/page/page-header'
import { today } from '@/lib/clock'
import { FEW_ROWS } from '@/lib/domain/paging'
import { BASES, hasSections } from '@/lib/domain/plan/plan'
import { factsOf } from '@/lib/domain/status/status'
import { viewFreshness } from '@/lib/domain/plan/views'
import { formatPartialDate } from '@/lib/format/dates'
import { BASIS_LABELS, BASIS_MEANINGS, count, joinNames, lower, withArticle } from '@/lib/format/words'
import { NOT_PUBLISHED_MARK } from '@/lib/format/status/invented-words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { thresholdInWords } from '@/lib/format/status/messages'

type Props = PageProps<'/plans/[plan]/how-ratings-work'>

export const metadata: Metadata = { title: 'How ratings work' }

export default async function RatingsPage({ params, searchParams }: Props) {
  const plan = await readPlan(await readPlanAt((await params).plan))
  if (!plan) return <MissingInPlan />
  const query = await searchParams
  const section = plan.words.section.one.toLowerCase()
  const { one, many } = lower(plan.words, 'action')
  const { basisCounts } = viewFreshness(plan, plan.asAt ?? today())
  const adverse = plan.statuses.filter(({ meaning }) => factsOf(meaning).adverse).map(({ label }) => label)
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.ratings(plan.slug)} />
      <PageHeader title="How ratings work">
        <p className="ds_leader">
          Each counted {one} has one status. Percentages and suggested ratings are worked out from the
          statuses.
        </p>
      </PageHeader>

      <section aria-labelledby="statuses" className="prose">
        <h2 id="statuses">The statuses</h2>
        <DataTable
          caption="Statuses and what they mean"
          hideCaption
          rows={plan.statuses}
          rowKey={(status) => status.code}
          columns={[
            {
              key: 'status',
              header: 'Status',
              rowHeader: true,
              className: 'col-tag',
              cell: (status) => <StatusTag plan={plan} bucket={status.code} />,
            },
            {
              key: 'meaning',
              header: 'Meaning',
              hideLabelOnPhone: true,
              cell: ({ definition }) => definition,
            },
            {
              key: 'adverse',
              header: 'Needs attention',
              cell: (status) => (factsOf(status.meaning).adverse ? 'Yes (adverse)' : 'No'),
            },
            {
              key: 'aliases',
              header: 'Also called',
              cell: (status) => status.aliases.join('; ') || 'No other name',
            },
          ]}
        />
        <p>
          {plan.words.action.many} with no update are shown as <strong>No update yet</strong>. They are
          counted.
        </p>
      </section>

      <section aria-labelledby="counted" className="prose">
        <h2 id="counted">What is counted</h2>
        <p>
          The numbered {many}
          {hasSections(plan) && ` of ${withArticle(section)}`} are counted. If one is reported through its
          parts, the parts are counted instead. {plan.words.action.many} and their parts are never both
          counted.
          {plan.words.action.many} that were withdrawn, merged or superseded are no longer counted, and the
          overview says how many.
        </p>
      </section>

      <section aria-labelledby="rounding" className="prose">
        <h2 id="rounding">Percentages and rounding</h2>
        <p>
          Each percentage is rounded to a whole number. 100% always means all, and 0% always means none. If
          percentages do not add up to 100% because of rounding, “(rounded)” is shown after them. The total
          number is always shown.
        </p>
      </section>

      {hasSections(plan) && (
        <section aria-labelledby="overall" className="prose">
          <h2 id="overall">The overall rating of a {section}</h2>
          <p>
            Each {section} has an assessed rating of On Track, At Risk or Off Track, which is a judgement. A
            rule also suggests a rating:{' '}
            <strong>
              At Risk when at least {thresholdInWords(plan.rule)} of the counted {many} are adverse, On Track
              otherwise.
            </strong>{' '}
            The adverse statuses are {joinNames(adverse)}. If the two ratings differ, both are shown with the
            reason, and the assessed rating is used. A rating also shows whether the statuses have changed
            since it was made.
          </p>
          <p>
            The rule is ours and is only a suggestion. The rating sums up the {many} in {withArticle(section)}
            . It does not judge the issue itself, and it does not measure confidence in delivery.
          </p>
        </section>
      )}

      <section aria-labelledby="basis" className="prose">
        <h2 id="basis">About these figures</h2>
        <p>
          How the statuses of counted {plan.words.action.many.toLowerCase()} are known. Statuses that were
          neither published nor reported are marked {NOT_PUBLISHED_MARK}.
        </p>
        <dl>
          {BASES.filter((basis) => basisCounts[basis] > 0).map((basis) => (
            <div key={basis}>
              <dt>
                <strong>
                  {BASIS_LABELS[basis]} ({basisCounts[basis]})
                </strong>
              </dt>
              <dd>{BASIS_MEANINGS[basis]}</dd>
            </div>
          ))}
        </dl>
      </section>

      {plan.notes.length > 0 && (
        <section aria-labelledby="notes" className="prose">
          <h2 id="notes">Notes on these figures</h2>
          <ul>
            {plan.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}

      <section aria-labelledby="printed" className="prose">
        <h2 id="printed">Printed reports</h2>
        <p>
          We keep the figures of published reports as they were printed.{' '}
          <a href={paths.reconciliation(plan)}>See where they do not match</a> the plan or each other.
        </p>
      </section>

      <section aria-labelledby="sources" className="prose">
        <h2 id="sources">Where the figures come from</h2>
        <PhoneFold summary={`Show ${count(plan.sources.length, 'source')}`} isOpen={query.page !== undefined}>
          <PagedList
            rows={plan.sources}
            params={query}
            size={FEW_ROWS}
            label="Pages of sources"
            here={`${paths.ratings(plan)}#sources`}
          >
            {(sources) => (
              <ul>
                {sources.map((source) => (
                  <li key={source.code}>
                    <a href={source.url}>{source.title}</a>
                    <span className="aside">
                      {' '}
                      {source.publisher}
                      {source.date && `, ${formatPartialDate(source.date)}`}. How we read it: {source.readAs}.
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </PagedList>
        </PhoneFold>
      </section>
      <LookBack plan={plan} now={paths.ratings(plan.slug)} />
    </>
  )
}
