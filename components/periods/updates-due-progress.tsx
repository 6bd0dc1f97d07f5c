import type { Progress } from '@/lib/domain/periods/updates-due'
import { percentOf } from '@/lib/domain/status/roll-up'

/** How much of what is owed was reported: a sentence, and the same as a bar. */
export function UpdatesDueProgress({ progress }: { progress: Progress }) {
  const { reported, due: owed, late } = progress
  if (owed === 0) return <p className="duty-progress">No updates due in this period</p>
  return (
    <div className="duty-progress">
      <p>
        <strong>
          {reported} of {owed} reported
        </strong>{' '}
        this period{late > 0 && `, ${late} late`}
      </p>
      {/* An SVG, since browsers do not print CSS backgrounds. The sentence says the same. */}
      <svg width="100%" height="14" aria-hidden="true" focusable="false">
        <rect width="100%" height="100%" className="duty-progress__rest" />
        <rect width={`${percentOf(reported, owed)}%`} height="100%" className="duty-progress__done" />
      </svg>
    </div>
  )
}
