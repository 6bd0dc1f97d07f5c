import { Form } from '@/components/forms/form'
import { ActionStatus } from '@/components/status/action-status'
import { BreakdownBar } from '@/components/status/breakdown-bar'
import { RagTag } from '@/components/status/status-tag'
import { driftOf } from '@/lib/domain/movement/recent-movement'
import { isInvented } from '@/lib/domain/plan/invented'
import { langOf } from '@/lib/domain/plan/languages'
import { formatDate } from '@/lib/format/dates'
import { describeAttentionChange, describeDrift } from '@/lib/format/movement/recent-words'
import { NOT_PUBLISHED_MARK } from '@/lib/format/status/invented-words'
import { describeHeadline } from '@/lib/format/plan/headline-words'
import { describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { PinView } from '@/lib/queries/start/pins'
import type { FormState } from '@/lib/schemas/form'

interface Props {
  readonly pins: readonly PinView[]
  /** Takes a pin away, by the id of what was pinned. */
  readonly remove: (recordId: string, state: FormState, form: FormData) => Promise<FormState>
}

type Shown = NonNullable<PinView['pinned']>

/** What someone pinned, each as it stands now, with a button that takes the pin away. */
export function PinList({ pins, remove }: Props) {
  const isAnyInvented = pins.some(
    ({ pinned }) => pinned?.level === 'action' && isInvented(pinned.action.basis),
  )
  return (
    <>
      <ul className="pins">
        {pins.map(({ recordId, pinned }) => (
          <li key={recordId}>
            <div className="pins__what">
              {pinned ? (
                <Pinned pinned={pinned} />
              ) : (
                <p className="aside">This was removed from its plan, or you can no longer open it.</p>
              )}
            </div>
            <Form submit={remove.bind(null, recordId)}>
              <button type="submit" className="link-button">
                Remove<span className="visually-hidden"> the pin {pinned ? nameOf(pinned) : ''}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {isAnyInvented && (
        <p className="note">Statuses marked {NOT_PUBLISHED_MARK} were neither published nor reported.</p>
      )}
    </>
  )
}

const nameOf = (pinned: Shown) =>
  pinned.level === 'plan'
    ? pinned.plan.title
    : pinned.level === 'section'
      ? pinned.section.code
      : pinned.action.ref

function Pinned({ pinned }: { readonly pinned: Shown }) {
  const { plan, movement } = pinned
  const moved = movement && !movement.isNone ? movement : null
  if (pinned.level === 'plan')
    return (
      <>
        <a href={paths.plan(plan)} lang={langOf(plan)}>
          {plan.title}
        </a>
        <BreakdownBar plan={plan} rollUp={pinned.overview.rollUp} decorative />
        <p>{describeHeadline(plan, pinned.overview, moved && describeAttentionChange(moved))}</p>
      </>
    )
  if (pinned.level === 'section') {
    const { id, code, title, rating, rollUp, updated } = pinned.section
    const found = moved?.sections.get(id)
    const drift = found ? driftOf(plan, found) : null
    return (
      <>
        <Name href={paths.section(plan, code)} code={code} title={title} lang={langOf(plan)} />
        <BreakdownBar plan={plan} rollUp={rollUp} decorative />
        <p className="pins__facts">
          <RagTag rag={rating.rag} />
          <span className="visually-hidden">{describeShares(rollUp)}</span>
          {drift && (
            <span>
              <span aria-hidden="true">{drift.direction === 'better' ? '▲ ' : '▼ '}</span>
              {describeDrift(plan, drift)}
            </span>
          )}
          <span className="aside">
            {plan.words.section.one}, {plan.shortTitle}
          </span>
          {updated && <span className="aside">Last update {formatDate(updated)}</span>}
        </p>
      </>
    )
  }
  const { action } = pinned
  return (
    <>
      <Name
        href={paths.action(plan, action.ref)}
        code={action.ref}
        title={action.title}
        lang={langOf(plan)}
      />
      <p className="pins__facts">
        <ActionStatus plan={plan} row={action} />
        <span className="aside">
          {plan.words.action.one}, {plan.shortTitle}
        </span>
        {action.updated && <span className="aside">Last update {formatDate(action.updated)}</span>}
      </p>
    </>
  )
}

interface NameProps {
  readonly href: string
  readonly code: string
  readonly title: string
  readonly lang: string | undefined
}

function Name({ href, code, title, lang }: NameProps) {
  return (
    <a className="coded" href={href}>
      <span className="code">{code} </span>
      <span lang={lang}>{title}</span>
    </a>
  )
}
