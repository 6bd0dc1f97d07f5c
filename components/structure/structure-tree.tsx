import type { ReactNode } from 'react'
import { PagedList } from '@/components/ui/paged-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import type { Action, PlanState, Section } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { isStructureKind, type StructureKind, titleOf } from '@/lib/domain/structure/structure'
import { kindWord } from '@/lib/format/structure/structure-words'
import { countLevel, LIFECYCLE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** So many pillars stand on a page, each with its sections and outcomes. */
const MOST_PILLARS = 5

interface Props {
  readonly plan: PlanState
  /** Of the page's address: which record it shows ("section-1.1"), and what its lists are turned to. */
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/**
 * What a plan is made of, each record with its way to the form, and buttons that move it; the actions of one section at a time.
 * Stands in a form.
 */
export function StructureTree({ plan, params }: Props) {
  const index = indexPlan(plan)
  const shown = findShown(plan, params.show)
  const add = (kind: StructureKind, under?: Readonly<Record<string, string>>) => (
    <a className="structure__add" href={paths.addRecord(plan.slug, kind, under)}>
      Add {kindWord(plan.words, kind).one.toLowerCase()}
      {under && <span className="visually-hidden"> to {Object.values(under).at(-1)}</span>}
    </a>
  )
  const words = (kind: StructureKind) => kindWord(plan.words, kind)
  const here = paths.structure(plan.slug)
  return (
    <>
      <PagedList
        rows={inPlaces(plan.pillars)}
        params={params}
        name="pillars"
        size={MOST_PILLARS}
        label={`Pages of ${words('pillar').many.toLowerCase()}`}
        here={here}
        shown={({ row }) => row.id === (shown.section?.pillarId ?? shown.id)}
      >
        {(pillars) =>
          pillars.map(({ row: pillar, place }) => (
            <section className="pillar" key={pillar.id} aria-labelledby={`pillar-${pillar.code}-name`}>
              <Line
                plan={plan}
                kind="pillar"
                code={pillar.code}
                place={place}
                name={<h2 id={`pillar-${pillar.code}-name`}>{pillar.name}</h2>}
                called={pillar.name}
              />
              <PagedList
                rows={inPlaces(index.sectionsOf(pillar.id))}
                params={params}
                name={`sections-${pillar.code}`}
                label={`Pages of ${words('section').many.toLowerCase()} of ${pillar.name}`}
                here={`${here}#pillar-${pillar.code}`}
                shown={({ row }) => row.id === shown.section?.id}
              >
                {(sections) => (
                  <ul className="plain-list">
                    {sections.map(({ row: section, place }) => (
                      <li key={section.id}>
                        <Line
                          plan={plan}
                          kind="section"
                          code={section.code}
                          place={place}
                          name={
                            <h3>
                              <span className="code">{section.code}</span> {section.title}
                            </h3>
                          }
                        />
                        {section.id === shown.section?.id ? (
                          <OpenSection
                            plan={plan}
                            params={params}
                            section={section}
                            shownId={shown.id}
                            addAction={add('action', { section: section.code })}
                          />
                        ) : (
                          <p>
                            <a href={paths.structure(plan.slug, 'section', section.code)}>
                              {countLevel(index.actionsOf(section.id).length, plan.words.action)}
                              <span className="visually-hidden"> of {section.code}</span>
                            </a>
                          </p>
                        )}
                      </li>
                    ))}
                  </ul>
                )}
              </PagedList>
              {add('section', { pillar: pillar.code })}
              <h3 id={`outcomes-${pillar.code}`}>Outcomes</h3>
              <Lines
                plan={plan}
                params={params}
                kind="outcome"
                rows={inPlaces(plan.outcomes.filter(({ pillarId }) => pillarId === pillar.id))}
                list={`outcomes-${pillar.code}`}
                shownId={shown.id}
                name={({ text }) => text}
              />
              {add('outcome', { pillar: pillar.code })}
            </section>
          ))
        }
      </PagedList>
      <p className="structure__top">{add('pillar')}</p>
      <section className="pillar" aria-labelledby="timescales">
        <h2 id="timescales">Timescales</h2>
        <Lines
          plan={plan}
          params={params}
          kind="timescale"
          rows={inPlaces(plan.timescales)}
          list="timescales"
          shownId={shown.id}
          name={({ label }) => label}
        />
        {add('timescale')}
      </section>
      <section className="pillar" aria-labelledby="partners">
        <h2 id="partners">Partners</h2>
        <Lines
          plan={plan}
          params={params}
          kind="partner"
          rows={plan.partners.map((row) => ({ row }))}
          list="partners"
          shownId={shown.id}
          name={({ name }) => name}
        />
        {add('partner')}
      </section>
      <section className="pillar" aria-labelledby="achievements">
        <h2 id="achievements">{words('achievement').many}</h2>
        <Lines
          plan={plan}
          params={params}
          kind="achievement"
          rows={plan.achievements.map((row) => ({ row }))}
          list="achievements"
          shownId={shown.id}
          name={({ summary }) => summary}
          actionsOf={({ actionIds }) => actionIds}
        />
        {add('achievement')}
      </section>
      <section className="pillar" aria-labelledby="publications">
        <h2 id="publications">{words('publication').many}</h2>
        <Lines
          plan={plan}
          params={params}
          kind="publication"
          rows={plan.publications.map((row) => ({ row }))}
          list="publications"
          shownId={shown.id}
          name={({ title }) => title}
          actionsOf={({ actionIds }) => actionIds}
        />
        {add('publication')}
      </section>
    </>
  )
}

/** Takes what the address shows; returns the id of that record, and the section whose actions are listed for it. */
function findShown(
  plan: PlanState,
  show: string | readonly string[] | undefined,
): { readonly id: string | null; readonly section: Section | null } {
  const [, kind = '', code = ''] = /^([a-z]+)-(.*)$/s.exec(String(show ?? '')) ?? []
  const action = kind === 'action' ? plan.actions.find(({ ref }) => ref === code) : undefined
  const others = isStructureKind(kind) && kind !== 'action' ? plan[`${kind}s`] : []
  const id = action?.id ?? others.find((one) => one.code === code)?.id ?? null
  return { id, section: plan.sections.find((one) => one.id === (action?.sectionId ?? id)) ?? null }
}

interface LinesProps<Row> extends Props {
  readonly kind: StructureKind
  readonly rows: readonly { readonly row: Row; readonly place?: Place }[]
  /** The parameter that turns the list, and the id of its heading. */
  readonly list: string
  readonly shownId: string | null
  readonly name: (row: Row) => string
  /** The ids of the actions that it cites, for what is known by these rather than by a code. */
  readonly actionsOf?: (row: Row) => readonly string[]
}

function Lines<Row extends { readonly id: string; readonly code: string }>({
  plan,
  params,
  kind,
  rows,
  list,
  shownId,
  name,
  actionsOf,
}: LinesProps<Row>) {
  const { actions } = indexPlan(plan)
  return (
    <PagedList
      rows={rows}
      params={params}
      size={FEW_ROWS}
      name={list}
      label={`Pages of ${kindWord(plan.words, kind).many.toLowerCase()}`}
      here={`${paths.structure(plan.slug)}#${list}`}
      shown={({ row }) => row.id === shownId}
    >
      {(some) => (
        <ul className="plain-list">
          {some.map(({ row, place }) => (
            <li key={row.id}>
              <Line
                plan={plan}
                kind={kind}
                code={row.code}
                {...(place && { place })}
                name={
                  <p>
                    {name(row)}
                    {actionsOf && (
                      <span className="aside">
                        {' '}
                        ·{' '}
                        {actionsOf(row)
                          .flatMap((id) => actions.get(id)?.ref ?? [])
                          .join(', ')}
                      </span>
                    )}
                  </p>
                }
                {...(actionsOf && { called: titleOf({ title: name(row) }) })}
              />
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  )
}

interface OpenSectionProps extends Props {
  readonly section: Section
  readonly shownId: string | null
  readonly addAction: ReactNode
}

function OpenSection({ plan, params, section, shownId, addAction }: OpenSectionProps) {
  const index = indexPlan(plan)
  const own = index.actionsOf(section.id)
  const rows = inTree(
    own.filter(({ parentId }) => parentId === null),
    index.partsOf,
  )
  return (
    <div className="structure__open">
      <PagedList
        rows={rows}
        params={params}
        name="actions"
        label={`Pages of ${plan.words.action.many.toLowerCase()} of ${section.code}`}
        here={paths.structure(plan.slug, 'section', section.code)}
        shown={({ row }) => row.id === shownId}
      >
        {(some) => (
          <ul className="structure__actions">
            {some.map(({ row: action, place, depth }) => (
              <li key={action.id} className={depth > 0 ? `structure__part-${Math.min(depth, 3)}` : undefined}>
                <Line
                  plan={plan}
                  kind="action"
                  code={action.ref}
                  place={place}
                  name={
                    <p>
                      <span className="code">{action.ref}</span> {action.title}
                      <span className="aside"> {describeState(action)}</span>
                    </p>
                  }
                />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {addAction}
    </div>
  )
}

interface InTree {
  readonly row: Action
  readonly place: Place
  readonly depth: number
}

/** Takes siblings and what gives the parts of one; returns all in order, each part behind its whole. */
function inTree(
  siblings: readonly Action[],
  partsOf: (id: string) => readonly Action[],
  depth = 0,
): InTree[] {
  return inPlaces(siblings).flatMap(({ row, place }) => [
    { row, place, depth },
    ...inTree(partsOf(row.id), partsOf, depth + 1),
  ])
}

function describeState({ lifecycle, counted }: Action): string {
  if (lifecycle !== 'active') return `· ${LIFECYCLE_LABELS[lifecycle]}`
  return counted ? '· Counted' : ''
}

/** The codes of those that stand directly above and below; undefined where there is none. */
interface Place {
  readonly up: string | undefined
  readonly down: string | undefined
}

/** Takes siblings; returns each with its neighbours, which need not stand on the same page. */
function inPlaces<Row extends { readonly code: string } | { readonly ref: string }>(
  all: readonly Row[],
): { readonly row: Row; readonly place: Place }[] {
  const codeOf = (one: Row | undefined) => one && ('code' in one ? one.code : one.ref)
  return all.map((row, at) => ({ row, place: { up: codeOf(all[at - 1]), down: codeOf(all[at + 1]) } }))
}

interface LineProps {
  readonly plan: PlanState
  readonly kind: StructureKind
  readonly code: string
  readonly name: ReactNode
  /** What the record is called where its code says little. */
  readonly called?: string
  /** Left out for what has no order of its own. */
  readonly place?: Place
}

/** A record with its buttons. The value of a button says what to move past which neighbour, so that sent twice it moves once. */
function Line({ plan, kind, code, name, called = code, place }: LineProps) {
  const word = kindWord(plan.words, kind).one.toLowerCase()
  const button = (direction: 'up' | 'down', sign: string) =>
    place?.[direction] !== undefined && (
      <button
        type="submit"
        name="move"
        value={`${kind} ${direction} ${code} past ${place[direction]}`}
        className="structure__move"
        aria-label={`Move ${word} ${called} ${direction}`}
      >
        {sign}
      </button>
    )
  return (
    <div className="structure__line" id={`${kind}-${code}`}>
      <div className="structure__name">{name}</div>
      <div className="structure__tools">
        <a href={paths.editRecord(plan.slug, kind, code)}>
          Change
          <span className="visually-hidden">
            {' '}
            {word} {called}
          </span>
        </a>
        <span className="structure__moves">
          {button('up', '↑')}
          {button('down', '↓')}
        </span>
      </div>
    </div>
  )
}
