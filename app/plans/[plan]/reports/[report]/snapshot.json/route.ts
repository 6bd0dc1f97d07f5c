import { withToken } from '@/lib/api/with-token'
import { readReportText } from '@/lib/queries/report'

/** The document of a report, to the letter: its SHA-256 is the report's fingerprint. */
export const GET = withToken<RouteContext<'/plans/[plan]/reports/[report]/snapshot.json'>>(
  async (_request, { params }) => {
    const { plan: slug, report: code } = await params
    const frozen = await readReportText(slug, code)
    if (!frozen)
      return new Response('There is no such report.\n', {
        status: 404,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      })
    return new Response(frozen.document, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${slug}-${code}.json"`,
        'cache-control': 'no-cache',
        'cairn-sha256': frozen.sha256,
      },
    })
  },
)
