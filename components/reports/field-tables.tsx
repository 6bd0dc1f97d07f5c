import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import { type HasLevels, hasPillars } from '@/lib/domain/plan/plan'
import { listFields } from '@/lib/domain/reports/report-fields'
import type { FigureScope, PlanFigures } from '@/lib/domain/reports/report-figures'
import { completeLabel, type HasStatuses, statusesThat } from '@/lib/domain/status/status'

interface Props {
  readonly figures: PlanFigures
  /** Takes the code of a pillar; returns the address where its figures are listed. */
  readonly hrefOf: (pillar: string) => string
}

/** Figures that are listed on a page of their own: of a pillar and its sections, or, in a plan without pillars, of all sections. */
interface FieldGroup {
  readonly code: string
  readonly title: string
  readonly scopes: readonly FigureScope[]
}

function groupsOf({ plan, scopes }: PlanFigures): FieldGroup[] {
  const inSections = scopes.filter(({ level }) => level === 'section')
  if (!hasPillars(plan))
    return inSections.length ? [{ code: 'sections', title: plan.words.section.many, scopes: inSections }] : []
  return scopes
    .filter(({ level }) => level === 'pillar')
    .map((pillar) => {
      const codes = new Set(pillar.sections.map(({ code }) => code))
      const own = inSections.filter(({ code }) => codes.has(code))
      return { code: pillar.code, title: pillar.title, scopes: [pillar, ...own] }
    })
}

/** The figures of the plan that a report's text can name, each with what it says now: to be copied into the text. */
export function FieldTables({ figures, hrefOf }: Props) {
  const { plan, whole } = figures
  const groups = groupsOf(figures)
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
      {groups.length > 0 && (
        <>
          <p>Figures of parts of the plan (each opens in a new tab):</p>
          <ul>
            {groups.map(({ code, title }) => (
              <li key={code}>
                <a href={hrefOf(code)} target="_blank">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

interface GroupProps {
  readonly plan: PlanFigures['plan']
  readonly group: FieldGroup
  /** The address of the page, and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Takes the figures of a plan and what an address names; returns the part of the plan that is meant. */
export const findFieldGroup = (figures: PlanFigures, code: unknown): FieldGroup | undefined =>
  groupsOf(figures).find((group) => group.code === code)

/** The figures of a part of the plan that a report's text can name. */
export function GroupFieldTables({ plan, group, here, params }: GroupProps) {
  const { section } = plan.words
  return (
    <>
      {group.scopes
        .filter(({ level }) => level === 'pillar')
        .map((scope) => (
          <FieldTable key={scope.code} plan={plan} scope={scope} caption={`In ${scope.title}`} />
        ))}
      <PagedList
        rows={group.scopes.filter(({ level }) => level === 'section')}
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

function FieldTable({
  plan,
  scope,
  caption,
}: {
  plan: HasStatuses & HasLevels
  scope: FigureScope
  caption: string
}) {
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
