import { askedState, nothingAt } from '@/lib/api/asked-place'
import { writeActions } from '@/lib/api/bodies'
import { readPart, makeCursor } from '@/lib/api/cursor'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag, nameState } from '@/lib/api/etag'
import { apiPaths } from '@/lib/api/links'
import { BadParameterError } from '@/lib/api/problem'
import { listActionsAfter } from '@/lib/queries/actions'
import { toQuery } from '@/lib/schemas/action-filter'
import type { ActionListBody } from '@/lib/schemas/api'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<{ plan: string }, ActionListBody>(
  async (params, url) => {
    const { searchParams } = url
    const { after, limit } = readPart(searchParams)
    const place = askedState(params.plan, url)
    const found = await listActionsAfter(place, searchParams, after, limit)
    if (!found) throw nothingAt(place)
    const { plan, filter, sort, part } = found
    if (!part)
      throw new BadParameterError('cursor', 'The cursor does not belong to this list. Start without one.')
    const next =
      part.after === null
        ? null
        : apiPaths.actions(plan, {
            ...toQuery(filter, sort),
            limit: String(limit),
            cursor: makeCursor(part.after),
          })
    return { body: writeActions(found, part.rows, next), etag: makeEtag(nameState(plan)), next }
  },
)
