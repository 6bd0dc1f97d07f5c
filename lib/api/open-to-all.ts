/** What lets the pages of any site read an answer. */

/** What can be done with what is only read. */
export const READ_ONLY = 'GET, HEAD, OPTIONS'

/**
 * What anyone may read, any site may read. What only members of a plan may read, browsers give no other site: those requests carry no
 * cookie.
 */
export const OPEN_TO_ALL = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'ETag, Link, Content-Disposition, Cairn-Row-Count, Cairn-SHA256, Repr-Digest',
}

/** The answer to a browser that asks what the pages of another site may do here. */
export function answerOptions(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...OPEN_TO_ALL,
      Allow: READ_ONLY,
      'Access-Control-Allow-Methods': READ_ONLY,
      'Access-Control-Allow-Headers': 'If-None-Match, Authorization',
      'Access-Control-Max-Age': '86400',
    },
  })
}
