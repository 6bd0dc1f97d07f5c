/** The figures that were typed into a report's texts, and who has checked by hand what the reader of texts took for wrong. */

import { type Achieved, type DraftPart, nameDraftPart } from './report-draft'
import type { TypedFigure } from './report-check'

/** That someone has checked a figure by hand and found it right. */
export interface HandCheck {
  /** Of the figure: what it says, where, and what the plan had instead. */
  readonly figure: string
  readonly byId: string
  /** An instant. */
  readonly at: string
  /** Why it is right; may be empty. */
  readonly note: string
}

/** What someone ticks as checked when a draft goes on. */
export interface Ticked {
  readonly figures: readonly string[]
  readonly note: string
}

/** A typed figure of a draft. */
export interface DraftFigure extends TypedFigure {
  /** The same for as long as the figure, its sentence and what the plan has instead are the same. */
  readonly id: string
  readonly part: DraftPart
  /** Of what is told of a delivered action: which of its texts. */
  readonly achieved: Achieved | null
  readonly check: HandCheck | null
}

/** A typed figure as a report keeps it. It names no person; the audit entries of its review and its issue do. */
export interface FrozenFigure extends Pick<TypedFigure, 'sentence' | 'says' | 'verdict' | 'plan'> {
  /** As addresses of drafts call it: "about" is the title, "delivered-26.3" what is told of an action. */
  readonly part: string
  readonly achieved: Achieved | null
  readonly checked: { readonly by: 'writer' | 'reviewer'; readonly at: string; readonly note: string } | null
}

/** Takes the typed figures of a draft; returns those that disagree with the plan and that no one has checked by hand. */
export function findUnchecked(figures: readonly DraftFigure[]): DraftFigure[] {
  return figures.filter(({ verdict, check }) => verdict === 'disagrees' && !check)
}

/** Takes typed figures, and what someone ticked; returns the figures with that, and what is new. */
export function checkByHand(
  figures: readonly DraftFigure[],
  { figures: ticked, note }: Ticked,
  by: Pick<HandCheck, 'byId' | 'at'>,
): { figures: DraftFigure[]; added: DraftFigure[] } {
  const added = findUnchecked(figures)
    .filter(({ id }) => ticked.includes(id))
    .map((figure) => ({ ...figure, check: { ...by, figure: figure.id, note } }))
  const byId = new Map(added.map((figure) => [figure.id, figure]))
  return { figures: figures.map((figure) => byId.get(figure.id) ?? figure), added }
}

/** Takes typed figures; returns the checks by hand that hold. */
export function checksByHand(figures: readonly DraftFigure[]): HandCheck[] {
  return [
    ...new Map(figures.flatMap(({ check }) => (check ? [[check.figure, check] as const] : []))).values(),
  ]
}

/** Takes typed figures and who wrote in the draft; returns them as the report keeps them. */
export function freezeFigures(figures: readonly DraftFigure[], writerIds: readonly string[]): FrozenFigure[] {
  return figures.map(({ part, achieved, sentence, says, verdict, plan, check }) => ({
    part: nameDraftPart(part),
    achieved,
    sentence,
    says,
    verdict,
    plan,
    checked: check && {
      by: writerIds.includes(check.byId) ? 'writer' : 'reviewer',
      at: check.at,
      note: check.note,
    },
  }))
}
