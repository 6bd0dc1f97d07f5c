import { BarMarks } from '@/components/status/bar-marks'
import type { LevelWord } from '@/lib/domain/plan/plan'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { stackSegments } from '@/lib/format/charts/stacked-bars'
import type { HasStatuses } from '@/lib/domain/status/status'
import { DRAWN, patternId, patternTile, statusStyle } from '@/lib/format/charts/status-style'
import { describeSegment, describeShares } from '@/lib/format/words'
import { paths } from '@/lib/paths'

const HEIGHT = { small: 14, large: 34 }

interface Props {
  readonly plan: HasStatuses
  readonly rollUp: RollUp
  readonly size?: 'small' | 'large'
  /** Whether the same sentence and base stand in text beside it. */
  readonly decorative?: boolean
  /**
   * Where the actions of the bar are listed, and what they are called: each segment then leads to those of its status. That is
   * for the mouse; links beside the bar lead to the same for the keyboard.
   */
  readonly rows?: { readonly href: string; readonly action: LevelWord }
}

/**
 * A roll-up as one stacked bar, as wide as its container; counts stand inside a large one where they fit. An SVG, since
 * browsers do not print CSS backgrounds.
 */
export function BreakdownBar({ plan, rollUp, size = 'small', decorative = false, rows }: Props) {
  const name = rollUp.base ? `${describeShares(rollUp)}, of ${rollUp.base}` : describeShares(rollUp)
  return (
    <svg
      className="breakdown-bar"
      width="100%"
      height={HEIGHT[size]}
      focusable="false"
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    >
      <BarMarks
        segments={stackSegments(plan, rollUp)}
        height={HEIGHT[size]}
        withCounts={size === 'large'}
        linkOf={
          rows &&
          (({ bucket, count }) => ({
            href: paths.withStatus(rows.href, bucket),
            name: describeSegment(plan, bucket, count, rollUp.base, rows.action),
            isTabStop: false,
          }))
        }
      />
    </svg>
  )
}

/**
 * The patterns that the status marks of a page are filled with; once in a page, before the marks. Not display:none,
 * which would take the patterns from the marks in some browsers.
 */
export function StatusPatterns() {
  return (
    <svg className="status-patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {DRAWN.map((meaning) => {
          const { fill, pattern } = statusStyle(meaning)
          if (!pattern) return null
          const { size, path, strokeWidth, rotate } = patternTile(pattern.kind)
          return (
            <pattern
              key={meaning}
              id={patternId(meaning)}
              width={size}
              height={size}
              patternUnits="userSpaceOnUse"
              patternTransform={`rotate(${rotate})`}
            >
              <rect width={size} height={size} fill={fill} />
              <path d={path} stroke={pattern.colour} strokeWidth={strokeWidth} strokeLinecap="round" />
            </pattern>
          )
        })}
      </defs>
    </svg>
  )
}
