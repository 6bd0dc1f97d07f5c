/** The address of a comparison, read and written. What makes no sense of a filter is ignored, and a notice says so. */

import { CHANGE_KINDS, type ChangeKind } from '@/lib/domain/movement/movement-kinds'
import { cellPlaces } from '@/lib/domain/movement/movement-matrix'
import type { MovementFilter } from '@/lib/domain/movement/movement'
import type { Notice, RawParams } from '@/lib/schemas/plan/action-filter'
import type { HasStatuses } from '@/lib/domain/status/status'
import { readPageNumber } from '@/lib/schemas/page-number'
import { movementMessages } from '@/lib/format/movement/messages'

/** The parameters of a comparison that is asked for whole. */
export const MOVEMENT_PARAMETERS = ['from', 'to', 'was', 'is', 'kind'] as const

type Parameter = (typeof MOVEMENT_PARAMETERS)[number] | 'page'

export interface ComparisonQuery {
  /** A report's code or "now"; null when the address says nothing. */
  readonly from: string | null
  readonly to: string | null
  readonly filter: MovementFilter
  /** From 1 up; whether the list has that many pages is not known here. */
  readonly page: number
  readonly notices: readonly Notice[]
}

/** Takes the parameters of an address; returns the two sides that they ask for. Never throws. */
export function parseSides(params: RawParams): Pick<ComparisonQuery, 'from' | 'to'> {
  const { from, to } = parseComparisonQuery({ statuses: [] }, params)
  return { from, to }
}

/** Takes a plan and the parameters of an address; returns what they ask for, and a notice for each thing ignored. Never throws. */
export function parseComparisonQuery(plan: HasStatuses, params: RawParams): ComparisonQuery {
  const notices: Notice[] = []
  const read = (name: Parameter): string | null => {
    const given = params instanceof URLSearchParams ? params.getAll(name) : [params[name] ?? []].flat()
    const [first, ...rest] = given.map((value) => value.trim()).filter((value) => value !== '')
    if (rest.length) notices.push({ parameter: name, message: movementMessages.tookFirst(name) })
    return first ?? null
  }
  const choose = <T extends string>(
    name: 'was' | 'is' | 'kind',
    choices: readonly T[],
    refuse: (value: string) => string,
  ): T | null => {
    const value = read(name)
    const choice = choices.find((one) => one === value) ?? null
    if (value !== null && choice === null)
      notices.push({ parameter: name, message: refuse(value.slice(0, 100)) })
    return choice
  }
  const was = choose('was', cellPlaces(plan), movementMessages.notStatus)
  const is = choose('is', cellPlaces(plan), movementMessages.notStatus)
  const kind = choose<ChangeKind>('kind', CHANGE_KINDS, movementMessages.notKind)
  return {
    from: read('from'),
    to: read('to'),
    filter: { cell: was || is ? { was, is } : null, kind },
    page: readPageNumber(read('page')),
    notices,
  }
}
