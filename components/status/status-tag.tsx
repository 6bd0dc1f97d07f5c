import type { ReactNode } from 'react'
import { type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import {
  type Bucket,
  bucketLabel,
  type BucketMeaning,
  type HasStatuses,
  meaningOf,
  NO_UPDATE,
} from '@/lib/domain/status/status'
import { OUTLINE, statusPaint, statusStyle } from '@/lib/format/charts/status-style'

interface TagProps {
  readonly plan: HasStatuses
  readonly bucket: Bucket
  /** Stands behind the last word, such as the mark of what is not published. */
  readonly note?: string | undefined
}

/** A status: its word, and its colour and pattern beside it. Not a link, and not to be taken for one. */
export function StatusTag({ plan, bucket, note }: TagProps) {
  return (
    <MarkedWord meaning={meaningOf(plan, bucket)}>
      {bucketLabel(plan, bucket)}
      {note && <span className="basis">{note}</span>}
    </MarkedWord>
  )
}

/** A section's overall RAG, drawn as the meaning of the same name; "Not rated" when there is none. */
export function RagTag({ rag }: { rag: OverallRag | null }) {
  return <MarkedWord meaning={rag ?? NO_UPDATE}>{rag === null ? 'Not rated' : ragLabel(rag)}</MarkedWord>
}

/** A word that stands beside the mark of a status. */
function MarkedWord({ meaning, children }: { meaning: BucketMeaning; children: ReactNode }) {
  return (
    <span className="status-tag">
      <svg className="status-tag__mark" width="10" aria-hidden="true" focusable="false">
        <Fill meaning={meaning} />
      </svg>
      <span>{children}</span>
    </span>
  )
}

/** What a status means as a small square, for legends and tiles. The word stands beside it, so it is decoration. */
export function StatusSwatch({ meaning }: { meaning: BucketMeaning }) {
  return (
    <svg className="status-swatch" width="18" height="18" aria-hidden="true" focusable="false">
      <Fill meaning={meaning} />
    </svg>
  )
}

function Fill({ meaning }: { meaning: BucketMeaning }) {
  return (
    <rect
      width="100%"
      height="100%"
      fill={statusPaint(meaning)}
      stroke={statusStyle(meaning).outline}
      strokeWidth={2 * OUTLINE}
    />
  )
}
