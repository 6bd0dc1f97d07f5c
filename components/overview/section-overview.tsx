import { BreakdownBar } from '@/components/status/breakdown-bar'
import { RagTag } from '@/components/status/status-tag'
import { driftOf, type RecentMovement } from '@/lib/domain/movement/recent-movement'
import { langOf } from '@/lib/domain/plan/languages'
import { rowsOfEach } from '@/lib/domain/paging'
import { hasPillars, type PlanSummary } from '@/lib/domain/plan/plan'
import type { OverviewView, SectionRow } from '@/lib/domain/plan/views'
import { describeDrift } from '@/lib/format/movement/recent-words'
import { countLevel, describeShares, levelsTitle } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** Of a plan without pillars, on one page. */
const MOST_SECTIONS = 100

interface Props {
  readonly plan: PlanSummary
  readonly overview: Pick<OverviewView, 'pillars' | 'sections'>
  readonly movement: RecentMovement | null
}

/** Every pillar and section that the plan has in one table, a line each: its rating, how its actions stand, and which way it went. */
export function SectionOverview({ plan, overview: { pillars, sections }, movement }: Props) {
  const { section, action } = plan.words
  // The rest of each pillar is on the pillar's own page; of a plan without them, in the files.
  const most = hasPillars(plan) ? rowsOfEach(sections.length, pillars.length) : MOST_SECTIONS
  const moved = movement && !movement.isNone ? movement : null
  const columns = moved ? 5 : 4
  const lines = (rows: readonly SectionRow[]) =>
    rows.slice(0, most).map((row) => <Line key={row.code} plan={plan} row={row} movement={moved} />)
  return (
    <table role="table" className="ds_table section-overview">
      <caption className="visually-hidden">{levelsTitle(plan)}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {section.one}
          </th>
          <th role="columnheader" scope="col" className="section-overview__rag">
            Rating
          </th>
          <th role="columnheader" scope="col" className="section-overview__bar">
            {action.many} by status
          </th>
          <th role="columnheader" scope="col" className="numeric">
            {action.many}
          </th>
          {moved && (
            <th role="columnheader" scope="col" className="section-overview__change">
              Change
            </th>
          )}
        </tr>
      </thead>
      {pillars.map((pillar) => (
        <tbody role="rowgroup" key={pillar.code}>
          <tr role="row" className="section-overview__pillar">
            <th role="rowheader" scope="rowgroup" colSpan={2}>
              <a href={paths.pillar(plan, pillar.code)} lang={langOf(plan)}>
                {pillar.title}
              </a>
            </th>
            <Figures
              plan={plan}
              row={pillar}
              href={paths.actions(plan, { pillar: pillar.code, counted: 'yes' })}
            />
            {moved && <td role="cell" />}
          </tr>
          {lines(pillar.sections)}
          {pillar.sections.length > most && (
            <Rest columns={columns} href={paths.pillar(plan, pillar.code)}>
              See all {countLevel(pillar.sections.length, section)}
              <span className="visually-hidden"> of {pillar.title}</span>
            </Rest>
          )}
        </tbody>
      ))}
      {!hasPillars(plan) && (
        <tbody role="rowgroup">
          {lines(sections)}
          {sections.length > most && (
            <Rest columns={columns} href={paths.files(plan)}>
              See all {countLevel(sections.length, section)} in the files
            </Rest>
          )}
        </tbody>
      )}
    </table>
  )
}

function Rest({ columns, href, children }: { columns: number; href: string; children: React.ReactNode }) {
  return (
    <tr role="row">
      <td role="cell" colSpan={columns}>
        <a href={href}>{children}</a>
      </td>
    </tr>
  )
}

function Line({ plan, row, movement }: Pick<Props, 'plan' | 'movement'> & { readonly row: SectionRow }) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <a className="coded" href={paths.section(plan, row.code)}>
          <span className="code">{row.code} </span>
          <span lang={langOf(plan)}>{row.title}</span>
        </a>
      </th>
      <td role="cell" className="section-overview__rag">
        <RagTag rag={row.rating.rag} />
      </td>
      <Figures plan={plan} row={row} href={paths.actions(plan, { section: row.code, counted: 'yes' })} />
      {movement && (
        <td role="cell" className="section-overview__change">
          <Drift plan={plan} movement={movement} id={row.id} />
        </td>
      )}
    </tr>
  )
}

function Figures({ plan, row, href }: { plan: PlanSummary; row: Pick<SectionRow, 'rollUp'>; href: string }) {
  const { rollUp } = row
  return (
    <>
      <td role="cell" className="section-overview__bar">
        <BreakdownBar plan={plan} rollUp={rollUp} decorative rows={{ href, action: plan.words.action }} />
        <span className="visually-hidden">{describeShares(rollUp)}</span>
      </td>
      <td role="cell" className="numeric">
        {rollUp.base > 0 ? <a href={href}>{rollUp.base}</a> : 0}
      </td>
    </>
  )
}

function Drift({
  plan,
  movement,
  id,
}: {
  readonly plan: PlanSummary
  readonly movement: RecentMovement
  readonly id: string
}) {
  const found = movement.sections.get(id)
  const drift = found && driftOf(plan, found)
  if (!drift) return <span className="aside not-on-phone">No change</span>
  return (
    <>
      <span aria-hidden="true">{drift.direction === 'better' ? '▲ ' : '▼ '}</span>
      {describeDrift(plan, drift)}
    </>
  )
}
