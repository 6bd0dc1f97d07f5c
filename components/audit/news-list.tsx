import { formatMoment } from '@/lib/format/dates'
import { paths } from '@/lib/paths'
import { MOST_NEWS, type NewsItem, type NewsKind } from '@/lib/queries/audit/news'

const DONE: Readonly<Record<NewsKind, string>> = {
  approved: 'approved your update',
  reworded: 'edited and approved your update',
  returned: 'returned your update',
  given: 'made you the accountable officer',
  taken: 'changed the accountable officer, who was you',
}

/** What others did since someone's last visit, the newest first. */
export function NewsList({ news, showPlan }: { news: readonly NewsItem[]; showPlan: boolean }) {
  const shown = news.slice(0, MOST_NEWS)
  return (
    <section aria-labelledby="news">
      <h2 id="news">Since your last visit</h2>
      <ul className="news">
        {shown.map(({ id, kind, plan, ref, title, others, by, comment, at }) => (
          <li key={id}>
            <a
              href={
                kind === 'returned' ? paths.update(plan.slug, ref, 'returned') : paths.action(plan.slug, ref)
              }
            >
              {plan.action.one} {ref} {title}
            </a>
            {others > 0 && ` and ${others} more`}
            {showPlan && ` (${plan.shortTitle})`}: {by} {DONE[kind]}, {formatMoment(at)}.
            {comment && <span className="news__comment">“{comment}”</span>}
          </li>
        ))}
      </ul>
      {news.length > MOST_NEWS && <p>Only the {MOST_NEWS} newest are listed.</p>}
    </section>
  )
}
