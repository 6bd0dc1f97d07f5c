import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import { listFields } from '@/lib/domain/reports/report-fields'
import type { FigureScope, PlanFigures } from '@/lib/domain/reports/report-figures'
import { completeLabel, type HasStatuses, statusesThat } from '@/lib/domain/status/status'

interface Props {
  readonly figures: PlanFigures
  /** Takes the code of a pillar; returns the address where its figures are listed. */
  readonly hrefOf: (pillar: string) => string
}

const pillarsOf = ({ scopes }: PlanFigures) => scopes.filter(({ level }) => level === 'pillar')

/** The figures of the plan that a report's text can name, each with what it says now: to be copied into the text. */
export function FieldTables({ figures, hrefOf }: Props) {
  const { plan, whole } = figures
  const [adverse] = statusesThat(plan, (facts) => facts.adverse)
  const example = (adverse?.label ?? completeLabel(plan)).toLowerCase()
  return (
    <section aria-labelledby="fields">
      <h2 id="fields">Figures for the text</h2>
      <p>
        Copy what stands in braces into the text. <code>{`{count of ${example}}`}</code> gives the number
        alone, <code>{`{share of ${example}}`}</code> the share, <code>{`{list of ${example}}`}</code> the
        references.
      </p>
      <FieldTable plan={plan} scope={whole} caption="Whole plan" />
      <p>
        Figures of each {plan.words.pillar.one.toLowerCase()} and its {plan.words.section.many.toLowerCase()}{' '}
        (each opens in a new tab):
      </p>
      <ul>
        {pillarsOf(figures).map(({ code, title }) => (
          <li key={code}>
            <a href={hrefOf(code)} target="_blank">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PillarProps {
  readonly figures: PlanFigures
  readonly pillar: FigureScope
  /** The address of the page, and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Takes the figures of a plan and what an address names; returns the pillar that is meant. */
export const findFieldPillar = (figures: PlanFigures, code: unknown): FigureScope | undefined =>
  pillarsOf(figures).find((pillar) => pillar.code === code)

/** The figures of a pillar and of its sections that a report's text can name. */
export function PillarFieldTables({ figures: { plan, scopes }, pillar, here, params }: PillarProps) {
  const codes = new Set(pillar.sections.map(({ code }) => code))
  const { section } = plan.words
  return (
    <>
      <FieldTable plan={plan} scope={pillar} caption={`In ${pillar.title}`} />
      <PagedList
        rows={scopes.filter(({ level, code }) => level === 'section' && codes.has(code))}
        params={params}
        size={FEW_ROWS}
        label={`Pages of ${section.many.toLowerCase()}`}
        here={here}
      >
        {(some) =>
          some.map((scope) => (
            <FieldTable
              key={scope.code}
              plan={plan}
              scope={scope}
              caption={`In ${section.one.toLowerCase()} ${scope.code}, ${scope.title}`}
            />
          ))
        }
      </PagedList>
    </>
  )
}

function FieldTable({ plan, scope, caption }: { plan: HasStatuses; scope: FigureScope; caption: string }) {
  return (
    <DataTable
      caption={caption}
      rows={listFields(plan, scope)}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', header: 'Type this', rowHeader: true, cell: ({ field }) => <code>{field}</code> },
        { key: 'value', header: 'Figure now', cell: ({ value }) => value },
      ]}
    />
  )
}
