import type { ReactNode } from 'react'
import type { Action, PlanState, Section } from '@/lib/domain/plan/plan'
import { indexPlan, type PlanIndex } from '@/lib/domain/plan/plan-index'
import { type CitingKind, type StructureKind, titleOf } from '@/lib/domain/structure/structure'
import { kindWord } from '@/lib/format/structure/structure-words'
import { countLevel, LIFECYCLE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanState
  /** The code of the section whose actions are in sight. */
  readonly open: string | null
}

/** All that a plan is made of, each with its way to the form, and buttons that move it. Stands in a form. */
export function StructureTree({ plan, open }: Props) {
  const index = indexPlan(plan)
  const add = (kind: StructureKind, under?: Readonly<Record<string, string>>) => (
    <a className="structure__add" href={paths.addRecord(plan.slug, kind, under)}>
      Add {kindWord(plan.words, kind).one.toLowerCase()}
      {under && <span className="visually-hidden"> to {Object.values(under).at(-1)}</span>}
    </a>
  )
  return (
    <>
      {plan.pillars.map((pillar, at) => (
        <section className="pillar" key={pillar.id} aria-labelledby={`pillar-${pillar.code}-name`}>
          <Line
            plan={plan}
            kind="pillar"
            code={pillar.code}
            place={placeIn(plan.pillars, at)}
            name={<h2 id={`pillar-${pillar.code}-name`}>{pillar.name}</h2>}
            called={pillar.name}
          />
          <ul className="plain-list">
            {index.sectionsOf(pillar.id).map((section, place, all) => (
              <li key={section.id}>
                <SectionLines
                  {...{ plan, index, section, open }}
                  place={placeIn(all, place)}
                  addAction={add('action', { section: section.code })}
                />
              </li>
            ))}
          </ul>
          {add('section', { pillar: pillar.code })}
          <h3>Outcomes</h3>
          <ul className="plain-list">
            {plan.outcomes
              .filter(({ pillarId }) => pillarId === pillar.id)
              .map((outcome, place, all) => (
                <li key={outcome.id}>
                  <Line
                    plan={plan}
                    kind="outcome"
                    code={outcome.code}
                    place={placeIn(all, place)}
                    name={<p>{outcome.text}</p>}
                  />
                </li>
              ))}
          </ul>
          {add('outcome', { pillar: pillar.code })}
        </section>
      ))}
      <p className="structure__top">{add('pillar')}</p>
      <section className="pillar" aria-labelledby="timescales">
        <h2 id="timescales">Timescales</h2>
        <ul className="plain-list">
          {plan.timescales.map((timescale, place, all) => (
            <li key={timescale.id}>
              <Line
                plan={plan}
                kind="timescale"
                code={timescale.code}
                place={placeIn(all, place)}
                name={<p>{timescale.label}</p>}
              />
            </li>
          ))}
        </ul>
        {add('timescale')}
      </section>
      <section className="pillar" aria-labelledby="partners">
        <h2 id="partners">Partners</h2>
        <ul className="plain-list">
          {plan.partners.map((partner) => (
            <li key={partner.id}>
              <Line plan={plan} kind="partner" code={partner.code} name={<p>{partner.name}</p>} />
            </li>
          ))}
        </ul>
        {add('partner')}
      </section>
      <CitingLines plan={plan} kind="achievement" add={add('achievement')} />
      <CitingLines plan={plan} kind="publication" add={add('publication')} />
    </>
  )
}

/** What cites actions: many, and rarely looked for here rather than on the page of an action. */
function CitingLines({
  plan,
  kind,
  add,
}: {
  readonly plan: PlanState
  readonly kind: CitingKind
  readonly add: ReactNode
}) {
  const rows = {
    achievement: plan.achievements.map(({ summary, ...row }) => ({ ...row, text: summary })),
    publication: plan.publications.map(({ title, ...row }) => ({ ...row, text: title })),
  }[kind]
  const word = kindWord(plan.words, kind)
  const index = indexPlan(plan)
  return (
    <section className="pillar" aria-labelledby={`${kind}s`}>
      <h2 id={`${kind}s`}>{word.many}</h2>
      {rows.length > 0 && (
        <details className="ds_details">
          <summary className="ds_details__summary">{countLevel(rows.length, word)}</summary>
          <div className="ds_details__text">
            <ul className="plain-list">
              {rows.map((row) => (
                <li key={row.id}>
                  <Line
                    plan={plan}
                    kind={kind}
                    code={row.code}
                    name={
                      <p>
                        {row.text}
                        <span className="aside">
                          {' '}
                          · {row.actionIds.flatMap((id) => index.actions.get(id)?.ref ?? []).join(', ')}
                        </span>
                      </p>
                    }
                    called={titleOf({ title: row.text })}
                  />
                </li>
              ))}
            </ul>
          </div>
        </details>
      )}
      {add}
    </section>
  )
}

function SectionLines({
  plan,
  index,
  section,
  open,
  place,
  addAction,
}: Props & {
  readonly index: PlanIndex
  readonly section: Section
  readonly place: Place
  readonly addAction: ReactNode
}) {
  const actions = index.actionsOf(section.id)
  const own = actions.filter(({ parentId }) => parentId === null)
  return (
    <>
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
      <details className="ds_details" open={open === section.code}>
        <summary className="ds_details__summary">
          {countLevel(actions.length, plan.words.action)}
          <span className="visually-hidden"> of {section.code}</span>
        </summary>
        <div className="ds_details__text">
          <ActionLines plan={plan} index={index} actions={own} />
          {addAction}
        </div>
      </details>
    </>
  )
}

function ActionLines({
  plan,
  index,
  actions,
}: {
  readonly plan: PlanState
  readonly index: PlanIndex
  readonly actions: readonly Action[]
}) {
  return (
    <ul className="structure__actions">
      {actions.map((action, place) => {
        const parts = index.partsOf(action.id)
        const section = index.sections.get(action.sectionId)?.code
        return (
          <li key={action.id}>
            <Line
              plan={plan}
              kind="action"
              code={action.ref}
              place={placeIn(actions, place)}
              within={section}
              name={
                <p>
                  <span className="code">{action.ref}</span> {action.title}
                  <span className="aside"> {describeState(action)}</span>
                </p>
              }
            />
            {parts.length > 0 && <ActionLines plan={plan} index={index} actions={parts} />}
          </li>
        )
      })}
    </ul>
  )
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

function placeIn(all: readonly ({ readonly code: string } | { readonly ref: string })[], at: number): Place {
  const [up, down] = [all[at - 1], all[at + 1]].map((one) => one && ('code' in one ? one.code : one.ref))
  return { up, down }
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
  /** The section that stays open after a move. */
  readonly within?: string | undefined
}

/** A record with its buttons. The value of a button says what to move past which neighbour, so that sent twice it moves once. */
function Line({ plan, kind, code, name, called = code, place, within }: LineProps) {
  const word = kindWord(plan.words, kind).one.toLowerCase()
  const button = (direction: 'up' | 'down', sign: string) =>
    place?.[direction] !== undefined && (
      <button
        type="submit"
        name="move"
        value={`${kind} ${direction} ${code} past ${place[direction]}${within ? ` in ${within}` : ''}`}
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
