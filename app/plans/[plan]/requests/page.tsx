import type { Metadata } from 'next'
import { BoardRequestTable } from '@/components/board/request-table'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import type { ListedBoardRequest } from '@/lib/domain/board/board-requests'
import { boardMessages } from '@/lib/format/board/messages'
import { paths } from '@/lib/paths'
import { type BoardRequestsPage, getRequestsPage } from '@/lib/queries/board/request-pages'
import { requireMember } from '@/app/plans/[plan]/require-role'

export const metadata: Metadata = { title: 'Board requests' }

interface Shown {
  readonly show: string
  readonly label: string
  readonly none: string
  readonly has: (request: ListedBoardRequest, page: BoardRequestsPage) => boolean
}

/** What the list can show, by the word in the address; the first when the address says none. */
const SHOWN: readonly Shown[] = [
  { show: 'all', label: 'All', none: 'There are no board requests yet.', has: () => true },
  { show: 'open', label: 'Open', none: 'No open requests.', has: ({ standing }) => standing === 'open' },
  {
    show: 'answered',
    label: 'Answered',
    none: 'No answered requests yet.',
    has: ({ standing }) => standing === 'answered',
  },
  {
    show: 'report',
    label: 'In the next report',
    none: 'No requests would be shown in a report issued today.',
    has: ({ number }, { carriedOver: carried }) => carried.has(number),
  },
]

export default async function RequestsPage({ params, searchParams }: PageProps<'/plans/[plan]/requests'>) {
  const { plan: slug } = await params
  const query = await searchParams
  const access = await requireMember(slug, paths.requests(slug), boardMessages.cannotRequest, () =>
    getRequestsPage(slug),
  )
  if (!access.open) return access.refusal
  const page = access.open
  const { plan, requests: asks, names } = page
  const shown = SHOWN.find(({ show }) => show === query.show) ?? SHOWN[0]
  const rows = shown ? asks.filter((request) => shown.has(request, page)) : []
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title="Board requests">
        <p className="ds_leader">
          Questions and decisions from board meetings. Each request is shown in every report until it is
          answered.
        </p>
      </PageHeader>
      <p>
        <a className="ds_button" href={paths.newRequest(slug)}>
          Record a board request
        </a>
      </p>
      {asks.length > 0 && (
        <nav aria-label="Filter requests">
          <ul className="shown-links">
            {SHOWN.map((choice) => (
              <li key={choice.show}>
                <a href={linkShown(slug, choice)} aria-current={choice === shown ? 'page' : undefined}>
                  {choice.label} ({asks.filter((request) => choice.has(request, page)).length})
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {rows.length ? (
        <PagedList rows={rows} params={query} label="Pages of requests" here={linkShown(slug, shown)}>
          {(some) => (
            <BoardRequestTable
              plan={plan}
              caption={`${shown?.label}: board requests`}
              requests={some}
              names={names}
            />
          )}
        </PagedList>
      ) : (
        <p>{shown?.none}</p>
      )}
    </>
  )
}

const linkShown = (slug: string, shown: Shown | undefined) =>
  paths.requests(slug, shown === SHOWN[0] ? undefined : shown?.show)
