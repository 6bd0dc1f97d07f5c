import { createHash } from 'node:crypto'
import { download } from '@/lib/api/download'
import { makeEtag } from '@/lib/api/etag'
import { describeText } from '@/lib/api/plain-text'
import { readReportText } from '@/lib/queries/reports/report'

/** The document of a report, to the letter: its SHA-256 is the report's fingerprint. */
export const { GET, OPTIONS } = download<RouteContext<'/plans/[plan]/reports/[report]/snapshot.json'>>(
  [],
  async (_request, { params }) => {
    const { plan: slug, report: code } = await params
    const frozen = await readReportText(slug, code)
    if (!frozen) return describeText('There is no such report.', 404)
    const { document, sha256 } = frozen
    return {
      // Of what it is, not of what it should be: it is here to be verified.
      etag: makeEtag(createHash('sha256').update(document).digest('hex')),
      send: () =>
        new Response(document, {
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-disposition': `attachment; filename="${slug}-${code}.json"`,
            'cairn-sha256': sha256,
          },
        }),
    }
  },
)
