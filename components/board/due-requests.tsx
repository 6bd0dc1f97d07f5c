import { RequestState } from '@/components/board/board-marks'
import { describeSubject } from '@/lib/format/board/request-words'
import { paths } from '@/lib/paths'
import type { DueRequest } from '@/lib/queries/board/due-requests'

/** Requests of the board that someone is to answer. The whole row is the link. */
export function DueRequests({ requests }: { readonly requests: readonly DueRequest[] }) {
  return (
    <ul className="duties">
      {requests.map(({ plan, ask }) => (
        <li key={ask.id}>
          <div className="duty__what">
            <a className="duty__link coded" href={paths.request(plan.slug, ask.number)}>
              <span className="code">Board request {ask.number} </span>
              {ask.text}
            </a>
            <p className="duty__facts">
              <RequestState request={ask} />
              <span>
                {describeSubject(ask.about, plan.words)}, {plan.shortTitle}
              </span>
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
