import { createHash } from 'node:crypto'
import { endpoint } from '@/lib/api/endpoint'
import { makeEtag } from '@/lib/api/etag'
import { describeApi, type OpenApi } from '@/lib/api/openapi'
import { siteContact } from '@/lib/site'

export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = endpoint<Record<never, never>, OpenApi>(
  'getOpenApi',
  async () => {
    const body = describeApi(siteContact())
    return { body, etag: makeEtag(createHash('sha256').update(JSON.stringify(body)).digest('base64url')) }
  },
)
