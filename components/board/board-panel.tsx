import { BoardRequestTable } from '@/components/board/request-table'
import { DisputeList } from '@/components/board/dispute-list'
import { PagedList } from '@/components/ui/paged-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import type { Subject } from '@/lib/domain/board/carry-over'
import type { PlanState } from '@/lib/domain/plan/plan'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getBoardItems } from '@/lib/queries/board/board-items'

interface Props {
  readonly plan: PlanState
  readonly level: Subject['level']
  /** The action's reference, or the section's code. */
  readonly code: string
  /** The parameters of the page's address. */
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** On the page of an action or a section: what the board asked and disputed about it. For members of the plan alone. */
export async function BoardPanel({ plan, level, code, params }: Props) {
  const found =
    level === 'action'
      ? plan.actions.find(({ ref }) => ref === code)
      : plan.sections.find((section) => section.code === code)
  const contents = found ? await getBoardItems(plan, { level, id: found.id }) : null
  if (!contents) return null
  const { asks, disputes, names, mayRequest: mayAsk, mayDispute, mayAnswer } = contents
  const open = disputes.filter(({ answer }) => answer === null).length
  const here = `${paths[level](plan, code)}#board`
  return (
    <section aria-labelledby="board">
      <h2 id="board">Board requests and disputes</h2>
      {open > 0 && <p className="waiting-mark">{count(open, 'dispute')} waiting for an answer.</p>}
      {disputes.length > 0 && (
        <PagedList
          rows={disputes}
          params={params}
          name="disputes"
          label="Pages of disputes"
          here={here}
          size={FEW_ROWS}
        >
          {(some) => (
            <DisputeList plan={plan} disputes={some} names={names} mayAnswer={mayAnswer} hideSubject />
          )}
        </PagedList>
      )}
      {asks.length > 0 && (
        <PagedList
          rows={asks}
          params={params}
          name="requests"
          label="Pages of board requests"
          here={here}
          size={FEW_ROWS}
        >
          {(some) => (
            <BoardRequestTable
              plan={plan}
              caption="Board requests"
              requests={some}
              names={names}
              hideSubject
            />
          )}
        </PagedList>
      )}
      {asks.length + disputes.length === 0 && <p>No board requests or disputes.</p>}
      <p className="buttons">
        {mayAsk && <a href={paths.newRequest(plan.slug, { [level]: code })}>Record a board request</a>}
        {mayDispute && <a href={paths.disputeRating(plan.slug, level, code)}>Dispute this rating</a>}
      </p>
    </section>
  )
}
