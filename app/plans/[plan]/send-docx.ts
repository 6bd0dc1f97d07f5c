/** Takes a Word file and what to keep it as, without an ending; returns the answer that hands it out. */
export function sendDocx(file: Uint8Array<ArrayBuffer>, name: string): Response {
  return new Response(file, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename="${name}.docx"`,
      // The plan may be for its members only.
      'cache-control': 'no-store',
    },
  })
}
