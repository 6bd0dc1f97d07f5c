import { type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import { MarkedWord } from './status-tag'

/** A section's overall RAG, drawn as the status of the same name; "Not rated" when there is none. */
export function RagTag({ rag }: { rag: OverallRag | null }) {
  return <MarkedWord bucket={rag ?? 'noUpdate'}>{rag === null ? 'Not rated' : ragLabel(rag)}</MarkedWord>
}
