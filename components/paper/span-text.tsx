import { Fragment } from 'react'
import { joinLinks, type Span, type Spans } from '@/lib/format/paper/paper'
import { WrittenText } from '@/components/ui/written-text'

/** A paragraph's text; what leads to the same place is one link. */
export function SpanText({ spans }: { spans: Spans }) {
  return joinLinks(spans).map(({ href, spans: run }, i) => {
    const text = run.map((span, j) => <OneSpan key={j} span={span} isLinked={href !== null} />)
    return href === null ? (
      <Fragment key={i}>{text}</Fragment>
    ) : (
      <a key={i} className={run.length > 1 ? 'coded' : undefined} href={href}>
        {text}
      </a>
    )
  })
}

/** The same in a cell: nothing where there is none, so that no label stands alone on a phone. */
export const cellText = (spans: Spans) => (spans.length > 0 ? <SpanText spans={spans} /> : null)

function OneSpan({
  span: { text, strong, quiet, expansion, lang },
  isLinked,
}: {
  span: Span
  isLinked: boolean
}) {
  if (expansion) return <abbr title={expansion}>{text}</abbr>
  // A reference at the head of a link reads as a label.
  if (strong) return isLinked ? <span className="code">{text}</span> : <strong>{text}</strong>
  if (quiet) return <span className="aside">{text}</span>
  if (lang) return <span lang={lang}>{text}</span>
  // Only what someone wrote has an address in it.
  return !isLinked && text.includes('://') ? <WrittenText text={text} /> : text
}
