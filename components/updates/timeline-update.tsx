import { StatusTag } from '@/components/status/status-tag'
import { SummaryList, type SummaryItem } from '@/components/ui/summary-list'
import { WrittenText } from '@/components/ui/written-text'
import { nameSources } from '@/lib/domain/plan/action-views'
import type { PlanState, UpdateKind } from '@/lib/domain/plan/plan'
import type { Mention, TimelineUpdateItem } from '@/lib/domain/updates/timeline'
import { isLinkable } from '@/lib/domain/web-address'
import { formatDate, formatMoment } from '@/lib/format/dates'
import { BASIS_LABELS, BASIS_MEANINGS, CONFIDENCE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

const KIND_WORDS: Readonly<Record<UpdateKind, string | null>> = {
  update: null,
  nilReturn: 'No change',
  correction: 'Correction',
  revision: 'Edited by an editor',
  withdrawal: 'Withdrawn',
}

const ABOUT_TERMS: Readonly<Record<UpdateKind, string>> = {
  update: 'About',
  nilReturn: 'Confirms',
  correction: 'Corrects',
  revision: 'Edits',
  withdrawal: 'Withdraws',
}

const REPLACED_WORDS: Readonly<Partial<Record<UpdateKind, string>>> = {
  correction: 'Corrected',
  revision: 'Edited',
  withdrawal: 'Withdrawn',
}

const STANDING_WORDS = {
  seen: null,
  waiting: 'Waiting for approval. Not shown to the public',
  returned: 'Returned. Not shown to the public',
} as const

/** One update in an action's story: what was said, what it rests on, and which other entry it is about. */
export function TimelineUpdate({
  plan,
  action,
  entry,
}: {
  plan: PlanState
  action: string
  entry: TimelineUpdateItem
}) {
  const { update, kind, standing, replacedBy } = entry
  // What its author corrected before anyone decided on it waits no longer: the correction does.
  const isCorrected = standing === 'waiting' && replacedBy.some((other) => other.kind === 'correction')
  const stateWords = isCorrected ? 'Not approved. Not shown to the public' : STANDING_WORDS[standing]
  const saysNothingNew = kind === 'nilReturn' || kind === 'withdrawal'
  const marks = [KIND_WORDS[kind], stateWords].filter((mark) => mark !== null)
  return (
    <div id={`entry-${entry.id}`}>
      <h3 className="history__head">
        <span>{formatDate(entry.effective)}</span> <StatusTag plan={plan} bucket={update.status} />
      </h3>
      {marks.length > 0 && <p className="aside">{marks.join('. ')}</p>}
      {replacedBy.map((other) => (
        <p key={other.id} className="aside">
          {REPLACED_WORDS[other.kind]} by the entry of <MentionText of={other} />
        </p>
      ))}
      {saysNothingNew
        ? null
        : update.narrative && (
            <p className="history__text">
              <WrittenText text={update.narrative} />
            </p>
          )}
      <SummaryList
        items={[
          ...(entry.about ? [{ term: ABOUT_TERMS[kind], value: <MentionText of={entry.about} /> }] : []),
          ...(entry.correction
            ? [{ term: kind === 'withdrawal' ? 'Why' : 'What was wrong', value: entry.correction }]
            : []),
          ...(saysNothingNew ? [] : listContents(plan, entry)),
          { term: 'Attributed to', value: entry.by },
          { term: 'Recorded', value: formatMoment(entry.recordedAt) },
        ]}
      />
      {entry.canCorrect && (
        <p>
          <a href={paths.correction(plan.slug, action, entry.id)}>
            Correct this entry
            <span className="visually-hidden">
              : <MentionText of={entry} />
            </span>
          </a>
          {entry.canCorrectSource && (
            <>
              {' · '}
              <a href={paths.updateSource(plan.slug, action, entry.id)}>
                Correct basis or source
                <span className="visually-hidden">
                  : <MentionText of={entry} />
                </span>
              </a>
            </>
          )}
        </p>
      )}
    </div>
  )
}

function MentionText({ of }: { of: Mention }) {
  return (
    <>
      {formatDate(of.effective)}, recorded {formatMoment(of.recordedAt)}
    </>
  )
}

function listContents(plan: PlanState, { update, evidence }: TimelineUpdateItem): SummaryItem[] {
  const sources = nameSources(plan, update.sourceIds)
  return [
    { term: 'Reason', value: update.reason },
    { term: 'What is being done about it', value: update.mitigation },
    {
      term: 'Basis',
      value: (
        <>
          <a href={`${paths.ratings(plan)}#basis`}>{BASIS_LABELS[update.basis]}</a>
          {update.confidence && `, ${CONFIDENCE_LABELS[update.confidence]}`}. {BASIS_MEANINGS[update.basis]}
          {update.basisNote && update.basis !== 'published' && (
            <>
              {' '}
              <span className="aside">{update.basisNote}</span>
            </>
          )}
        </>
      ),
    },
    ...(evidence.length ? [{ term: 'Evidence', value: <Links links={evidence} /> }] : []),
    ...(sources.length
      ? [
          {
            term: 'Source',
            value: (
              <>
                <Links links={sources} />
                {update.sourcePage && <span className="aside">Page {update.sourcePage}</span>}
              </>
            ),
          },
        ]
      : []),
  ]
}

function Links({ links }: { links: readonly { readonly title: string; readonly url: string }[] }) {
  return (
    <ul className="plain-list">
      {links.map(({ title, url }) => (
        <li key={`${url} ${title}`}>{isLinkable(url) ? <a href={url}>{title}</a> : title}</li>
      ))}
    </ul>
  )
}
