import type { Metadata } from 'next'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { StatusTag } from '@/components/status/status-tag'
import { DataTable } from '@/components/ui/data-table'
import { PageHeader } from '@/components/page/page-header'
import { today } from '@/lib/clock'
import { BASES } from '@/lib/domain/plan/plan'
import { STATUSES } from '@/lib/domain/status/status'
import { viewFreshness } from '@/lib/domain/plan/views'
import { formatPartialDate } from '@/lib/format/dates'
import { BASIS_LABELS, BASIS_MEANINGS } from '@/lib/format/words'
import { NOT_PUBLISHED_MARK } from '@/lib/format/status/invented-words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { STATUS_DEFINITIONS, thresholdInWords } from '@/lib/format/status/messages'

type Props = PageProps<'/plans/[plan]/how-ratings-work'>

export const metadata: Metadata = { title: 'How ratings work' }

export default async function RatingsPage({ params }: Props) {
  const plan = await readPlan(await readPlanAt((await params).plan))
  if (!plan) return <MissingInPlan />
  const section = plan.words.section.one.toLowerCase()
  const { basisCounts } = viewFreshness(plan, plan.asAt ?? today())
  const adverse = STATUSES.filter((status) => status.adverse).map((status) => status.label)
  return (
    <>
      <PlanCrumbs plan={plan} />
      <AsAtBanner plan={plan} now={paths.ratings(plan.slug)} />
      <PageHeader title="How ratings work">
        <p className="ds_leader">
          Each counted action has one status. Shares and overall ratings are worked out from those, never
          typed in.
        </p>
      </PageHeader>

      <section aria-labelledby="statuses" className="prose">
        <h2 id="statuses">The six statuses</h2>
        <p>
          The names are those of the board’s report. It does not define them; the meanings are how we read
          them.
        </p>
        <DataTable
          caption="Statuses and what they mean"
          hideCaption
          rows={STATUSES}
          rowKey={(status) => status.code}
          columns={[
            {
              key: 'status',
              header: 'Status',
              rowHeader: true,
              className: 'col-tag',
              cell: (status) => <StatusTag bucket={status.code} />,
            },
            {
              key: 'meaning',
              header: 'Meaning',
              hideLabelOnPhone: true,
              cell: ({ code }) => STATUS_DEFINITIONS[code],
            },
            {
              key: 'adverse',
              header: 'Counts against the section',
              cell: (status) => (status.adverse ? 'Yes: adverse' : 'No'),
            },
            {
              key: 'aliases',
              header: 'Also printed as',
              cell: (status) => status.aliases.join('; ') || 'No other name',
            },
          ]}
        />
        <p>
          An action that nobody has reported on yet stands as <strong>No update yet</strong>. It is counted
          and shown, never left out.
        </p>
      </section>

      <section aria-labelledby="counted" className="prose">
        <h2 id="counted">What is counted</h2>
        <p>
          The numbered actions of a {section} count. Where a {section} holds one action whose parts are
          reported, the parts count in its place. An action and its parts are never both counted. Actions that
          were withdrawn, merged or superseded leave the count, and the overview says how many.
        </p>
      </section>

      <section aria-labelledby="rounding" className="prose">
        <h2 id="rounding">Shares and rounding</h2>
        <p>
          Each share is rounded on its own to a whole per cent, halves upwards, so equal counts always show
          equal shares. Only all is 100%, and only none is 0%. Where percentages do not add up to 100% because
          of rounding, “(rounded)” stands behind them. The number they are shares of is always shown.
        </p>
      </section>

      <section aria-labelledby="overall" className="prose">
        <h2 id="overall">The overall rating of a {section}</h2>
        <p>
          Each {section} has an assessed rating, which is a judgement: On Track, At Risk or Off Track. Beside
          that stands what a rule suggests:{' '}
          <strong>
            At Risk when at least {thresholdInWords(plan.rule)} of the counted actions are adverse, On Track
            otherwise.
          </strong>{' '}
          Adverse are {adverse.join(', ')}. Where the two differ, both are shown with the reason, and the
          assessed rating counts. Each keeps the rule that it was made under, and says so when the statuses
          below it have changed since.
        </p>
        <p>
          The rule is ours, and only suggests. The rating sums up the actions below a heading; it does not
          judge the issue itself, and it is not a measure of confidence in delivery.
        </p>
      </section>

      <section aria-labelledby="basis" className="prose">
        <h2 id="basis">What a status rests on</h2>
        <p>
          How many counted {plan.words.action.many.toLowerCase()} rest on what. Where some statuses were
          neither published nor reported, the page says so, and each of them is marked {NOT_PUBLISHED_MARK}.
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
          <h2 id="notes">What to know of these figures</h2>
          <ul>
            {plan.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}

      <section aria-labelledby="printed" className="prose">
        <h2 id="printed">What was printed</h2>
        <p>
          The figures of a published report are kept as they were printed.{' '}
          <a href={paths.reconciliation(plan)}>See where they differ</a> from arithmetic, from the report’s
          own other tables, and from the statuses on record.
        </p>
      </section>

      <section aria-labelledby="sources" className="prose">
        <h2 id="sources">Where the figures come from</h2>
        <ul>
          {plan.sources.map((source) => (
            <li key={source.code}>
              <a href={source.url}>{source.title}</a>
              <span className="aside">
                {' '}
                {source.publisher}
                {source.date && `, ${formatPartialDate(source.date)}`}. Read: {source.readAs}.
              </span>
            </li>
          ))}
        </ul>
      </section>
      <LookBack plan={plan} now={paths.ratings(plan.slug)} />
    </>
  )
}
