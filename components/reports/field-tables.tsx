import { DataTable } from '@/components/ui/data-table'
import { listFields } from '@/lib/domain/reports/report-fields'
import type { FigureScope, PlanFigures } from '@/lib/domain/reports/report-figures'

/** The figures that a report's text can name, each with what it says now: to be copied into the text. */
export function FieldTables({ figures }: { figures: PlanFigures }) {
  const { plan, whole, scopes } = figures
  const pillars = scopes.filter(({ level }) => level === 'pillar')
  const inPillar = (pillar: FigureScope) =>
    scopes.filter(
      ({ level, code }) => level === 'section' && pillar.sections.some((section) => section.code === code),
    )
  return (
    <section aria-labelledby="fields">
      <h2 id="fields">Figures for the text</h2>
      <p>
        Copy what stands in braces into the text. <code>{'{count of at risk}'}</code> gives the number alone,{' '}
        <code>{'{share of at risk}'}</code> the share, <code>{'{list of at risk}'}</code> the references.
      </p>
      <FieldTable scope={whole} caption="Whole plan" />
      {pillars.map((pillar) => (
        <details className="ds_details" key={pillar.code}>
          <summary className="ds_details__summary">
            In {plan.words.pillar.one.toLowerCase()} {pillar.title} and its{' '}
            {plan.words.section.many.toLowerCase()}
          </summary>
          <div className="ds_details__text">
            <FieldTable scope={pillar} caption={`In ${pillar.title}`} />
            {inPillar(pillar).map((section) => (
              <FieldTable
                key={section.code}
                scope={section}
                caption={`In ${plan.words.section.one.toLowerCase()} ${section.code}, ${section.title}`}
              />
            ))}
          </div>
        </details>
      ))}
    </section>
  )
}

function FieldTable({ scope, caption }: { scope: FigureScope; caption: string }) {
  return (
    <DataTable
      caption={caption}
      rows={listFields(scope)}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', header: 'Type this', rowHeader: true, cell: ({ field }) => <code>{field}</code> },
        { key: 'value', header: 'Figure now', cell: ({ value }) => value },
      ]}
    />
  )
}
