import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { UpdatesDue } from '@/components/periods/updates-due'
import { UpdatesDueProgress } from '@/components/periods/updates-due-progress'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { PageHeader } from '@/components/page/page-header'
import { progressOf } from '@/lib/domain/periods/updates-due'
import type { PlanState } from '@/lib/domain/plan/plan'
import { formatDay } from '@/lib/format/dates'
import { LOST_OFFICER } from '@/lib/format/people/roles'
import { count, countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getTeam, type Team, type TeamGroup, type TeamRow } from '@/lib/queries/periods/team'
import { NOBODY } from '@/lib/schemas/periods/reassign'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { completeLabel } from '@/lib/domain/status/status'

export const metadata: Metadata = { title: 'Team' }

export default async function TeamPage(props: PageProps<'/plans/[plan]/team'>) {
  const [{ plan: slug }, query] = await Promise.all([props.params, props.searchParams])
  const { officer, partner } = query
  const why = 'Only editors of this plan can see which updates are due.'
  const { plan, refusal } = await requireEditor(slug, paths.team(slug), why)
  if (!plan) return refusal
  const team = await getTeam(plan)
  if (partner !== undefined) {
    const group = team.partners.find(({ key }) => key === partner)
    const id = plan.partners.find(({ code }) => code === partner)?.id
    if (!group || id === undefined) return <MissingInPlan />
    const all = team.rows.filter(({ partnerIds }) => partnerIds.includes(id))
    const choices = officersOf(all, slug, group.key)
    if (officer !== undefined && !choices.some(({ key }) => key === officer)) return <MissingInPlan />
    const rows = all.filter((row) => officer === undefined || officerKey(row) === officer)
    return (
      <GroupPage
        plan={plan}
        group={group}
        label="Partner"
        rows={rows}
        params={query}
        here={paths.team(slug, {
          partner: group.key,
          ...(officer === undefined ? {} : { officer: String(officer) }),
        })}
        showOfficer
      >
        <ShownOfficers choices={choices} shown={officer === undefined ? '' : String(officer)} />
      </GroupPage>
    )
  }
  if (officer !== undefined) {
    const group = team.officers.find(({ key }) => key === officer)
    if (!group) return <MissingInPlan />
    const rows = team.rows.filter(({ accountableId }) => accountableId === group.key)
    return (
      <GroupPage
        plan={plan}
        group={group}
        label="Accountable officer"
        rows={rows}
        params={query}
        here={paths.team(slug, { officer: group.key })}
      >
        <p>
          <a href={paths.handOver(slug, group.key)}>Reassign some of these</a>
        </p>
      </GroupPage>
    )
  }
  return <Everybody plan={plan} team={team} params={query} />
}

/** An officer whose actions may be shown alone; with an empty key, all of them. */
interface OfficerChoice {
  readonly key: string
  readonly name: string
  readonly count: number
  readonly href: string
}

const officerKey = ({ accountableId }: TeamRow) => accountableId ?? NOBODY

/** Takes the actions of a partner; returns whose of them may be shown: everyone's, and each officer's by name. */
function officersOf(rows: readonly TeamRow[], slug: string, partner: string): OfficerChoice[] {
  const names = new Map(rows.map((row) => [officerKey(row), row.accountable ?? 'No accountable officer']))
  const each = [...names].map(([key, name]) => ({
    key,
    name,
    count: rows.filter((row) => officerKey(row) === key).length,
    href: paths.team(slug, { partner, officer: key }),
  }))
  return [
    { key: '', name: 'All', count: rows.length, href: paths.team(slug, { partner }) },
    ...each.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
  ]
}

function ShownOfficers({ choices, shown }: { choices: readonly OfficerChoice[]; shown: string }) {
  if (choices.length < 3) return null
  return (
    <nav aria-label="Filter by officer">
      <ul className="shown-links">
        {choices.map(({ key, name, count, href }) => (
          <li key={key}>
            <a href={href} aria-current={key === shown ? 'page' : undefined}>
              {name} ({count})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Everybody({ plan, team, params }: { plan: PlanState; team: Team; params: Params }) {
  const { period, next, last, unanswered } = team
  const lost = team.officers.filter(
    ({ key, lost }) => lost !== null && unanswered.some(({ accountableId }) => accountableId === key),
  )
  const withDue = team.partners.filter(({ progress }) => progress.due > 0)
  const withoutDue = team.partners.filter(({ progress }) => progress.due === 0)
  return (
    <>
      <ManageCrumbs plan={plan} />
      <PageHeader title="Team" />
      {period ? (
        <>
          <UpdatesDueProgress progress={team.progress} />
          <p>
            {period.name}: updates are due by {formatDay(period.dueOn)}, and the period closes on{' '}
            {formatDay(period.closesOn)}.
          </p>
        </>
      ) : (
        <p>
          No reporting period is open, so no updates are due.{' '}
          {next ? (
            `The next one, ${next.name}, opens on ${formatDay(next.opensOn)}.`
          ) : (
            <a href={paths.periods(plan.slug)}>Plan the next period</a>
          )}
        </p>
      )}
      {last && (
        <p>
          {last.period.name}, which closed on {formatDay(last.period.closesOn)}: {last.progress.reported} of{' '}
          {last.progress.due} reported.
        </p>
      )}

      {unanswered.length > 0 && (
        <section aria-labelledby="nobody">
          <h2 id="nobody">No accountable officer ({unanswered.length})</h2>
          <p>
            No updates are due on these until you choose an officer.{' '}
            {unanswered.some(({ accountableId }) => accountableId === null) && (
              <a href={paths.handOver(plan.slug, NOBODY)}>Choose an officer for several actions</a>
            )}
          </p>
          {lost.length > 0 && (
            <ul>
              {lost.map(({ key, name, lost, count }) => (
                <li key={key}>
                  {name}
                  {lost && ` (${LOST_OFFICER[lost]})`} is still named for{' '}
                  {countLevel(count, plan.words.action)}.{' '}
                  <a href={paths.handOver(plan.slug, key)}>
                    Reassign them<span className="visually-hidden">: {name}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
          <details className="ds_details" open={params.nobody !== undefined}>
            <summary className="ds_details__summary">
              {unanswered.length === 1
                ? `Show the ${plan.words.action.one.toLowerCase()}`
                : `Show the ${countLevel(unanswered.length, plan.words.action)}`}
            </summary>
            <div className="ds_details__text">
              <PagedList
                rows={unanswered}
                params={params}
                name="nobody"
                label={`Pages of ${plan.words.action.many.toLowerCase()}`}
                here={`${paths.team(plan.slug)}#nobody`}
              >
                {(rows) => (
                  <UpdatesDue
                    rows={rows}
                    plan={() => plan}
                    href={({ ref }) => paths.action(plan, ref)}
                    aside={({ accountable }) => accountable && <span>{accountable} is still named</span>}
                    control={(row) => <ChooseOfficer plan={plan} row={row} />}
                  />
                )}
              </PagedList>
            </div>
          </details>
        </section>
      )}

      <section aria-labelledby="officers">
        <h2 id="officers">By officer</h2>
        {team.officers.length ? (
          <GroupTable
            done={completeLabel(plan)}
            caption="Updates due from each officer"
            name="officers"
            params={params}
            here={paths.team(plan.slug)}
            header="Officer"
            actions={plan.words.action.many}
            groups={team.officers}
            href={({ key }) => paths.team(plan.slug, { officer: key })}
          />
        ) : (
          <p>No {plan.words.action.one.toLowerCase()} has an accountable officer yet.</p>
        )}
      </section>

      {team.partners.length > 0 && (
        <section aria-labelledby="partners">
          <h2 id="partners">By partner</h2>
          {withDue.length > 0 && (
            <>
              <p>{plan.words.action.many} that involve several partners are listed under each of them.</p>
              <GroupTable
                done={completeLabel(plan)}
                caption="Updates due on the work of each partner"
                name="partners"
                params={params}
                here={paths.team(plan.slug)}
                header="Partner"
                actions={plan.words.action.many}
                groups={withDue}
                href={({ key }) => paths.team(plan.slug, { partner: key })}
              />
            </>
          )}
          {withoutDue.length > 0 && (
            <details className="ds_details" open={params['not-due'] !== undefined}>
              <summary className="ds_details__summary">
                {count(withoutDue.length, 'partner')} with no updates due
              </summary>
              <div className="ds_details__text">
                <PagedList
                  rows={withoutDue}
                  params={params}
                  name="not-due"
                  label="Pages of partners with no updates due"
                  here={`${paths.team(plan.slug)}#partners`}
                >
                  {(rows) => (
                    <ul>
                      {rows.map(({ key, name, count: n }) => (
                        <li key={key}>
                          <a href={paths.team(plan.slug, { partner: key })}>{name}</a> (
                          {countLevel(n, plan.words.action)})
                        </li>
                      ))}
                    </ul>
                  )}
                </PagedList>
              </div>
            </details>
          )}
        </section>
      )}
    </>
  )
}

type Params = Readonly<Record<string, string | readonly string[] | undefined>>

interface TableProps {
  readonly caption: string
  /** The id of the heading above, and the parameter that turns the list. */
  readonly name: string
  readonly params: Params
  readonly here: string
  readonly header: string
  readonly actions: string
  /** What the plan calls an action that is done. */
  readonly done: string
  readonly groups: readonly TeamGroup[]
  readonly href: (group: TeamGroup) => string
}

function GroupTable({ caption, name, params, here, header, actions, done, groups, href }: TableProps) {
  return (
    <PagedList
      rows={groups}
      params={params}
      name={name}
      label={`Pages: ${caption.toLowerCase()}`}
      here={`${here}#${name}`}
    >
      {(rows) => (
        <DataTable
          caption={caption}
          hideCaption
          className="figures"
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            {
              key: 'name',
              header,
              rowHeader: true,
              className: 'col-wide',
              cell: (group) => (
                <>
                  <a href={href(group)}>{group.name}</a>
                  {group.lost && <span className="aside aside--below">{LOST_OFFICER[group.lost]}</span>}
                </>
              ),
            },
            {
              key: 'reported',
              header: 'Reported in this period',
              cell: ({ progress }) => (progress.due ? `${progress.reported} of ${progress.due}` : 'None due'),
            },
            { key: 'late', header: 'Late', numeric: true, cell: ({ progress }) => progress.late },
            { key: 'all', header: actions, numeric: true, cell: (group) => group.count },
            {
              key: 'delivered',
              header: done,
              numeric: true,
              cell: ({ delivered }) => delivered,
            },
          ]}
        />
      )}
    </PagedList>
  )
}

interface GroupProps {
  readonly plan: PlanState
  readonly group: TeamGroup
  readonly label: string
  readonly rows: readonly TeamRow[]
  readonly params: Params
  /** The address of the page, with its filters. */
  readonly here: string
  /** Says whose each row is. */
  readonly showOfficer?: boolean
  readonly children?: ReactNode
}

/** The way from a row to choosing who answers for it. */
function ChooseOfficer({ plan, row }: { plan: PlanState; row: TeamRow }) {
  return (
    <a className="duty__other" href={paths.accountable(plan.slug, row.ref)}>
      {row.hasOfficer ? 'Change officer' : 'Choose an officer'}
      <span className="visually-hidden">
        : {plan.words.action.one.toLowerCase()} {row.ref}
      </span>
    </a>
  )
}

function GroupPage({ plan, group, label, rows, params, here, showOfficer, children }: GroupProps) {
  const list = (name: string, some: readonly TeamRow[], quiet = false) => (
    <PagedList
      rows={some}
      params={params}
      name={name}
      label={`Pages of ${plan.words.action.many.toLowerCase()}`}
      here={`${here}#${name}`}
    >
      {(shown) => (
        <UpdatesDue
          rows={shown}
          plan={() => plan}
          href={({ ref }) => paths.action(plan, ref)}
          aside={({ accountable }) => showOfficer && <span>{accountable ?? 'No accountable officer'}</span>}
          control={(row) => <ChooseOfficer plan={plan} row={row} />}
          quiet={quiet}
        />
      )}
    </PagedList>
  )
  // As the sentence above the lists counts them: reported and not reported together are those that an update is due on.
  const reported = rows.filter(({ updateDue }) => updateDue === 'reported')
  const notDue = rows.filter(({ updateDue }) => updateDue === 'none')
  const open = rows.filter((row) => !reported.includes(row) && !notDue.includes(row))
  return (
    <>
      <ManageCrumbs plan={plan} below={[{ label: 'Team', href: paths.team(plan.slug) }]} />
      <PageHeader label={label} title={group.name} />
      {group.lost && <p>Can no longer report: {LOST_OFFICER[group.lost]}. Reassign these to someone else.</p>}
      {children}
      <UpdatesDueProgress progress={progressOf(rows.map(({ updateDue }) => updateDue))} />
      {open.length > 0 && (
        <section aria-labelledby="open">
          <h2 id="open">Not reported ({open.length})</h2>
          {list('open', open)}
        </section>
      )}
      {reported.length > 0 && (
        <section aria-labelledby="reported">
          <h2 id="reported">Reported ({reported.length})</h2>
          {list('reported', reported, true)}
        </section>
      )}
      {notDue.length > 0 && (
        <section aria-labelledby="not-due">
          <h2 id="not-due">No update due ({notDue.length})</h2>
          {list('not-due', notDue, true)}
        </section>
      )}
    </>
  )
}
