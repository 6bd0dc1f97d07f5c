const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Takes any text; returns it without what XML 1.0 forbids (section 2.2: control characters, lone surrogates, U+FFFE and
 * U+FFFF).
 */
export function dropForbidden(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
}

/** Takes any text; returns it for use in the content and attributes of HTML and XML, without what XML forbids. */
export function escapeMarkup(text: string): string {
  return dropForbidden(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
