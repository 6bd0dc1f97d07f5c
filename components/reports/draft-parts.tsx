import { MOST_ROWS } from '@/components/ui/list-rest'
import { PagedList } from '@/components/ui/paged-list'
import { type DraftPart, nameDraftPart } from '@/lib/domain/reports/report-draft'
import { formatDay } from '@/lib/format/dates'
import { describePart } from '@/lib/format/reports/draft-words'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { DraftRecord } from '@/lib/queries/reports/draft-records'
import type { DraftPreview } from '@/lib/queries/reports/draft-preview'

interface Props {
  readonly slug: string
  readonly draft: DraftRecord
  readonly preview: DraftPreview
  /** The parameters of the page's address. */
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** The parts of a draft that are written by hand, each with the way to its form. */
export function DraftParts({ slug, draft, preview: { state, gaps, matter }, params }: Props) {
  const { content, asAt, meetingOn } = draft
  const about = (text: string) => (text ? count(text.split(/\s+/).length, 'word') : 'Not written yet')
  const parts: readonly { readonly part: DraftPart; readonly message: string }[] = [
    {
      part: { kind: 'about' },
      message: `Figures as at ${formatDay(asAt)}${meetingOn ? `, for the meeting of ${formatDay(meetingOn)}` : ''}`,
    },
    { part: { kind: 'summary' }, message: about(content.summary) },
    { part: { kind: 'risks' }, message: about(content.risks) },
    ...(matter.delivered ?? []).map(({ code, title, achievements }) => ({
      part: { kind: 'delivered', ref: code } as const,
      message: `${title}. ${about(achievements.source)}`,
    })),
    ...(gaps.length
      ? [
          {
            part: { kind: 'notes' } as const,
            message: `${gaps.filter(({ kind }) => content.notes[kind]).length} of ${count(gaps.length, 'note')} written`,
          },
        ]
      : []),
  ]
  return (
    <PagedList
      rows={parts}
      params={params}
      name="parts"
      label="Pages of parts"
      here={`${paths.reportDraft(slug, draft.id)}#draft-parts`}
      size={MOST_ROWS}
    >
      {(some) => (
        <ul className="tasks">
          {some.map(({ part, message }) => (
            <li key={nameDraftPart(part)}>
              <a href={paths.reportDraftPart(slug, draft.id, nameDraftPart(part))}>
                {describePart(part, state.words)}
              </a>
              <p>{message}</p>
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  )
}
