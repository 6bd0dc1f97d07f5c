import { DueRequests } from '@/components/board/due-requests'
import { PinList } from '@/components/people/pin-list'
import { UpdatesDue } from '@/components/periods/updates-due'
import { PageHeader } from '@/components/page/page-header'
import { PagedList } from '@/components/ui/paged-list'
import { canManageAccounts, type KnownActor } from '@/lib/domain/people/permissions'
import { langOf } from '@/lib/domain/plan/languages'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getStartPage } from '@/lib/queries/start/start'
import type { FormState } from '@/lib/schemas/form'
import { AllPlansLink, PlanArticle } from './plan-article'

/** So many of each stand here; the rest is one click away. */
const MOST = 5
/** So many plans with all their tiles stand on a page. */
const PLANS = 5

interface Props {
  readonly actor: KnownActor
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly removePin: (recordId: string, state: FormState, form: FormData) => Promise<FormState>
}

/** What someone who is signed in came for: what waits for them, what they pinned, and their plans. */
export async function StartPage({ actor, params, removePin }: Props) {
  const { due, waiting, requests, pins, own, others } = await getStartPage(actor)
  const here = paths.plans()
  return (
    <>
      <PageHeader title="Your start page" />
      {due.length > 0 && (
        <section aria-labelledby="due">
          <h2 id="due">Updates due from you ({due.length})</h2>
          <UpdatesDue
            rows={due.slice(0, MOST)}
            plan={({ plan }) => plan}
            href={({ plan, ref }) => paths.update(plan.slug, ref)}
            aside={({ plan }) => own.length > 1 && <span>{plan.shortTitle}</span>}
          />
          <p>
            <a href={paths.myUpdates()}>
              {due.length > MOST ? `See all ${due.length} updates due` : 'Go to My updates'}
            </a>
          </p>
        </section>
      )}
      {waiting.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 id="waiting">Updates waiting for your approval</h2>
          <ul>
            {waiting.map(({ slug, title, waiting: n }) => (
              <li key={slug}>
                <a href={paths.approvals(slug)}>{count(n, 'update')}</a> in {title}
              </li>
            ))}
          </ul>
        </section>
      )}
      {requests.length > 0 && (
        <section aria-labelledby="requests">
          <h2 id="requests">Board requests waiting for your answer ({requests.length})</h2>
          <DueRequests requests={requests.slice(0, MOST)} />
          {requests.length > MOST && (
            <p>
              <a href={`${paths.myUpdates()}#asked`}>See all {requests.length} board requests</a>
            </p>
          )}
        </section>
      )}
      <section aria-labelledby="pinned">
        <h2 id="pinned">Pinned</h2>
        {pins.length > 0 ? (
          <PinList pins={pins} remove={removePin} />
        ) : (
          <p className="aside">
            Nothing yet. Open a plan, a section or an action of yours and select “Pin to your start page”.
          </p>
        )}
      </section>
      {own.length > 0 && (
        <section aria-labelledby="own">
          <h2 id="own">Your plans</h2>
          {own.length + others.length > 1 && <AllPlansLink />}
          <PagedList rows={own} params={params} size={PLANS} label="Pages of your plans" here={`${here}#own`}>
            {(rows) => rows.map(({ slug }) => <PlanArticle key={slug} slug={slug} headingLevel={3} />)}
          </PagedList>
        </section>
      )}
      {(others.length > 0 || canManageAccounts(actor)) && (
        <section aria-labelledby="others">
          <h2 id="others">{own.length > 0 ? 'Other plans' : 'Plans'}</h2>
          {canManageAccounts(actor) && (
            <p>
              <a href={paths.newPlan()}>Add a plan</a>
            </p>
          )}
          <PagedList
            rows={others}
            params={params}
            name="others"
            label="Pages of other plans"
            here={`${here}#others`}
          >
            {(rows) => (
              <ul>
                {rows.map((plan) => (
                  <li key={plan.slug}>
                    <a href={paths.plan(plan.slug)} lang={langOf(plan)}>
                      {plan.title}
                    </a>{' '}
                    (
                    <a href={paths.newPin({ plan: plan.slug, level: 'plan', code: plan.slug })}>
                      pin<span className="visually-hidden"> {plan.title} to your start page</span>
                    </a>
                    )
                  </li>
                ))}
              </ul>
            )}
          </PagedList>
        </section>
      )}
    </>
  )
}
