import type { Metadata } from 'next'
import { BoardRequestTable } from '@/components/board/request-table'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import type { ListedBoardRequest } from '@/lib/domain/board/board-requests'
import { boardMessages } from '@/lib/format/board/messages'
import { paths } from '@/lib/paths'
import { type BoardRequestsPage, getRequestsPage } from '@/lib/queries/board/request-pages'
import { requireMember } from '@/app/plans/[plan]/require-member'

export const metadata: Metadata = { title: 'Board asks' }

/** What the list can show, by the word in the address; the first when the address says none. */
const SHOWN: readonly {
  readonly show: string
  readonly label: string
  readonly none: string
  readonly has: (request: ListedBoardRequest, page: BoardRequestsPage) => boolean
}[] = [
  { show: 'all', label: 'All', none: 'The board has asked nothing yet.', has: () => true },
  { show: 'open', label: 'Open', none: 'Nothing is open.', has: ({ standing }) => standing === 'open' },
  {
    show: 'answered',
    label: 'Answered',
    none: 'Nothing was answered yet.',
    has: ({ standing }) => standing === 'answered',
  },
  {
    show: 'report',
    label: 'In the next report',
    none: 'A report issued today would carry no ask.',
    has: ({ number }, { carriedOver: carried }) => carried.has(number),
  },
]

export default async function RequestsPage({ params, searchParams }: PageProps<'/plans/[plan]/requests'>) {
  const { plan: slug } = await params
  const asked = (await searchParams).show
  const access = await requireMember(slug, paths.requests(slug), boardMessages.cannotRequest, () =>
    getRequestsPage(slug),
  )
  if (!access.open) return access.refusal
  const page = access.open
  const { plan, requests: asks, names } = page
  const shown = SHOWN.find(({ show }) => show === asked) ?? SHOWN[0]
  const rows = shown ? asks.filter((request) => shown.has(request, page)) : []
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title="Board asks">
        <p className="ds_leader">
          Questions and decisions that the board raised at its meetings. Each one is carried to every next
          report until it is answered, and the answer once more.
        </p>
      </PageHeader>
      <p>
        <a className="ds_button" href={paths.newRequest(slug)}>
          Raise an ask
        </a>
      </p>
      {asks.length > 0 && (
        <nav aria-label="Which asks are shown">
          <ul className="shown-links">
            {SHOWN.map(({ show, label, has }) => (
              <li key={show}>
                <a
                  href={paths.requests(slug, show === 'all' ? undefined : show)}
                  aria-current={show === shown?.show ? 'page' : undefined}
                >
                  {label} ({asks.filter((request) => has(request, page)).length})
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {rows.length ? (
        <BoardRequestTable
          plan={plan}
          caption={`${shown?.label}: what the board asked`}
          requests={rows}
          names={names}
        />
      ) : (
        <p>{shown?.none}</p>
      )}
    </>
  )
}
