import type { DraftPart } from '@/lib/domain/reports/report-draft'
import { nameDraftPart } from '@/lib/domain/reports/report-draft'
import { formatDay } from '@/lib/format/dates'
import { sayPart } from '@/lib/format/reports/draft-words'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { DraftRecord } from '@/lib/queries/reports/draft-records'
import type { WouldBe } from '@/lib/queries/reports/draft-preview'

interface Props {
  readonly slug: string
  readonly draft: DraftRecord
  readonly wouldBe: WouldBe
}

/** The parts of a draft that are written by hand, each with the way to its form. */
export function DraftParts({ slug, draft, wouldBe: { state, gaps, matter } }: Props) {
  const { content, asAt, meetingOn } = draft
  const about = (text: string) => (text ? count(text.split(/\s+/).length, 'word') : 'Nothing is written yet')
  const parts: readonly { readonly part: DraftPart; readonly said: string }[] = [
    {
      part: { kind: 'about' },
      said: `Figures as at ${formatDay(asAt)}${meetingOn ? `, for the meeting of ${formatDay(meetingOn)}` : ''}`,
    },
    { part: { kind: 'summary' }, said: about(content.summary) },
    { part: { kind: 'risks' }, said: about(content.risks) },
    ...(matter.delivered ?? []).map(({ code, title, achievements }) => ({
      part: { kind: 'delivered', ref: code } as const,
      said: `${title}. ${about(achievements.source)}`,
    })),
    ...(gaps.length
      ? [
          {
            part: { kind: 'notes' } as const,
            said: `${gaps.filter(({ kind }) => content.notes[kind]).length} of ${count(gaps.length, 'note')} written`,
          },
        ]
      : []),
  ]
  return (
    <ul className="tasks">
      {parts.map(({ part, said }) => (
        <li key={nameDraftPart(part)}>
          <a href={paths.reportDraftPart(slug, draft.id, nameDraftPart(part))}>
            {sayPart(part, state.words)}
          </a>
          <p>{said}</p>
        </li>
      ))}
    </ul>
  )
}
