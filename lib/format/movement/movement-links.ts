/** Where the rows behind a figure of movement are listed. */

import { type Comparison, type MovementFilter, NOW_CODE } from '@/lib/domain/movement/movement'
import type { ChangeKind } from '@/lib/domain/movement/movement-kinds'
import type { Cell } from '@/lib/domain/movement/movement-matrix'
import { paths } from '@/lib/paths'

/** Takes a comparison; returns its two sides as parameters of an address. */
export function sidesQuery({ before, after }: Pick<Comparison, 'before' | 'after'>) {
  return { from: before.code ?? NOW_CODE, to: after.code ?? NOW_CODE }
}

/** Takes a plan's slug, a comparison and what of it is asked for; returns the address of that part of its page. */
export function linkMovement(
  slug: string,
  comparison: Pick<Comparison, 'before' | 'after'>,
  asked: { readonly cell?: Cell; readonly kind?: ChangeKind },
): string {
  return `${paths.compare(slug, { ...sidesQuery(comparison), ...toMovementQuery(asked) })}#changes`
}

/** Takes a plan's slug and a side of a comparison; returns the plan's place then, for addresses of its pages. */
export function placeOf(slug: string, { code }: Comparison['before']) {
  return { slug, report: code }
}

/** Takes a filter of movement; returns it as parameters of an address. */
export function toMovementQuery({ cell, kind }: Partial<MovementFilter>): Readonly<Record<string, string>> {
  return { ...toCellQuery(cell ?? null), ...(kind && { kind }) }
}

function toCellQuery(cell: Cell | null): Readonly<Record<string, string>> {
  return { ...(cell?.was && { was: cell.was }), ...(cell?.is && { is: cell.is }) }
}
