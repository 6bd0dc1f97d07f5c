import type { ReactNode } from 'react'
import { PagedList } from '@/components/ui/paged-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import {
  type Action,
  hasPillars,
  hasSections,
  type Outcome,
  type Pillar,
  type PlanState,
  type Section,
} from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { isStructureKind, type StructureKind, titleOf } from '@/lib/domain/structure/structure'
import { kindWord } from '@/lib/format/structure/structure-words'
import { count, countLevel, LIFECYCLE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanState
  /** Of the page's address: which record it shows ("section-1.1"), and what its lists are turned to. */
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/**
 * What a plan is made of, each record with its way to the form, and buttons that move it. Each part says how many records it has,
 * and one of them is open at a time. Stands in a form.
 */
export function StructureTree({ plan, params }: Props) {
  const shown = findShown(plan, params.show)
  const group = { plan, params, shown }
  return (
    <>
      {hasPillars(plan) ? (
        <Pillars {...group} />
      ) : hasSections(plan) ? (
        <section className="pillar" aria-labelledby="sections">
          <h2 id="sections">{plan.words.section.many}</h2>
          <Sections {...group} rows={plan.sections} here={paths.structure(plan.slug)} />
        </section>
      ) : (
        <section className="pillar" aria-labelledby="actions">
          <h2 id="actions">{plan.words.action.many}</h2>
          <Actions {...group} rows={plan.actions} here={paths.structure(plan.slug)} />
        </section>
      )}
      {hasSections(plan) && !hasPillars(plan) && (
        <section className="pillar" aria-label="Outcomes">
          <Outcomes {...group} here={paths.structure(plan.slug)} />
        </section>
      )}
      <Group {...group} kind="timescale" rows={inPlaces(plan.timescales)} name={({ label }) => label} />
      <Group
        {...group}
        kind="partner"
        rows={plan.partners.map((row) => ({ row }))}
        name={({ name }) => name}
      />
      <Group
        {...group}
        kind="achievement"
        rows={plan.achievements.map((row) => ({ row }))}
        name={({ summary }) => summary}
        actionsOf={({ actionIds }) => actionIds}
      />
      <Group
        {...group}
        kind="publication"
        rows={plan.publications.map((row) => ({ row }))}
        name={({ title }) => title}
        actionsOf={({ actionIds }) => actionIds}
      />
    </>
  )
}

function Pillars(group: GroupProps) {
  const { plan, params, shown } = group
  return (
    <>
      <PagedList
        rows={inPlaces(plan.pillars)}
        params={params}
        name="pillars"
        label={`Pages of ${plan.words.pillar.many.toLowerCase()}`}
        here={paths.structure(plan.slug)}
        shown={({ row }) => row.id === shown.pillarId}
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
              {pillar.id === shown.pillarId ? (
                <OpenPillar {...group} pillar={pillar} />
              ) : (
                <ClosedPillar plan={plan} pillar={pillar} />
              )}
            </section>
          ))
        }
      </PagedList>
      <p className="structure__top">
        <AddRecord plan={plan} kind="pillar" />
      </p>
    </>
  )
}

/** What of the plan is open. */
interface Shown {
  /** The record that the address names. */
  readonly id: string | null
  /** Its kind, or that of the list which the address names. */
  readonly kind: StructureKind | null
  readonly pillarId: string | null
  /** The section whose actions are listed. */
  readonly section: Section | null
}

/** Takes what the address shows ("section-1.1", "partners"); returns what is open for it. */
function findShown(plan: PlanState, show: string | readonly string[] | undefined): Shown {
  const [, word = '', code] = /^([a-z]+?)s?(?:-(.*))?$/s.exec(String(show ?? '')) ?? []
  const kind = isStructureKind(word) ? word : null
  const action = kind === 'action' ? plan.actions.find(({ ref }) => ref === code) : undefined
  const others = kind === null || kind === 'action' ? [] : plan[`${kind}s`]
  const id = action?.id ?? others.find((one) => one.code === code)?.id ?? null
  const section = plan.sections.find((one) => one.id === (action?.sectionId ?? id)) ?? null
  const outcome = plan.outcomes.find((one) => one.id === id)
  const pillar = plan.pillars.find((one) => one.id === (section?.pillarId ?? outcome?.pillarId ?? id))
  return { id, kind, pillarId: pillar?.id ?? null, section }
}

interface AddProps {
  readonly plan: PlanState
  readonly kind: StructureKind
  readonly under?: Readonly<Record<string, string>>
}

function AddRecord({ plan, kind, under }: AddProps) {
  return (
    <a className="structure__add" href={paths.addRecord(plan.slug, kind, under)}>
      Add {kindWord(plan.words, kind).one.toLowerCase()}
      {under && <span className="visually-hidden"> to {Object.values(under).at(-1)}</span>}
    </a>
  )
}

interface PillarProps {
  readonly plan: PlanState
  readonly pillar: Pillar
}

const outcomesOf = ({ plan, pillar }: PillarProps) =>
  plan.outcomes.filter(({ pillarId }) => pillarId === pillar.id)

function ClosedPillar({ plan, pillar }: PillarProps) {
  const sections = indexPlan(plan).sectionsOf(pillar.id).length
  const outcomes = outcomesOf({ plan, pillar }).length
  return (
    <p>
      <a href={paths.structure(plan.slug, 'pillar', pillar.code)}>
        {countLevel(sections, plan.words.section)} and {count(outcomes, 'outcome')}
        <span className="visually-hidden"> of {pillar.name}</span>
      </a>
    </p>
  )
}

function OpenPillar({ pillar, ...group }: GroupProps & PillarProps) {
  const here = paths.structure(group.plan.slug, 'pillar', pillar.code)
  const sections = indexPlan(group.plan).sectionsOf(pillar.id)
  return (
    <>
      <Sections {...group} rows={sections} here={here} pillar={pillar} />
      <Outcomes {...group} here={here} pillar={pillar} />
    </>
  )
}

interface LevelProps<Row> extends GroupProps {
  readonly rows: readonly Row[]
  /** The address at which they are open. */
  readonly here: string
  /** What they are in; left out where the plan has no such level. */
  readonly pillar?: Pillar
  readonly section?: Section
}

/** What a list of pages is called: "Pages of sections of Train". */
const pagesOf = (many: string, whole: string | undefined) =>
  `Pages of ${many.toLowerCase()}${whole === undefined ? '' : ` of ${whole}`}`

function Sections({ plan, params, shown, rows, here, pillar }: LevelProps<Section>) {
  const index = indexPlan(plan)
  return (
    <>
      <PagedList
        rows={inPlaces(rows)}
        params={params}
        name="sections"
        label={pagesOf(plan.words.section.many, pillar?.name)}
        here={here}
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
                  <div className="structure__open">
                    <Actions
                      plan={plan}
                      params={params}
                      shown={shown}
                      rows={index.actionsOf(section.id)}
                      here={paths.structure(plan.slug, 'section', section.code)}
                      section={section}
                    />
                  </div>
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
      <AddRecord plan={plan} kind="section" {...(pillar && { under: { pillar: pillar.code } })} />
    </>
  )
}

function Outcomes({ plan, params, shown, here, pillar }: Omit<LevelProps<Outcome>, 'rows'>) {
  const Heading = pillar ? 'h3' : 'h2'
  return (
    <>
      <Heading>Outcomes</Heading>
      <Lines
        plan={plan}
        params={params}
        kind="outcome"
        rows={inPlaces(pillar ? outcomesOf({ plan, pillar }) : plan.outcomes)}
        here={here}
        shownId={shown.id}
        name={({ text }) => text}
      />
      <AddRecord plan={plan} kind="outcome" {...(pillar && { under: { pillar: pillar.code } })} />
    </>
  )
}

interface GroupProps extends Props {
  readonly shown: Shown
}

/** The records of one kind that stand below no other: how many there are, or a page of them. */
function Group<Row extends Listed>({
  shown,
  ...lines
}: GroupProps & Omit<LinesProps<Row>, 'here' | 'shownId'>) {
  const { plan, kind, rows } = lines
  const list = `${kind}s`
  const here = paths.structure(plan.slug, list)
  const word = kindWord(plan.words, kind)
  return (
    <section className="pillar" aria-labelledby={list}>
      <h2 id={list}>{word.many}</h2>
      {shown.kind === kind ? (
        <Lines {...lines} here={here} shownId={shown.id} />
      ) : (
        rows.length > 0 && (
          <p>
            <a href={here}>{countLevel(rows.length, word)}</a>
          </p>
        )
      )}
      <AddRecord plan={plan} kind={kind} />
    </section>
  )
}

/** What is listed by its code. */
interface Listed {
  readonly id: string
  readonly code: string
}

interface LinesProps<Row> extends Props {
  readonly kind: StructureKind
  readonly rows: readonly { readonly row: Row; readonly place?: Place }[]
  /** The address at which the list is open. */
  readonly here: string
  readonly shownId: string | null
  readonly name: (row: Row) => string
  /** The ids of the actions that it cites, for what is known by these rather than by a code. */
  readonly actionsOf?: (row: Row) => readonly string[]
}

function Lines<Row extends Listed>({
  plan,
  params,
  kind,
  rows,
  here,
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
      name={`${kind}s`}
      label={`Pages of ${kindWord(plan.words, kind).many.toLowerCase()}`}
      here={here}
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

function Actions({ plan, params, shown, rows, here, section }: LevelProps<Action>) {
  const tops = rows.filter(({ parentId }) => parentId === null)
  return (
    <>
      <PagedList
        rows={inTree(tops, indexPlan(plan).partsOf)}
        params={params}
        name="actions"
        label={pagesOf(plan.words.action.many, section?.code)}
        here={here}
        shown={({ row }) => row.id === shown.id}
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
      <AddRecord plan={plan} kind="action" {...(section && { under: { section: section.code } })} />
    </>
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
