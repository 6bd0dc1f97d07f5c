import type { Metadata } from 'next'
import { submitNoChange } from '@/app/plans/[plan]/actions/[action]/update/submit'
import { DueRequests } from '@/components/board/due-requests'
import { UpdatesDue } from '@/components/periods/updates-due'
import { UpdatesDueProgress } from '@/components/periods/updates-due-progress'
import { NewsList } from '@/components/audit/news-list'
import { NoChangeButton } from '@/components/updates/no-change-button'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import type { NotConfirmable } from '@/lib/domain/updates/date-guard'
import { daysBetween, type IsoDate } from '@/lib/domain/dates'
import { FEW_ROWS } from '@/lib/domain/paging'
import { bucketLabel } from '@/lib/domain/status/status'
import { formatDay, formatMoment } from '@/lib/format/dates'
import { count } from '@/lib/format/words'
import { noteVisit } from '@/lib/mutations/people/visits'
import { paths } from '@/lib/paths'
import { getMyUpdates, type OwnPlan, type OwnRow } from '@/lib/queries/periods/my-updates'
import { listNews } from '@/lib/queries/audit/news'
import { getDueRequests } from '@/lib/queries/board/due-requests'

/** Other lists stand below. */
const MOST_TO_REPORT = 15

export const metadata: Metadata = { title: 'My updates' }

export default async function MyUpdatesPage({ searchParams }: PageProps<'/my-updates'>) {
  const params = await searchParams
  const actor = await requireActor(paths.myUpdates())
  const { plan: slug, ref } = params
  const since = await noteVisit(actor.id)
  const [{ plans, rows, today }, requests, news] = await Promise.all([
    getMyUpdates(),
    getDueRequests(),
    listNews(since),
  ])
  const lost = rows.filter(({ mayReport }) => !mayReport)
  const own = rows.filter(({ mayReport }) => mayReport)
  const toReport = own.filter(({ updateDue }) => updateDue === 'due' || updateDue === 'late')
  const done = own.filter(
    ({ updateDue, isDelivered }) => updateDue === 'reported' || (updateDue === 'none' && isDelivered),
  )
  const others = own.filter((row) => !toReport.includes(row) && !done.includes(row))
  const confirmed = done.find(
    (row) => row.plan.slug === slug && row.ref === ref && row.updateDue === 'reported',
  )
  const hasOwn = ({ plan }: OwnPlan) => own.some((row) => row.plan.id === plan.id)
  const aside = (row: OwnRow) => (
    <>
      {!row.isAccountable && <span>You are a contributor</span>}
      {plans.length > 1 && <span>{row.plan.shortTitle}</span>}
      {row.mayReport && row.draftSavedAt && (
        <strong>Draft saved {formatMoment(row.draftSavedAt)}, not sent</strong>
      )}
      {row.mayReport && toReport.includes(row) && <NeedsWords why={row.notConfirmable} />}
    </>
  )
  const control = ({ plan, ref, bucket, noChange }: OwnRow) =>
    noChange && (
      <NoChangeButton
        submit={submitNoChange.bind(null, plan.slug, ref, 'myUpdates')}
        {...noChange}
        status={bucketLabel(plan, bucket)}
        about={`${plan.words.action.one} ${ref}`}
      />
    )
  const list = (name: string, some: readonly OwnRow[], quiet = false) => (
    <PagedList
      rows={some}
      params={params}
      size={name === 'to-report' ? MOST_TO_REPORT : FEW_ROWS}
      name={name}
      label="Pages of actions"
      here={`${paths.myUpdates()}#${name}`}
    >
      {(rows) => (
        <UpdatesDue
          rows={rows}
          plan={({ plan }) => plan}
          href={({ plan, ref, mayReport }) =>
            mayReport ? paths.update(plan.slug, ref) : paths.action(plan, ref)
          }
          aside={aside}
          control={control}
          quiet={quiet}
        />
      )}
    </PagedList>
  )
  return (
    <PlainPage>
      <PageHeader title="My updates" />
      {confirmed && (
        <div className="ds_inset-text" role="status">
          <div className="ds_inset-text__text">
            Saved: {confirmed.plan.words.action.one.toLowerCase()} {confirmed.ref} is still{' '}
            {bucketLabel(confirmed.plan, confirmed.bucket)}, as of today.
            {confirmed.pending === 'waiting' && ' It is waiting for approval.'}
          </div>
        </div>
      )}
      {news.length > 0 && <NewsList news={news} showPlan={plans.length > 1} />}
      {rows.length + requests.length === 0 && <Nothing />}
      {plans.filter(hasOwn).map((own) => (
        <OwnProgress key={own.plan.id} own={own} isOnly={plans.length === 1} today={today} />
      ))}
      {requests.length > 0 && (
        <section aria-labelledby="asked">
          <h2 id="asked">Board requests ({requests.length})</h2>
          <PagedList
            rows={requests}
            params={params}
            size={FEW_ROWS}
            name="asked"
            label="Pages of requests"
            here={`${paths.myUpdates()}#asked`}
          >
            {(rows) => <DueRequests requests={rows} />}
          </PagedList>
        </section>
      )}
      {toReport.length > 0 && (
        <section aria-labelledby="to-report">
          <h2 id="to-report">To report ({toReport.length})</h2>
          {toReport.some(({ notConfirmable }) => notConfirmable === 'notReported') && (
            <p>Some statuses were not reported in Cairn. Open those actions to report a status.</p>
          )}
          {toReport.filter(({ noChange }) => noChange).length > 1 && (
            <p>
              <a href={paths.noChange()}>No change for several actions</a>
            </p>
          )}
          {list('to-report', toReport)}
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="not-due">
          <h2 id="not-due">Not due now ({others.length})</h2>
          {list('not-due', others)}
        </section>
      )}
      {done.length > 0 && (
        <section aria-labelledby="done">
          <h2 id="done">Done ({done.length})</h2>
          {list('done', done, true)}
        </section>
      )}
      {lost.length > 0 && (
        <section aria-labelledby="lost">
          <h2 id="lost">You can no longer report on these ({lost.length})</h2>
          <p>
            Your role in the plan no longer lets you report. Ask an editor of the plan to reassign these, or
            ask an administrator to make you an officer.
          </p>
          {list('lost', lost, true)}
        </section>
      )}
    </PlainPage>
  )
}

/** What one button cannot confirm for want of it. What waits, or whose date has passed, says so already. */
function NeedsWords({ why }: { why: NotConfirmable | null }) {
  if (why === 'noReason') return <span>Reason or mitigation missing. Open it to report</span>
  return null
}

function Nothing() {
  return (
    <>
      <p>
        You have no actions to report on yet. Actions that you are accountable for or contribute to are listed
        here.
      </p>
      <p>If an action is missing, ask an editor of the plan to make you its accountable officer.</p>
      <p>
        <a href={paths.plans()}>Go to the list of plans</a>
      </p>
    </>
  )
}

function OwnProgress({ own, isOnly, today }: { own: OwnPlan; isOnly: boolean; today: IsoDate }) {
  const { plan, period, next, progress } = own
  return (
    <section aria-labelledby={`plan-${plan.slug}`} className="own-plan">
      <h2 id={`plan-${plan.slug}`} className={isOnly ? 'own-plan__title' : undefined}>
        <a href={paths.plan(plan)}>{plan.shortTitle}</a>
      </h2>
      {period ? (
        <>
          <UpdatesDueProgress progress={progress} />
          <p>
            {period.name}: updates are due by {formatDay(period.dueOn)}
            {describeDays(today, period.dueOn)}. The period closes on {formatDay(period.closesOn)}.
          </p>
        </>
      ) : (
        <p>
          No reporting period is open, so no updates are due.{' '}
          {next
            ? `The next one, ${next.name}, opens on ${formatDay(next.opensOn)}.`
            : 'The next one is not planned yet.'}{' '}
          You can report at any time.
        </p>
      )}
      <p>
        <a href={paths.spreadsheet(plan.slug)}>
          Work in a spreadsheet<span className="visually-hidden"> on {plan.shortTitle}</span>
        </a>
      </p>
    </section>
  )
}

function describeDays(today: IsoDate, day: IsoDate): string {
  const days = daysBetween(today, day)
  if (days < 0) return `, ${count(-days, 'day')} ago`
  return days === 0 ? ', today' : `, in ${count(days, 'day')}`
}
