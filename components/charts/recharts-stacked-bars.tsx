'use client'

import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { Bar, BarChart, type BarShapeProps, Tooltip, XAxis, YAxis } from 'recharts'
import { StatusSwatch } from '@/components/status/status-tag'
import { shareOf } from '@/lib/domain/status/roll-up'
import type { Segment } from '@/lib/format/charts/stacked-bars'
import { paths } from '@/lib/paths'
import type { Bucket } from '@/lib/domain/status/status'
import { SegmentMark } from '@/components/status/bar-marks'

/** What is drawn and told of one bar: no more than that, since it travels in the page. */
interface InteractiveBar {
  readonly label: string
  readonly base: number
  /** Where its actions are listed. */
  readonly rows: string
  readonly segments: readonly Pick<Segment, 'bucket' | 'label' | 'meaning' | 'count' | 'size'>[]
}

export interface RechartsProps {
  /** Holds the server's bars: the chart lies exactly over them. */
  readonly frame: HTMLElement
  readonly name: string
  readonly bars: readonly InteractiveBar[]
  /** That occur in them, in display order. */
  readonly buckets: readonly Bucket[]
  /** In px. */
  readonly barHeight: number
}

/** The server's bars drawn again, in the same places, by a chart that tells a bar's figures on hover and by arrow keys. */
export function RechartsStackedBars({ frame, name, bars, buckets, barHeight }: RechartsProps) {
  const place = usePlace(frame)
  const isDismissed = useDismissed(frame)
  const data = useMemo(
    () =>
      bars.map((bar, at) => ({
        ...bar,
        at,
        ...Object.fromEntries(bar.segments.map(({ bucket, size }) => [bucket, size])),
      })),
    [bars],
  )
  if (!place) return null
  const { top, left, width, pitch } = place
  return (
    <div className="chart__overlay" style={{ top, left }} onKeyDownCapture={turnArrowKeys}>
      <BarChart
        data={data}
        layout="vertical"
        width={width}
        height={pitch * bars.length}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        barSize={barHeight}
        accessibilityLayer
        aria-label={name}
      >
        <XAxis type="number" domain={[0, 1]} hide />
        <YAxis type="category" dataKey="at" hide />
        {buckets.map((bucket) => (
          <Bar
            key={bucket}
            dataKey={bucket}
            stackId="bar"
            isAnimationActive={false}
            shape={(shape: BarShapeProps) => (
              <SegmentShape {...shape} bar={bars[shape.index]} bucket={bucket} />
            )}
          />
        ))}
        <Tooltip
          {...(isDismissed && { active: false })}
          allowEscapeViewBox={{ x: false, y: true }}
          content={({ active, activeIndex }) => (
            <Figures bar={active && activeIndex != null ? bars[Number(activeIndex)] : undefined} />
          )}
          cursor={<ActiveRow barHeight={barHeight} />}
          isAnimationActive={false}
        />
      </BarChart>
    </div>
  )
}

function SegmentShape({
  bar,
  bucket,
  x,
  y,
  width,
  height,
}: BarShapeProps & { bar: InteractiveBar | undefined; bucket: Segment['bucket'] }) {
  const at = bar?.segments.findIndex((segment) => segment.bucket === bucket) ?? -1
  const segment = bar?.segments[at]
  if (!bar || !segment) return null
  return (
    <g transform={`translate(0,${y})`}>
      <SegmentMark
        segment={segment}
        start={`${x}px`}
        size={`${width}px`}
        middle={`${x + width / 2}px`}
        height={height}
        isFirst={at === 0}
        isLast={at === bar.segments.length - 1}
        withCount
        // The server's bars have the same links for the keyboard.
        link={{
          href: paths.withStatus(bar.rows, bucket),
          name: `${segment.label}: ${segment.count} of ${bar.base}`,
          isTabStop: false,
        }}
      />
    </g>
  )
}

/** recharts gives a cursor the band of its row. */
function ActiveRow({
  barHeight,
  ...band
}: {
  barHeight: number
  x?: number
  y?: number
  width?: number
  height?: number
}) {
  const { x = 0, y = 0, width = 0, height = 0 } = band
  return (
    <rect
      className="chart__cursor"
      x={x - 3}
      y={y + (height - barHeight) / 2 - 3}
      width={width + 6}
      height={barHeight + 6}
    />
  )
}

/** The figures of the bar in hand, shown and read out. Always there, since a live region must be before it speaks. */
function Figures({ bar }: { bar: InteractiveBar | undefined }) {
  return (
    <div role="status" className={bar ? 'chart__tooltip' : ''}>
      {bar && (
        <>
          <p className="chart__tooltip-title">
            {bar.label} <span className="aside">of {bar.base}</span>
          </p>
          <ul>
            {bar.segments.map(({ bucket, label, meaning, count }) => (
              <li key={bucket}>
                <StatusSwatch meaning={meaning} />
                <span>{label}</span>
                <span className="chart__tooltip-figure">
                  {count} ({shareOf(count, bar.base)})
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/**
 * recharts knows the keys left and right only, and goes down by the left one where bars lie below one another. Down and
 * right go down here, up and left go up; what is dispatched here is not trusted, and so not turned again.
 */
function turnArrowKeys(event: KeyboardEvent) {
  const isDown = event.key === 'ArrowDown' || event.key === 'ArrowRight'
  if (!event.nativeEvent.isTrusted || !(isDown || event.key === 'ArrowUp' || event.key === 'ArrowLeft'))
    return
  event.preventDefault()
  event.stopPropagation()
  const key = isDown ? 'ArrowLeft' : 'ArrowRight'
  event.target.dispatchEvent(new globalThis.KeyboardEvent('keydown', { key, bubbles: true }))
}

/** Escape puts the figures away until the pointer or a key moves on (WCAG 2.2, 1.4.13). */
function useDismissed(frame: HTMLElement): boolean {
  const [isDismissed, setDismissed] = useState(false)
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => setDismissed(event.key === 'Escape')
    const onPointer = () => setDismissed(false)
    document.addEventListener('keydown', onKey)
    frame.addEventListener('pointerleave', onPointer)
    return () => {
      document.removeEventListener('keydown', onKey)
      frame.removeEventListener('pointerleave', onPointer)
    }
  }, [frame])
  return isDismissed
}

interface Place {
  readonly top: number
  readonly left: number
  readonly width: number
  /** From the middle of one bar to the middle of the next. */
  readonly pitch: number
}

/** Where the server's bars lie in their frame, in px, also after it was resized; null until measured. */
function usePlace(frame: HTMLElement): Place | null {
  const [place, setPlace] = useState<Place | null>(null)
  useEffect(() => {
    const observer = new ResizeObserver(() => setPlace(measure(frame)))
    observer.observe(frame)
    return () => observer.disconnect()
  }, [frame])
  return place
}

/** All rows are equally high (charts.css), so the first bar's place and the distance of two say where every bar is. */
function measure(frame: HTMLElement): Place | null {
  const rows = frame.querySelectorAll('.chart__row')
  const row = rows[0]?.getBoundingClientRect()
  const bar = rows[0]?.querySelector('.chart__bar')?.getBoundingClientRect()
  if (!row || !bar) return null
  const outer = frame.getBoundingClientRect()
  return {
    top: bar.top + bar.height / 2 - row.height / 2 - outer.top,
    left: bar.left - outer.left,
    width: bar.width,
    pitch: row.height,
  }
}
