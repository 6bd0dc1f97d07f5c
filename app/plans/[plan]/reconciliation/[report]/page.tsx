import type { Metadata } from 'next'
import { ComparedDay } from '@/components/movement/compared-day'
import { FindingList } from '@/components/printed/finding-list'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PrintedSections, PrintedTotals } from '@/components/printed/printed-tables'
import { PagedList } from '@/components/ui/paged-list'
import { PhoneFold } from '@/components/ui/phone-fold'
import { PageHeader } from '@/components/page/page-header'
import { FINDING_GROUPS, groupOf } from '@/lib/domain/printed/findings'
import { FEW_ROWS } from '@/lib/domain/paging'
import { hasSections } from '@/lib/domain/plan/plan'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { formatDate, formatInstant } from '@/lib/format/dates'
import { GROUP_CLEAR, GROUP_TITLES } from '@/lib/format/printed/finding-words'
import { count, countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { getPrintedReport } from '@/lib/queries/printed/printed-reports'

type Props = PageProps<'/plans/[plan]/reconciliation/[report]'>

async function find({ params, searchParams }: Props) {
  const [{ plan: slug, report }, { entry }] = await Promise.all([params, searchParams])
  const planAt = await readPlanAt(slug)
  return {
    place: planAt,
    found: await getPrintedReport(planAt, report, entry === undefined ? undefined : Number(entry)),
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { found } = await find(props)
  return { title: found ? `Printed report ${found.report.reference}` : 'Not found' }
}

export default async function PrintedReportPage(props: Props) {
  const { place, found } = await find(props)
  if (!found) return <MissingInPlan />
  const query = await props.searchParams
  const { report, plan, findings, comparison, entry, entries, mayEdit } = found
  const { slug } = plan
  const current = paths.printedReport(slug, report.code)
  const here = paths.printedReport(place, report.code, entry < entries ? entry : undefined)
  const invented = inventedInPlan(plan)
  return (
    <>
      <PlanCrumbs
        plan={{ ...plan, asAt: place.asAt ?? null, knownAt: place.knownAt ?? null }}
        below={[{ label: 'Printed reports', href: paths.reconciliation(place) }]}
      />
      <PageHeader label={`Printed report · ${report.reference}`} title={report.title}>
        <p>
          Figures of {formatDate(report.asOf)}.{' '}
          {report.source && (
            <>
              Read from <a href={report.source.url}>{report.source.title}</a>.{' '}
            </>
          )}
          Entered on {formatInstant(report.recordedAt)}
          {report.by && ` by ${report.by}`}.
        </p>
        {report.correction !== null && <p className="lines">Corrected: {report.correction}</p>}
        {entry < entries && (
          <p>
            <strong>These figures have been corrected.</strong>{' '}
            <a href={current}>See the corrected figures</a>
          </p>
        )}
        {entry > 1 && (
          <p>
            <a href={paths.printedReport(place, report.code, entry - 1)}>
              See the figures before the correction
            </a>
          </p>
        )}
      </PageHeader>
      <p className="ds_leader">
        {findings.length
          ? `${count(findings.length, 'inconsistency', 'inconsistencies')} found.`
          : 'Everything matches.'}
      </p>
      <ComparedDay place={place} ownDay={report.asOf} here={current} />
      <InventedNotice plan={plan} invented={invented} />

      <PagedList
        rows={FINDING_GROUPS.flatMap((group) => findings.filter((finding) => groupOf(finding) === group))}
        params={query}
        label="Pages of inconsistencies"
        here={here}
      >
        {(shown) =>
          FINDING_GROUPS.map((group) => {
            const own = shown.filter((finding) => groupOf(finding) === group)
            const isElsewhere = !own.length && findings.some((finding) => groupOf(finding) === group)
            const isUnknown = group === 'record' && plan.isBlank
            if (isElsewhere) return null
            return (
              <section key={group} aria-labelledby={group} className="prose">
                <h2 id={group}>{GROUP_TITLES[group]}</h2>
                {isUnknown && (
                  <p>Nothing had been recorded by that date, so there is nothing to compare with.</p>
                )}
                {group === 'record' && (invented.isEstimated || invented.isMadeUp) && (
                  <p>
                    Estimated statuses were chosen to fit the published figures, so they are expected to
                    match.
                  </p>
                )}
                {own.length ? (
                  <FindingList plan={plan} findings={own} />
                ) : (
                  !isUnknown && <p>{GROUP_CLEAR[group]}</p>
                )}
              </section>
            )
          })
        }
      </PagedList>

      {hasSections(plan) && (
        <section aria-labelledby="sections">
          <h2 id="sections">{plan.words.section.many}, printed and on record</h2>
          <PhoneFold
            summary={`Show ${countLevel(comparison.sections.length, plan.words.section)}`}
            isOpen={query.sections !== undefined}
          >
            <PagedList
              rows={comparison.sections}
              params={query}
              size={FEW_ROWS}
              name="sections"
              label={`Pages of ${plan.words.section.many.toLowerCase()}`}
              here={`${here}#sections`}
            >
              {(rows) => <PrintedSections plan={plan} sections={rows} />}
            </PagedList>
          </PhoneFold>
        </section>
      )}
      {comparison.totals.length > 0 && (
        <section aria-labelledby="totals">
          <h2 id="totals">The headline</h2>
          <PhoneFold summary="Show the figures">
            <PrintedTotals plan={plan} comparison={comparison} />
          </PhoneFold>
        </section>
      )}
      {mayEdit && entry === entries && (
        <p className="form__buttons">
          <a href={paths.uploadPrintedReport(slug, report.code)}>Correct these figures</a>
        </p>
      )}
    </>
  )
}
