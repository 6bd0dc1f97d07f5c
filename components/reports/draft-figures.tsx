import { TextField } from '@/components/forms/text-fields'
import { CheckboxField } from '@/components/forms/choice-fields'
import { PagedList } from '@/components/ui/paged-list'
import { DataTable } from '@/components/ui/data-table'
import { type DraftFigure, findUnchecked } from '@/lib/domain/reports/draft-figures'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { VERDICTS } from '@/lib/domain/reports/report-check'
import { formatMoment } from '@/lib/format/dates'
import {
  describeDisagreement,
  describePart,
  describeTyped,
  VERDICT_WORDS,
} from '@/lib/format/reports/draft-words'
import { rowsAddress } from '@/lib/format/reports/report-paper/text'

interface Props {
  readonly figures: readonly DraftFigure[]
  readonly plan: PlanAt & { readonly words: PlanWords }
  /** The names of those who checked figures by hand, by their ids. */
  readonly checkers: ReadonlyMap<string, string>
  /** The address of the page and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Every figure that was typed into a draft, with what was checked: what does not agree comes first. */
export function DraftFigures({ figures, plan, checkers, here, params }: Props) {
  const rows = VERDICTS.flatMap((verdict) => figures.filter((figure) => figure.verdict === verdict))
  return (
    <>
      <p>{describeTyped(figures)}</p>
      {rows.length > 0 && (
        <PagedList
          rows={rows.map((figure, at) => ({ ...figure, key: `${figure.id}-${at}` }))}
          params={params}
          name="figures"
          label="Pages of figures"
          here={here}
        >
          {(some) => (
            <DataTable
              caption="Figures typed into the text and title"
              hideCaption
              rows={some}
              rowKey={({ key }) => key}
              columns={[
                {
                  key: 'says',
                  header: 'Figure',
                  rowHeader: true,
                  className: 'col-wide',
                  cell: ({ says, sentence }) => (
                    <>
                      {says}
                      {sentence.replace(/[.!?]$/, '') !== says && <span className="aside">{sentence}</span>}
                    </>
                  ),
                },
                { key: 'part', header: 'Where', cell: ({ part }) => describePart(part, plan.words) },
                {
                  key: 'verdict',
                  header: 'Result',
                  cell: ({ verdict, check }) => (
                    <>
                      {verdict === 'disagrees' ? (
                        <strong>{VERDICT_WORDS[verdict]}</strong>
                      ) : (
                        VERDICT_WORDS[verdict]
                      )}
                      {check && (
                        <span className="aside">
                          Checked by {checkers.get(check.byId) ?? 'an editor'}, {formatMoment(check.at)}
                          {check.note && `: ${check.note}`}
                        </span>
                      )}
                    </>
                  ),
                },
                {
                  key: 'plan',
                  header: 'In the plan',
                  cell: ({ plan: figure, rows: behind, field, verdict }) => (
                    <>
                      {figure && behind ? <a href={rowsAddress(plan, behind)}>{figure}</a> : (figure ?? '–')}
                      {verdict === 'disagrees' && field && <span className="aside">Or use {field}</span>}
                    </>
                  ),
                },
              ]}
            />
          )}
        </PagedList>
      )}
    </>
  )
}

/** Inside a form that passes a draft on: a tick for each figure that disagrees and that no one has checked by hand. */
export function FigureTicks({ figures }: { readonly figures: readonly DraftFigure[] }) {
  const open = new Map(findUnchecked(figures).map((figure) => [figure.id, figure]))
  if (open.size === 0) return null
  return (
    <>
      <CheckboxField
        name="ticked"
        label="I have checked this and it is correct"
        hint="These do not match the plan’s figures, but Cairn may have misread the text. The report records that they were checked, without your name. The audit log records your name."
        options={[...open.values()].map((figure) => ({
          value: figure.id,
          label: describeDisagreement(figure),
        }))}
      />
      <TextField name="note" label="Why they are correct (optional)" />
    </>
  )
}
