import type { Metadata } from 'next'
import { AskTable } from '@/components/board/request-table'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/ui/page-header'
import type { ListedAsk } from '@/lib/domain/board/board-requests'
import { NOT_YOURS_TO_ASK } from '@/lib/mutations/refusals'
import { paths } from '@/lib/paths'
import { type AsksPage, getAsksPage } from '@/lib/queries/board/request-pages'
import { admitMember } from '../admit-member'

export const metadata: Metadata = { title: 'Board asks' }

/** What the list can show, by the word in the address; the first when the address says none. */
const SHOWN: readonly {
  readonly show: string
  readonly label: string
  readonly none: string
  readonly has: (ask: ListedAsk, page: AsksPage) => boolean
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
    has: ({ number }, { carried }) => carried.has(number),
  },
]

export default async function BoardAsksPage({ params, searchParams }: PageProps<'/plans/[plan]/asks'>) {
  const { plan: slug } = await params
  const asked = (await searchParams).show
  const admitted = await admitMember(slug, paths.asks(slug), NOT_YOURS_TO_ASK, () => getAsksPage(slug))
  if (!admitted.open) return admitted.refusal
  const page = admitted.open
  const { plan, asks, names } = page
  const shown = SHOWN.find(({ show }) => show === asked) ?? SHOWN[0]
  const rows = shown ? asks.filter((ask) => shown.has(ask, page)) : []
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
        <a className="ds_button" href={paths.newAsk(slug)}>
          Raise an ask
        </a>
      </p>
      {asks.length > 0 && (
        <nav aria-label="Which asks are shown">
          <ul className="shown-links">
            {SHOWN.map(({ show, label, has }) => (
              <li key={show}>
                <a
                  href={paths.asks(slug, show === 'all' ? undefined : show)}
                  aria-current={show === shown?.show ? 'page' : undefined}
                >
                  {label} ({asks.filter((ask) => has(ask, page)).length})
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {rows.length ? (
        <AskTable plan={plan} caption={`${shown?.label}: what the board asked`} asks={rows} names={names} />
      ) : (
        <p>{shown?.none}</p>
      )}
    </>
  )
}
