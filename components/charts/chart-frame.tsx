import { Fragment, type ReactNode } from 'react'
import { PaperTable } from '@/components/paper/paper-table'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { TableBlock } from '@/lib/format/plan/plan-blocks'
import type { HasStatuses } from '@/lib/domain/status/status'

interface Props {
  /** Unique in its page. */
  readonly id: string
  readonly title: string
  readonly headingLevel: 2 | 3
  readonly subtitle: string
  /** One sentence; null when there is nothing to show. */
  readonly summary: string | null
  readonly notes?: readonly string[]
  readonly plan: HasStatuses & { readonly words: PlanWords }
  readonly table: TableBlock
  /** The formats in which the picture can be had, and where. */
  readonly downloads: readonly { readonly format: string; readonly href: string }[]
  /** The picture of the same rows. */
  readonly children: ReactNode
}

/** What every chart stands in: headline, what is shown, a sentence, the picture, its figures as a table, and its file. */
export function ChartFrame(props: Props) {
  const { id, title, subtitle, summary, notes = [], plan, table, downloads, children } = props
  const Heading = `h${props.headingLevel}` as const
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption>
        <Heading id={id} className="chart__title">
          {title}
        </Heading>
        <p className="chart__subtitle">{subtitle}</p>
        {summary !== null && <p className="chart__summary">{summary}</p>}
      </figcaption>
      {summary === null ? (
        <p className="chart__empty">No counted actions here yet, so there is no chart.</p>
      ) : (
        <>
          {children}
          {notes.length > 0 && <p className="chart__notes">{notes.join(' ')}</p>}
          <details className="ds_details chart__figures">
            <summary className="ds_details__summary">Show the figures as a table</summary>
            <div className="ds_details__text">
              <PaperTable plan={plan} table={table} />
            </div>
          </details>
          <p className="chart__download no-print">
            Download this chart:{' '}
            {downloads.map(({ format, href }, i) => (
              <Fragment key={format}>
                {i > 0 && ', '}
                <a href={href} aria-label={`Download this chart as ${format}`}>
                  {format}
                </a>
              </Fragment>
            ))}
          </p>
        </>
      )}
    </figure>
  )
}
