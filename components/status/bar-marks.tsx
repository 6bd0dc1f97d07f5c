import { NO_UPDATE } from '@/lib/domain/status/status'
import type { Segment } from '@/lib/format/charts/stacked-bars'
import {
  COUNT_CHIP_HEIGHT,
  GAP,
  OUTLINE,
  countWidth,
  statusPaint,
  statusStyle,
} from '@/lib/format/charts/status-style'

/** Where a segment leads, and what it is called: "At Risk: 5 of 73 actions". */
export interface SegmentLink {
  readonly href: string
  readonly name: string
  /** Whether it is reached by keyboard; no where another link beside it leads to the same rows. */
  readonly isTabStop: boolean
}

interface Marks {
  readonly segments: readonly Segment[]
  readonly height: number
  readonly withCounts: boolean
  readonly linkOf?: ((segment: Segment) => SegmentLink) | undefined
}

/** The segments of one bar, in an SVG that is as wide as its container. Without segments: an empty outline. */
export function BarMarks({ segments, height, withCounts, linkOf }: Marks) {
  if (segments.length === 0) return <EmptyMark height={height} />
  return segments.map((segment, at) => (
    <SegmentMark
      key={segment.bucket}
      link={linkOf?.(segment)}
      segment={segment}
      start={percent(segment.start)}
      size={percent(segment.size)}
      middle={percent(segment.start + segment.size / 2)}
      height={height}
      isFirst={at === 0}
      isLast={at === segments.length - 1}
      withCount={withCounts}
    />
  ))
}

/**
 * One segment with its count. Lengths are CSS: percentages less a gap in px, which the attributes x and width cannot
 * say but the properties of these names can.
 */
export function SegmentMark(props: {
  segment: Pick<Segment, 'meaning' | 'count' | 'size'>
  link?: SegmentLink | undefined
  start: string
  size: string
  middle: string
  height: number
  isFirst: boolean
  isLast: boolean
  withCount: boolean
}) {
  const { segment, start, size, middle, height } = props
  const { outline, text, chip } = statusStyle(segment.meaning)
  const before = (props.isFirst ? 0 : GAP / 2) + OUTLINE / 2
  const after = (props.isLast ? 0 : GAP / 2) + OUTLINE / 2
  const fits = props.withCount ? roomFor(segment) : null
  const chipWidth = countWidth(segment.count)
  const drawn = (
    <>
      <rect
        y={OUTLINE / 2}
        height={height - OUTLINE}
        fill={statusPaint(segment.meaning)}
        stroke={outline}
        strokeWidth={OUTLINE}
        style={{ x: `calc(${start} + ${before}px)`, width: `calc(${size} - ${before + after}px)` }}
      />
      {fits && (
        <g className={fits === 'wide' ? 'bar-count bar-count--wide' : 'bar-count'}>
          {chip && (
            <rect
              x={middle}
              y={(height - COUNT_CHIP_HEIGHT) / 2}
              width={chipWidth}
              height={COUNT_CHIP_HEIGHT}
              rx="2"
              fill={chip}
              transform={`translate(${-chipWidth / 2})`}
            />
          )}
          <text x={middle} y={height / 2} dy="0.35em" textAnchor="middle" fill={text}>
            {segment.count}
          </text>
        </g>
      )}
    </>
  )
  if (!props.link) return drawn
  const { href, name, isTabStop } = props.link
  return (
    <a className="bar-segment" href={href} tabIndex={isTabStop ? undefined : -1}>
      <title>{name}</title>
      {drawn}
    </a>
  )
}

function EmptyMark({ height }: { height: number }) {
  return (
    <rect
      y={OUTLINE / 2}
      height={height - OUTLINE}
      fill="none"
      stroke={statusStyle(NO_UPDATE).outline}
      strokeWidth={OUTLINE}
      style={{ x: `${OUTLINE / 2}px`, width: `calc(100% - ${OUTLINE}px)` }}
    />
  )
}

const percent = (fraction: number) => `${+(fraction * 100).toFixed(3)}%`

/** The least width of a large bar on a phone, and in the windows where charts.css shows the counts of `wide`; px. */
const NARROW = 300
const WIDE = 580

/** From which width on a count fits into its segment; null when on none. */
function roomFor({ count, size }: Pick<Segment, 'count' | 'size'>): 'narrow' | 'wide' | null {
  const room = countWidth(count) + 2 * OUTLINE + GAP
  return size * NARROW >= room ? 'narrow' : size * WIDE >= room ? 'wide' : null
}
