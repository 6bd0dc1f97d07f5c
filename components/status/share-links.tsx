import { Fragment } from 'react'
import type { LevelWord } from '@/lib/domain/plan/plan'
import { type RollUp, shareOf } from '@/lib/domain/status/roll-up'
import type { HasStatuses } from '@/lib/domain/status/status'
import { describeSegment, describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: HasStatuses
  readonly rollUp: RollUp
  /** Where the actions of the roll-up are listed. */
  readonly href: string
  readonly action: LevelWord
}

/** The shares of a roll-up in words, each a link to the actions behind it: the legend of the bar beside it. */
export function ShareLinks({ plan, rollUp, href, action }: Props) {
  if (rollUp.base === 0) return describeShares(rollUp)
  return (
    <>
      {rollUp.shares.map(({ bucket, label, count }, at) => (
        <Fragment key={bucket}>
          {at > 0 && ', '}
          <a
            href={paths.withStatus(href, bucket)}
            title={describeSegment(plan, bucket, count, rollUp.base, action)}
          >
            {shareOf(count, rollUp.base)} {label}
          </a>
        </Fragment>
      ))}
      {describeShares(rollUp).slice(rollUp.sentence.length)}
    </>
  )
}
