/** The form by which several actions are said to be as they were. */

import { z } from 'zod'
import type { FormValues } from '@/lib/schemas/form'

/** So many at once. */
const MOST_NO_CHANGES = 200

const ONE = /^([a-z0-9-]{1,200}) (\S{1,200}) ([0-9a-f-]{36})$/

/** An action and the update of it that is still true. */
export interface StillTrue {
  readonly plan: string
  readonly ref: string
  readonly updateId: string
}

/** Takes an action and its update; returns the value of its checkbox. */
export function noChangeValue({ plan, ref, updateId }: StillTrue): string {
  return `${plan} ${ref} ${updateId}`
}

/** Takes what was typed; returns the actions that were ticked, or null where it is not what the page sends. */
export function readNoChanges({ actions }: FormValues): StillTrue[] | null {
  const sent = [actions ?? []].flat()
  if (sent.length > MOST_NO_CHANGES) return null
  const read = sent.map((value) => {
    const [, plan = '', ref = '', updateId = ''] = ONE.exec(value) ?? []
    return z.guid().safeParse(updateId).success ? { plan, ref, updateId } : null
  })
  return read.every((one) => one !== null) ? (read as StillTrue[]) : null
}
