import { SpanText } from '@/components/paper/span-text'
import type { Point } from '@/lib/format/reports/draft-words'

/** What keeps a draft from being issued, each with the way to it. */
export function DraftObstacles({ points }: { points: readonly Point[] }) {
  if (points.length === 0) return <p>Ready to issue.</p>
  return (
    <ul className="tasks">
      {points.map(({ title, href, message }, at) => (
        <li key={at}>
          <a href={href}>{title}</a>
          {message.map((spans, i) => (
            <p key={i}>
              <SpanText spans={spans} />
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
