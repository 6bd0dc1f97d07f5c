/** Takes a page and a piece of one of its forms; returns what that form holds, as a browser without a script would send it. */
export function readForm(html: string, piece: string): FormData {
  const form = html.split('<form').find((part) => part.includes(piece)) ?? ''
  const body = new FormData()
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const [name, value] = [attribute(input, 'name'), attribute(input, 'value')]
    if (name && attribute(input, 'type') !== 'radio') body.set(name, value)
  }
  return body
}

function attribute(tag: string, name: string): string {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return found
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
}
