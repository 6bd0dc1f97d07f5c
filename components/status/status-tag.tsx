import type { ReactNode } from 'react'
import { type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import { type Bucket, bucketLabel } from '@/lib/domain/status/status'
import { OUTLINE, statusPaint, statusStyle } from '@/lib/format/charts/status-style'

interface TagProps {
  readonly bucket: Bucket
  /** Stands behind the last word, such as the mark of what is not published. */
  readonly note?: string | undefined
}

/** A status: its word, and its colour and pattern beside it. Not a link, and not to be taken for one. */
export function StatusTag({ bucket, note }: TagProps) {
  return (
    <MarkedWord bucket={bucket}>
      {bucketLabel(bucket)}
      {note && <span className="basis">{note}</span>}
    </MarkedWord>
  )
}

/** A section's overall RAG, drawn as the status of the same name; "Not rated" when there is none. */
export function RagTag({ rag }: { rag: OverallRag | null }) {
  return <MarkedWord bucket={rag ?? 'noUpdate'}>{rag === null ? 'Not rated' : ragLabel(rag)}</MarkedWord>
}

/** A word that stands beside the mark of a status. */
function MarkedWord({ bucket, children }: { bucket: Bucket; children: ReactNode }) {
  return (
    <span className="status-tag">
      <svg className="status-tag__mark" width="10" aria-hidden="true" focusable="false">
        <Fill bucket={bucket} />
      </svg>
      <span>{children}</span>
    </span>
  )
}

/** A status as a small square, for legends and tiles. The word stands beside it, so it is decoration. */
export function StatusSwatch({ bucket }: { bucket: Bucket }) {
  return (
    <svg className="status-swatch" width="18" height="18" aria-hidden="true" focusable="false">
      <Fill bucket={bucket} />
    </svg>
  )
}

function Fill({ bucket }: { bucket: Bucket }) {
  return (
    <rect
      width="100%"
      height="100%"
      fill={statusPaint(bucket)}
      stroke={statusStyle(bucket).outline}
      strokeWidth={2 * OUTLINE}
    />
  )
}
