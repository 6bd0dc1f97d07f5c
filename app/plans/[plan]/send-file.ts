import { queryOf, type WrittenFile } from '@/lib/exports/plan-file'
import type { FileAbout } from '@/lib/exports/tables/about'
import { toStream } from '@/lib/exports/tables/stream'
import { siteAddress, siteContact } from '@/lib/site'

/** Takes a file's name, what it says of itself and the file; returns the answer that sends it while it is written. */
export function sendFile(name: string, about: FileAbout, file: WrittenFile): Response {
  const headers = new Headers({
    'content-type': file.type,
    'content-disposition': `attachment; filename="${file.fileName}"`,
  })
  // A file that is broken off ends without its end; this tells it even from one that was kept by a careless client.
  if (file.rowCount !== null) headers.set('cairn-row-count', String(file.rowCount))
  if (name.endsWith('.csv')) {
    const metadata = `${name.replace('-excel', '')}-metadata.json${queryOf(about)}`
    headers.set('link', `<${metadata}>; rel="describedby"; type="application/csvm+json"`)
  }
  return new Response(toStream(file.pieces), { headers })
}

/** Takes the path of the page that shows what a file holds; returns where its reader finds that, and whom to ask. */
export function describeWhere(page: string): FileAbout['site'] {
  const contact = siteContact()
  return { page: siteAddress(page), contact: 'email' in contact ? contact.email : contact.url }
}

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
